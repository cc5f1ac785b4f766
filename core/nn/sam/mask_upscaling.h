#pragma once

#include "core/nn/common/layers.h"

namespace soundmask::nn {

/// From the image's tokens to the logits of masks: two transposed convolutions that double the size, and at each pixel
/// the product with a vector for each mask. Keys 0, 1, 3.
class MaskUpscaling {
  public:
    /// \p channels: of a token; a divisor of 8.
    MaskUpscaling(const Scope& scope, std::int64_t channels);

    /// \p tokens: B x HW x C, \p masks: B x masks x C/8; B x masks x 4H x 4W. On the CPU nothing of the pixels'
    /// channels is written to memory: a row of tokens goes through all layers in the cache.
    at::Tensor operator()(const at::Tensor& tokens, const at::Tensor& masks, std::int64_t height) const;

  private:
    at::Tensor inRows(const at::Tensor& tokens, const at::Tensor& masks, std::int64_t height) const;

    Upscale m_0;
    LayerNorm2d m_1;
    Upscale m_3;
};

} // namespace soundmask::nn
