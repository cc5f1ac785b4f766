#pragma once

#include <vector>

namespace soundmask {

/// The outline of a sound for drawing: the lowest and highest sample (-1..1) of each stretch of `peak_duration_s`,
/// beginning at content time `begin_s`. About 1000 peaks a second let the user zoom to single periods.
struct WaveformData {
    struct Peak {
        float low = 0.0F;
        float high = 0.0F;
        bool operator==(const Peak&) const = default;
    };

    double begin_s = 0.0;
    double peak_duration_s = 0.001;
    std::vector<Peak> peaks;

    bool isEmpty() const { return peaks.empty(); }
};

} // namespace soundmask
