#include "core/nn/sam/image_encoder.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace soundmask::nn {

namespace {

constexpr double kEpsilon = 1e-6;

/// "block00", "block01"...: what the golden cases call them.
std::string blockName(std::size_t index) {
    return (index < 10 ? "block0" : "block") + std::to_string(index);
}

} // namespace

Neck::Neck(const Scope& scope, std::int64_t in, std::int64_t out)
    : conv0(scope / 0, in, out, {}, Bias::No)
    , norm1(scope / 1, out)
    , conv2(scope / 2, out, out, {.kernel = 3, .padding = 1}, Bias::No)
    , norm3(scope / 3, out) {}

at::Tensor Neck::operator()(const at::Tensor& x) const {
    const at::Tensor narrow = norm1(conv0(x)); // 1 x out x H x W
    return norm3(conv2(narrow));               // 1 x out x H x W
}

RelativeAttention::RelativeAttention(const Scope& scope, std::int64_t dim, std::int64_t heads, std::int64_t side)
    : num_heads(heads)
    , window(side)
    , qkv(scope / "qkv", dim, 3 * dim)
    , proj(scope / "proj", dim, dim)
    , rel_pos_h(scope("rel_pos_h", {2 * side - 1, dim / heads}))
    , rel_pos_w(scope("rel_pos_w", {2 * side - 1, dim / heads})) {}

at::Tensor RelativeAttention::operator()(const at::Tensor& x) const {
    const at::Tensor projected = qkv(x); // H x W x 3C
    // Windows at the edge are padded with zeros, whose query, key and value are the bias.
    const at::Tensor attended =
        attendInWindows(projected, qkv.bias(), num_heads, window, rel_pos_h, rel_pos_w); // H x W x C
    return proj(attended);                                                               // H x W x C
}

Mlp::Mlp(const Scope& scope, std::int64_t dim, std::int64_t hidden)
    : lin1(scope / "lin1", dim, hidden)
    , lin2(scope / "lin2", hidden, dim) {}

at::Tensor Mlp::operator()(const at::Tensor& x) const {
    at::Tensor hidden = lin1(x); // [..., hidden]
    at::gelu_(hidden);
    return lin2(hidden); // [..., dim]
}

ViTBlock::ViTBlock(const Scope& scope, const SamConfig& config, std::int64_t window)
    : norm1(scope / "norm1", config.embed_dim, kEpsilon)
    , attn(scope / "attn", config.embed_dim, config.num_heads, window)
    , norm2(scope / "norm2", config.embed_dim, kEpsilon)
    , mlp(scope / "mlp", config.embed_dim, static_cast<std::int64_t>(config.embed_dim * config.mlp_ratio)) {}

at::Tensor ViTBlock::operator()(at::Tensor x) const {
    x.add_(attn(norm1(x))); // H x W x C
    x.add_(mlp(norm2(x)));  // H x W x C
    return x;
}

ImageEncoderViT::ImageEncoderViT(const Scope& scope, const SamConfig& config)
    : m_pos_embed(scope("pos_embed", {1, config.gridSize(), config.gridSize(), config.embed_dim}))
    , m_patch_embed(scope / "patch_embed" / "proj", 3, config.embed_dim,
                    {.kernel = config.patch_size, .stride = config.patch_size})
    , m_neck(scope / "neck", config.embed_dim, config.out_chans) {
    for (std::int64_t i = 0; i < config.depth; ++i) {
        const bool is_global = std::ranges::find(config.global_attn_indexes, i) != config.global_attn_indexes.end();
        m_blocks.emplace_back(scope / "blocks" / static_cast<int>(i), config,
                              is_global ? config.gridSize() : config.window_size);
    }
}

at::Tensor ImageEncoderViT::operator()(const at::Tensor& image, const ForwardWatch& watch) const {
    const at::Tensor patches = m_patch_embed(image).permute({0, 2, 3, 1}); // 1 x H x W x C
    watch.after("patch_embed", patches);
    at::Tensor x = (patches + m_pos_embed).contiguous().squeeze(0); // H x W x C
    for (std::size_t i = 0; i < m_blocks.size() && !watch.isLate(); ++i) {
        x = m_blocks[i](x); // H x W x C
        watch.after(blockName(i), x.unsqueeze(0));
    }
    return m_neck(x.unsqueeze(0).permute({0, 3, 1, 2})); // 1 x out_chans x H x W
}

} // namespace soundmask::nn
