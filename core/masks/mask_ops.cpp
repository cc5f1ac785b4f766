#include "core/masks/mask_ops.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <opencv2/imgproc.hpp>

#include "core/masks/dense.h"

namespace soundmask {

namespace {

/// Distance of each pixel that is not zero to the nearest zero one; \p mat has one at least.
cv::Mat1f distanceToZero(const cv::Mat1b& mat) {
    cv::Mat1f distance;
    cv::distanceTransform(mat, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    return distance;
}

/// Distances of whole pixels are roots of whole numbers: far less than their spacing, more than their rounding.
constexpr double kDistanceSlack = 1e-3;

/// \p mask with what \p work makes of the part that reaches \p margin pixels beyond the set ones; the rest is blank and
/// stays so. Most masks are small in their picture.
template <typename Work>
MaskRle onPart(const MaskRle& mask, int margin, Work work) {
    const PixelRect bounds = mask.bounds();
    const PixelRect part =
        PixelRect{bounds.x - margin, bounds.y - margin, bounds.width + 2 * margin, bounds.height + 2 * margin}
            .intersected({0, 0, mask.size().width, mask.size().height});
    Mask dense = mask.toDense();
    cv::Mat1b pixels = matOf(dense)({part.x, part.y, part.width, part.height});
    const cv::Mat1b worked = work(pixels.clone());
    pixels.setTo(0);
    pixels.setTo(1, worked);
    return MaskRle::fromDense(dense);
}

struct Islands {
    cv::Mat1i labels; ///< 0 is the background
    cv::Mat1i stats;

    Islands(const cv::Mat1b& pixels, int connectivity) {
        cv::Mat1d centroids;
        cv::connectedComponentsWithStats(pixels, labels, stats, centroids, connectivity, CV_32S);
    }
    int count() const { return stats.rows - 1; }
    std::size_t area(int label) const { return static_cast<std::size_t>(stats(label, cv::CC_STAT_AREA)); }
};

} // namespace

MaskRle combined(const MaskRle& a, const MaskRle& b, MaskCombination how) {
    assert(a.size() == b.size());
    Mask result = a.toDense();
    const std::uint8_t value = how == MaskCombination::Unite ? 1 : 0;
    std::size_t position = 0;
    for (std::size_t i = 0; i < b.runs().size(); ++i) {
        if (i % 2 == 1) std::fill_n(result.values.begin() + static_cast<std::ptrdiff_t>(position), b.runs()[i], value);
        position += b.runs()[i];
    }
    return MaskRle::fromDense(result);
}

MaskRle filledPolygon(Size size, const std::vector<PointF>& corners) {
    Mask dense(size);
    if (corners.size() < 3) return MaskRle::fromDense(dense);
    std::vector<double> crossings;
    for (int y = 0; y < size.height; ++y) {
        const double row = y + 0.5;
        crossings.clear();
        for (std::size_t i = 0; i < corners.size(); ++i) {
            const PointF& p = corners[i];
            const PointF& q = corners[(i + 1) % corners.size()];
            if ((p.y <= row) == (q.y <= row)) continue;
            crossings.push_back(p.x + (q.x - p.x) * (row - p.y) / (q.y - p.y));
        }
        std::sort(crossings.begin(), crossings.end());
        for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
            const auto first = static_cast<int>(std::clamp(std::ceil(crossings[i] - 0.5), 0.0, double(size.width)));
            const auto end = static_cast<int>(std::clamp(std::ceil(crossings[i + 1] - 0.5), 0.0, double(size.width)));
            std::fill(dense.row(y) + first, dense.row(y) + std::max(first, end), std::uint8_t{1});
        }
    }
    return MaskRle::fromDense(dense);
}

MaskRle regionAt(const MaskRle& mask, int x, int y) {
    if (x < 0 || y < 0 || x >= mask.size().width || y >= mask.size().height) return MaskRle(mask.size());
    // Over corners only inside one kind of pixel: a wall one pixel thick on a slope must not let the fill out.
    const MaskRle holes = combined(withoutHoles(mask), mask, MaskCombination::Subtract);
    const bool is_hole = holes.contains(x, y);
    Mask dense = (is_hole ? holes : mask).toDense();
    constexpr std::uint8_t kMark = 2;
    cv::Mat1b mat = matOf(dense);
    cv::floodFill(mat, {x, y}, kMark, nullptr, {}, {}, is_hole || mask.contains(x, y) ? 8 : 4);
    return maskOf(mat == kMark);
}

MaskRle grown(const MaskRle& mask, double radius) {
    if (mask.isNull() || mask.isBlank() || radius <= 0.0) return mask;
    return onPart(mask, static_cast<int>(std::ceil(radius)), [&](const cv::Mat1b& pixels) -> cv::Mat1b {
        return distanceToZero(pixels == 0) <= radius + kDistanceSlack;
    });
}

MaskRle shrunk(const MaskRle& mask, double radius) {
    if (mask.isNull() || mask.isBlank() || mask.area() == mask.size().area() || radius <= 0.0) return mask;
    return onPart(mask, 1, [&](const cv::Mat1b& pixels) -> cv::Mat1b {
        return distanceToZero(pixels) > radius + kDistanceSlack;
    });
}

MaskRle smoothed(const MaskRle& mask, double radius) {
    if (mask.isNull() || mask.isBlank() || radius <= 0.0) return mask;
    // OpenCV's kernel of this width ends at two radii.
    return onPart(mask, static_cast<int>(std::ceil(2.0 * radius)) + 1, [&](const cv::Mat1b& pixels) -> cv::Mat1b {
        cv::Mat1f soft;
        pixels.convertTo(soft, CV_32F);
        cv::GaussianBlur(soft, soft, {}, radius / 2.0, radius / 2.0, cv::BORDER_REPLICATE);
        return soft > 0.5F;
    });
}

MaskRle withoutHoles(const MaskRle& mask) {
    if (mask.isNull() || mask.isBlank()) return mask;
    return onPart(mask, 0, [](const cv::Mat1b& pixels) -> cv::Mat1b {
        cv::Mat1b outside = pixels == 0;
        // One more pixel all round, so that one fill reaches the background from every border.
        cv::copyMakeBorder(outside, outside, 1, 1, 1, 1, cv::BORDER_CONSTANT, 255);
        constexpr std::uint8_t kMark = 1;
        cv::floodFill(outside, {0, 0}, kMark, nullptr, {}, {}, 4);
        return outside({1, 1, pixels.cols, pixels.rows}) != kMark;
    });
}

std::vector<std::size_t> islandAreas(const MaskRle& mask) {
    if (mask.isNull() || mask.isBlank()) return {};
    Mask dense = mask.toDense();
    const PixelRect bounds = mask.bounds();
    const Islands islands(matOf(dense)({bounds.x, bounds.y, bounds.width, bounds.height}), 8);
    std::vector<std::size_t> areas;
    for (int label = 1; label <= islands.count(); ++label)
        areas.push_back(islands.area(label));
    std::sort(areas.begin(), areas.end(), std::greater<>());
    return areas;
}

MaskRle withoutIslands(const MaskRle& mask, std::size_t smallest_area) {
    if (mask.isNull() || mask.isBlank()) return mask;
    return onPart(mask, 0, [&](cv::Mat1b pixels) {
        const Islands islands(pixels, 8);
        for (int y = 0; y < pixels.rows; ++y)
            for (int x = 0; x < pixels.cols; ++x)
                if (const int label = islands.labels(y, x); label != 0 && islands.area(label) < smallest_area)
                    pixels(y, x) = 0;
        return pixels;
    });
}

MaskRle thresholded(const FloatMap& map, float threshold) {
    Mask dense(map.size);
    std::transform(map.values.begin(), map.values.end(), dense.values.begin(),
                   [&](float value) { return static_cast<std::uint8_t>(value >= threshold); });
    return MaskRle::fromDense(dense);
}

} // namespace soundmask
