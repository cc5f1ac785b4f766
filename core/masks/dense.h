#pragma once

#include <opencv2/core.hpp>

#include "core/base/image.h"
#include "core/base/mask_rle.h"

namespace soundmask {

// How this room hands pixels to OpenCV: headers over the same memory, nothing is copied.

inline cv::Mat1b matOf(Mask& mask) {
    return {mask.size.height, mask.size.width, mask.values.data()};
}

/// Read only: OpenCV has no view of constant pixels.
inline cv::Mat3b matOf(const Image& image) {
    return {image.height(), image.width(), reinterpret_cast<cv::Vec3b*>(const_cast<std::uint8_t*>(image.data())),
            image.stride()};
}

/// The pixels that are not zero.
inline MaskRle maskOf(const cv::Mat1b& mat) {
    Mask dense(Size{mat.cols, mat.rows});
    mat.copyTo(matOf(dense));
    return MaskRle::fromDense(dense);
}

} // namespace soundmask
