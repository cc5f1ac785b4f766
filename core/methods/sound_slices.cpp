#include "core/methods/sound_slices.h"

#include <algorithm>
#include <cmath>

namespace soundmask {

SampleIndex sliceBegin(int second0, SampleIndex length, int rate_hz) {
    const SampleIndex begin = SampleIndex{second0} * rate_hz;
    return begin + rate_hz <= length ? begin : std::max<SampleIndex>(length - rate_hz, 0);
}

bool isSilent(std::span<const float> samples) {
    return std::ranges::all_of(samples, [](float sample) { return std::abs(sample) < kSilentPeak; });
}

std::string secondsInWords(const std::set<int>& seconds) {
    constexpr std::size_t kMostParts = 8;
    std::vector<std::string> parts;
    std::size_t told = 0;
    for (auto begin = seconds.begin(); begin != seconds.end() && parts.size() < kMostParts;) {
        auto end = std::next(begin);
        while (end != seconds.end() && *end == *std::prev(end) + 1)
            ++end;
        const auto length = std::distance(begin, end);
        if (length < 3) end = std::next(begin); // two neighbours are two numbers
        parts.push_back(std::to_string(*begin) + (length < 3 ? "" : " to " + std::to_string(*std::prev(end))));
        told += length < 3 ? 1 : static_cast<std::size_t>(length);
        begin = end;
    }
    if (told < seconds.size()) parts.push_back(std::to_string(seconds.size() - told) + " more");
    std::string words = seconds.size() == 1 ? "second " : "seconds ";
    for (std::size_t i = 0; i < parts.size(); ++i)
        words += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return words;
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
