#pragma once

#include <cstdint>

/// What TinyViT does between its matrix products, on rows of tokens (pixels) whose channels lie side by side. Compiled
/// for several processors at once and chosen at run time; knows no tensor. Any thread.
namespace soundmask::nn {

/// values[t, c] += bias[c]. \p values: [tokens, channels], \p bias: [channels].
void addBias(float* values, std::int64_t tokens, std::int64_t channels, const float* bias);

/// values[t, c] = GELU(values[t, c] + bias[c]).
void addBiasAndGelu(float* values, std::int64_t tokens, std::int64_t channels, const float* bias);

/// values[t, c] += bias[c] + shortcut[t, c]. \p shortcut: like \p values.
void addShortcut(float* values, std::int64_t tokens, std::int64_t channels, const float* bias, const float* shortcut);

/// values[t, c] = GELU(values[t, c] + bias[c] + shortcut[t, c]).
void addShortcutAndGelu(float* values, std::int64_t tokens, std::int64_t channels, const float* bias,
                        const float* shortcut);

struct TokenNorm {
    const float* weight; ///< [channels]
    const float* bias;   ///< [channels]
    float epsilon;
};

/// Each token to mean 0 and variance 1, times the weight, plus the bias. \p from, \p to: [tokens, channels].
void normaliseTokens(const float* from, std::int64_t tokens, std::int64_t channels, const TokenNorm& norm, float* to);

/// scores[k] = exp(scale scores[k] + bias[k] - their maximum); returns one over their sum.
float softmaxRow(float* scores, std::int64_t keys, float scale, const float* bias);

/// out[c] = factor from[c].
void scaledCopy(const float* from, std::int64_t count, float factor, float* out);

/// A 3 x 3 convolution of every channel by itself.
struct DepthwiseFilter {
    const float* taps; ///< [3, 3, channels], row by row
    const float* bias; ///< [channels]
    std::int64_t channels, stride;
};

/// One row of its results, with GELU: out[x, c] from the pixels stride x, stride x + 1, stride x + 2 of each of the
/// three \p rows: [at least stride (width - 1) + 3, channels]. \p out: [width, channels].
void filterRowAndGelu(const float* const rows[3], const DepthwiseFilter& filter, std::int64_t width, float* out);

} // namespace soundmask::nn
