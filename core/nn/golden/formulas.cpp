#include "core/nn/golden/formulas.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace soundmask::nn::formula {

namespace {

using Colour = std::array<std::int64_t, 3>;

/// One of the twelve shapes of a picture.
struct Shape {
    std::int64_t kind, x, y, radius, half_height, opacity, texture_shift;
    bool has_texture;
    Colour colour;

    bool covers(std::int64_t px, std::int64_t py) const {
        const std::int64_t dx = px - x, dy = py - y, distance2 = dx * dx + dy * dy;
        switch (kind) {
        case 0:
            return distance2 <= radius * radius;
        case 1:
            return std::llabs(dx) <= radius && std::llabs(dy) <= half_height;
        case 2:
            return distance2 <= radius * radius && 4 * distance2 >= radius * radius;
        default:
            return std::llabs(dx) * half_height + std::llabs(dy) * radius <= radius * half_height;
        }
    }
};

std::vector<Shape> shapesOf(const Stream& random, std::int64_t w, std::int64_t h) {
    const std::int64_t shorter = std::min(w, h);
    std::vector<Shape> shapes;
    for (std::uint64_t k = 0; k < 12; ++k) {
        const std::uint64_t q = 64 + 16 * k;
        shapes.push_back({random.below(q, 4),
                          random.below(q + 1, w),
                          random.below(q + 2, h),
                          shorter / 16 + random.below(q + 3, shorter / 4 + 1),
                          shorter / 16 + random.below(q + 4, shorter / 4 + 1),
                          2 + random.below(q + 5, 3),
                          1 + random.below(q + 10, 4),
                          random.below(q + 9, 2) == 1,
                          {random.below(q + 6, 256), random.below(q + 7, 256), random.below(q + 8, 256)}});
    }
    return shapes;
}

} // namespace

std::uint64_t Stream::operator()(std::uint64_t position) const {
    std::uint64_t z = m_key + (position + 1) * 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

Image image(Size size, std::uint64_t seed) {
    const Stream random(seed, Stream::ImageTag);
    const std::int64_t w = size.width, h = size.height;
    const std::int64_t last_x = std::max<std::int64_t>(1, w - 1), last_y = std::max<std::int64_t>(1, h - 1);
    const std::vector<Shape> shapes = shapesOf(random, w, h);
    const std::int64_t stripe_x = 1 + random.below(40, 5), stripe_y = 1 + random.below(41, 5);
    Image out(size);
    for (std::int64_t y = 0; y < h; ++y) {
        std::uint8_t* pixel = out.row(static_cast<int>(y));
        for (std::int64_t x = 0; x < w; ++x) {
            Colour v;
            for (std::uint64_t c = 0; c < 3; ++c) {
                const std::int64_t xx = random(8 * c + 3) & 1 ? w - 1 - x : x;
                const std::int64_t yy = random(8 * c + 4) & 1 ? h - 1 - y : y;
                v[c] = 32 + random.below(8 * c, 64) + random.below(8 * c + 1, 128) * xx / last_x +
                       random.below(8 * c + 2, 96) * yy / last_y +
                       random.below(8 * c + 5, 64) * 4 * x * (w - 1 - x) / (last_x * last_x);
            }
            for (const Shape& shape : shapes) {
                if (!shape.covers(x, y)) continue;
                const bool bright =
                    shape.has_texture && (((x >> shape.texture_shift) ^ (y >> shape.texture_shift)) & 1);
                for (std::size_t c = 0; c < 3; ++c)
                    v[c] = (v[c] * (4 - shape.opacity) + shape.colour[c] * shape.opacity) / 4 + (bright ? 40 : 0);
            }
            const std::int64_t stripe = (((x * stripe_x + y * stripe_y) >> 4) & 1) * 10;
            const std::uint64_t noise = random(4096 + static_cast<std::uint64_t>(y * w + x));
            for (std::size_t c = 0; c < 3; ++c) {
                const auto grain = static_cast<std::int64_t>((noise >> (8 * c)) & 15);
                *pixel++ = static_cast<std::uint8_t>(std::min<std::int64_t>(255, v[c] + stripe + grain));
            }
        }
    }
    return out;
}

FloatMap logit(Size size, std::uint64_t seed) {
    struct Peak {
        std::int64_t x, y, height, radius;
    };
    const Stream random(seed, Stream::FieldTag);
    const std::int64_t w = size.width, h = size.height, shorter = std::min(w, h);
    const std::int64_t last_x = std::max<std::int64_t>(1, w - 1), last_y = std::max<std::int64_t>(1, h - 1);
    const std::int64_t slope_x = 600 + random.below(60, 600), slope_y = 600 + random.below(61, 600);
    std::vector<Peak> peaks;
    for (std::uint64_t q = 0; q < 40; q += 8)
        peaks.push_back({random.below(q, w), random.below(q + 1, h), 30000 + random.below(q + 2, 34000),
                         shorter / 8 + random.below(q + 3, shorter / 3 + 1) + 1});
    FloatMap out(size);
    for (std::int64_t y = 0; y < h; ++y) {
        for (std::int64_t x = 0; x < w; ++x) {
            std::int64_t best = 0;
            for (const Peak& peak : peaks) {
                const std::int64_t dx = x - peak.x, dy = y - peak.y, distance2 = dx * dx + dy * dy;
                const std::int64_t radius2 = peak.radius * peak.radius;
                if (distance2 < radius2) best = std::max(best, peak.height - peak.height * distance2 / radius2);
            }
            const std::int64_t hill = std::min<std::int64_t>(65535, best + slope_x * x / last_x + slope_y * y / last_y);
            const auto noise = static_cast<std::int64_t>(random(4096 + static_cast<std::uint64_t>(y * w + x)) >> 56);
            const std::int64_t field = std::min<std::int64_t>(65535, hill + noise);
            out.at(static_cast<int>(x), static_cast<int>(y)) = static_cast<float>(field - 32768) * 0x1p-13f;
        }
    }
    return out;
}

} // namespace soundmask::nn::formula
