#include "core/synth/backdrop.h"

#include <array>
#include <cmath>

#include "core/synth/exact_math.h"
#include "core/synth/random.h"

namespace soundmask::synth {

namespace {

constexpr int kMarginX = 40; // a pan of 7 px/s for 5 s, and the pixel for interpolation
constexpr int kMarginY = 20;

constexpr std::array kSoft{Colour{0.78f, 0.72f, 0.62f}, Colour{0.62f, 0.7f, 0.78f}, Colour{0.7f, 0.78f, 0.66f},
                           Colour{0.8f, 0.68f, 0.7f},   Colour{0.55f, 0.6f, 0.58f}, Colour{0.68f, 0.62f, 0.75f}};
constexpr std::array kDeep{Colour{0.12f, 0.16f, 0.3f}, Colour{0.3f, 0.12f, 0.18f}, Colour{0.1f, 0.26f, 0.24f},
                           Colour{0.24f, 0.18f, 0.34f}, Colour{0.3f, 0.24f, 0.14f}};
constexpr std::array kLights{Colour{1.0f, 0.8f, 0.4f}, Colour{1.0f, 0.5f, 0.42f}, Colour{0.42f, 0.78f, 1.0f},
                             Colour{0.55f, 1.0f, 0.72f}, Colour{0.95f, 0.58f, 1.0f}};

float draw(Random& rng, double low, double high) {
    return static_cast<float>(rng.uniform(low, high));
}

float fraction(float x) {
    return x - std::floor(x);
}

/// Paints one background; each kind is a function from the pixel to its colour.
class Painter {
  public:
    Painter(Grid<Colour>& picture, std::uint64_t key)
        : m_picture(picture)
        , m_rng(key)
        , m_seed(static_cast<std::uint32_t>(m_rng.next()))
        , m_width(static_cast<float>(picture.size.width))
        , m_height(static_cast<float>(picture.size.height)) {}

    void paint(BackgroundKind kind) {
        switch (kind) {
        case BackgroundKind::Meadow:
            return meadow();
        case BackgroundKind::Brick:
            return brick();
        case BackgroundKind::Room:
            return room();
        case BackgroundKind::City:
            return city();
        case BackgroundKind::Bokeh:
            return bokeh();
        case BackgroundKind::Plaster:
            return plaster();
        case BackgroundKind::Tiles:
            return tiles();
        case BackgroundKind::Stage:
            return stage();
        }
    }

  private:
    template <typename ColourAt>
    void each(ColourAt colourAt) {
        for (int y = 0; y < m_picture.size.height; ++y)
            for (int x = 0; x < m_picture.size.width; ++x)
                m_picture.at(x, y) = colourAt(static_cast<float>(x), static_cast<float>(y));
    }

    /// \p colour mixed with up to \p most of one of \p others.
    template <typename List>
    Colour tinted(Colour colour, const List& others, double most) {
        const Colour other = m_rng.pick(others);
        return mix(colour, other, draw(m_rng, 0.0, most));
    }

    float noise(float x, float y, float cell) const { return cloudNoise(x / cell, y / cell, m_seed); }

