#pragma once

#include <map>
#include <memory>

#include "core/nn/sam/image_encoder.h"
#include "core/nn/sam/mask_decoder.h"
#include "core/nn/sam/prompt_encoder.h"

namespace soundmask::nn {

/// Segment Anything: image encoder, prompt encoder and mask decoder. Source: Kirillov et al., Segment Anything.
struct Sam {
    Sam(const Scope& scope, const SamConfig& config);

    SamConfig config;
    std::unique_ptr<const ImageEncoder> image_encoder;
    PromptEncoder prompt_encoder;
    MaskDecoder mask_decoder;
};

/// Every tensor that a file for \p config holds, in the order the network asks for them.
std::vector<WantedTensor> samParameters(const SamConfig& config);

/// Runs the forward of a network without weights (OutlineParameters): the shapes of "image_embedding", "masks" and
/// "iou" for one point.
std::map<std::string, std::vector<std::int64_t>> outlineForward(const Sam& sam);

} // namespace soundmask::nn
