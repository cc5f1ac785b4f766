#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "core/nn/common/layers.h"

namespace soundmask::nn {

/// TinyViT's attention: each token to those of its window, with a learnt bias per distance.
class BiasedAttention {
  public:
    BiasedAttention(const Scope& scope, std::int64_t dim, std::int64_t heads, std::int64_t side);

    /// \p x: H x W x dim; x + its attention, the same form. Windows at the edge are padded before the norm: such tokens
    /// become its bias, and they are attended to. On the CPU in float32, windows go through all steps while they are in
    /// the cache.
    at::Tensor operator()(const at::Tensor& x) const;

  private:
    class WindowTask;
    at::Tensor withTensors(const at::Tensor& x) const;
    at::Tensor inWindows(const at::Tensor& x) const;

    std::int64_t m_dim, m_heads, m_side;
    LayerNorm m_norm;
    Linear m_qkv, m_proj;
    at::Tensor m_bias; ///< heads x side^2 x side^2, attention_biases spread over all pairs
};

} // namespace soundmask::nn
