#pragma once

#include <vector>

#include "core/nn/common/layers.h"

namespace soundmask::nn {

/// The image side of the transformer, for one block.
struct ImageTokens {
    at::Tensor tokens; ///< 1 or B x HW x C
    at::Tensor placed; ///< the same plus the positions
};

/// What the first block computes from an image that no prompt has changed: 1 x heads x HW x d each.
struct FirstProjections {
    at::Tensor keys, values; ///< of the attention from tokens to image
    at::Tensor queries;      ///< of the attention from image to tokens
};

/// Multi-head attention whose inner width may be smaller than its tokens.
///
/// Between a few tokens and the image, products are taken in another order: the image's projection is multiplied with
/// the tokens' side first, which leaves one row per token and head, and these rows meet the image. That is less work
/// while there are fewer of them than the projection is wide, and the image's projections are never in memory.
struct TokenAttention {
    TokenAttention(const Scope& scope, std::int64_t dim, std::int64_t num_heads, std::int64_t downsample);

    /// B x N x C each; B x N x C.
    at::Tensor operator()(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v) const;

    /// Tokens attend to the image. \p queries: B x N x C, \p first where there is one for this image; B x N x C.
    at::Tensor toImage(const at::Tensor& queries, const ImageTokens& image, const FirstProjections* first) const;
    /// The image attends to tokens. \p keys, \p values: B x N x C; B x HW x C.
    at::Tensor fromImage(const ImageTokens& image, const FirstProjections* first, const at::Tensor& keys,
                         const at::Tensor& values) const;

    at::Tensor separateHeads(const at::Tensor& x) const; ///< B x N x inner -> B x heads x N x d

    std::int64_t num_heads;
    Linear q_proj, k_proj, v_proj, out_proj;

  private:
    double scale() const; ///< of the scores
    bool areFew(const at::Tensor& tokens) const { return num_heads * tokens.size(1) < q_proj.weight.size(0); }
    /// Each head's part of \p x times the rows of \p weight that are this head's: B x N x inner, inner x C ->
    /// B x heads N x C.
    at::Tensor spreadHeads(const at::Tensor& x, const at::Tensor& weight) const;
    /// Softmax attention of B x heads x N x d each, where a batch of 1 serves every element of the other, then the
    /// last projection: B x N x C.
    at::Tensor attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v) const;
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

    /// \p image: 1 x HW x C each.
    FirstProjections projectFirst(const ImageTokens& image) const;
    /// \p positions: 1 x HW x C, \p points: B x N x C, \p first: projectFirst(image), or null.
    Output operator()(const ImageTokens& image, const FirstProjections* first, const at::Tensor& positions,
                      const at::Tensor& points) const;

  private:
    std::vector<TwoWayAttentionBlock> m_layers;
    TokenAttention m_final_attn_token_to_image;
    LayerNorm m_norm_final_attn;
};

} // namespace soundmask::nn
