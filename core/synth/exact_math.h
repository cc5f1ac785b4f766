#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

/// Functions made of + - * / and floor only, whose results IEEE 754 fixes to the last bit. The C library's sin and exp
/// differ between machines, so nothing that reaches a generated file may call them.
namespace soundmask::synth {

/// sin(2 pi x) within 4e-7.
inline double sinTurn(double x) {
    x -= std::floor(x + 0.5); // [-0.5, 0.5)
    if (x > 0.25)
        x = 0.5 - x;
    else if (x < -0.25)
        x = -0.5 - x;
    const double a = x * 6.283185307179586;
    const double s = a * a;
    return a * (1.0 - s / 6.0 * (1.0 - s / 20.0 * (1.0 - s / 42.0 * (1.0 - s / 72.0 * (1.0 - s / 110.0)))));
}

inline double cosTurn(double x) {
    return sinTurn(x + 0.25);
}

template <typename T>
T clamp01(T x) {
    return std::min(std::max(x, T(0)), T(1));
}

/// 0 below \p low, 1 above \p high, smooth between.
template <typename T>
T smoothStep(T low, T high, T x) {
    const T t = clamp01((x - low) / (high - low));
    return t * t * (T(3) - T(2) * t);
}

template <typename T>
T blend(T a, T b, T weight_of_b) {
    return a + (b - a) * weight_of_b;
}

/// A hash of lattice point (x, y) as a number in [0, 1).
inline float latticeValue(std::int32_t x, std::int32_t y, std::uint32_t seed) {
    std::uint32_t h =
        seed ^ (static_cast<std::uint32_t>(x) * 0x85EBCA6Bu) ^ (static_cast<std::uint32_t>(y) * 0xC2B2AE35u);
    h ^= h >> 15;
    h *= 0x2C1B3C6Du;
    h ^= h >> 12;
    h *= 0x297A2D39u;
    h ^= h >> 15;
    return static_cast<float>(h >> 8) * (1.0f / 16777216.0f);
}

/// Smooth noise in [0, 1) with one random value per unit square.
inline float valueNoise(float x, float y, std::uint32_t seed) {
    const float fx = std::floor(x);
    const float fy = std::floor(y);
    const auto ix = static_cast<std::int32_t>(fx);
    const auto iy = static_cast<std::int32_t>(fy);
    const float u = smoothStep(0.0f, 1.0f, x - fx);
    const float v = smoothStep(0.0f, 1.0f, y - fy);
    const float top = blend(latticeValue(ix, iy, seed), latticeValue(ix + 1, iy, seed), u);
    const float bottom = blend(latticeValue(ix, iy + 1, seed), latticeValue(ix + 1, iy + 1, seed), u);
    return blend(top, bottom, v);
}

/// Three octaves of valueNoise, in [0, 1).
inline float cloudNoise(float x, float y, std::uint32_t seed) {
    return (valueNoise(x, y, seed) * 4.0f + valueNoise(x * 2.0f, y * 2.0f, seed + 1) * 2.0f +
            valueNoise(x * 4.0f, y * 4.0f, seed + 2)) /
           7.0f;
}

} // namespace soundmask::synth
