#pragma once

#include <ATen/core/Tensor.h>

#include "core/base/image.h"
#include "core/nn/audio_visual_encoder.h"

namespace soundmask::nn {

/// \p size enlarged or reduced so that its shorter side is \p side; the longer one is cut to whole pixels.
Size coveringSize(Size size, int side);

/// The middle of \p pixels, C x H x W -> C x \p side x \p side; halves of a pixel go to the even one.
at::Tensor middleOf(const at::Tensor& pixels, int side);

/// \p image as the image encoder takes it, before normalizedImages(): 3 x side x side; about 0..1, a little beyond with
/// PictureFit::Published. Throws std::invalid_argument for a picture that is empty or too thin.
at::Tensor pictureInput(const Image& image, PictureFit fit, int side);

} // namespace soundmask::nn
