#include "core/nn/golden/map_tensors.h"

#include <ATen/ATen.h>

namespace soundmask::nn {

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
