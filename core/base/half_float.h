#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace soundmask {

/// The value of an IEEE 754 binary16 number, exact.
inline float floatFromHalf(std::uint16_t bits) {
    const std::uint32_t sign = std::uint32_t{bits & 0x8000u} << 16;
    const std::uint32_t exponent = (bits >> 10) & 31u;
    const std::uint32_t fraction = bits & 0x3FFu;
    if (exponent == 31) return std::bit_cast<float>(sign | 0x7F800000u | (fraction << 13));
    if (exponent != 0) return std::bit_cast<float>(sign | ((exponent + 112) << 23) | (fraction << 13));
    const float magnitude = static_cast<float>(fraction) * 0x1p-24f; // zero and subnormals, exact
    return sign ? -magnitude : magnitude;
}

/// The nearest binary16 number, ties to even; infinity beyond its range.
inline std::uint16_t halfFromFloat(float value) {
    constexpr float kBeyond = 65520.0f, kSmallestNormal = 0x1p-14f;
    const auto sign = static_cast<std::uint16_t>(std::signbit(value) ? 0x8000u : 0u);
    if (std::isnan(value)) return sign | std::uint16_t{0x7E00};
    const float magnitude = std::fabs(value);
    if (magnitude >= kBeyond) return sign | std::uint16_t{0x7C00};
    // Subnormals count in steps of 2^-24; 1024 of them are the smallest normal number, in bits as well.
    if (magnitude < kSmallestNormal) return sign | static_cast<std::uint16_t>(std::nearbyint(magnitude * 0x1p24f));
    const auto bits = std::bit_cast<std::uint32_t>(magnitude);
    const std::uint32_t rounded = bits + 0xFFFu + ((bits >> 13) & 1u);
    return sign | static_cast<std::uint16_t>((rounded - (112u << 23)) >> 13);
}

} // namespace soundmask
