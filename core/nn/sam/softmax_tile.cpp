#include "core/nn/sam/softmax_tile.h"

#include <bit>

#include "core/nn/common/processor_versions.h"

namespace soundmask::nn {

namespace {

/// e^x for x <= 0 to within 2 units of the last place; 0 below -87. 2^n times a polynomial in the remainder.
inline __attribute__((always_inline)) float exponential(float x) {
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

} // namespace

SOUNDMASK_FOR_EACH_PROCESSOR
float accumulateSoftmaxRow(const SoftmaxRow& row, SoftmaxState& state) {
    const std::int64_t columns = row.key_columns;
    const float scale = row.scale;
    const float* const column_bias = row.column_bias;
    float maximum = state.maximum;
    for (std::int64_t k = 0; k < row.key_rows; ++k) {
        float* const scores = row.scores + k * columns;
        const float bias = row.row_bias[k];
#pragma omp simd reduction(max : maximum)
        for (std::int64_t c = 0; c < columns; ++c) {
            const float score = scores[c] * scale + (bias + column_bias[c]);
            scores[c] = score;
            maximum = score > maximum ? score : maximum;
        }
    }
    float sum = 0.0f;
    const std::int64_t count = row.key_rows * columns;
    float* const all = row.scores;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < count; ++i) {
        const float e = exponential(all[i] - maximum);
        all[i] = e;
        sum += e;
    }
    const float rescale = exponential(state.maximum - maximum);
    state.sum = state.sum * rescale + sum;
    state.maximum = maximum;
    return rescale;
}

SOUNDMASK_FOR_EACH_PROCESSOR
void scaleRow(float* values, std::int64_t count, float factor) {
    for (std::int64_t i = 0; i < count; ++i)
        values[i] *= factor;
}

} // namespace soundmask::nn