    void meadow() {
        const Colour sky = mix({0.45f, 0.68f, 0.92f}, {0.95f, 0.75f, 0.6f}, draw(m_rng, 0.0, 0.5));
        const Colour grass = mix({0.32f, 0.55f, 0.22f}, {0.6f, 0.55f, 0.25f}, draw(m_rng, 0.0, 0.6));
        const float horizon = draw(m_rng, 0.4, 0.6) * m_height;
        const float hill = draw(m_rng, 20.0, 45.0);
        each([&](float x, float y) {
            const float far = horizon - hill * valueNoise(x / 60.0f, 1.5f, m_seed + 7);
            const float near = horizon + 12.0f - 14.0f * valueNoise(x / 45.0f, 9.5f, m_seed + 8);
            if (y < far) {
                const Colour clear = mix(sky, {0.95f, 0.96f, 0.98f}, clamp01(y / horizon) * 0.7f);
                return mix(clear, {1.0f, 1.0f, 1.0f},
                           smoothStep(0.52f, 0.75f, cloudNoise(x / 50.0f, y / 22.0f, m_seed)) * 0.8f);
            }
            if (y < near) return mix(shaded(grass, -0.25f), sky, 0.45f + 0.15f * noise(x, y, 9.0f));
            const float depth = clamp01((y - near) / (m_height - near));
            const float blades = valueNoise(x / 2.2f, y / (4.0f + 4.0f * depth), m_seed + 3);
            const Colour green = shaded(grass, -0.28f + 0.35f * blades + 0.12f * noise(x, y, 30.0f) - 0.12f * depth);
            const bool flower =
                latticeValue(static_cast<int>(x / 5.0f), static_cast<int>(y / 5.0f), m_seed + 5) > 0.97f;
            const float petal = std::abs(fraction(x / 5.0f) - 0.5f) + std::abs(fraction(y / 5.0f) - 0.5f);
            return flower && petal < 0.35f ? Colour{0.95f, 0.9f, 0.6f} : green;
        });
    }

    void brick() {
        const Colour clay = tinted({0.62f, 0.3f, 0.22f}, kSoft, 0.6);
        const float course = draw(m_rng, 13.0, 20.0);
        const Colour mortar = shaded(clay, 0.45f);
        each([&](float x, float y) {
            const float row = std::floor(y / course);
            const float u = x / (course * 2.2f) + (static_cast<int>(row) % 2 == 0 ? 0.0f : 0.5f);
            const float v = fraction(y / course);
            const float edge =
                std::min(std::min(fraction(u), 1.0f - fraction(u)) * 2.2f, std::min(v, 1.0f - v)) * course;
            const float tone = latticeValue(static_cast<int>(std::floor(u)), static_cast<int>(row), m_seed);
            const Colour stone = shaded(clay, -0.2f + 0.3f * tone + 0.22f * (noise(x, y, 5.0f) - 0.5f));
            return mix(mortar, stone, smoothStep(0.7f, 1.8f, edge));
        });
    }

    void room() {
        const Colour paper = m_rng.pick(kSoft);
        const Colour wood = mix({0.55f, 0.36f, 0.2f}, {0.75f, 0.6f, 0.42f}, draw(m_rng, 0.0, 1.0));
        const float floor_y = draw(m_rng, 0.55, 0.72) * m_height;
        const float stripe = draw(m_rng, 9.0, 22.0);
        const bool dots = m_rng.chance(0.5);
        each([&](float x, float y) {
            if (y < floor_y - 7.0f) {
                const float u = fraction(x / stripe) - 0.5f;
                const float v = fraction(y / stripe) - 0.5f;
                const float pattern = dots ? 1.0f - smoothStep(0.03f, 0.07f, u * u + v * v)
                                           : smoothStep(-0.06f, 0.06f, std::abs(u) - 0.25f);
                return shaded(paper, 0.12f * pattern - 0.1f + 0.06f * noise(x, y, 40.0f));
            }
            if (y < floor_y) return shaded(paper, y < floor_y - 5.5f ? -0.3f : 0.55f);
            // Boards run towards the viewer: they widen with depth.
            const float depth = 0.4f + (y - floor_y) / m_height * 2.2f;
            const float across = (x - 0.5f * m_width) / depth / 11.0f;
            const float board = std::floor(across);
            const float seam = std::min(fraction(across), 1.0f - fraction(across));
            const float tone = latticeValue(static_cast<int>(board), 3, m_seed);
            const float grain = valueNoise(across * 6.0f, y / (9.0f * depth),
                                           m_seed + static_cast<std::uint32_t>(static_cast<int>(board)));
            return shaded(wood, (seam < 0.035f ? -0.45f : -0.15f) + 0.2f * tone + 0.14f * (grain - 0.5f));
        });
    }

