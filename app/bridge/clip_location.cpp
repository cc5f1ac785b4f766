#include "app/bridge/clip_location.h"

#include "core/engine/clip_source.h"

namespace soundmask {

ClipLocation ClipLocation::ofDatasetClip(DatasetClip clip) {
    ClipLocation location;
    location.path = !clip.raw_video.empty()  ? clip.raw_video
                    : !clip.pictures.empty() ? clip.pictures.front().parent_path()
                                             : std::filesystem::path(clip.name);
    location.dataset_clip = std::move(clip);
    return location;
}

std::string ClipLocation::name() const { return dataset_clip ? dataset_clip->name : path.filename().string(); }

SourceOpener ClipLocation::opener() const {
    if (!dataset_clip) return [file = path](std::stop_token stop) { return openVideo(file, stop); };
    const ClipPictures pictures = dataset_clip->raw_video.empty() ? ClipPictures::Frames : ClipPictures::Raw;
    return [clip = *dataset_clip, pictures](std::stop_token stop) { return openClip(clip, pictures, stop); };
}

} // namespace soundmask
