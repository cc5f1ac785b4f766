#pragma once

#include "core/base/image.h"
#include "core/base/mask_rle.h"
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

/// A prompted decoding, on the CPU. \p logits can be fed back as a mask prompt.
struct SamMasks {
    at::Tensor logits; ///< B x masks x 4H x 4W
    at::Tensor iou;    ///< B x masks
};

/// SAM around its networks: pictures in, masks of their size out. The device's thread.
class SamPredictor {
  public:
    explicit SamPredictor(const Sam& sam)
        : m_sam(sam)
        , m_positions(tokensOf(sam.prompt_encoder.densePositions())) {}

    /// Throws std::invalid_argument for a picture so thin that a side would vanish.
    SamInput prepare(const Image& image) const;
    /// The image embedding, 1 x C x H x W.
    at::Tensor encode(const SamInput& input, const ForwardWatch& watch = {}) const;
    /// \p tensor where the network is; a copy to a graphics card does not wait.
    at::Tensor onDevice(const at::Tensor& tensor) const;
    DecoderImage prepareDecoder(const at::Tensor& embedding) const;

    SamMasks decode(const DecoderImage& image, const PromptTensors& prompts, bool multimask) const;
    /// Logits as large as the picture, B x masks x height x width on the CPU; a mask is where they are above 0.
    at::Tensor enlarge(const at::Tensor& logits, Size resized, Size image) const;
    /// The B * masks masks that enlarge() has, without making it.
    std::vector<MaskRle> masks(const at::Tensor& logits, Size resized, Size image) const;

    const Sam& sam() const { return m_sam; }

  private:
    /// Calls work(EnlargedMask&, number of the mask, begin, end) for bands of rows of all masks, on all threads.
    template <typename Work>
    void forEachBand(const at::Tensor& logits, Size resized, Size image, const Work& work) const;

    const Sam& m_sam;
    at::Tensor m_positions; ///< 1 x HW x C, of the cells of every embedding
};

/// Points or box corners, [..., 2] in image pixels, in pixels of the network's input; keeps the dtype.
at::Tensor inputFromImage(const at::Tensor& coordinates, Size image, Size resized);

} // namespace soundmask::nn
