#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "core/base/frame_source.h"
#include "core/project/dataset/dataset.h"

namespace soundmask {

/// Opens a clip anew for one thread, or gives up when asked to stop.
using SourceOpener = std::function<Result<std::unique_ptr<FrameSource>>(std::stop_token)>;

/// Where a clip's pictures, sound and reference masks are: a video file, or a clip of a data set.
struct ClipLocation {
    std::filesystem::path path; ///< the video file; for a data set clip its video or the folder of its pictures
    std::optional<DatasetClip> dataset_clip;

    static ClipLocation ofVideo(std::filesystem::path file) { return {std::move(file), std::nullopt}; }
    /// A data set clip is its video where there is one (it moves, and motion is what people follow), otherwise its stills.
    static ClipLocation ofDatasetClip(DatasetClip clip);

    /// What people call it.
    std::string name() const;
    SourceOpener opener() const;
};

} // namespace soundmask
