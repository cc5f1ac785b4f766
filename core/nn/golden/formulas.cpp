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

/// A triangle or sawtooth whose pitch climbs, with an envelope that pauses every fourth period.
struct Oscillator {
    Oscillator() = default;
    Oscillator(const Stream& random, std::size_t index, std::int64_t rate_hz) {
        constexpr std::array<std::int64_t, 4> lowest_hz{80, 200, 800, 2000}, range_hz{320, 1000, 3200, 5000};
        const std::uint64_t q = 16 * index;
        step = ((lowest_hz[index] + random.below(q, range_hz[index])) << 32) / rate_hz;
        phase = static_cast<std::int64_t>(random(q + 1) & 0xFFFFFFFFu);
        chirp = random.below(q + 2, 256);
        is_triangle = random(q + 3) & 1;
        period = rate_hz / 8 + random.below(q + 4, rate_hz);
        offset = random.below(q + 5, period);
        attack = 1 + period / 16 + random.below(q + 6, period / 4);
        gain = 24 + random.below(q + 7, 40);
    }

    std::int64_t at(std::int64_t t) const {
        const auto turned = static_cast<std::uint64_t>(phase + t * step + (t * (t - 1) / 2) * chirp);
        const auto p = static_cast<std::int64_t>((turned & 0xFFFFFFFFu) >> 16);
        const std::int64_t wave = is_triangle ? (p < 32768 ? 2 * p - 32768 : 98303 - 2 * p) : p - 32768;
        if (((t + offset) / period) % 4 == 3) return 0;
        const std::int64_t position = (t + offset) % period;
        const std::int64_t envelope =
            position < attack ? 256 * position / attack : 256 * (period - position) / (period - attack);
        return wave * envelope * gain;
    }

    std::int64_t step = 0, phase = 0, chirp = 0, period = 1, offset = 0, attack = 1, gain = 0;
    bool is_triangle = false;
};

/// Five peaks on a ramp, and the same with noise.
class Field {
  public:
    Field(Size size, std::uint64_t seed)
        : m_random(seed, Stream::FieldTag)
        , m_width(size.width)
        , m_last_x(std::max(1, size.width - 1))
        , m_last_y(std::max(1, size.height - 1))
        , m_slope_x(600 + m_random.below(60, 600))
        , m_slope_y(600 + m_random.below(61, 600)) {
        const std::int64_t w = size.width, h = size.height, shorter = std::min(w, h);
        for (std::uint64_t q = 0; q < 40; q += 8)
            m_peaks.push_back({m_random.below(q, w), m_random.below(q + 1, h), 30000 + m_random.below(q + 2, 34000),
                               shorter / 8 + m_random.below(q + 3, shorter / 3 + 1) + 1});
    }

    std::int64_t hill(std::int64_t x, std::int64_t y) const {
        std::int64_t best = 0;
        for (const Peak& peak : m_peaks) {
            const std::int64_t dx = x - peak.x, dy = y - peak.y, distance2 = dx * dx + dy * dy;
            const std::int64_t radius2 = peak.radius * peak.radius;
            if (distance2 < radius2) best = std::max(best, peak.height - peak.height * distance2 / radius2);
        }
        return std::min<std::int64_t>(65535, best + m_slope_x * x / m_last_x + m_slope_y * y / m_last_y);
    }

    std::int64_t noisy(std::int64_t x, std::int64_t y) const {
        const auto noise =
            static_cast<std::int64_t>(m_random(4096 + static_cast<std::uint64_t>(y * m_width + x)) >> 56);
        return std::min<std::int64_t>(65535, hill(x, y) + noise);
    }

  private:
    struct Peak {
        std::int64_t x, y, height, radius;
    };

    Stream m_random;
    std::int64_t m_width, m_last_x, m_last_y, m_slope_x, m_slope_y;
    std::vector<Peak> m_peaks;
};

template <typename ToFloat>
FloatMap mapped(Size size, const Field& field, const ToFloat& toFloat) {
    FloatMap out(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x)
            out.at(x, y) = toFloat(field.noisy(x, y));
    }
    return out;
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

std::vector<std::int16_t> audio(std::int64_t count, std::int64_t rate_hz, std::uint64_t seed) {
    const Stream random(seed, Stream::AudioTag);
    std::array<Oscillator, 4> oscillators;
    for (std::size_t k = 0; k < oscillators.size(); ++k)
        oscillators[k] = Oscillator(random, k, rate_hz);
    const std::int64_t noise_gain = 256 * (4 + random.below(100, 8)), burst = random.below(101, 5);
    std::vector<std::int16_t> samples(static_cast<std::size_t>(count));
    for (std::int64_t t = 0; t < count; ++t) {
        std::int64_t sum = 0;
        for (const Oscillator& oscillator : oscillators)
            sum += oscillator.at(t);
        const auto noise = static_cast<std::int64_t>(random(4096 + static_cast<std::uint64_t>(t)) >> 48) - 32768;
        sum += noise * noise_gain * ((t * 8 / rate_hz + burst) % 5 == 0 ? 8 : 1);
        samples[static_cast<std::size_t>(t)] =
            static_cast<std::int16_t>(std::clamp<std::int64_t>(sum >> 16, -32768, 32767));
    }
    return samples;
}

Mask mask(Size size, std::uint64_t seed) {
    const Stream random(seed, Stream::MaskTag);
    const std::int64_t w = size.width, h = size.height, shorter = std::min(w, h);
    const std::int64_t cx = w / 4 + random.below(0, w / 2 + 1), cy = h / 4 + random.below(1, h / 2 + 1);
    const std::int64_t radius = shorter / 8 + random.below(2, shorter / 5 + 1);
    const std::int64_t box_x = random.below(3, w), box_y = random.below(4, h);
    const std::int64_t half_width = shorter / 12 + random.below(5, shorter / 5 + 1);
    const std::int64_t half_height = shorter / 12 + random.below(6, shorter / 5 + 1);
    const std::int64_t hole_x = cx + random.below(7, radius + 1) - radius / 2;
    const std::int64_t hole_y = cy + random.below(8, radius + 1) - radius / 2;
    const std::int64_t hole_radius = radius / 4 + random.below(9, radius / 4 + 1);
    const auto isNear = [](std::int64_t dx, std::int64_t dy, std::int64_t r) { return dx * dx + dy * dy <= r * r; };
    Mask out(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const bool in_box = std::abs(x - box_x) <= half_width && std::abs(y - box_y) <= half_height;
            const bool in_hole = isNear(x - hole_x, y - hole_y, hole_radius);
            out.at(x, y) = (isNear(x - cx, y - cy, radius) || in_box) && !in_hole;
        }
    }
    return out;
}

FloatMap logit(Size size, std::uint64_t seed) {
    return mapped(size, Field(size, seed),
                  [](std::int64_t value) { return static_cast<float>(value - 32768) * 0x1p-13f; });
}

FloatMap heat(Size size, std::uint64_t seed) {
    return mapped(size, Field(size, seed), [](std::int64_t value) { return static_cast<float>(value) * 0x1p-16f; });
}

FloatMap terraces(Size size, std::uint64_t seed) {
    return mapped(size, Field(size, seed), [](std::int64_t value) { return static_cast<float>(value >> 13) / 8.0f; });
}

FloatMap relief(Size size, std::uint64_t seed) {
    const Field peaks(size, seed), valleys(size, seed + 1000);
    FloatMap out(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x)
            out.at(x, y) = static_cast<float>((65535 + peaks.hill(x, y) - valleys.hill(x, y)) / 2) * 0x1p-16f;
    }
    return out;
}

} // namespace soundmask::nn::formula
