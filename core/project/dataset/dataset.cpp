#include "core/project/dataset/dataset.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_set>

#include "core/base/atomic_file.h"
#include "core/project/dataset/avss_classes.h"
#include "core/project/dataset/csv_table.h"
#include "core/project/dataset/dataset_finder.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 3> kSplits{"train", "val", "test"};
constexpr std::array<std::string_view, 2> kPictureTypes{".png", ".jpg"};
constexpr int kV1Seconds = 5;
constexpr int kV2Seconds = 10;

bool contains(std::span<const std::string_view> list, std::string_view item) {
    return std::ranges::find(list, item) != list.end();
}

bool isFolder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

fs::path ifFile(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored) ? path : fs::path{};
}

/// \p folder / (\p stem + one of the picture types) that exists, or an empty path.
fs::path pictureIn(const fs::path& folder, const std::string& stem) {
    for (const auto type : kPictureTypes)
        if (auto found = ifFile(folder / (stem + std::string(type))); !found.empty()) return found;
    return {};
}

/// Whether a name from the CSV may become one part of a path: not empty, no separator, no way up, no control character.
bool isSafeName(std::string_view name) {
    if (name.empty() || name == "." || name == "..") return false;
    return std::ranges::none_of(name, [](unsigned char c) { return c == '/' || c == '\\' || c < 0x20; });
}

std::vector<std::string> subfolders(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (auto it = fs::directory_iterator(folder, error); !error && it != fs::directory_iterator(); it.increment(error))
        if (isFolder(it->path())) names.push_back(it->path().filename().string());
    std::ranges::sort(names);
    return names;
}

