#pragma once

#include "core/nn/common/layers.h"

namespace soundmask::nn {

/// y = x W^T + b over the last axis, for matrices large enough that it pays to lay them out once as oneDNN's kernels
/// want them: a tenth to a quarter faster than Linear from about 50 rows on. As Linear where the weight is not on the
/// CPU.
class PackedLinear {
  public:
    PackedLinear(const Scope& scope, std::int64_t in, std::int64_t out);
    /// \p weight: [out, in], \p bias: [out].
    PackedLinear(const at::Tensor& weight, const at::Tensor& bias);

    at::Tensor operator()(const at::Tensor& x) const; ///< [..., in] -> [..., out]
    at::Tensor rectified(const at::Tensor& x) const;  ///< the same, 0 for what is less
    /// The result plus \p more, [..., out], 0 for what is less.
    at::Tensor rectifiedSum(const at::Tensor& x, const at::Tensor& more) const;

    const at::Tensor& bias() const { return m_bias; } ///< [out]

  private:
    at::Tensor run(const at::Tensor& x, const char* behind) const;

    bool m_is_packed;
    at::Tensor m_weight; ///< [out, in]; opaque where packed
    at::Tensor m_bias;
};

} // namespace soundmask::nn
