#pragma once

#include <functional>

#include "core/nn/promptable_segmenter.h"
#include "core/nn/sam/mask_pieces.h"
#include "core/nn/sam/sam_predictor.h"

namespace soundmask::nn {

/// Masks for everything in a picture, from a grid of points. Deterministic.
/// Source: segment_anything/automatic_mask_generator.py at dca509fe.
class MaskGenerator {
  public:
    MaskGenerator(const SamPredictor& predictor, const AutomaticMaskOptions& options)
        : m_predictor(predictor)
        , m_options(options) {}

    /// Looks at \p stop after each block of the encoder and each point: on large pictures the masks of a batch of
    /// points take longer than the decoder. Throws Cancelled.
    std::vector<AutomaticMask> generate(const Image& image, const ProgressCallback& progress,
                                        std::stop_token stop) const;

  private:
    struct Candidate {
        AutomaticMask mask;
        EdgeBox box;
    };
    std::vector<Candidate> generateInCrop(const Image& image, const Crop& crop, const std::vector<PointF>& grid,
                                          const ProgressCallback& progress, std::stop_token stop) const;
    /// Calls \p done with the number of points that have been looked at after each; it may throw.
    void addFromPoints(std::span<const PointF> points_in_crop, const DecoderImage& decoder_image, const SamInput& input,
                       const Crop& crop, Size picture, std::vector<Candidate>& candidates,
                       const std::function<void(std::size_t)>& done) const;
    void removeSmall(std::vector<Candidate>& candidates) const;

    const SamPredictor& m_predictor;
    const AutomaticMaskOptions& m_options;
};

} // namespace soundmask::nn
