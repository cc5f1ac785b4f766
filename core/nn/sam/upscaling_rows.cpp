#include "core/nn/sam/upscaling_rows.h"

#include <algorithm>

#include "core/nn/common/gelu.h"
#include "core/nn/common/norm_factors.h"
#include "core/nn/common/processor_versions.h"

namespace soundmask::nn {

SOUNDMASK_FOR_EACH_PROCESSOR
void normaliseAndGelu(float* values, std::int64_t pixels, std::int64_t channels, const PixelNorm& norm) {
    const float* const offset = norm.offset;
    const float* const weight = norm.weight;
    const float* const bias = norm.bias;
    for (std::int64_t p = 0; p < pixels; ++p) {
        float* const pixel = values + p * channels;
#pragma omp simd
        for (std::int64_t c = 0; c < channels; ++c)
            pixel[c] += offset[c];
        const auto [mean, scale] = normFactorsOf(pixel, channels, norm.epsilon);
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
