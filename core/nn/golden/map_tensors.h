#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "core/methods/point_mining.h"
#include "core/nn/common/image_tensors.h"

/// Points as tensors, for golden cases.
namespace soundmask::nn {

at::Tensor tensorOf(const std::vector<PointF>& points); ///< N x 2 doubles, x and y
at::Tensor joined(const MinedPoints& points);           ///< N x 2, the positive ones first
at::Tensor labelsOf(const MinedPoints& points);         ///< N, 1 and 0

} // namespace soundmask::nn
