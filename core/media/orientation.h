#pragma once

#include <cstdint>

#include "core/base/geometry.h"

namespace soundmask {

/// How a stored picture becomes the displayed one: rows and columns are swapped first, then it is mirrored.
struct Orientation {
    bool transposed = false;
    bool mirrored_x = false; ///< left and right
    bool mirrored_y = false; ///< top and bottom
    int rotation = 0;        ///< degrees counter-clockwise as ffprobe reports them
    bool odd_angle = false;  ///< not a multiple of 90 degrees: the picture is left as it is

    Size displayed(Size stored) const { return transposed ? Size{stored.height, stored.width} : stored; }
};

/// From a container's display matrix of nine numbers; null means upright. The same decisions as ffmpeg's -autorotate.
Orientation orientationOf(const std::int32_t* display_matrix);

} // namespace soundmask
