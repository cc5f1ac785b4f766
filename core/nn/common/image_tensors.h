#pragma once

#include <ATen/core/Tensor.h>

#include "core/base/image.h"

/// Pictures and maps as tensors and back.
namespace soundmask::nn {

at::Tensor pixelsOf(const Image& image);  ///< 3 x H x W in 0..1
at::Tensor tensorOf(const FloatMap& map); ///< H x W
FloatMap mapOf(const at::Tensor& tensor); ///< of H x W, any device and floating type

} // namespace soundmask::nn
