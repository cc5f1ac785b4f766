#include "core/project/dataset/dataset_finder.h"

#include <algorithm>
#include <array>
#include <vector>

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr int kSearchDepth = 2; // .../avsbench_data/Single-source opened from two folders above

struct LayoutFiles {
    DatasetLayout layout;
    const char* csv;
    const char* data;
};
constexpr std::array kV1Layouts{LayoutFiles{DatasetLayout::S4, "s4_meta_data.csv", "s4_data"},
                                LayoutFiles{DatasetLayout::Ms3, "ms3_meta_data.csv", "ms3_data"}};

bool isFolder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

bool isFile(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

/// The data sets whose root is exactly \p folder. A v1 data folder without its CSV counts, so that the missing CSV can
/// be named.
void addDatasetsAt(const fs::path& folder, std::vector<DatasetPlace>& found) {
    for (const auto& [layout, csv, data] : kV1Layouts)
        if (isFile(folder / csv) || isFolder(folder / data))
            found.push_back({layout, folder, folder / csv, folder / data});
    const bool has_subset = isFolder(folder / "v1s") || isFolder(folder / "v1m") || isFolder(folder / "v2");
    if (isFile(folder / "metadata.csv") && (has_subset || isFile(folder / "label2idx.json")))
        found.push_back({DatasetLayout::Avss, folder, folder / "metadata.csv", folder});
}

void addDatasetsBelow(const fs::path& folder, int depth, std::vector<DatasetPlace>& found) {
    std::error_code error;
    std::vector<fs::path> children;
    for (auto it = fs::directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
         !error && it != fs::directory_iterator(); it.increment(error))
        if (isFolder(it->path())) children.push_back(it->path());
    std::ranges::sort(children);
    for (const auto& child : children) {
        const auto before = found.size();
        addDatasetsAt(child, found);
        if (found.size() == before && depth > 1) addDatasetsBelow(child, depth - 1, found);
    }
}

std::vector<DatasetPlace> datasetsFor(const fs::path& folder) {
    std::vector<DatasetPlace> found;
    addDatasetsAt(folder, found);
    if (!found.empty()) return found;
    for (const auto& files : kV1Layouts)
        if (folder.filename() == files.data && isFile(folder.parent_path() / files.csv))
            return {{files.layout, folder.parent_path(), folder.parent_path() / files.csv, folder}};
    addDatasetsBelow(folder, kSearchDepth, found);
    return found;
}

fs::path withoutTrailingSlash(const fs::path& folder) {
    const fs::path absolute = fs::absolute(folder).lexically_normal();
    return absolute.has_filename() ? absolute : absolute.parent_path();
}

} // namespace

Result<DatasetPlace> findDataset(const fs::path& given, std::optional<DatasetLayout> layout) {
    std::error_code error;
    if (!fs::exists(given, error)) return fail(ErrorCode::FileNotFound, given.string(), "there is no such folder");
    if (!isFolder(given)) return fail(ErrorCode::UnknownName, given.string(), "this is not a folder");

    auto found = datasetsFor(withoutTrailingSlash(given));
    if (layout) std::erase_if(found, [&](const DatasetPlace& place) { return place.layout != *layout; });
    if (found.empty())
        return fail(ErrorCode::UnknownName, given.string(),
                    std::string("no ") + (layout ? std::string(layoutName(*layout)) + " " : std::string()) +
                        "AVSBench data set here; choose the folder with s4_meta_data.csv, ms3_meta_data.csv or "
                        "metadata.csv");
    if (found.size() > 1) {
        std::string choices;
        for (const auto& place : found)
            choices += (choices.empty() ? "" : ", ") + place.root.string() + " (" +
                       std::string(layoutName(place.layout)) + ")";
        return fail(ErrorCode::InvalidValue, given.string(),
                    "there are several data sets here; choose one of " + choices);
    }
    if (!isFile(found.front().csv))
        return fail(ErrorCode::FileNotFound, found.front().csv.string(),
                    "the list of clips is missing; it comes with the data set and belongs beside " +
                        found.front().data.filename().string());
    return found.front();
}

} // namespace soundmask