    void city() {
        const Colour dusk = m_rng.pick(kDeep);
        const Colour glow = mix({0.98f, 0.7f, 0.45f}, {0.7f, 0.82f, 0.95f}, draw(m_rng, 0.0, 1.0));
        const float street = draw(m_rng, 0.68, 0.8) * m_height;
        const float block = draw(m_rng, 26.0, 40.0);
        each([&](float x, float y) {
            if (y > street) {
                const float lane = std::abs(y - (street + 0.55f * (m_height - street)));
                const bool dash = lane < 2.0f && fraction(x / 34.0f) < 0.55f;
                return dash ? Colour{0.85f, 0.82f, 0.65f}
                            : shaded({0.34f, 0.34f, 0.37f}, -0.1f + 0.2f * noise(x, y, 3.0f));
            }
            const Colour sky = mix(shaded(dusk, 0.25f), glow, clamp01(y / street));
            const int house = static_cast<int>(std::floor(x / block));
            const float top = street * (0.2f + 0.5f * latticeValue(house, 1, m_seed));
            if (y < top) return sky;
            const float u = fraction(x / block) * block;
            const Colour wall = shaded(mix(dusk, {0.5f, 0.48f, 0.5f}, 0.3f + 0.5f * latticeValue(house, 2, m_seed)),
                                       u < 2.0f ? -0.35f : 0.0f);
            const float wu = fraction(x / 8.0f);
            const float wv = fraction((y - top) / 11.0f);
            const bool window = wu > 0.25f && wu < 0.75f && wv > 0.3f && wv < 0.8f && u > 3.0f;
            const bool lit =
                latticeValue(static_cast<int>(x / 8.0f), static_cast<int>((y - top) / 11.0f), m_seed + 4) > 0.55f;
            if (window) return lit ? Colour{0.98f, 0.88f, 0.55f} : shaded(wall, -0.4f);
            return shaded(wall, 0.1f * (noise(x, y, 6.0f) - 0.5f));
        });
    }

    void bokeh() {
        const Colour deep = m_rng.pick(kDeep);
        const Colour other = m_rng.pick(kDeep);
        each([&](float x, float y) {
            return mix(shaded(deep, 0.06f), shaded(other, 0.28f),
                       clamp01(0.5f * (x / m_width + y / m_height) + 0.4f * (noise(x, y, 70.0f) - 0.5f)));
        });
        for (int i = 0; i < 26; ++i) {
            const float cx = draw(m_rng, 0.0, 1.0) * m_width;
            const float cy = draw(m_rng, 0.0, 1.0) * m_height;
            const float radius = draw(m_rng, 6.0, 24.0);
            const Colour light = tinted({1.0f, 0.9f, 0.7f}, kLights, 1.0);
            const float strength = draw(m_rng, 0.15, 0.6);
            each([&](float x, float y) {
                const Colour below = m_picture.at(static_cast<int>(x), static_cast<int>(y));
                const float squared = (x - cx) * (x - cx) + (y - cy) * (y - cy);
                if (squared > (radius + 2.0f) * (radius + 2.0f)) return below;
                const float d = std::sqrt(squared);
                const float rim = 0.75f + 0.25f * smoothStep(radius - 4.0f, radius - 1.0f, d);
                return mix(below, light, strength * rim * (1.0f - smoothStep(radius - 1.0f, radius + 1.0f, d)));
            });
        }
    }

    void plaster() {
        const Colour base = m_rng.pick(kSoft);
        const Colour stain = m_rng.pick(kDeep);
        const float cell = draw(m_rng, 12.0, 40.0);
        const float light_x = draw(m_rng, 0.2, 0.8) * m_width;
        each([&](float x, float y) {
            const float fine = noise(x, y, 3.0f) - 0.5f;
            const float coarse = noise(x + 100.0f, y, cell);
            const float dx = (x - light_x) / m_width;
            const float dy = y / m_height - 0.2f;
            const Colour wall = mix(base, stain, 0.45f * smoothStep(0.45f, 0.8f, coarse));
            return shaded(wall, 0.12f - 0.5f * (dx * dx + dy * dy) + 0.16f * fine);
        });
    }

