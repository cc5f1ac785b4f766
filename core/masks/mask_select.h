#pragma once

#include "core/base/mask_rle.h"

namespace soundmask {

/// Which pixels of a picture are like one of them.
struct WandOptions {
    int tolerance = 24;     ///< 0..255: how far each of red, green and blue may be from the chosen pixel's
    bool contiguous = true; ///< only those connected (over edges) to the chosen pixel

    bool operator==(const WandOptions&) const = default;
};

/// The pixels of \p picture whose colour is close to the one at (\p x, \p y). Blank when the place is outside. Any
/// thread.
MaskRle similarPixels(const Image& picture, int x, int y, const WandOptions& options);

} // namespace soundmask
