#pragma once

#include <filesystem>
#include <map>
#include <optional>

#include "core/engine/clip_source.h"
#include "core/project/clip.h"

namespace soundmask {

/// Finds the data sets that clips of a project came from. A project keeps the place of a clip's video or pictures; the
/// data set is around it. Each data set is read once. One thread at a time.
class ClipLocator {
  public:
    /// \p clip in its data set; nothing for a video on its own, or when the data set is not there any more.
    std::optional<DatasetClip> datasetClip(const Clip& clip);

    /// Opens the pictures and the sound of \p clip as the window does: the video where there is one, else the stills of
    /// its data set. Errors: FileNotFound, MissingData and those of the sources.
    Result<std::unique_ptr<FrameSource>> open(const Clip& clip, std::stop_token stop = {});

  private:
    std::map<std::filesystem::path, std::optional<Dataset>> m_datasets; ///< by folder that was looked at
};

} // namespace soundmask
