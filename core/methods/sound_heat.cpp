#include "core/methods/sound_heat.h"

#include <algorithm>
#include <cmath>

namespace soundmask {

namespace {

/// Between which places a pixel lies, and how far from the first towards the second.
struct Between {
    int first = 0;
    int second = 0;
    float share = 0.0f;
};

Between between(int pixel, int pixels, int places) {
    const float scale = static_cast<float>(places) / static_cast<float>(pixels);
    const float position = std::max(0.0f, (static_cast<float>(pixel) + 0.5f) * scale - 0.5f);
    const int first = std::min(static_cast<int>(position), places - 1);
    if (first + 1 >= places) return {first, first, 0.0f}; // beyond the last centre
    return {first, first + 1, position - static_cast<float>(first)};
}

} // namespace

FloatMap heatOf(const FloatMap& similarity, HeatDirection direction) {
    FloatMap heat(similarity.size);
    const bool is_finite = std::ranges::all_of(similarity.values, [](float value) { return std::isfinite(value); });
    if (!is_finite || similarity.values.empty()) return heat;
    std::vector<float> scores = similarity.values;
    if (direction == HeatDirection::Reverse) {
        for (float& score : scores)
            score = 1.0f - score;
    }
    const auto [least, most] = std::ranges::minmax(scores);
    if (least == most) return heat;
    for (std::size_t i = 0; i < scores.size(); ++i)
        heat.values[i] = (scores[i] - least) / (most - least);
    return heat;
}

FloatMap enlarged(const FloatMap& heat, Size size) {
    FloatMap large(size);
    for (int y = 0; y < size.height; ++y) {
        const Between down = between(y, size.height, heat.size.height);
        for (int x = 0; x < size.width; ++x) {
            const Between across = between(x, size.width, heat.size.width);
            const auto row = [&](int r) {
                return (1.0f - across.share) * heat.at(across.first, r) + across.share * heat.at(across.second, r);
            };
            large.at(x, y) = (1.0f - down.share) * row(down.first) + down.share * row(down.second);
        }
    }
    return large;
}

} // namespace soundmask
