#include "core/masks/mask_interpolation.h"

#include <algorithm>
#include <cassert>
#include <opencv2/imgproc.hpp>

#include "core/masks/dense.h"

namespace soundmask {

namespace {

cv::Mat1f matOf(FloatMap& map) {
    return {map.size.height, map.size.width, map.values.data()};
}

cv::Mat1f matOf(const FloatMap& map) {
    return matOf(const_cast<FloatMap&>(map));
}

/// \p map moved by a part of a pixel, too; what comes in from outside is as the border.
cv::Mat1f moved(const FloatMap& map, double dx, double dy) {
    const cv::Matx23d shift(1.0, 0.0, dx, 0.0, 1.0, dy);
    cv::Mat1f result;
    cv::warpAffine(matOf(map), result, shift, {map.size.width, map.size.height}, cv::INTER_LINEAR,
                   cv::BORDER_REPLICATE);
    return result;
}

} // namespace

MaskInterpolation::Shape MaskInterpolation::shapeOf(const MaskRle& mask) {
    Shape shape{FloatMap(mask.size()), {}};
    if (mask.isBlank()) return shape;
    Mask dense = mask.toDense();
    const cv::Mat1b set = soundmask::matOf(dense);
    const cv::Moments moments = cv::moments(set, true);
    shape.centre = {moments.m10 / moments.m00, moments.m01 / moments.m00};
    cv::Mat1f distance = matOf(shape.distance);
    if (mask.area() == mask.size().area()) {
        distance = static_cast<float>(std::max(mask.size().width, mask.size().height));
        return shape;
    }
    // Half a pixel each way: the border runs between the pixels.
    cv::Mat1f inside, outside;
    cv::distanceTransform(set, inside, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    cv::distanceTransform(set == 0, outside, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    distance = inside - outside;
    cv::Mat1f half;
    cv::Mat(set != 0).convertTo(half, CV_32F, 1.0 / 255.0, -0.5);
    distance -= half;
    return shape;
}

MaskInterpolation::MaskInterpolation(const MaskRle& from, const MaskRle& to)
    : m_from(from)
    , m_to(to)
    , m_start(shapeOf(from))
    , m_end(shapeOf(to)) {
    assert(from.size() == to.size());
    // A blank mask is the other shape sunk as deep as it is, so that it shrinks evenly and its last pixel goes at the
    // end.
    const auto makeBlankLike = [](Shape& blank, const Shape& other) {
        const float depth = *std::max_element(other.distance.values.begin(), other.distance.values.end());
        blank = other;
        for (float& value : blank.distance.values)
            value -= depth;
    };
    if (from.isBlank() && !to.isBlank()) makeBlankLike(m_start, m_end);
    if (to.isBlank() && !from.isBlank()) makeBlankLike(m_end, m_start);
}

MaskRle MaskInterpolation::at(double t) const {
    if (t <= 0.0) return m_from;
    if (t >= 1.0 || (m_from.isBlank() && m_to.isBlank())) return m_to;
    const double dx = m_end.centre.x - m_start.centre.x, dy = m_end.centre.y - m_start.centre.y;
    const cv::Mat1f start = moved(m_start.distance, t * dx, t * dy);
    const cv::Mat1f end = moved(m_end.distance, (t - 1.0) * dx, (t - 1.0) * dy);
    return maskOf((1.0 - t) * start + t * end > 0.0);
}

} // namespace soundmask
