#pragma once

#include "core/base/image.h"

namespace soundmask::nn {

enum class PillowFilter { Bilinear, Bicubic };

/// \p image resized as Pillow's Image.resize does on 8-bit pictures: a filter that widens when shrinking, columns first
/// and then rows, each pass rounded to 8 bits with 22-bit weights. Equal to Pillow bit for bit; networks were trained
/// on its output. \p size must not be empty.
Image resizedPillow(const Image& image, Size size, PillowFilter filter = PillowFilter::Bilinear);

} // namespace soundmask::nn
