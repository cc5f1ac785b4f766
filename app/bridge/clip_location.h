#pragma once

#include <filesystem>
#include <optional>

#include "core/engine/prediction_job.h"
#include "core/project/dataset/dataset.h"

namespace soundmask {

/// Where a clip's pictures, sound and reference masks are: a video file, or a clip of a data set.
struct ClipLocation {
    std::filesystem::path path; ///< the video file; for a data set clip its video or the folder of its pictures
    std::optional<DatasetClip> dataset_clip;

    static ClipLocation ofVideo(std::filesystem::path file) { return {std::move(file), std::nullopt}; }
    static ClipLocation ofDatasetClip(DatasetClip clip);

    /// What people call it.
    std::string name() const;
    /// Opens it anew, for one thread. A data set clip is its video where there is one (it moves, and motion is what
    /// people follow), otherwise its stills.
    SourceFactory sourceFactory() const;
};

} // namespace soundmask
