#include "core/nn/golden/map_tensors.h"

#include <ATen/ATen.h>

namespace soundmask::nn {

at::Tensor pixelsOf(const Image& image) {
    auto* pixels = const_cast<std::uint8_t*>(image.data());
    const at::Tensor rows = at::from_blob(pixels, {image.height(), image.width(), Image::kChannels}, at::kByte);
    return rows.permute({2, 0, 1}).to(at::kFloat).div_(255.0);
}

at::Tensor tensorOf(const FloatMap& map) {
    return at::from_blob(const_cast<float*>(map.values.data()), {map.size.height, map.size.width}).clone();
}

FloatMap mapOf(const at::Tensor& tensor) {
    const at::Tensor dense = tensor.contiguous();
    FloatMap map({static_cast<int>(dense.size(1)), static_cast<int>(dense.size(0))});
    std::copy_n(dense.const_data_ptr<float>(), map.values.size(), map.values.begin());
    return map;
}

at::Tensor tensorOf(const std::vector<PointF>& points) {
    at::Tensor rows = at::empty({static_cast<std::int64_t>(points.size()), 2}, at::kDouble);
    double* out = rows.mutable_data_ptr<double>();
    for (const PointF& point : points) {
        *out++ = point.x;
        *out++ = point.y;
    }
    return rows;
}

at::Tensor joined(const MinedPoints& points) {
    return at::cat({tensorOf(points.positive), tensorOf(points.negative)});
}

at::Tensor labelsOf(const MinedPoints& points) {
    return at::cat({at::ones(static_cast<std::int64_t>(points.positive.size()), at::kLong),
                    at::zeros(static_cast<std::int64_t>(points.negative.size()), at::kLong)});
}

} // namespace soundmask::nn
