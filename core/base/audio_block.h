#pragma once

#include <cstddef>
#include <vector>

#include "core/base/time.h"

namespace soundmask {

/// A stretch of sound: float32 in [-1, 1], interleaved samples x channels.
struct AudioBlock {
    int rate_hz = 0;
    int channels = 0;
    SampleIndex first_sample = 0; ///< position of samples[0] in the clip's content time, at rate_hz
    std::vector<float> samples;

    std::size_t frames() const { return channels > 0 ? samples.size() / static_cast<std::size_t>(channels) : 0; }
    double duration_s() const { return rate_hz > 0 ? static_cast<double>(frames()) / rate_hz : 0.0; }
};

} // namespace soundmask
