#include "core/media/orientation.h"

#include <cmath>

extern "C" {
#include <libavutil/display.h>
}

namespace soundmask {

Orientation orientationOf(const std::int32_t* display_matrix) {
    Orientation orientation;
    if (!display_matrix) return orientation;
    const double angle = av_display_rotation_get(display_matrix);
    if (std::isnan(angle)) return orientation;
    orientation.rotation = static_cast<int>(std::lround(angle));
    const int clockwise = (360 - orientation.rotation % 360) % 360;
    const auto near = [&](int degrees) { return std::abs(clockwise - degrees) <= 1; };
    if (near(90)) {
        orientation.transposed = true;
        orientation.mirrored_x = display_matrix[3] <= 0;
    } else if (near(270)) {
        orientation.transposed = true;
        orientation.mirrored_x = display_matrix[3] < 0;
        orientation.mirrored_y = true;
    } else if (near(180)) {
        orientation.mirrored_x = display_matrix[0] < 0;
        orientation.mirrored_y = display_matrix[4] < 0;
    } else if (near(0) || near(360)) {
        orientation.mirrored_y = display_matrix[4] < 0;
    } else {
        orientation.odd_angle = true;
    }
    return orientation;
}

} // namespace soundmask
