#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "core/nn/common/layers.h"

namespace soundmask::nn {

/// TinyViT's perceptron: every token normed, widened, GELU, narrowed. On the CPU in float32, some tokens at a time go
/// through all steps while they are in the cache.
class TokenMlp {
  public:
    TokenMlp(const Scope& scope, std::int64_t dim, std::int64_t hidden);

    /// \p x: [..., dim]; x + the perceptron of it, the same form.
    at::Tensor operator()(const at::Tensor& x) const;

  private:
    LayerNorm m_norm;
    Linear m_fc1, m_fc2;
};

} // namespace soundmask::nn
