#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "core/base/image.h"

/// The inputs of the golden cases, made by exact integer arithmetic so that no picture has to be stored. Every product
/// is divided where it stands; nothing rounds before the last conversion to float, which is exact.
namespace soundmask::test::golden {

/// A counter-based generator: the value at any position without those before it.
class Stream {
  public:
    enum Tag : std::uint64_t { Mask = 3, Hill = 4 };

    Stream(std::uint64_t seed, Tag tag) : m_key(seed * 0xD1342543DE82EF95u + tag) {}

    std::uint64_t operator()(std::uint64_t position) const {
        std::uint64_t z = m_key + (position + 1) * 0x9E3779B97F4A7C15u;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }
    std::int64_t below(std::uint64_t position, std::int64_t bound) const {
        return static_cast<std::int64_t>((*this)(position) % static_cast<std::uint64_t>(bound));
    }

  private:
    std::uint64_t m_key;
};

/// A disc or rectangle minus a smaller disc.
inline soundmask::Mask mask(Size size, std::uint64_t seed) {
    const Stream random(seed, Stream::Mask);
    const std::int64_t w = size.width, h = size.height, shorter = std::min(w, h);
    const std::int64_t disc_x = w / 4 + random.below(0, w / 2 + 1), disc_y = h / 4 + random.below(1, h / 2 + 1);
    const std::int64_t radius = shorter / 8 + random.below(2, shorter / 5 + 1);
    const std::int64_t box_x = random.below(3, w), box_y = random.below(4, h);
    const std::int64_t half_width = shorter / 12 + random.below(5, shorter / 5 + 1);
    const std::int64_t half_height = shorter / 12 + random.below(6, shorter / 5 + 1);
    const std::int64_t hole_x = disc_x + random.below(7, radius + 1) - radius / 2;
    const std::int64_t hole_y = disc_y + random.below(8, radius + 1) - radius / 2;
    const std::int64_t hole_radius = radius / 4 + random.below(9, radius / 4 + 1);
    const auto inDisc = [](std::int64_t dx, std::int64_t dy, std::int64_t r) { return dx * dx + dy * dy <= r * r; };
    soundmask::Mask out(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const bool disc = inDisc(x - disc_x, y - disc_y, radius);
            const bool box = std::llabs(x - box_x) <= half_width && std::llabs(y - box_y) <= half_height;
            out.at(x, y) = (disc || box) && !inDisc(x - hole_x, y - hole_y, hole_radius);
        }
    }
    return out;
}

/// Five paraboloid peaks and a weak ramp, 0..65535.
inline Grid<std::int64_t> hill(Size size, std::uint64_t seed) {
    struct Peak {
        std::int64_t x, y, height, radius;
    };
    const Stream random(seed, Stream::Hill);
    const std::int64_t w = size.width, h = size.height, shorter = std::min(w, h);
    std::vector<Peak> peaks;
    for (std::uint64_t k = 0; k < 5; ++k)
        peaks.push_back({random.below(8 * k, w), random.below(8 * k + 1, h), 30000 + random.below(8 * k + 2, 34000),
                         shorter / 8 + random.below(8 * k + 3, shorter / 3 + 1) + 1});
    const std::int64_t slope_x = 600 + random.below(60, 600), slope_y = 600 + random.below(61, 600);
    const std::int64_t last_x = std::max<std::int64_t>(1, w - 1), last_y = std::max<std::int64_t>(1, h - 1);
    Grid<std::int64_t> out(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            std::int64_t best = 0;
            for (const Peak& peak : peaks) {
                const std::int64_t distance2 = (x - peak.x) * (x - peak.x) + (y - peak.y) * (y - peak.y);
                const std::int64_t radius2 = peak.radius * peak.radius;
                if (distance2 < radius2) best = std::max(best, peak.height - peak.height * distance2 / radius2);
            }
            out.at(x, y) = std::min<std::int64_t>(65535, best + slope_x * x / last_x + slope_y * y / last_y);
        }
    }
    return out;
}

/// The hill with 8 bits of noise, 0..65535.
inline Grid<std::int32_t> field(Size size, std::uint64_t seed) {
    const Stream random(seed, Stream::Hill);
    const Grid<std::int64_t> smooth = hill(size, seed);
    Grid<std::int32_t> out(size);
    for (std::size_t i = 0; i < out.values.size(); ++i) {
        const auto noise = static_cast<std::int64_t>(random(4096 + i) >> 56);
        out.values[i] = static_cast<std::int32_t>(std::min<std::int64_t>(65535, smooth.values[i] + noise));
    }
    return out;
}

/// The field as logits in [-4, 4).
inline FloatMap logit(Size size, std::uint64_t seed) {
    const Grid<std::int32_t> from = field(size, seed);
    FloatMap out(size);
    for (std::size_t i = 0; i < out.values.size(); ++i)
        out.values[i] = static_cast<float>(from.values[i] - 32768) * 0x1p-13f;
    return out;
}

} // namespace soundmask::test::golden
