#pragma once

#include "core/base/image.h"

namespace soundmask::nn {

/// \p image resized as Pillow's Image.resize with BILINEAR does on 8-bit pictures: a triangle filter that widens when
/// shrinking, columns first and then rows, each pass rounded to 8 bits with 22-bit weights. Equal to Pillow bit for
/// bit; networks were trained on its output. \p size must not be empty.
Image resizedPillow(const Image& image, Size size);

} // namespace soundmask::nn
