#pragma once

#include <optional>
#include <vector>

#include "core/nn/audioclip/batch_norm.h"
#include "core/nn/audioclip/config.h"
#include "core/nn/common/forward_watch.h"
#include "core/nn/common/packed_linear.h"

namespace soundmask::nn {

/// What the attention pool compares: queries with keys as trained, or values with values, which binds a token to its
/// own object (CLIP Surgery, Li et al. 2023).
enum class PoolAttention { QueryKey, ValueValue };

/// CLIP's residual block: every stride is an average pool in front of a 1 x 1 convolution.
struct ClipBottleneck {
    /// \p stride: 1 or 2; \p side: of the maps of usual pictures.
    ClipBottleneck(const Scope& scope, std::int64_t in, std::int64_t planes, std::int64_t stride, std::int64_t side);
    at::Tensor operator()(const at::Tensor& x) const; ///< B x in x H x W -> B x 4 planes x H/stride x W/stride

    bool pools; ///< halves the size
    NormedConv conv1, conv2, conv3;
    std::optional<NormedConv> downsample;
};

/// Self-attention over the mean and all places of a map; every token goes out, not the mean's alone.
struct AttentionPool {
    struct Pooled {
        at::Tensor global; ///< B x out
        at::Tensor places; ///< B x out x H x W
    };

    AttentionPool(const Scope& scope, std::int64_t side, std::int64_t dim, std::int64_t num_heads, std::int64_t out);
    /// \p x: B x dim x H x W. Throws std::invalid_argument where there are no positions for H x W.
    Pooled operator()(const at::Tensor& x, PoolAttention attention) const;

    std::int64_t side; ///< of the map the positions were trained for
    std::int64_t heads;
    at::Tensor positional_embedding; ///< [1 + side^2, dim]
    PackedLinear k_proj, q_proj, v_proj, c_proj;

  private:
    at::Tensor positionsFor(std::int64_t height, std::int64_t width, PoolAttention attention) const;
};

/// CLIP's image encoder RN50: a ResNet-50 with a stem of three convolutions and an attention pool.
/// Source: Radford et al., Learning Transferable Visual Models; model/clip/model.py of Sam4AVS at e8939a0.
class ModifiedResNet {
  public:
    struct Features {
        std::vector<at::Tensor> maps; ///< F1..F5: B x C x H x W at 1/4, 1/8, 1/16, 1/32 of the side, F5 from the pool
        at::Tensor global;            ///< B x embed_dim
    };

    ModifiedResNet(const Scope& scope, const AudioClipConfig& config);
    /// \p images: B x 3 x H x W, normalised. Taps: "stem_bn1", "stem_pool", "layer1_0".., "F1_layer1".., "F5_dense".
    Features operator()(const at::Tensor& images, PoolAttention attention, const ForwardWatch& watch = {}) const;

  private:
    NormedConv m_conv1, m_conv2, m_conv3;
    std::array<std::vector<ClipBottleneck>, 4> m_layers;
    AttentionPool m_attnpool;
};

} // namespace soundmask::nn
