#include "core/engine/clip_source.h"

#include <algorithm>

#include "core/media/stills_source.h"
#include "core/media/video_file.h"

namespace soundmask {

Result<ClipPictures> takeSourceOption(OptionMap& options) {
    const auto option = options.extract("source");
    if (option.empty() || option.mapped() == "frames") return ClipPictures::Frames;
    if (option.mapped() == "raw") return ClipPictures::Raw;
    return fail(ErrorCode::InvalidValue, "source=" + option.mapped(), "the pictures come from frames or raw");
}

Result<std::unique_ptr<FrameSource>> openVideo(const std::filesystem::path& path, std::stop_token stop) {
    return VideoFile::open(path, std::move(stop));
}

Result<std::unique_ptr<FrameSource>> openClip(const DatasetClip& clip, ClipPictures pictures, std::stop_token stop) {
    if (pictures == ClipPictures::Raw) {
        if (clip.raw_video.empty())
            return fail(ErrorCode::MissingData, clip.name,
                        "its raw video is missing in the data set; copy its raw_videos again, or use source=frames");
        return openVideo(clip.raw_video, std::move(stop));
    }
    const auto missing =
        std::find_if(clip.pictures.begin(), clip.pictures.end(), [](const auto& path) { return path.empty(); });
    if (missing != clip.pictures.end())
        return fail(ErrorCode::MissingData, clip.name,
                    "the picture of second " + std::to_string(missing - clip.pictures.begin() + 1) +
                        " is missing in the data set; copy its visual_frames again, or use source=raw");
    if (clip.sound.empty()) return StillsSource::open(clip.name, clip.pictures, std::nullopt, clip.sound_place);
    return StillsSource::open(clip.name, clip.pictures, clip.sound);
}

std::vector<KeyFrame> clipKeyFrames(const DatasetClip& clip, const FrameSource& source) {
    std::vector<KeyFrame> frames = source.keyFrames();
    frames.resize(std::min(frames.size(), clip.seconds()));
    for (int second = static_cast<int>(frames.size()) + 1; second <= static_cast<int>(clip.seconds()); ++second) {
        const FrameIndex frame = avsbenchFrame(second - 1, source.frameRate().toDouble(), source.frameCount());
        frames.push_back({second, frame, source.frameTime_s(frame)});
    }
    return frames;
}

} // namespace soundmask
