#include "app/bridge/clip_location.h"

#include "core/media/stills_source.h"
#include "core/media/video_file.h"

namespace soundmask {

ClipLocation ClipLocation::ofDatasetClip(DatasetClip clip) {
    ClipLocation location;
    location.path = !clip.raw_video.empty()  ? clip.raw_video
                    : !clip.pictures.empty() ? clip.pictures.front().parent_path()
                                             : std::filesystem::path(clip.name);
    location.dataset_clip = std::move(clip);
    return location;
}

std::string ClipLocation::name() const {
    return dataset_clip ? dataset_clip->name : path.filename().string();
}

SourceFactory ClipLocation::sourceFactory() const {
    if (!dataset_clip || !dataset_clip->raw_video.empty())
        return [file = path]() -> Result<std::unique_ptr<FrameSource>> { return VideoFile::open(file); };
    return [clip = *dataset_clip]() -> Result<std::unique_ptr<FrameSource>> {
        std::vector<std::filesystem::path> pictures;
        for (const std::filesystem::path& picture : clip.pictures) {
            if (picture.empty()) return fail(ErrorCode::FileNotFound, clip.name, "a picture of this clip is missing");
            pictures.push_back(picture);
        }
        const auto sound = clip.sound.empty() ? std::nullopt : std::optional(clip.sound);
        return StillsSource::open(clip.name, pictures, sound);
    };
}

} // namespace soundmask
