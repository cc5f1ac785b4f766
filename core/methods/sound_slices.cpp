#include "core/methods/sound_slices.h"

#include <algorithm>

namespace soundmask {

SampleIndex sliceBegin(int second0, SampleIndex length, int rate_hz) {
    const SampleIndex begin = SampleIndex{second0} * rate_hz;
    return begin + rate_hz <= length ? begin : std::max<SampleIndex>(length - rate_hz, 0);
}

std::vector<float> repeated(std::span<const float> samples, int times) {
    std::vector<float> all;
    all.reserve(samples.size() * static_cast<std::size_t>(times));
    for (int i = 0; i < times; ++i)
        all.insert(all.end(), samples.begin(), samples.end());
    return all;
}

void quantise16(std::span<float> samples) {
    constexpr float kFullScale = 32767.0f;
    for (float& sample : samples)
        sample = static_cast<float>(static_cast<int>(std::clamp(sample, -1.0f, 1.0f) * kFullScale)) / kFullScale;
}

} // namespace soundmask
