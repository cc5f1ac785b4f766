#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/nn/audioclip/esresnext.h"
#include "core/nn/audioclip/modified_resnet.h"
#include "core/nn/audioclip/text_transformer.h"

namespace soundmask::nn {

/// CLIP: pictures and texts as vectors of one space. Source: Radford et al., Learning Transferable Visual Models.
struct Clip {
    Clip(const Scope& scope, const AudioClipConfig& config);

    AudioClipConfig config;
    TextTransformer text;
    at::Tensor logit_scale; ///< [], a logarithm
    ModifiedResNet visual;
};

/// AudioCLIP: sounds in the same space. Source: Guzhov et al., AudioCLIP.
struct AudioClip : Clip {
    AudioClip(const Scope& scope, const AudioClipConfig& config);

    at::Tensor logit_scale_ai, logit_scale_at; ///< [], logarithms
    EsResNeXt audio;
};

/// \p pixels, B x 3 x H x W in 0..1, as the image encoder wants them.
at::Tensor normalizedImages(const at::Tensor& pixels);

/// Rows of length 1. \p rows: B x D.
at::Tensor unitRows(const at::Tensor& rows);

/// exp(\p logit_scale) a b^T for unit rows, the factor held in 1..100: how well each of \p a fits each of \p b.
at::Tensor matchLogits(const at::Tensor& logit_scale, const at::Tensor& a, const at::Tensor& b);

/// The cosine of \p sound with each place. \p sound: B x D unit rows, \p places: B x D x H x W -> B x H x W.
at::Tensor soundSimilarity(const at::Tensor& sound, const at::Tensor& places);

/// Runs the forwards of a network without weights (OutlineParameters): the shapes of "F1".."F5", "image", "sound" and
/// "text".
std::map<std::string, std::vector<std::int64_t>> outlineForward(const AudioClip& network);

} // namespace soundmask::nn
