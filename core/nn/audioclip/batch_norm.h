#pragma once

#include "core/nn/common/packed_conv.h"
#include "core/nn/common/packed_linear.h"
#include "core/nn/common/winograd.h"

namespace soundmask::nn {

/// Batch normalisation with the statistics of training: y = factor x + offset for each channel.
struct BatchNorm {
    BatchNorm(const Scope& scope, std::int64_t channels);
    at::Tensor operator()(const at::Tensor& x) const; ///< B x channels x H x W -> the same

    at::Tensor factor, offset; ///< [channels]
};

/// A convolution without bias and the batch normalisation behind it, folded into one convolution.
class NormedConv {
  public:
    /// \p usual: the size of the maps it is nearly always given, where there is one: it is faster then.
    NormedConv(const Scope& conv_scope, const Scope& norm_scope, std::int64_t in, std::int64_t out, ConvShape form = {},
               std::optional<PackedConv::MapSize> usual = {});
    at::Tensor operator()(const at::Tensor& x) const;    ///< B x in x H x W -> B x out x H' x W'
    at::Tensor rectified(const at::Tensor& x) const;     ///< the same, 0 for what is less
    at::Tensor rectifiedPool(const at::Tensor& x) const; ///< the same, its mean over each 2 x 2 places
    /// The result plus \p more, B x out x H' x W', 0 for what is less.
    at::Tensor rectifiedSum(const at::Tensor& x, const at::Tensor& more) const;

  private:
    at::Tensor pixels(const at::Tensor& x) const; ///< B x in x H x W -> B x H' x W' x in, those that are seen

    ConvShape m_shape;
    at::Tensor m_weight, m_bias; ///< without the weight where one of the next stands for it
    std::optional<WinogradConv> m_winograd;
    std::optional<PackedConv> m_packed;
    std::optional<PackedLinear> m_pixelwise; ///< 1 x 1 for maps of any size
};

} // namespace soundmask::nn
