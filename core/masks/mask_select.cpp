#include "core/masks/mask_select.h"

#include <opencv2/imgproc.hpp>

#include "core/masks/dense.h"

namespace soundmask {

MaskRle similarPixels(const Image& picture, int x, int y, const WandOptions& options) {
    if (x < 0 || y < 0 || x >= picture.width() || y >= picture.height()) return MaskRle(picture.size());
    cv::Mat3b colours = matOf(picture);
    const cv::Scalar reach = cv::Scalar::all(options.tolerance);
    if (options.contiguous) {
        // Only what is like the pixel is looked at. The mask has a border of one pixel, and the picture stays as it is.
        cv::Mat1b similar(colours.rows + 2, colours.cols + 2, std::uint8_t{0});
        constexpr int kFlags = 4 | (1 << 8) | cv::FLOODFILL_FIXED_RANGE | cv::FLOODFILL_MASK_ONLY;
        cv::floodFill(colours, similar, {x, y}, {}, nullptr, reach, reach, kFlags);
        return maskOf(similar(cv::Rect(1, 1, colours.cols, colours.rows)));
    }
    const cv::Vec3b chosen = colours(y, x);
    const cv::Scalar chosen_colour(chosen[0], chosen[1], chosen[2]);
    cv::Mat1b similar;
    cv::inRange(colours, chosen_colour - reach, chosen_colour + reach, similar);
    return maskOf(similar);
}

} // namespace soundmask
