#pragma once

#include <optional>

#include "core/nn/common/layers.h"

namespace soundmask::nn {

/// A convolution whose weights lie as oneDNN's kernels want them for maps of one size: laid out once, not at each call,
/// and with what comes behind it done while its results are in the cache. Not changed after it was built; any thread.
class PackedConv {
  public:
    /// Height and width of a map.
    struct MapSize {
        std::int64_t height, width;
    };

    /// Whether there are such kernels for \p weight: it is on the CPU and LibTorch has oneDNN.
    static bool suits(const at::Tensor& weight);

    /// \p weight: [out, in / groups, kernel, kernel], \p bias: [out]. Maps of another size than \p usual, whatever
    /// their number, take several times as long.
    PackedConv(const at::Tensor& weight, const at::Tensor& bias, const ConvShape& shape, MapSize usual);

    /// \p x: B x in x H x W; B x out x H' x W', channels-last. \p rectify: 0 for what is less.
    at::Tensor operator()(const at::Tensor& x, bool rectify) const;
    /// The result plus \p more, B x out x H' x W', 0 for what is less.
    at::Tensor rectifiedSum(const at::Tensor& x, const at::Tensor& more) const;

  private:
    ConvShape m_shape;
    at::Tensor m_weight; ///< opaque
    at::Tensor m_bias;   ///< [out]
};

} // namespace soundmask::nn
