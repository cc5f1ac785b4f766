#pragma once

#include "core/nn/common/layers.h"
#include "core/nn/sam/config.h"

namespace soundmask::nn {

/// Prompts of a batch of B, already in the frame of the network's input. Every member may be absent (undefined).
struct PromptTensors {
    at::Tensor points; ///< B x N x 2, (x, y) in input pixels, float or double
    at::Tensor labels; ///< B x N, 1 on the object, 0 on the background
    at::Tensor boxes;  ///< B x 4, x0 y0 x1 y1 in input pixels
    at::Tensor masks;  ///< B x 1 x 4H x 4W, logits of an earlier prediction

    std::int64_t batch() const;
};

struct PromptEmbeddings {
    at::Tensor sparse; ///< B x tokens x C
    at::Tensor dense;  ///< B x C x H x W; without a mask one value per channel, not expanded: 1 x C x 1 x 1
};

/// Turns points, boxes and masks into tokens. Source: SAM, appendix A, "Prompt encoder".
class PromptEncoder {
  public:
    PromptEncoder(const Scope& scope, const SamConfig& config);

    PromptEmbeddings operator()(const PromptTensors& prompts) const;
    /// The position of every cell of the image embedding, 1 x C x H x W.
    at::Tensor densePositions() const;

  private:
    /// Sine and cosine of random projections of places in [0, 1]: [..., 2] -> [..., C].
    at::Tensor encodePositions(const at::Tensor& places) const;
    at::Tensor embedPoints(const at::Tensor& points, const at::Tensor& labels, bool pad) const;
    at::Tensor embedBoxes(const at::Tensor& boxes) const;
    at::Tensor embedMasks(const at::Tensor& masks) const;

    std::int64_t m_image_size, m_grid;
    at::Tensor m_gaussian_matrix;              ///< 2 x C/2
    std::vector<Embedding> m_point_embeddings; ///< background, object, top left corner, bottom right corner
    Embedding m_not_a_point_embed;
    Conv2d m_down0;
    LayerNorm2d m_down1;
    Conv2d m_down3;
    LayerNorm2d m_down4;
    Conv2d m_down6;
    Embedding m_no_mask_embed;
};

} // namespace soundmask::nn
