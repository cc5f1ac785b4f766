#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/nn/mobile_sam/biased_attention.h"
#include "core/nn/mobile_sam/inverted_bottleneck.h"
#include "core/nn/mobile_sam/token_mlp.h"
#include "core/nn/sam/image_encoder.h"

namespace soundmask::nn {

/// Two strided convolutions: patches of 4 x 4 pixels.
struct TinyPatchEmbed {
    TinyPatchEmbed(const Scope& scope, std::int64_t out);
    at::Tensor operator()(const at::Tensor& image) const; ///< 1 x 3 x S x S -> 1 x out x S/4 x S/4

    ConvBatchNorm seq0, seq2;
};

struct TinyViTBlock {
    TinyViTBlock(const Scope& scope, std::int64_t dim, std::int64_t num_heads, std::int64_t side);
    at::Tensor operator()(const at::Tensor& x) const; ///< 1 x H x W x dim -> the same

    BiasedAttention attn;
    ConvBatchNorm local_conv;
    TokenMlp mlp;
};

struct TinyViTStage {
    std::vector<InvertedBottleneck> convolutions; ///< the first stage: TinyViT's MBConv
    std::vector<TinyViTBlock> blocks;             ///< the others
    std::optional<InvertedBottleneck> downsample; ///< halves the picture (except before the last stage): PatchMerging
};

/// MobileSAM's image encoder. Sizes are fixed: only 1024 x 1024 pixels work.
/// Source: Zhang et al., Faster Segment Anything; Wu et al., TinyViT; mobile_sam/modeling/tiny_vit_sam.py at 34bbbfdf.
class TinyViT final : public ImageEncoder {
  public:
    explicit TinyViT(const Scope& scope, const SamConfig& config);
    at::Tensor operator()(const at::Tensor& image, const ForwardWatch& watch = {}) const override;

  private:
    TinyPatchEmbed m_patch_embed;
    std::vector<TinyViTStage> m_layers;
    Neck m_neck;
};

} // namespace soundmask::nn
