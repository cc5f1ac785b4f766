#include "core/engine/clip_locator.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

/// s4_data/raw_videos/SPLIT/CATEGORY/NAME.mp4 lies five folders below the CSV's neighbour.
constexpr int kMostParents = 6;

/// Whether \p folder may hold a data set's CSV, so that not every folder on the way up is searched.
bool holdsCsv(const fs::path& folder) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.path().extension() == ".csv") return true;
    return false;
}

} // namespace

std::optional<DatasetClip> ClipLocator::datasetClip(const Clip& clip) {
    if (clip.split.empty()) return std::nullopt; // only data sets have splits
    fs::path folder = clip.path.parent_path();
    for (int step = 0; step < kMostParents && folder != folder.parent_path(); ++step, folder = folder.parent_path()) {
        auto known = m_datasets.find(folder);
        if (known == m_datasets.end()) {
            std::optional<Dataset> found;
            if (holdsCsv(folder))
                if (auto dataset = openDataset(folder)) found = std::move(*dataset);
            known = m_datasets.emplace(folder, std::move(found)).first;
        }
        if (!known->second) continue;
        if (const DatasetClip* member = known->second->clip(clip.name)) return *member;
    }
    return std::nullopt;
}

Result<std::unique_ptr<FrameSource>> ClipLocator::open(const Clip& clip, std::stop_token stop) {
    std::error_code error;
    if (fs::is_regular_file(clip.path, error)) return openVideo(clip.path, std::move(stop));
    if (const auto member = datasetClip(clip)) {
        const ClipPictures pictures = member->raw_video.empty() ? ClipPictures::Frames : ClipPictures::Raw;
        return openClip(*member, pictures, std::move(stop));
    }
    return fail(
        ErrorCode::FileNotFound, clip.path.string(),
        "the clip's video or data set is not there; put it back or open the project in the window and locate it");
}

} // namespace soundmask
