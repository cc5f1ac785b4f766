#pragma once

#include "core/nn/common/forward_watch.h"
#include "core/nn/common/layers.h"
#include "core/nn/common/packed_linear.h"
#include "core/nn/sam/config.h"
#include "core/nn/sam/relative_attention.h"

namespace soundmask::nn {

/// The slow half of SAM: what a picture looks like, once for all prompts.
class ImageEncoder {
  public:
    virtual ~ImageEncoder() = default;
    /// \p image: 1 x 3 x S x S, normalised and zero-padded, S = SamConfig::image_size.
    /// Gives the image embedding, 1 x out_chans x S/16 x S/16.
    virtual at::Tensor operator()(const at::Tensor& image, const ForwardWatch& watch = {}) const = 0;
};

/// Squeezes the last block's channels into the embedding's. Keys neck.0 to neck.3.
struct Neck {
    Neck(const Scope& scope, std::int64_t in, std::int64_t out);
    at::Tensor operator()(const at::Tensor& x) const; ///< 1 x in x H x W -> 1 x out x H x W

    Conv2d conv0;
    LayerNorm2d norm1;
    Conv2d conv2;
    LayerNorm2d norm3;
};

/// Multi-head attention with decomposed relative positions, in windows or over the whole image.
struct RelativeAttention {
    /// \p window: side of the windows in patches; the whole grid for global attention.
    RelativeAttention(const Scope& scope, std::int64_t dim, std::int64_t num_heads, std::int64_t window);
    at::Tensor operator()(const at::Tensor& x) const; ///< H x W x C -> the same

    std::int64_t num_heads, window;
    PackedLinear qkv, proj;
    RelativePositions rel_pos_h, rel_pos_w;
};

struct Mlp {
    Mlp(const Scope& scope, std::int64_t dim, std::int64_t hidden);
    at::Tensor operator()(const at::Tensor& x) const; ///< [..., dim] -> the same

    PackedLinear lin1, lin2;
};

struct ViTBlock {
    ViTBlock(const Scope& scope, const SamConfig& config, std::int64_t window);
    at::Tensor operator()(at::Tensor x) const; ///< H x W x C -> the same; \p x is overwritten

    LayerNorm norm1;
    RelativeAttention attn;
    LayerNorm norm2;
    Mlp mlp;
};

/// A plain vision transformer: most blocks attend in windows, four to the whole image.
/// Source: Li et al., Exploring Plain Vision Transformer Backbones for Object Detection; SAM, appendix A.
class ImageEncoderViT final : public ImageEncoder {
  public:
    ImageEncoderViT(const Scope& scope, const SamConfig& config);
    at::Tensor operator()(const at::Tensor& image, const ForwardWatch& watch = {}) const override;

  private:
    at::Tensor m_pos_embed; ///< 1 x H x W x C
    Conv2d m_patch_embed;
    std::vector<ViTBlock> m_blocks;
    Neck m_neck;
};

} // namespace soundmask::nn
