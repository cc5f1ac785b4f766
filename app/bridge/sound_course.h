#pragma once

#include <optional>

#include "core/base/time.h"

namespace soundmask {

/// What is to be played: from where, how fast, and where it turns back or ends.
struct SoundCourse {
    double begin_s = 0.0;
    double speed = 1.0;           ///< seconds of the clip per second heard, above 0; the pitch is kept
    std::optional<TimeSpan> loop; ///< at its end the sound returns to its begin, exact to the sample
    std::optional<double> end_s;  ///< silence from here on
};

} // namespace soundmask
