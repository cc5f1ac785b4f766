#include "core/nn/mobile_sam/token_rows.h"

#include "core/nn/common/exponential.h"
#include "core/nn/common/gelu.h"
#include "core/nn/common/norm_factors.h"
#include "core/nn/common/processor_versions.h"

namespace soundmask::nn {

SOUNDMASK_FOR_EACH_PROCESSOR
void addBias(float* values, std::int64_t tokens, std::int64_t channels, const float* bias) {
    for (std::int64_t t = 0; t < tokens; ++t, values += channels) {
#pragma omp simd
        for (std::int64_t c = 0; c < channels; ++c)
            values[c] += bias[c];
    }
}

SOUNDMASK_FOR_EACH_PROCESSOR
void addBiasAndGelu(float* values, std::int64_t tokens, std::int64_t channels, const float* bias) {
    for (std::int64_t t = 0; t < tokens; ++t, values += channels) {
#pragma omp simd
        for (std::int64_t c = 0; c < channels; ++c)
            values[c] = gelu(values[c] + bias[c]);
    }
}

SOUNDMASK_FOR_EACH_PROCESSOR
void addShortcut(float* values, std::int64_t tokens, std::int64_t channels, const float* bias, const float* shortcut) {
    for (std::int64_t t = 0; t < tokens; ++t, values += channels, shortcut += channels) {
#pragma omp simd
        for (std::int64_t c = 0; c < channels; ++c)
            values[c] += bias[c] + shortcut[c];
    }
}

SOUNDMASK_FOR_EACH_PROCESSOR
void addShortcutAndGelu(float* values, std::int64_t tokens, std::int64_t channels, const float* bias,
                        const float* shortcut) {
    for (std::int64_t t = 0; t < tokens; ++t, values += channels, shortcut += channels) {
#pragma omp simd
        for (std::int64_t c = 0; c < channels; ++c)
            values[c] = gelu(values[c] + bias[c] + shortcut[c]);
    }
}

SOUNDMASK_FOR_EACH_PROCESSOR
void normaliseTokens(const float* from, std::int64_t tokens, std::int64_t channels, const TokenNorm& norm, float* to) {
    const float* const weight = norm.weight;
    const float* const bias = norm.bias;
    for (std::int64_t t = 0; t < tokens; ++t, from += channels, to += channels) {
        const auto [mean, scale] = normFactorsOf(from, channels, norm.epsilon);
#pragma omp simd
        for (std::int64_t c = 0; c < channels; ++c)
            to[c] = (from[c] - mean) * scale * weight[c] + bias[c];
    }
}

SOUNDMASK_FOR_EACH_PROCESSOR
float softmaxRow(float* scores, std::int64_t keys, float scale, const float* bias) {
    float maximum = -3.4e38f, sum = 0.0f;
#pragma omp simd reduction(max : maximum)
    for (std::int64_t k = 0; k < keys; ++k) {
        const float score = scores[k] * scale + bias[k];
        scores[k] = score;
        maximum = score > maximum ? score : maximum;
    }
#pragma omp simd reduction(+ : sum)
    for (std::int64_t k = 0; k < keys; ++k) {
        const float e = exponentialOfNegative(scores[k] - maximum);
        scores[k] = e;
        sum += e;
    }
    return 1.0f / sum;
}

SOUNDMASK_FOR_EACH_PROCESSOR
void scaledCopy(const float* from, std::int64_t count, float factor, float* out) {
    for (std::int64_t c = 0; c < count; ++c)
        out[c] = factor * from[c];
}

SOUNDMASK_FOR_EACH_PROCESSOR
void filterRowAndGelu(const float* const rows[3], const DepthwiseFilter& filter, std::int64_t width, float* out) {
    const std::int64_t channels = filter.channels, step = filter.stride * channels;
    const float* const above = filter.taps;
    const float* const middle = above + 3 * channels;
    const float* const below = middle + 3 * channels;
    const float* const bias = filter.bias;
    for (std::int64_t x = 0; x < width; ++x, out += channels) {
        const float* const row0 = rows[0] + x * step;
        const float* const row1 = rows[1] + x * step;
        const float* const row2 = rows[2] + x * step;
#pragma omp simd
        for (std::int64_t c = 0; c < channels; ++c) {
            float sum = bias[c];
            for (std::int64_t tap = 0; tap < 3; ++tap) {
                const std::int64_t at = tap * channels + c;
                sum += above[at] * row0[at] + middle[at] * row1[at] + below[at] * row2[at];
            }
            out[c] = gelu(sum);
        }
    }
}

} // namespace soundmask::nn
