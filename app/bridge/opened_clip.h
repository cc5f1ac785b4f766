#pragma once

#include <memory>
#include <stop_token>
#include <vector>

#include "app/bridge/clip_location.h"
#include "app/bridge/clip_timing.h"
#include "core/base/progress.h"
#include "core/project/clip.h"
#include "core/project/mask_layer.h"

namespace soundmask {

/// A clip that was found to be usable: what the window needs to show it.
struct OpenedClip {
    ClipLocation location;
    Clip clip; ///< without an id
    ClipTiming timing;
    bool has_sound = false;
    std::vector<Warning> warnings;
    std::unique_ptr<FrameSource> source;     ///< for the decoder's thread
    std::vector<MaskLayer> reference_layers; ///< ground truth of a data set, without ids, in the size of the pictures
};

/// Opens \p location and reads its reference masks. Any thread but the GUI's: takes seconds on long videos. Errors:
/// those of the source.
Result<OpenedClip> loadClip(const ClipLocation& location, std::stop_token stop, const ProgressCallback& progress);

/// The masks of \p clip as layers of \p size on \p key_frames: one for binary masks, one for each class otherwise. A
/// mask that cannot be read becomes a warning.
std::vector<MaskLayer> readReferenceLayers(const DatasetClip& clip, Size size, const std::vector<KeyFrame>& key_frames,
                                           std::vector<Warning>& warnings);

/// Masks from a folder as one layer: files whose stem ends in a number (K.png, name_K.png). Numbers count seconds from
/// 1, or from 0 when there is a 0. Masks of another size are resized to \p size with a warning. Errors: FileNotFound,
/// MissingData (no mask in the folder fits the clip), MalformedFile.
Result<MaskLayer> readMasksFolder(const std::filesystem::path& folder, Size size,
                                  const std::vector<KeyFrame>& key_frames, std::vector<Warning>& warnings);

} // namespace soundmask
