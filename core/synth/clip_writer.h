#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "core/base/result.h"
#include "core/synth/scene.h"

namespace soundmask::synth {

/// The folder under the output folder that holds the CSV: Single-source or Multi-sources.
std::filesystem::path rootFolder(DatasetLayout layout);
/// The CSV's name and its header line.
std::string listName(DatasetLayout layout);
std::string listHeader(DatasetLayout layout);
/// A clip's line of the CSV, without the end of line.
std::string listLine(const Scene& scene, const std::string& split);

/// Writes all files of one clip under \p root (see rootFolder). Returns the number of key frames with a blank mask.
/// Errors: WriteFailed, Cancelled.
Result<int> writeClip(const Scene& scene, const std::string& split, const std::filesystem::path& root, bool with_video,
                      const std::stop_token& stop);

} // namespace soundmask::synth
