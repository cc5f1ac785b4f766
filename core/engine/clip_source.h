#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/base/frame_source.h"
#include "core/project/dataset/dataset.h"
#include "core/project/inference_request.h"

namespace soundmask {

/// Where the pictures and the sound of a data set's clip come from.
enum class ClipPictures {
    Frames, ///< visual_frames and audio_wav, as the data set's authors do
    Raw,    ///< the video in raw_videos
};

/// Takes the option `source` (frames or raw) out of \p options, which then are the method's own. Frames without it.
/// Error: InvalidValue.
Result<ClipPictures> takeSourceOption(OptionMap& options);

/// Opens a video file. Errors as for VideoFile::open.
Result<std::unique_ptr<FrameSource>> openVideo(const std::filesystem::path& path, std::stop_token stop = {});

/// Opens the clip. Errors: MissingData when a picture or the raw video is not there, and those of the sources.
Result<std::unique_ptr<FrameSource>> openClip(const DatasetClip& clip, ClipPictures pictures, std::stop_token stop = {});

/// The key frames of a data set's clip: one for each of its seconds, by AVSBench's rule also where the raw video is
/// shorter than that (the last picture then stands for the rest).
std::vector<KeyFrame> clipKeyFrames(const DatasetClip& clip, const FrameSource& source);

} // namespace soundmask
