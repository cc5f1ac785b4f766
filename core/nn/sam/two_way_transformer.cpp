#include "core/nn/sam/two_way_transformer.h"

#include <ATen/ATen.h>

#include "core/nn/common/attention.h"

namespace soundmask::nn {

namespace {

constexpr double kEpsilon = 1e-5;
constexpr std::int64_t kCrossDownsample = 2;

} // namespace

TokenAttention::TokenAttention(const Scope& scope, std::int64_t dim, std::int64_t heads, std::int64_t downsample)
    : num_heads(heads)
    , q_proj(scope / "q_proj", dim, dim / downsample)
    , k_proj(scope / "k_proj", dim, dim / downsample)
    , v_proj(scope / "v_proj", dim, dim / downsample)
    , out_proj(scope / "out_proj", dim / downsample, dim) {}

at::Tensor TokenAttention::separateHeads(const at::Tensor& x) const {
    return x.view({x.size(0), x.size(1), num_heads, -1}).transpose(1, 2); // B x heads x N x d
}

at::Tensor TokenAttention::attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v) const {
    const auto batch = std::max(q.size(0), k.size(0));
    const auto all = [batch](const at::Tensor& x) { return x.expand({batch, -1, -1, -1}); };
    const at::Tensor heads = nn::attend(all(q), all(k), all(v)); // B x heads x N x d
    return out_proj(heads.transpose(1, 2).flatten(2));           // B x N x C
}

TwoWayAttentionBlock::TwoWayAttentionBlock(const Scope& scope, std::int64_t dim, std::int64_t num_heads,
                                           std::int64_t mlp_dim)
    : self_attn(scope / "self_attn", dim, num_heads, 1)
    , norm1(scope / "norm1", dim, kEpsilon)
    , cross_attn_token_to_image(scope / "cross_attn_token_to_image", dim, num_heads, kCrossDownsample)
    , norm2(scope / "norm2", dim, kEpsilon)
    , lin1(scope / "mlp" / "lin1", dim, mlp_dim)
    , lin2(scope / "mlp" / "lin2", mlp_dim, dim)
    , norm3(scope / "norm3", dim, kEpsilon)
    , cross_attn_image_to_token(scope / "cross_attn_image_to_token", dim, num_heads, kCrossDownsample)
    , norm4(scope / "norm4", dim, kEpsilon) {}

TwoWayTransformer::TwoWayTransformer(const Scope& scope, std::int64_t depth, std::int64_t dim, std::int64_t num_heads,
                                     std::int64_t mlp_dim)
    : m_final_attn_token_to_image(scope / "final_attn_token_to_image", dim, num_heads, kCrossDownsample)
    , m_norm_final_attn(scope / "norm_final_attn", dim, kEpsilon) {
    for (int i = 0; i < depth; ++i)
        m_layers.emplace_back(scope / "layers" / i, dim, num_heads, mlp_dim);
}

ImageTokens TwoWayTransformer::prepare(const at::Tensor& image, const at::Tensor& positions) const {
    const TwoWayAttentionBlock& first = m_layers.front();
    const at::Tensor placed = image + positions; // B x HW x C
    return {image, first.cross_attn_token_to_image.projectKeys(placed),
            first.cross_attn_token_to_image.projectValues(image),
            first.cross_attn_image_to_token.projectQueries(placed)};
}

TwoWayTransformer::Output TwoWayTransformer::operator()(const ImageTokens& image, const at::Tensor& positions,
                                                        const at::Tensor& points) const {
    at::Tensor queries = points;    // B x N x C
    at::Tensor keys = image.tokens; // 1 or B x HW x C
    for (const TwoWayAttentionBlock& layer : m_layers) {
        const bool is_first = &layer == &m_layers.front();
        // Self attention; in the first block the tokens are their own positions.
        if (is_first) {
            queries = layer.self_attn(queries, queries, queries); // B x N x C
        } else {
            const at::Tensor q = queries + points;
            queries = queries + layer.self_attn(q, q, queries); // B x N x C
        }
        queries = layer.norm1(queries);

        // Tokens attend to the image.
        const TokenAttention& to_image = layer.cross_attn_token_to_image;
        const at::Tensor placed = is_first ? at::Tensor() : keys + positions; // B x HW x C
        queries = queries + to_image.attend(to_image.projectQueries(queries + points),
                                            is_first ? image.first_keys : to_image.projectKeys(placed),
                                            is_first ? image.first_values : to_image.projectValues(keys)); // B x N x C
        queries = layer.norm2(queries);

        queries = queries + layer.lin2(at::clamp_min(layer.lin1(queries), 0)); // B x N x C
        queries = layer.norm3(queries);

        // The image attends to the tokens.
        const TokenAttention& to_tokens = layer.cross_attn_image_to_token;
        keys = keys + to_tokens.attend(is_first ? image.first_queries : to_tokens.projectQueries(placed),
                                       to_tokens.projectKeys(queries + points),
                                       to_tokens.projectValues(queries)); // B x HW x C
        keys = layer.norm4(keys);
    }
    queries = queries + m_final_attn_token_to_image(queries + points, keys + positions, keys); // B x N x C
    return {m_norm_final_attn(queries), keys};
}

} // namespace soundmask::nn
