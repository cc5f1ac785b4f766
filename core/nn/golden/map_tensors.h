#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "core/base/image.h"
#include "core/methods/point_mining.h"

/// Pictures, maps and points as tensors and back, for golden cases.
namespace soundmask::nn {

at::Tensor pixelsOf(const Image& image);                ///< 3 x H x W in 0..1
at::Tensor tensorOf(const FloatMap& map);               ///< H x W
FloatMap mapOf(const at::Tensor& tensor);               ///< of H x W
at::Tensor tensorOf(const std::vector<PointF>& points); ///< N x 2 doubles, x and y
at::Tensor joined(const MinedPoints& points);           ///< N x 2, the positive ones first
at::Tensor labelsOf(const MinedPoints& points);         ///< N, 1 and 0

} // namespace soundmask::nn
