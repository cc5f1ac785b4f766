#pragma once

#include <vector>

#include "core/nn/audioclip/config.h"
#include "core/nn/common/forward_watch.h"
#include "core/nn/common/layers.h"

namespace soundmask::nn {

/// Attention to the tokens before, then a perceptron, both on normalised tokens.
struct TextBlock {
    TextBlock(const Scope& scope, std::int64_t width, std::int64_t num_heads);
    at::Tensor operator()(const at::Tensor& x, const at::Tensor& mask) const; ///< B x T x width -> the same

    std::int64_t heads;
    LayerNorm ln_1;
    at::Tensor in_proj_weight, in_proj_bias; ///< [3 width, width], [3 width]: queries, keys, values
    Linear out_proj;
    LayerNorm ln_2;
    Linear c_fc, c_proj;
};

/// CLIP's text encoder. Source: Radford et al., Learning Transferable Visual Models.
class TextTransformer {
  public:
    /// \p scope: the root, where CLIP keeps the parameters of the text side.
    TextTransformer(const Scope& scope, const AudioClipConfig& config);
    /// \p tokens: B x context_length, int64, 0 after the end token -> B x embed_dim, not normalised.
    /// Taps: "block0".., each T x B x width.
    at::Tensor operator()(const at::Tensor& tokens, const ForwardWatch& watch = {}) const;

  private:
    at::Tensor m_positional_embedding; ///< [context_length, width]
    at::Tensor m_text_projection;      ///< [width, embed_dim]
    Embedding m_token_embedding;
    std::vector<TextBlock> m_resblocks;
    LayerNorm m_ln_final;
};

} // namespace soundmask::nn
