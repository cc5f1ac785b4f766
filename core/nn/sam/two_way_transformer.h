#pragma once

#include <vector>

#include "core/nn/common/layers.h"

namespace soundmask::nn {

/// Multi-head attention whose inner width may be smaller than its tokens.
struct TokenAttention {
    TokenAttention(const Scope& scope, std::int64_t dim, std::int64_t num_heads, std::int64_t downsample);

    at::Tensor operator()(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v) const {
        return attend(projectQueries(q), projectKeys(k), projectValues(v));
    }
    // The same in parts, so that what does not change from prompt to prompt is projected once.
    at::Tensor projectQueries(const at::Tensor& q) const { return separateHeads(q_proj(q)); }
    at::Tensor projectKeys(const at::Tensor& k) const { return separateHeads(k_proj(k)); }
    at::Tensor projectValues(const at::Tensor& v) const { return separateHeads(v_proj(v)); }
    /// B x heads x N x d each; result B x N x C. A batch of 1 serves every element of the other.
    at::Tensor attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v) const;

    std::int64_t num_heads;
    Linear q_proj, k_proj, v_proj, out_proj;

  private:
    at::Tensor separateHeads(const at::Tensor& x) const; ///< B x N x C -> B x heads x N x d
};

/// The image side of a decoding, before any prompt: what the first block computes from the image alone.
struct ImageTokens {
    at::Tensor tokens;     ///< 1 x HW x C, the embedding plus the dense prompt
    at::Tensor first_keys; ///< projections of the first block's attention between tokens and image
    at::Tensor first_values;
    at::Tensor first_queries;
};

/// Tokens attend to themselves, to the image, are transformed, and the image attends to them.
struct TwoWayAttentionBlock {
    TwoWayAttentionBlock(const Scope& scope, std::int64_t dim, std::int64_t num_heads, std::int64_t mlp_dim);

    TokenAttention self_attn;
    LayerNorm norm1;
    TokenAttention cross_attn_token_to_image;
    LayerNorm norm2;
    Linear lin1, lin2; ///< mlp.lin1, mlp.lin2
    LayerNorm norm3;
    TokenAttention cross_attn_image_to_token;
    LayerNorm norm4;
};

/// Source: SAM, appendix A, "Lightweight mask decoder".
class TwoWayTransformer {
  public:
    TwoWayTransformer(const Scope& scope, std::int64_t depth, std::int64_t dim, std::int64_t num_heads,
                      std::int64_t mlp_dim);

    struct Output {
        at::Tensor queries; ///< B x N x C
        at::Tensor keys;    ///< B x HW x C
    };

    /// \p image: B x HW x C or 1 x HW x C, \p positions: 1 x HW x C.
    ImageTokens prepare(const at::Tensor& image, const at::Tensor& positions) const;
    /// \p points: B x N x C.
    Output operator()(const ImageTokens& image, const at::Tensor& positions, const at::Tensor& points) const;

  private:
    std::vector<TwoWayAttentionBlock> m_layers;
    TokenAttention m_final_attn_token_to_image;
    LayerNorm m_norm_final_attn;
};

} // namespace soundmask::nn
