#include "core/nn/mobile_sam/tiny_vit.h"

#include <ATen/ATen.h>

namespace soundmask::nn {

namespace {

constexpr std::int64_t kExpand = 4; ///< hidden channels of MBConv and of the perceptrons, in multiples of the input's
constexpr std::int64_t kClasses = 1000;

struct StageSizes {
    std::int64_t dim, depth, heads, window;
};
constexpr std::array<StageSizes, 4> kStages{{{64, 2, 2, 7}, {128, 2, 4, 7}, {160, 6, 5, 14}, {320, 2, 10, 7}}};

at::Tensor channelsLast(const at::Tensor& x) {
    return x.permute({0, 2, 3, 1});
} // B x C x H x W -> B x H x W x C
at::Tensor channelsFirst(const at::Tensor& x) {
    return x.permute({0, 3, 1, 2});
} // the same memory

} // namespace

TinyPatchEmbed::TinyPatchEmbed(const Scope& scope, std::int64_t out)
    : seq0(scope / "seq" / 0, 3, out / 2, {.kernel = 3, .stride = 2, .padding = 1})
    , seq2(scope / "seq" / 2, out / 2, out, {.kernel = 3, .stride = 2, .padding = 1}) {}

at::Tensor TinyPatchEmbed::operator()(const at::Tensor& image) const {
    at::Tensor half = seq0(image); // 1 x out/2 x S/2 x S/2
    return seq2(at::gelu_(half));  // 1 x out x S/4 x S/4
}

TinyViTBlock::TinyViTBlock(const Scope& scope, std::int64_t dim, std::int64_t num_heads, std::int64_t side)
    : attn(scope / "attn", dim, num_heads, side)
    , local_conv(scope / "local_conv", dim, dim, {.kernel = 3, .padding = 1, .groups = dim})
    , mlp(scope / "mlp", dim, kExpand * dim) {}

at::Tensor TinyViTBlock::operator()(const at::Tensor& x) const {
    const at::Tensor attended = attn(x.squeeze(0)).unsqueeze(0);   // 1 x H x W x C
    return mlp(channelsLast(local_conv(channelsFirst(attended)))); // 1 x H x W x C
}

TinyViT::TinyViT(const Scope& scope, const SamConfig& config)
    : m_patch_embed(scope / "patch_embed", kStages[0].dim)
    , m_neck(scope / "neck", kStages.back().dim, config.out_chans) {
    for (std::size_t i = 0; i < kStages.size(); ++i) {
        const StageSizes& sizes = kStages[i];
        const Scope stage_scope = scope / "layers" / static_cast<int>(i);
        TinyViTStage& stage = m_layers.emplace_back();
        for (int block = 0; block < sizes.depth; ++block) {
            const Scope block_scope = stage_scope / "blocks" / block;
            if (i == 0)
                stage.convolutions.emplace_back(block_scope, InvertedBottleneck::Form{.in = sizes.dim,
                                                                                      .hidden = kExpand * sizes.dim,
                                                                                      .out = sizes.dim,
                                                                                      .has_shortcut = true});
            else
                stage.blocks.emplace_back(block_scope, sizes.dim, sizes.heads, sizes.window);
        }
        if (i + 1 < kStages.size()) {
            const bool keeps_size = i + 2 == kStages.size(); // SAM wants 1/16 of the picture, not 1/32
            const std::int64_t wider = kStages[i + 1].dim;
            stage.downsample.emplace(
                stage_scope / "downsample",
                InvertedBottleneck::Form{.in = sizes.dim, .hidden = wider, .out = wider, .stride = keeps_size ? 1 : 2});
        }
    }
    // The classifier that TinyViT was trained with is still in the official file.
    (scope / "norm_head").expectUnused("weight", {kStages.back().dim});
    (scope / "norm_head").expectUnused("bias", {kStages.back().dim});
    (scope / "head").expectUnused("weight", {kClasses, kStages.back().dim});
    (scope / "head").expectUnused("bias", {kClasses});
}

at::Tensor TinyViT::operator()(const at::Tensor& image, const ForwardWatch& watch) const {
    at::Tensor x = m_patch_embed(image.contiguous(at::MemoryFormat::ChannelsLast)); // 1 x 64 x 256 x 256
    watch.after("patch_embed", x);
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const TinyViTStage& stage = m_layers[i];
        for (const InvertedBottleneck& convolution : stage.convolutions)
            x = convolution(x); // 1 x C x H x W
        at::Tensor tokens = channelsLast(x);
        for (const TinyViTBlock& block : stage.blocks)
            tokens = block(tokens); // 1 x H x W x C
        x = channelsFirst(tokens);
        if (stage.downsample) x = (*stage.downsample)(x); // 1 x C' x H' x W'
        watch.after("layer" + std::to_string(i), x.flatten(2).transpose(1, 2));
    }
    return m_neck(x); // 1 x 256 x 64 x 64
}

} // namespace soundmask::nn
