#include "core/nn/sam/softmax_tile.h"

#include "core/nn/common/exponential.h"
#include "core/nn/common/processor_versions.h"

namespace soundmask::nn {

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
        const float e = exponentialOfNegative(all[i] - maximum);
        all[i] = e;
        sum += e;
    }
    const float rescale = exponentialOfNegative(state.maximum - maximum);
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
