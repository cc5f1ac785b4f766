#pragma once

#include <QPainterPath>

#include "core/base/mask_rle.h"

namespace soundmask {

/// The border of the set pixels as closed polygons along pixel edges, in video coordinates; holes are polygons of their
/// own, filled by the odd-even rule. Diagonal neighbours are separate. A null or blank mask gives an empty path.
QPainterPath maskOutline(const MaskRle& mask);

/// The same for the part of \p dense inside \p region; what lies outside counts as not set.
QPainterPath maskOutline(const Mask& dense, PixelRect region);

} // namespace soundmask
