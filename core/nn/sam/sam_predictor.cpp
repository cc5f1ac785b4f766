#include "core/nn/sam/sam_predictor.h"

#include <ATen/ATen.h>

#include <array>
#include <stdexcept>

#include "core/nn/common/pillow_resize.h"
#include "core/nn/sam/mask_resize.h"

namespace soundmask::nn {

namespace {

constexpr std::array<float, 3> kPixelMean{123.675f, 116.28f, 103.53f};
constexpr std::array<float, 3> kPixelStd{58.395f, 57.12f, 57.375f};

} // namespace

Size longestSideResized(Size size, std::int64_t longest) {
    const double scale = static_cast<double>(longest) / std::max(size.width, size.height);
    return {static_cast<int>(size.width * scale + 0.5), static_cast<int>(size.height * scale + 0.5)};
}

SamInput SamPredictor::prepare(const Image& image) const {
    const auto side = m_sam.config.image_size;
    SamInput input{image.size(), longestSideResized(image.size(), side), {}};
    if (image.isEmpty() || input.resized.isEmpty()) throw std::invalid_argument("the picture is too thin for SAM");
    const Image resized = resizedPillow(image, input.resized);
    input.pixels = at::zeros({1, 3, side, side}, at::kFloat);
    float* const planes = input.pixels.mutable_data_ptr<float>();
    for (int y = 0; y < resized.height(); ++y) {
        const std::uint8_t* pixel = resized.row(y);
        float* const row = planes + y * side;
        for (int x = 0; x < resized.width(); ++x) {
            for (std::size_t c = 0; c < 3; ++c)
                row[static_cast<std::int64_t>(c) * side * side + x] = (*pixel++ - kPixelMean[c]) / kPixelStd[c];
        }
    }
    return input;
}

at::Tensor SamPredictor::encode(const SamInput& input, const ForwardWatch& watch) const {
    return (*m_sam.image_encoder)(input.pixels, watch);
}

DecoderImage SamPredictor::prepareDecoder(const at::Tensor& embedding) const {
    return m_sam.mask_decoder.prepare(embedding, m_sam.prompt_encoder.densePositions(), m_sam.prompt_encoder({}).dense);
}

SamMasks SamPredictor::decode(const DecoderImage& image, const PromptTensors& prompts, bool multimask) const {
    const DecodedMasks decoded = m_sam.mask_decoder(image, m_sam.prompt_encoder(prompts), multimask);
    return {decoded.logits, decoded.iou};
}

at::Tensor SamPredictor::enlarge(const at::Tensor& logits, Size resized, Size image) const {
    const auto side = static_cast<int>(m_sam.config.image_size);
    const at::Tensor picture = resizedBilinear(logits, {side, side}, resized); // B x masks x the resized picture
    return resizedBilinear(picture, image, image);                             // B x masks x height x width
}

at::Tensor inputFromImage(const at::Tensor& coordinates, Size image, Size resized) {
    const double scale_x = static_cast<double>(resized.width) / image.width;
    const double scale_y = static_cast<double>(resized.height) / image.height;
    return at::stack({coordinates.select(-1, 0) * scale_x, coordinates.select(-1, 1) * scale_y}, -1);
}

} // namespace soundmask::nn
