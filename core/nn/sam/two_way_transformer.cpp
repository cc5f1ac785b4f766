#include "core/nn/sam/two_way_transformer.h"

#include <ATen/ATen.h>

#include <cmath>

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

at::Tensor TokenAttention::operator()(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v) const {
    return attend(separateHeads(q_proj(q)), separateHeads(k_proj(k)), separateHeads(v_proj(v)));
}

at::Tensor TokenAttention::toImage(const at::Tensor& queries, const ImageTokens& image,
                                   const FirstProjections* first) const {
    const at::Tensor q = q_proj(queries); // B x N x inner
    if (first) return attend(separateHeads(q), first->keys, first->values);
    if (!areFew(queries))
        return attend(separateHeads(q), separateHeads(k_proj(image.placed)), separateHeads(v_proj(image.tokens)));
    // The bias of the keys adds the same to all scores of a query, which softmax does not see.
    const at::Tensor scores = spreadHeads(q * scale(), k_proj.weight).matmul(image.placed.transpose(1, 2));
    const at::Tensor seen = at::softmax(scores, -1).matmul(image.tokens); // B x heads N x C
    const at::Tensor heads = seen.unflatten(1, {num_heads, -1})           // B x heads x N x C
                                 .matmul(v_proj.weight
                                             .unflatten(0, {num_heads, -1}) // heads x d x C
                                             .transpose(1, 2));             // B x heads x N x d
    return out_proj(heads.transpose(1, 2).flatten(2) + v_proj.bias);        // B x N x C
}

at::Tensor TokenAttention::fromImage(const ImageTokens& image, const FirstProjections* first, const at::Tensor& keys,
                                     const at::Tensor& values) const {
    const at::Tensor k = k_proj(keys), v = v_proj(values); // B x N x inner
    if (!areFew(keys)) {
        return attend(first ? first->queries : separateHeads(q_proj(image.placed)), separateHeads(k), separateHeads(v));
    }
    at::Tensor scores; // B x heads N x HW
    if (first) {
        scores = (separateHeads(k) * scale()).matmul(first->queries.transpose(2, 3)).flatten(1, 2);
    } else {
        const at::Tensor offset = (k * q_proj.bias).unflatten(2, {num_heads, -1}).sum(-1); // B x N x heads
        scores = at::baddbmm(offset.transpose(1, 2).flatten(1).unsqueeze(2), spreadHeads(k, q_proj.weight),
                             image.placed.transpose(1, 2), scale(), scale());
    }
    const at::Tensor shares = at::softmax(scores.unflatten(1, {num_heads, -1}), 2).flatten(1, 2); // B x heads N x HW
    return shares.transpose(1, 2).matmul(spreadHeads(v, out_proj.weight.t())) + out_proj.bias;    // B x HW x C
}

double TokenAttention::scale() const {
    return 1.0 / std::sqrt(static_cast<double>(q_proj.weight.size(0)) / static_cast<double>(num_heads));
}

at::Tensor TokenAttention::separateHeads(const at::Tensor& x) const {
    return x.unflatten(2, {num_heads, -1}).transpose(1, 2); // B x heads x N x d
}

at::Tensor TokenAttention::spreadHeads(const at::Tensor& x, const at::Tensor& weight) const {
    return separateHeads(x).matmul(weight.unflatten(0, {num_heads, -1})).flatten(1, 2); // B x heads N x C
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

FirstProjections TwoWayTransformer::projectFirst(const ImageTokens& image) const {
    const TokenAttention& to_image = m_layers.front().cross_attn_token_to_image;
    const TokenAttention& to_tokens = m_layers.front().cross_attn_image_to_token;
    return {to_image.separateHeads(to_image.k_proj(image.placed)),
            to_image.separateHeads(to_image.v_proj(image.tokens)),
            to_tokens.separateHeads(to_tokens.q_proj(image.placed))};
}

TwoWayTransformer::Output TwoWayTransformer::operator()(const ImageTokens& image, const FirstProjections* first,
                                                        const at::Tensor& positions, const at::Tensor& points) const {
    at::Tensor queries = points; // B x N x C
    ImageTokens keys = image;    // 1 or B x HW x C
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

        const FirstProjections* const projected = is_first ? first : nullptr;
        queries = queries + layer.cross_attn_token_to_image.toImage(queries + points, keys, projected); // B x N x C
        queries = layer.norm2(queries);

        queries = queries + layer.lin2(at::clamp_min(layer.lin1(queries), 0)); // B x N x C
        queries = layer.norm3(queries);

        keys.tokens = layer.norm4(keys.tokens + layer.cross_attn_image_to_token.fromImage(
                                                    keys, projected, queries + points, queries)); // B x HW x C
        keys.placed = keys.tokens + positions;
    }
    queries = queries + m_final_attn_token_to_image.toImage(queries + points, keys, nullptr); // B x N x C
    return {m_norm_final_attn(queries), keys.tokens};
}

} // namespace soundmask::nn
