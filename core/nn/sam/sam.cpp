#include "core/nn/sam/sam.h"

#include "core/nn/mobile_sam/tiny_vit.h"

namespace soundmask::nn {

namespace {

std::unique_ptr<const ImageEncoder> makeEncoder(const Scope& scope, const SamConfig& config) {
    if (config.encoder == SamConfig::Encoder::TinyViT) return std::make_unique<TinyViT>(scope, config);
    return std::make_unique<ImageEncoderViT>(scope, config);
}

} // namespace

Sam::Sam(const Scope& scope, const SamConfig& sizes)
    : config(sizes)
    , image_encoder(makeEncoder(scope / "image_encoder", sizes))
    , prompt_encoder(scope / "prompt_encoder", sizes)
    , mask_decoder(scope / "mask_decoder", sizes) {}

std::vector<WantedTensor> samParameters(const SamConfig& config) {
    OutlineParameters outline;
    const Sam sam(Scope(outline), config);
    return outline.wanted();
}

} // namespace soundmask::nn
