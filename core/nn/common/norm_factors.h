#pragma once

#include <cmath>
#include <cstdint>

namespace soundmask::nn {

/// What layer normalisation makes of a value v: (v - mean) scale, before weight and bias.
struct NormFactors {
    float mean, scale;
};

/// For plain loops that several processors get versions of.
inline __attribute__((always_inline)) NormFactors normFactorsOf(const float* values, std::int64_t count,
                                                                float epsilon) {
    float sum = 0.0f, squares = 0.0f;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < count; ++i)
        sum += values[i];
    const float mean = sum / static_cast<float>(count);
#pragma omp simd reduction(+ : squares)
    for (std::int64_t i = 0; i < count; ++i)
        squares += (values[i] - mean) * (values[i] - mean);
    return {mean, 1.0f / std::sqrt(squares / static_cast<float>(count) + epsilon)};
}

} // namespace soundmask::nn
