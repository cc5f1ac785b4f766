#include "core/nn/audioclip/text_transformer.h"

#include <ATen/ATen.h>
#include <ATen/TensorIndexing.h>

#include <limits>

#include "core/nn/common/attention.h"

namespace soundmask::nn {

namespace {

constexpr double kEpsilon = 1e-5;
constexpr std::int64_t kExpand = 4; ///< hidden channels of the perceptrons, in multiples of the width

at::Tensor quickGelu(const at::Tensor& x) {
    return x * at::sigmoid(1.702 * x);
}

} // namespace

TextBlock::TextBlock(const Scope& scope, std::int64_t width, std::int64_t num_heads)
    : heads(num_heads)
    , ln_1(scope / "ln_1", width, kEpsilon)
    , in_proj_weight((scope / "attn")("in_proj_weight", {3 * width, width}))
    , in_proj_bias((scope / "attn")("in_proj_bias", {3 * width}))
    , out_proj(scope / "attn" / "out_proj", width, width)
    , ln_2(scope / "ln_2", width, kEpsilon)
    , c_fc(scope / "mlp" / "c_fc", width, kExpand * width)
    , c_proj(scope / "mlp" / "c_proj", kExpand * width, width) {}

at::Tensor TextBlock::operator()(const at::Tensor& x, const at::Tensor& mask) const {
    const auto batch = x.size(0), tokens = x.size(1), width = x.size(2);
    const at::Tensor parts = at::linear(ln_1(x), in_proj_weight, in_proj_bias)
                                 .view({batch, tokens, 3, heads, width / heads});         // B x T x 3 x h x d
    const auto part = [&](std::int64_t i) { return parts.select(2, i).transpose(1, 2); }; // B x h x T x d
    const at::Tensor attended =
        attend(part(0), part(1), part(2), mask).transpose(1, 2).reshape({batch, tokens, width}); // B x T x width
    const at::Tensor mixed = x + out_proj(attended);                                             // B x T x width
    return mixed + c_proj(quickGelu(c_fc(ln_2(mixed))));                                         // B x T x width
}

TextTransformer::TextTransformer(const Scope& scope, const AudioClipConfig& config)
    : m_positional_embedding(scope("positional_embedding", {config.context_length, config.text_width}))
    , m_text_projection(scope("text_projection", {config.text_width, config.embed_dim}))
    , m_token_embedding(scope / "token_embedding", config.vocabulary, config.text_width)
    , m_ln_final(scope / "ln_final", config.text_width, kEpsilon) {
    for (int i = 0; i < config.text_depth; ++i)
        m_resblocks.emplace_back(scope / "transformer" / "resblocks" / i, config.text_width, config.text_heads);
}

at::Tensor TextTransformer::operator()(const at::Tensor& tokens, const ForwardWatch& watch) const {
    const auto batch = tokens.size(0), length = tokens.size(1);
    const at::Tensor mask = at::full({length, length}, -std::numeric_limits<float>::infinity(),
                                     m_positional_embedding.options())
                                .triu(1);                                             // T x T
    at::Tensor x = m_token_embedding.weight.index({tokens}) + m_positional_embedding; // B x T x width
    for (std::size_t i = 0; i < m_resblocks.size(); ++i) {
        x = m_resblocks[i](x, mask); // B x T x width
        watch.after("block" + std::to_string(i), x.transpose(0, 1));
    }
    const at::Tensor last = tokens.argmax(1); // B: the end token has the highest number
    const at::Tensor rows = at::arange(batch, tokens.options());
    return m_ln_final(x).index({rows, last}).matmul(m_text_projection); // B x embed_dim
}

} // namespace soundmask::nn
