#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/nn/sam/image_encoder.h"

namespace soundmask::nn {

/// A convolution and the batch normalisation behind it, folded into one convolution. Keys c.weight, bn.*.
struct ConvBatchNorm {
    ConvBatchNorm(const Scope& scope, std::int64_t in, std::int64_t out, ConvShape form);
    at::Tensor operator()(const at::Tensor& x) const; ///< B x in x H x W -> B x out x H' x W'

    ConvShape shape;
    at::Tensor weight, bias;
};

/// Two strided convolutions: patches of 4 x 4 pixels.
struct TinyPatchEmbed {
    TinyPatchEmbed(const Scope& scope, std::int64_t out);
    at::Tensor operator()(const at::Tensor& image) const; ///< 1 x 3 x S x S -> 1 x out x S/4 x S/4

    ConvBatchNorm seq0, seq2;
};

/// MobileNet's inverted bottleneck.
struct MBConv {
    MBConv(const Scope& scope, std::int64_t dim, std::int64_t expand);
    at::Tensor operator()(const at::Tensor& x) const; ///< 1 x dim x H x W -> the same

    ConvBatchNorm conv1, conv2, conv3;
};

/// Halves the picture (except before the last stage) and changes the channels.
struct PatchMerging {
    PatchMerging(const Scope& scope, std::int64_t in, std::int64_t out, std::int64_t stride);
    at::Tensor operator()(const at::Tensor& x) const; ///< 1 x in x H x W -> 1 x out x H/stride x W/stride

    ConvBatchNorm conv1, conv2, conv3;
};

/// Attention in one window with a learnt bias per distance.
struct BiasedAttention {
    BiasedAttention(const Scope& scope, std::int64_t dim, std::int64_t heads, std::int64_t side);
    at::Tensor operator()(const at::Tensor& x) const; ///< windows x side^2 x dim -> the same

    std::int64_t num_heads;
    LayerNorm norm;
    Linear qkv, proj;
    at::Tensor bias; ///< heads x side^2 x side^2, attention_biases spread over all pairs
};

struct TinyViTBlock {
    TinyViTBlock(const Scope& scope, std::int64_t dim, std::int64_t num_heads, std::int64_t side);
    at::Tensor operator()(const at::Tensor& x) const; ///< 1 x H x W x dim -> the same

    std::int64_t window;
    BiasedAttention attn;
    ConvBatchNorm local_conv;
    LayerNorm mlp_norm;
    Linear fc1, fc2;
};

struct TinyViTStage {
    std::vector<MBConv> convolutions; ///< the first stage
    std::vector<TinyViTBlock> blocks; ///< the others
    std::optional<PatchMerging> downsample;
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
