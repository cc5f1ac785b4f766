#pragma once

#include <bit>
#include <cstdint>

namespace soundmask::nn {

/// e^x for x <= 0 to within 2 units of the last place; 0 below -87. 2^n times a polynomial in the remainder.
inline __attribute__((always_inline)) float exponentialOfNegative(float x) {
    constexpr float kLog2e = 1.44269504088896341f;
    constexpr float kLn2High = 0.693359375f, kLn2Low = -2.12194440e-4f;
    x = x < -87.0f ? -87.0f : x;
    const auto exponent = static_cast<std::int32_t>(x * kLog2e - 0.5f); // the nearest, as x is not positive
    const auto n = static_cast<float>(exponent);
    const float r = (x - n * kLn2High) - n * kLn2Low;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1.0f;
    const std::int32_t bits = (exponent + 127) << 23;
    return p * std::bit_cast<float>(bits);
}

} // namespace soundmask::nn
