#pragma once

#include "core/base/image.h"
#include "core/nn/sam/sam.h"

namespace soundmask::nn {

/// A picture as SAM's encoder sees it.
struct SamInput {
    Size image;        ///< the picture
    Size resized;      ///< inside the network's square, longer side = image_size
    at::Tensor pixels; ///< 1 x 3 x S x S, normalised, zero below and right of the picture
};

/// The size of a picture of \p size whose longer side becomes \p longest.
Size longestSideResized(Size size, std::int64_t longest);

/// A prompted decoding. \p logits can be fed back as a mask prompt.
struct SamMasks {
    at::Tensor logits; ///< B x masks x 4H x 4W
    at::Tensor iou;    ///< B x masks
};

/// SAM around its networks: pictures in, masks of their size out. The device's thread.
class SamPredictor {
  public:
    explicit SamPredictor(const Sam& sam)
        : m_sam(sam) {}

    /// Throws std::invalid_argument for a picture so thin that a side would vanish.
    SamInput prepare(const Image& image) const;
    /// The image embedding, 1 x C x H x W.
    at::Tensor encode(const SamInput& input, const ForwardWatch& watch = {}) const;
    DecoderImage prepareDecoder(const at::Tensor& embedding) const;

    SamMasks decode(const DecoderImage& image, const PromptTensors& prompts, bool multimask) const;
    /// Logits as large as the picture, B x masks x height x width; a mask is where they are above 0.
    at::Tensor enlarge(const at::Tensor& logits, Size resized, Size image) const;

    const Sam& sam() const { return m_sam; }

  private:
    const Sam& m_sam;
};

/// Points or box corners, [..., 2] in image pixels, in pixels of the network's input; keeps the dtype.
at::Tensor inputFromImage(const at::Tensor& coordinates, Size image, Size resized);

} // namespace soundmask::nn