    void tiles() {
        const Colour one = m_rng.pick(kSoft);
        const Colour two = m_rng.chance(0.5) ? shaded(one, -0.3f) : m_rng.pick(kSoft);
        const float side = draw(m_rng, 18.0, 34.0);
        const bool diagonal = m_rng.chance(0.5);
        each([&](float x, float y) {
            const float u = (diagonal ? (x + y) * 0.7071f : x) / side;
            const float v = (diagonal ? (x - y) * 0.7071f : y) / side;
            const auto iu = static_cast<int>(std::floor(u));
            const auto iv = static_cast<int>(std::floor(v));
            const float edge =
                std::min(std::min(fraction(u), 1.0f - fraction(u)), std::min(fraction(v), 1.0f - fraction(v))) * side;
            const Colour tile = shaded((iu + iv) % 2 == 0 ? one : two, 0.16f * (latticeValue(iu, iv, m_seed) - 0.5f) +
                                                                           0.1f * (fraction(u) - fraction(v)));
            return mix(shaded(one, -0.55f), shaded(tile, 0.1f * (noise(x, y, 8.0f) - 0.5f)),
                       smoothStep(0.5f, 1.5f, edge));
        });
    }

    void stage() {
        const Colour cloth = tinted({0.7f, 0.15f, 0.15f}, kDeep, 1.0);
        const Colour boards = mix({0.45f, 0.3f, 0.18f}, {0.25f, 0.2f, 0.2f}, draw(m_rng, 0.0, 1.0));
        const float edge = draw(m_rng, 0.66, 0.78) * m_height;
        const float fold = draw(m_rng, 14.0, 26.0);
        const float spot = draw(m_rng, 0.25, 0.75) * m_width;
        each([&](float x, float y) {
            const float dx = (x - spot) / (0.45f * m_width);
            const float dy = (y - edge) / (0.8f * m_height);
            const float light = clamp01(1.0f - dx * dx - dy * dy);
            if (y < edge) {
                const float bend = 6.0f * valueNoise(y / 50.0f, x / 60.0f, m_seed);
                const float u = fraction((x + bend) / fold);
                const float shade = 4.0f * u * (1.0f - u);
                return shaded(cloth, -0.45f + 0.5f * shade + 0.22f * light);
            }
            const float plank = std::floor((y - edge) / 9.0f);
            const bool seam = fraction((y - edge) / 9.0f) < 0.1f;
            const float grain =
                valueNoise(x / 18.0f, y / 1.6f, m_seed + static_cast<std::uint32_t>(static_cast<int>(plank)));
            return shaded(boards, (seam ? -0.4f : -0.15f) + 0.2f * (grain - 0.5f) + 0.3f * light);
        });
    }

    Grid<Colour>& m_picture;
    Random m_rng;
    std::uint32_t m_seed;
    float m_width;
    float m_height;
};

} // namespace

Backdrop::Backdrop(const Background& background)
    : m_background(background)
    , m_picture({kFrameSize.width + 2 * kMarginX, kFrameSize.height + 2 * kMarginY}) {
    Painter(m_picture, background.key).paint(background.kind);
}

Grid<Colour> Backdrop::viewAt(double time_s) const {
    const double x = kMarginX + m_background.pan_px_per_s.x * time_s;
    const double y = kMarginY + m_background.pan_px_per_s.y * time_s;
    const int x0 = static_cast<int>(std::floor(x));
    const int y0 = static_cast<int>(std::floor(y));
    const auto u = static_cast<float>(x - x0);
    const auto v = static_cast<float>(y - y0);
    Grid<Colour> view(kFrameSize);
    for (int row = 0; row < kFrameSize.height; ++row) {
        const Colour* upper = m_picture.row(y0 + row) + x0;
        const Colour* lower = m_picture.row(y0 + row + 1) + x0;
        Colour* out = view.row(row);
        for (int column = 0; column < kFrameSize.width; ++column)
            out[column] = mix(mix(upper[column], upper[column + 1], u), mix(lower[column], lower[column + 1], u), v);
    }
    return view;
}

} // namespace soundmask::synth
