#pragma once

#include <cstdint>

/// The part of tiled attention that is not a matrix product. Compiled for several processors at once and chosen at run
/// time; knows no tensor.
namespace soundmask::nn {

/// One row of a tile of scores: a query against some rows of keys.
struct SoftmaxRow {
    float* scores; ///< key_rows x key_columns products q k; becomes exp(score - maximum)
    std::int64_t key_rows;
    std::int64_t key_columns;
    float scale;              ///< multiplies the products
    const float* row_bias;    ///< [key_rows]
    const float* column_bias; ///< [key_columns]
};

/// What a query has accumulated over the tiles so far.
struct SoftmaxState {
    float maximum;
    float sum; ///< of exp(score - maximum)
};

/// Adds the biases, raises the running maximum, exponentiates, adds to the running sum. Returns the factor by which
/// what was accumulated before has to be multiplied.
float accumulateSoftmaxRow(const SoftmaxRow& row, SoftmaxState& state);

/// values[i] *= factor.
void scaleRow(float* values, std::int64_t count, float factor);

} // namespace soundmask::nn