std::optional<int> wholeNumber(const std::string& text) {
    if (text.empty() || text.size() > 6) return std::nullopt;
    if (!std::ranges::all_of(text, [](unsigned char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
    return std::stoi(text);
}

/// Reads the rows and finds the files of one data set.
class DatasetReader {
  public:
    explicit DatasetReader(const DatasetPlace& place)
        : m_place(place) {
        m_dataset.layout = place.layout;
        m_dataset.root = place.root;
    }

    Result<Dataset> read() {
        auto table = readCsv(m_place.csv);
        if (!table) return fail(table.error());
        if (m_place.layout == DatasetLayout::Avss)
            if (auto named = readClassNames(); !named) return fail(named.error());
        readRows(*table);
        if (m_place.layout == DatasetLayout::S4) nameCategories();
        for (auto& clip : m_dataset.clips) {
            if (m_place.layout == DatasetLayout::Avss)
                findAvssFiles(clip);
            else
                findV1Files(clip);
        }
        reportMissing();
        reportUnlisted();
        return std::move(m_dataset);
    }

  private:
    /// Positions of the columns; kNone where the layout has no such column.
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    struct Columns {
        std::size_t name = kNone, start = kNone, category = kNone, split = kNone, subset = kNone, objects = kNone;
        std::size_t minutes = kNone;
    };

    Columns columnsOf(const CsvTable& table) const {
        switch (m_place.layout) {
        case DatasetLayout::S4:
            return {.name = table.column({"name", "video_id", "vid"}, 0),
                    .start = table.column({"start"}, 1),
                    .category = table.column({"category"}, 2),
                    .split = table.column({"split"}, 3)};
        case DatasetLayout::Ms3:
            return {.name = table.column({"video_id", "name", "vid"}, 0), .split = table.column({"split"}, 1)};
        case DatasetLayout::Avss:
            break;
        }
        return {.name = table.column({"uid"}, 1),
                .start = table.column({"s_sec"}, 3),
                .split = table.column({"split"}, 5),
                .subset = table.column({"label"}, 6),
                .objects = table.column({"a_obj"}, 4),
                .minutes = table.column({"s_min"}, 2)};
    }

    void problem(std::string code, fs::path path, std::string text) {
        m_dataset.problems.push_back({std::move(code), std::move(path), std::move(text)});
    }

    void rowProblem(std::string code, const CsvTable::Row& row, const std::string& text) {
        problem(std::move(code), m_place.csv, "line " + std::to_string(row.line) + ": " + text);
    }

    void readRows(const CsvTable& table) {
        const auto columns = columnsOf(table);
        std::unordered_set<std::string> seen;
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            const auto& row = table.rows[i];
            // The first row is the header unless its split is one: some copies of the lists come without a header.
            const bool header =
                i == 0 && (columns.split >= row.fields.size() || !contains(kSplits, row.fields[columns.split]));
            if (header) continue;
            auto clip = clipOf(row, columns);
            if (!clip) continue;
            if (!seen.insert(clip->name).second) {
                rowProblem("duplicate-row", row, "'" + clip->name + "' is listed before; this row is left out");
                continue;
            }
            m_dataset.clips.push_back(std::move(*clip));
        }
    }

    std::optional<DatasetClip> clipOf(const CsvTable::Row& row, const Columns& columns) {
        bool complete = true;
        const auto field = [&](std::size_t column) -> std::string {
            if (column == kNone) return {};
            if (column < row.fields.size()) return row.fields[column];
            complete = false;
            return {};
        };
        DatasetClip clip;
        clip.name = field(columns.name);
        clip.category = field(columns.category);
        clip.split = field(columns.split);
        const auto subset = field(columns.subset);
        const auto objects = field(columns.objects);
        const auto seconds = wholeNumber(field(columns.start));
        const auto minutes = wholeNumber(field(columns.minutes));
        if (!complete) {
            rowProblem("short-row", row, "has only " + std::to_string(row.fields.size()) + " fields; it is left out");
            return std::nullopt;
        }
        if (seconds) clip.start_s = *seconds + 60 * minutes.value_or(0);
        if (!isSafeName(clip.name) || (columns.category != kNone && !isSafeName(clip.category))) {
            rowProblem("unsafe-name", row, "'" + clip.name + "' cannot be the name of a file; the row is left out");
            return std::nullopt;
        }
        if (!contains(kSplits, clip.split)) {
            rowProblem("unknown-split", row,
                       "split '" + clip.split + "' is not train, val or test; the row is left out");
            return std::nullopt;
        }
        if (m_place.layout == DatasetLayout::Avss) {
            clip.subset = subsetOf(subset);
            if (!clip.subset) {
                rowProblem("unknown-subset", row, "label '" + subset + "' is not v1s, v1m or v2; the row is left out");
                return std::nullopt;
            }
            readObjects(objects, row, clip);
        }
        return clip;
    }

    static std::optional<AvssSubset> subsetOf(std::string_view name) {
        if (name == "v1s") return AvssSubset::V1s;
        if (name == "v1m") return AvssSubset::V1m;
        if (name == "v2") return AvssSubset::V2;
        return std::nullopt;
    }

    static std::string folderOf(AvssSubset subset) {
        return subset == AvssSubset::V1s ? "v1s" : subset == AvssSubset::V1m ? "v1m" : "v2";
    }

    /// Class names never hold "_", so that joins them. The real list has a "h orse" and marks sounds without a visible
    /// source with "off-the-screen".
    void readObjects(const std::string& joined, const CsvTable::Row& row, DatasetClip& clip) {
        std::size_t begin = 0;
        while (begin <= joined.size()) {
            const auto end = std::min(joined.find('_', begin), joined.size());
            std::string name = joined.substr(begin, end - begin);
            begin = end + 1;
            if (std::erase(name, ' ') > 0)
                rowProblem("repaired-class", row, "blanks inside the class name '" + name + "' are left out");
            if (name.empty()) continue;
            if (name != "off-the-screen" &&
                std::ranges::find(m_dataset.class_names, name) == m_dataset.class_names.end())
                rowProblem("unknown-class", row, "'" + name + "' is not one of the classes");
            clip.objects.push_back(std::move(name));
        }
    }

    /// label2idx.json: a class's number is its position. The values are not used: some copies count from 1.
    Result<void> readClassNames() {
        const auto official = avssClassNames();
        m_dataset.class_names.assign(official.begin(), official.end());
        const fs::path path = m_place.root / "label2idx.json";
        if (ifFile(path).empty()) return {};
        auto text = readFile(path);
        if (!text) return fail(text.error());
        const auto json = nlohmann::ordered_json::parse(*text, nullptr, false);
        if (!json.is_object()) {
            problem("class-list", path, "not a JSON object of class names; the built-in list is used");
            return {};
        }
        std::vector<std::string> names;
        for (const auto& item : json.items())
            names.push_back(item.key());
        if (names != m_dataset.class_names)
            problem("class-list", path,
                    "differs from the list published with AVSBench-semantic; its order gives the numbers");
        m_dataset.class_names = std::move(names);
        return {};
    }

    void nameCategories() {
        std::set<std::string> used;
        for (const auto& clip : m_dataset.clips)
            used.insert(clip.category);
        for (const auto name : s4CategoryNames())
            if (used.erase(std::string(name)) > 0) m_dataset.class_names.emplace_back(name);
        for (const auto& clip : m_dataset.clips)
            if (used.erase(clip.category) > 0) m_dataset.class_names.push_back(clip.category);
    }

    /// split/category below each kind of file in S4, split only in MS3.
    fs::path v1Branch(const DatasetClip& clip) const {
        return m_place.layout == DatasetLayout::S4 ? fs::path(clip.split) / clip.category : fs::path(clip.split);
    }

    void findV1Files(DatasetClip& clip) {
        const bool s4 = m_place.layout == DatasetLayout::S4;
        const auto branch = v1Branch(clip);
        // MS3's pictures and videos have no split level, and the pictures keep ".mp4" in their names.
        const auto pictures = m_place.data / "visual_frames" / (s4 ? branch / clip.name : fs::path(clip.name));
        const auto masks = m_place.data / "gt_masks" / branch / clip.name;
        for (int k = 1; k <= kV1Seconds; ++k) {
            const auto number = "_" + std::to_string(k);
            auto picture = pictureIn(pictures, clip.name + (s4 ? "" : ".mp4") + number);
            if (picture.empty() && !s4) picture = pictureIn(pictures, clip.name + number);
            clip.pictures.push_back(std::move(picture));
            clip.masks.push_back(pictureIn(masks, clip.name + number));
        }
        clip.sound_place = m_place.data / "audio_wav" / branch / (clip.name + ".wav");
        clip.sound = ifFile(clip.sound_place);
        clip.raw_video = ifFile(m_place.data / "raw_videos" / (s4 ? branch : fs::path()) / (clip.name + ".mp4"));
    }

    void findAvssFiles(DatasetClip& clip) {
        const auto folder = m_place.root / folderOf(*clip.subset) / clip.name;
        const int seconds = *clip.subset == AvssSubset::V2 ? kV2Seconds : kV1Seconds;
        for (int k = 0; k < seconds; ++k) {
            const auto stem = std::to_string(k);
            clip.pictures.push_back(pictureIn(folder / "frames", stem));
            clip.labels_rgb.push_back(pictureIn(folder / "labels_rgb", stem));
            clip.labels_semantic.push_back(pictureIn(folder / "labels_semantic", stem));
        }
        clip.sound_place = folder / "audio.wav";
        clip.sound = ifFile(clip.sound_place);
    }

    /// Number of leading seconds that have a mask in the published data: the training part of single-source clips was
    /// labelled in the first second only.
    std::size_t labelledSeconds(const DatasetClip& clip) const {
        const bool single = m_place.layout == DatasetLayout::S4 || clip.subset == AvssSubset::V1s;
        return single && clip.split == "train" ? 1 : clip.seconds();
    }

    static bool anyOf(const std::vector<fs::path>& paths) {
        return std::ranges::any_of(paths, [](const fs::path& path) { return !path.empty(); });
    }

    static std::string missingNumbers(const std::vector<fs::path>& paths, std::size_t count, int first_number) {
        std::string list;
        for (std::size_t i = 0; i < count; ++i)
            if (paths[i].empty())
                list += (list.empty() ? "" : ", ") + std::to_string(static_cast<int>(i) + first_number);
        return list;
    }

    void reportMissing() {
        using Masks = std::vector<fs::path> DatasetClip::*;
        const std::vector<Masks> kinds =
            m_place.layout == DatasetLayout::Avss
                ? std::vector<Masks>{&DatasetClip::labels_rgb, &DatasetClip::labels_semantic}
                : std::vector<Masks>{&DatasetClip::masks};
        // Splits in which some clip has masks of a kind; elsewhere masks are not expected at all.
        std::map<std::size_t, std::set<std::string>> labelled;
        for (const auto& clip : m_dataset.clips)
            for (std::size_t k = 0; k < kinds.size(); ++k)
                if (anyOf(clip.*kinds[k])) labelled[k].insert(clip.split);

        const int first_number = m_place.layout == DatasetLayout::Avss ? 0 : 1;
        std::size_t raw_only = 0;
        for (const auto& clip : m_dataset.clips) {
            const auto where = placeOf(clip);
            const bool is_bare = !anyOf(clip.pictures) && clip.sound.empty();
            if (is_bare && clip.raw_video.empty()) {
                problem("missing-clip", where, "'" + clip.name + "' is listed but has neither pictures nor sound");
                continue;
            }
            if (is_bare)
                ++raw_only;
            else
                reportGaps(clip, where, first_number);
            for (std::size_t k = 0; k < kinds.size(); ++k) {
                if (!labelled[k].contains(clip.split)) continue;
                const auto list = missingNumbers(clip.*kinds[k], labelledSeconds(clip), first_number);
                if (!list.empty()) problem("missing-mask", where, "'" + clip.name + "' lacks mask " + list);
            }
        }
        if (raw_only > 0)
            problem("raw-videos-only", m_place.data / "raw_videos",
                    std::to_string(raw_only) + " of " + std::to_string(m_dataset.clips.size()) +
                        " clips are here as raw videos only; the command line takes them with --set source=raw");
    }

    void reportGaps(const DatasetClip& clip, const fs::path& where, int first_number) {
        if (const auto list = missingNumbers(clip.pictures, clip.seconds(), first_number); !list.empty())
            problem("missing-picture", where, "'" + clip.name + "' lacks picture " + list);
        if (clip.sound.empty())
            problem("missing-sound", clip.sound_place,
                    "the sound of '" + clip.name + "' is missing; copy this file from the data set again");
    }

    /// The folder of a clip's pictures.
    fs::path placeOf(const DatasetClip& clip) const {
        switch (m_place.layout) {
        case DatasetLayout::S4:
            return m_place.data / "visual_frames" / v1Branch(clip) / clip.name;
        case DatasetLayout::Ms3:
            return m_place.data / "visual_frames" / clip.name;
        case DatasetLayout::Avss:
            break;
        }
        return m_place.root / folderOf(*clip.subset) / clip.name;
    }

    void reportUnlisted() {
        std::set<fs::path> listed;
        for (const auto& clip : m_dataset.clips)
            listed.insert(placeOf(clip));
        const auto check = [&](const fs::path& parent) {
            for (const auto& name : subfolders(parent))
                if (!listed.contains(parent / name))
                    problem("unlisted-files", parent / name, "this clip is not in " + m_place.csv.filename().string());
        };
        switch (m_place.layout) {
        case DatasetLayout::S4:
            for (const auto& split : subfolders(m_place.data / "visual_frames"))
                for (const auto& category : subfolders(m_place.data / "visual_frames" / split))
                    check(m_place.data / "visual_frames" / split / category);
            break;
        case DatasetLayout::Ms3:
            check(m_place.data / "visual_frames");
            break;
        case DatasetLayout::Avss:
            for (const auto* subset : {"v1s", "v1m", "v2"})
                check(m_place.root / subset);
            break;
        }
    }

    DatasetPlace m_place;
    Dataset m_dataset;
};

} // namespace

std::string_view layoutName(DatasetLayout layout) {
    switch (layout) {
    case DatasetLayout::S4:
        return "s4";
    case DatasetLayout::Ms3:
        return "ms3";
    case DatasetLayout::Avss:
        break;
    }
    return "avss";
}

std::optional<DatasetLayout> layoutFromName(std::string_view name) {
    for (const auto layout : {DatasetLayout::S4, DatasetLayout::Ms3, DatasetLayout::Avss})
        if (layoutName(layout) == name) return layout;
    return std::nullopt;
}

const DatasetClip* Dataset::clip(std::string_view name) const {
    const auto found = std::ranges::find(clips, name, &DatasetClip::name);
    return found == clips.end() ? nullptr : &*found;
}

Result<Dataset> openDataset(const fs::path& folder, std::optional<DatasetLayout> layout) {
    auto place = findDataset(folder, layout);
    if (!place) return fail(place.error());
    return DatasetReader(*place).read();
}

} // namespace soundmask
