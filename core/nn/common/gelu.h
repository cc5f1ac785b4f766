#pragma once

#include <cmath>

#include "core/nn/common/exponential.h"

namespace soundmask::nn {

/// x times the normal distribution up to x, to within 4e-7. For loops that the compiler turns into vector code.
/// The error function is Abramowitz and Stegun's 7.1.26, right to 1.5e-7.
inline __attribute__((always_inline)) float gelu(float x) {
    constexpr float kSqrtHalf = 0.70710678118654752f;
    const float size = std::fabs(x), z = size * kSqrtHalf;
    const float t = 1.0f / (1.0f + 0.3275911f * z);
    float p = 1.061405429f;
    p = p * t - 1.453152027f;
    p = p * t + 1.421413741f;
    p = p * t - 0.284496736f;
    p = p * t + 0.254829592f;
    const float beyond = p * t * exponentialOfNegative(-z * z); // 1 - erf(z)
    return (x > 0.0f ? x : 0.0f) - 0.5f * size * beyond;
}

} // namespace soundmask::nn
