#pragma once

#include <ATen/core/Tensor.h>

namespace soundmask::nn {

/// softmax(q k^T / sqrt(d) + bias) v. \p q, \p k, \p v: ... x tokens x d; \p bias, where there is one, spreads over
/// ... x tokens of q x tokens of k. LibTorch's fused kernel, which has no form for the meta device, or its steps there.
at::Tensor attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& bias = {});

} // namespace soundmask::nn
