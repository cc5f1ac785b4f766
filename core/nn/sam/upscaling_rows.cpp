#include "core/nn/sam/upscaling_rows.h"

#include <algorithm>
#include <cmath>

#include "core/nn/common/exponential.h"
#include "core/nn/common/processor_versions.h"

namespace soundmask::nn {

namespace {

/// x times the normal distribution up to x. The error function is Abramowitz and Stegun's 7.1.26, right to 1.5e-7.
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

} // namespace

SOUNDMASK_FOR_EACH_PROCESSOR
void normaliseAndGelu(float* values, std::int64_t pixels, std::int64_t channels, const PixelNorm& norm) {
    const float* const offset = norm.offset;
    const float* const weight = norm.weight;
    const float* const bias = norm.bias;
    const auto count = static_cast<float>(channels);
    for (std::int64_t p = 0; p < pixels; ++p) {
        float* const pixel = values + p * channels;
        float sum = 0.0f, squares = 0.0f;
#pragma omp simd reduction(+ : sum)
        for (std::int64_t c = 0; c < channels; ++c) {
            pixel[c] += offset[c];
            sum += pixel[c];
        }
        const float mean = sum / count;
#pragma omp simd reduction(+ : squares)
        for (std::int64_t c = 0; c < channels; ++c)
            squares += (pixel[c] - mean) * (pixel[c] - mean);
        const float scale = 1.0f / std::sqrt(squares / count + norm.epsilon);
#pragma omp simd
        for (std::int64_t c = 0; c < channels; ++c)
            pixel[c] = gelu((pixel[c] - mean) * scale * weight[c] + bias[c]);
    }
}

SOUNDMASK_FOR_EACH_PROCESSOR
void sumOfGelu(float* values, std::int64_t channels, std::int64_t pixels, const float* offset, const float* weights,
               std::int64_t masks, float* sums) {
    std::fill_n(sums, masks * pixels, 0.0f);
    for (std::int64_t c = 0; c < channels; ++c) {
        float* const line = values + c * pixels;
        const float shift = offset[c];
#pragma omp simd
        for (std::int64_t p = 0; p < pixels; ++p)
            line[p] = gelu(line[p] + shift);
        for (std::int64_t m = 0; m < masks; ++m) {
            float* const sum = sums + m * pixels;
            const float factor = weights[m * channels + c];
#pragma omp simd
            for (std::int64_t p = 0; p < pixels; ++p)
                sum[p] += factor * line[p];
        }
    }
}

} // namespace soundmask::nn
