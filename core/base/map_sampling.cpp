#include "core/base/map_sampling.h"

#include <algorithm>

namespace soundmask {

namespace {

/// Between which values a pixel lies, and how far from the first towards the second.
struct Between {
    int first = 0;
    int second = 0;
    float share = 0.0f;
};

Between between(int pixel, int pixels, int values) {
    const float scale = static_cast<float>(values) / static_cast<float>(pixels);
    const float position = std::max(0.0f, (static_cast<float>(pixel) + 0.5f) * scale - 0.5f);
    const int first = std::min(static_cast<int>(position), values - 1);
    if (first + 1 >= values) return {first, first, 0.0f}; // beyond the last centre
    return {first, first + 1, position - static_cast<float>(first)};
}

float valueBetween(const FloatMap& map, const Between& across, const Between& down) {
    const auto row = [&](int r) {
        return (1.0f - across.share) * map.at(across.first, r) + across.share * map.at(across.second, r);
    };
    return (1.0f - down.share) * row(down.first) + down.share * row(down.second);
}

} // namespace

FloatMap enlarged(const FloatMap& map, Size size) {
    FloatMap large(size);
    for (int y = 0; y < size.height; ++y) {
        const Between down = between(y, size.height, map.size.height);
        for (int x = 0; x < size.width; ++x)
            large.at(x, y) = valueBetween(map, between(x, size.width, map.size.width), down);
    }
    return large;
}

float enlargedAt(const FloatMap& map, Size size, int x, int y) {
    return valueBetween(map, between(x, size.width, map.size.width), between(y, size.height, map.size.height));
}

} // namespace soundmask
