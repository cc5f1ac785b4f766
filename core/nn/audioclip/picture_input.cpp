#include "core/nn/audioclip/picture_input.h"

#include <ATen/ATen.h>

#include <cmath>
#include <stdexcept>

#include "core/nn/common/image_tensors.h"
#include "core/nn/common/pillow_resize.h"

namespace soundmask::nn {

namespace {

constexpr int kLongestSide = 1 << 16; ///< of a resized picture, whose middle alone is looked at

} // namespace

Size coveringSize(Size size, int side) {
    const bool is_upright = size.width <= size.height;
    const std::int64_t shorter = is_upright ? size.width : size.height, longer = is_upright ? size.height : size.width;
    const auto length = static_cast<int>(side * longer / shorter);
    return is_upright ? Size{side, length} : Size{length, side};
}

at::Tensor middleOf(const at::Tensor& pixels, int side) {
    const auto offset = [&](std::int64_t length) {
        return static_cast<std::int64_t>(std::nearbyint(static_cast<double>(length - side) / 2.0));
    };
    return pixels.narrow(1, offset(pixels.size(1)), side).narrow(2, offset(pixels.size(2)), side);
}

at::Tensor pictureInput(const Image& image, PictureFit fit, int side) {
    if (image.isEmpty()) throw std::invalid_argument("a picture has no pixels");
    const Size size = coveringSize(image.size(), side);
    if (std::max(size.width, size.height) > kLongestSide)
        throw std::invalid_argument("a picture is too thin for AudioCLIP");
    if (size == image.size()) return middleOf(pixelsOf(image), side);
    if (fit == PictureFit::Smooth) return middleOf(pixelsOf(resizedPillow(image, size, PillowFilter::Bicubic)), side);
    const at::Tensor resized = at::upsample_bicubic2d(pixelsOf(image).unsqueeze(0), {size.height, size.width}, false);
    return middleOf(resized[0], side);
}

} // namespace soundmask::nn
