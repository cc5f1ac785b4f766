#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

#include "core/nn/common/layers.h"

namespace soundmask::nn {

/// A convolution and the batch normalisation behind it, folded into one convolution. Keys c.weight, bn.*.
struct ConvBatchNorm {
    ConvBatchNorm(const Scope& scope, std::int64_t in, std::int64_t out, ConvShape form);
    at::Tensor operator()(const at::Tensor& x) const; ///< B x in x H x W -> B x out x H' x W'

    ConvShape shape;
    at::Tensor weight, bias;
};

/// MobileNet's inverted bottleneck: every pixel widened, every channel filtered 3 x 3, every pixel narrowed, GELU
/// between them. On the CPU in float32, rows go through all three while they are in the cache: the wide maps, four
/// times as large as what comes in, are never in memory as a whole.
class InvertedBottleneck {
  public:
    struct Form {
        std::int64_t in, hidden, out;
        std::int64_t stride = 1;
        bool has_shortcut = false; ///< GELU(x + result) instead of the result; in == out and stride 1
    };
    InvertedBottleneck(const Scope& scope, const Form& form);

    /// B x in x H x W -> B x out x H/stride x W/stride, both channels-last.
    at::Tensor operator()(const at::Tensor& x) const;

  private:
    class RowTask;
    at::Tensor inRows(const at::Tensor& x) const;

    Form m_form;
    ConvBatchNorm m_conv1, m_conv2, m_conv3;
    at::Tensor m_taps; ///< conv2's weight, 9 x hidden
};

} // namespace soundmask::nn
