#pragma once

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "core/base/mask_rle.h"

namespace soundmask::test {

/// A mask drawn with characters: '#' is set.
inline MaskRle drawnMask(const std::vector<std::string>& rows) {
    Mask dense(Size{static_cast<int>(rows.front().size()), static_cast<int>(rows.size())});
    for (int y = 0; y < dense.size.height; ++y)
        for (int x = 0; x < dense.size.width; ++x)
            dense.at(x, y) = rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] == '#' ? 1 : 0;
    return MaskRle::fromDense(dense);
}

inline MaskRle discMask(Size size, PointF centre, double radius) {
    Mask dense(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            dense.at(x, y) = std::hypot(x + 0.5 - centre.x, y + 0.5 - centre.y) <= radius ? 1 : 0;
    return MaskRle::fromDense(dense);
}

inline MaskRle fullMask(Size size) {
    return MaskRle::fromDense(Mask(size, 1));
}

/// Some discs and single pixels, also across the border.
inline MaskRle randomMask(Size size, unsigned seed) {
    std::mt19937 random(seed);
    const auto draw = [&](double low, double high) { return low + (high - low) * (random() / 4294967296.0); };
    Mask dense(size);
    for (int i = 0; i < 5; ++i) {
        const MaskRle disc = discMask(size, {draw(-5, size.width + 5), draw(-5, size.height + 5)}, draw(0.8, 12));
        for (int y = 0; y < size.height; ++y)
            for (int x = 0; x < size.width; ++x)
                if (disc.contains(x, y)) dense.at(x, y) ^= 1;
    }
    return MaskRle::fromDense(dense);
}

inline bool isInside(const MaskRle& inner, const MaskRle& outer) {
    const Mask a = inner.toDense(), b = outer.toDense();
    for (std::size_t i = 0; i < a.values.size(); ++i)
        if (a.values[i] != 0 && b.values[i] == 0) return false;
    return true;
}

inline MaskRle inverse(const MaskRle& mask) {
    return maskXor(mask, fullMask(mask.size()));
}

/// Shared pixels over all pixels of two masks.
inline double overlap(const MaskRle& a, const MaskRle& b) {
    const double different = static_cast<double>(maskXor(a, b).area());
    const double all = (static_cast<double>(a.area() + b.area()) + different) / 2.0;
    return all > 0.0 ? 1.0 - different / all : 1.0;
}

} // namespace soundmask::test
