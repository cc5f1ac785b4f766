#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "core/base/geometry.h"

namespace soundmask::nn {

/// LibTorch's upsample_bilinear2d (align_corners false) of \p planes, B x C x H x W, computed for the top left
/// \p kept of \p full only. On the CPU it takes a third of the time.
at::Tensor resizedBilinear(const at::Tensor& planes, Size full, Size kept);

/// The runs of a mask, first run zeros, of the pixels of \p logits (H x W, CPU float) above 0.
std::vector<std::uint32_t> runsAboveZero(const at::Tensor& logits);

} // namespace soundmask::nn
