#include "core/masks/mask_select.h"

#include <opencv2/imgproc.hpp>

#include "core/masks/dense.h"

namespace soundmask {

MaskRle similarPixels(const Image& picture, int x, int y, const WandOptions& options) {
    if (x < 0 || y < 0 || x >= picture.width() || y >= picture.height()) return MaskRle(picture.size());
    const cv::Mat3b colours = matOf(picture);
    const cv::Vec3b chosen = colours(y, x);
    const cv::Scalar chosen_colour(chosen[0], chosen[1], chosen[2]);
    const cv::Scalar reach = cv::Scalar::all(options.tolerance);
    cv::Mat1b similar;
    cv::inRange(colours, chosen_colour - reach, chosen_colour + reach, similar);
    if (!options.contiguous) return maskOf(similar);
    constexpr std::uint8_t kMark = 1;
    cv::floodFill(similar, {x, y}, kMark, nullptr, {}, {}, 4);
    return maskOf(similar == kMark);
}

} // namespace soundmask
