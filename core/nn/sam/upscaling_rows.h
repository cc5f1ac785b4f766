#pragma once

#include <cstdint>

/// The parts of the mask upscaling that are not matrix products. Compiled for several processors at once and chosen at
/// run time; knows no tensor. GELU is the exact one, to within 4e-7.
namespace soundmask::nn {

/// What is done to each pixel's channels after the first transposed convolution.
struct PixelNorm {
    const float* offset; ///< [channels], added first: the convolution's bias
    const float* weight; ///< [channels]
    const float* bias;   ///< [channels]
    float epsilon;
};

/// Adds the offset, normalises each pixel's channels, GELU. \p values: [pixels, channels].
void normaliseAndGelu(float* values, std::int64_t pixels, std::int64_t channels, const PixelNorm& norm);

/// sums[m, p] = sum over c of weights[m, c] GELU(values[c, p] + offset[c]).
/// \p values: [channels, pixels], becomes GELU; \p weights: [masks, channels], \p offset: [channels],
/// \p sums: [masks, pixels].
void sumOfGelu(float* values, std::int64_t channels, std::int64_t pixels, const float* offset, const float* weights,
               std::int64_t masks, float* sums);

} // namespace soundmask::nn
