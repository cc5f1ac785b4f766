#pragma once

#include <array>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/base/progress.h"
#include "core/engine/export_report.h"

namespace soundmask {

/// The colours DAVIS and Pascal VOC files carry: bit k of a channel comes from bit 3 * (7 - k) + channel of the index.
/// Source: the palette of DAVIS 2017's annotations, as gui-survey 4.5 and 4.6 describe it.
std::vector<std::array<std::uint8_t, 3>> davisPalette();

/// Objects beyond this number do not fit: index 255 means "ignore" to many readers.
inline constexpr std::size_t kMostDavisObjects = 254;

/// Writes the clips in the layout of DAVIS into \p folder, CLIP being `exportName`, %05d the number of the frame:
/// Annotations/Full-Resolution/CLIP/%05d.png (palette, index k = object k, 0 = background),
/// JPEGImages/Full-Resolution/CLIP/%05d.jpg (the picture; not where a clip has no `open_source`),
/// ImageSets/2017/SPLIT.txt (clip names; "all" for clips without split; names already there stay),
/// Objects/CLIP.json (schema soundmask/davis/1: name, class and colour of each index).
/// Objects are the visible layers that are no ground truth, numbered from 1 in painting order, the same in all frames.
/// Where several have a pixel, the topmost gets it (warning "overlap" with the count). An object counts whether it
/// sounds or not. Each mask gets a temporary name, is renamed when whole, read back and compared. Selected frames
/// without any mask are listed and not written.
/// Errors: InvalidValue for a name that cannot be a folder or comes twice, and for more than 254 objects; WriteFailed;
/// those of the sources; Cancelled. Files written before an error stay.
Result<ExportReport> exportDavis(const std::vector<ExportClip>& clips, const std::filesystem::path& folder,
                                 const FrameSelection& frames = {}, const ProgressCallback& progress = {},
                                 std::stop_token stop = {});

} // namespace soundmask
