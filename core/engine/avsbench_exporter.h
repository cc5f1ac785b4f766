#pragma once

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/mask_rle.h"
#include "core/base/progress.h"
#include "core/engine/export_report.h"

namespace soundmask {

/// The masks of one clip for AVSBench: what sounds in each second.
struct AvsbenchClip {
    std::string name;              ///< video name, becomes a folder and a part of the file names
    std::vector<int> seconds;      ///< those that are expected to have a mask, counted from 1
    std::map<int, MaskRle> masks;  ///< by second; a blank mask says that nothing sounds
    std::vector<Warning> warnings; ///< what was doubtful when the masks were put together
};

/// The layers of \p record: in each second that \p frames holds, the union of the visible layers' masks on its key
/// frame, without ground truth and the layers that are silent or off screen then. A second has a mask when some layer
/// has one there or all layers are said to be silent. Warnings: hidden-layers, unsure-sound (a person's mask whose
/// sound state nobody set is taken as sounding).
AvsbenchClip avsbenchClip(const ClipRecord& record, const FrameSelection& frames = {});

/// Writes NAME/NAME_K.png, K = 1.., 8-bit grey 0 or 255, for each clip into \p folder. Each file gets a temporary name,
/// is renamed when whole, and is then read back and compared. Errors: InvalidValue for a name that cannot be a folder
/// or comes twice; WriteFailed, also when a file does not read back equal; Cancelled. Files written before an error
/// stay. Nothing is deleted: a file of a second without mask is kept, with the warning older-file.
Result<ExportReport> exportAvsbench(const std::vector<AvsbenchClip>& clips, const std::filesystem::path& folder,
                                    const ProgressCallback& progress = {}, std::stop_token stop = {});

} // namespace soundmask
