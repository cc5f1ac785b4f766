#include "core/nn/sam/sam.h"

#include <ATen/ATen.h>

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

std::map<std::string, std::vector<std::int64_t>> outlineForward(const Sam& sam) {
    const auto outlined = [](std::initializer_list<std::int64_t> shape, at::ScalarType type) {
        return at::empty(shape, at::TensorOptions(type).device(at::kMeta));
    };
    const auto side = sam.config.image_size;
    const at::Tensor embedding = (*sam.image_encoder)(outlined({1, 3, side, side}, at::kFloat));
    PromptTensors point;
    point.points = outlined({1, 1, 2}, at::kFloat);
    point.labels = outlined({1, 1}, at::kInt);
    const DecoderImage image = sam.mask_decoder.prepare(embedding, tokensOf(sam.prompt_encoder.densePositions()),
                                                        sam.prompt_encoder({}).dense);
    const DecodedMasks masks = sam.mask_decoder(image, sam.prompt_encoder(point), true);
    return {{"image_embedding", embedding.sizes().vec()},
            {"masks", masks.logits.sizes().vec()},
            {"iou", masks.iou.sizes().vec()}};
}

} // namespace soundmask::nn
