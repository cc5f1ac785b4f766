#pragma once

#include <vector>

#include "core/nn/sam/config.h"
#include "core/nn/sam/mask_upscaling.h"
#include "core/nn/sam/prompt_encoder.h"
#include "core/nn/sam/two_way_transformer.h"

namespace soundmask::nn {

/// B x C x H x W -> B x HW x C.
at::Tensor tokensOf(const at::Tensor& image);

/// Linear layers with ReLU between them. Keys layers.0, layers.1...
struct Perceptron {
    Perceptron(const Scope& scope, std::int64_t in, std::int64_t hidden, std::int64_t out, int depth);
    at::Tensor operator()(at::Tensor x) const; ///< [..., in] -> [..., out]

    std::vector<Linear> layers;
};

/// One picture as the decoder wants it, made once and used for every prompt.
struct DecoderImage {
    at::Tensor embedding;   ///< 1 x C x H x W
    at::Tensor positions;   ///< 1 x HW x C, the same for all pictures
    ImageTokens unprompted; ///< for prompts without a mask
    FirstProjections first; ///< of these
};

struct DecodedMasks {
    at::Tensor logits; ///< B x masks x 4H x 4W
    at::Tensor iou;    ///< B x masks, the network's guess of each mask's quality
};

/// The fast half of SAM: masks from an image embedding and prompts. Source: SAM, appendix A.
class MaskDecoder {
  public:
    MaskDecoder(const Scope& scope, const SamConfig& config);

    /// \p embedding: 1 x C x H x W, \p positions: 1 x HW x C, \p no_mask: 1 x C x 1 x 1.
    DecoderImage prepare(const at::Tensor& embedding, const at::Tensor& positions, const at::Tensor& no_mask) const;
    /// \p multimask: the three masks of an ambiguous prompt; otherwise the one for a clear prompt.
    DecodedMasks operator()(const DecoderImage& image, const PromptEmbeddings& prompts, bool multimask) const;

  private:
    TwoWayTransformer m_transformer;
    Embedding m_iou_token, m_mask_tokens;
    MaskUpscaling m_output_upscaling;
    std::vector<Perceptron> m_output_hypernetworks_mlps;
    Perceptron m_iou_prediction_head;
};

} // namespace soundmask::nn
