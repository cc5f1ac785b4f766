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

} // namespace soundmask
