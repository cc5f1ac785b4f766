#include "core/nn/sam/sam_predictor.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <array>
#include <stdexcept>

#include "core/nn/common/pillow_resize.h"
#include "core/nn/sam/enlarged_mask.h"

namespace soundmask::nn {

namespace {

constexpr std::array<float, 3> kPixelMean{123.675f, 116.28f, 103.53f};
constexpr std::array<float, 3> kPixelStd{58.395f, 57.12f, 57.375f};

/// Rows of a mask that one thread enlarges at a time.
constexpr int kRowsPerBand = 64;

std::int64_t bandsOf(Size image) {
    return (image.height + kRowsPerBand - 1) / kRowsPerBand;
}

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
    return (*m_sam.image_encoder)(onDevice(input.pixels), watch);
}

at::Tensor SamPredictor::onDevice(const at::Tensor& tensor) const {
    if (!tensor.defined() || m_positions.is_cpu()) return tensor;
    return tensor.pin_memory().to(m_positions.device(), /*non_blocking=*/true);
}

DecoderImage SamPredictor::prepareDecoder(const at::Tensor& embedding) const {
    return m_sam.mask_decoder.prepare(embedding, m_positions, m_sam.prompt_encoder({}).dense);
}

SamMasks SamPredictor::decode(const DecoderImage& image, const PromptTensors& prompts, bool multimask) const {
    const PromptTensors placed{onDevice(prompts.points), onDevice(prompts.labels), onDevice(prompts.boxes),
                               onDevice(prompts.masks)};
    const DecodedMasks decoded = m_sam.mask_decoder(image, m_sam.prompt_encoder(placed), multimask);
    return {decoded.logits.to(at::kCPU, at::kFloat), decoded.iou.to(at::kCPU, at::kFloat)};
}

at::Tensor SamPredictor::enlarge(const at::Tensor& logits, Size resized, Size image) const {
    at::Tensor large = at::empty({logits.size(0), logits.size(1), image.height, image.width}, at::kFloat);
    float* const to = large.mutable_data_ptr<float>();
    forEachBand(logits, resized, image, [&](EnlargedMask& mask, std::int64_t number, int begin, int end) {
        for (int y = begin; y < end; ++y)
            std::copy_n(mask.row(y), image.width, to + (number * image.height + y) * image.width);
    });
    return large;
}

std::vector<MaskRle> SamPredictor::masks(const at::Tensor& logits, Size resized, Size image) const {
    std::vector<std::vector<std::uint32_t>> bands;
    bands.resize(static_cast<std::size_t>(logits.size(0) * logits.size(1) * bandsOf(image)));
    forEachBand(logits, resized, image, [&](EnlargedMask& mask, std::int64_t number, int begin, int end) {
        bands[static_cast<std::size_t>(number * bandsOf(image) + begin / kRowsPerBand)] = mask.runs(begin, end);
    });
    std::vector<MaskRle> masks;
    for (std::size_t i = 0; i < bands.size(); i += static_cast<std::size_t>(bandsOf(image))) {
        std::vector<std::uint32_t> runs = std::move(bands[i]);
        for (std::size_t band = 1; band < static_cast<std::size_t>(bandsOf(image)); ++band)
            appendRuns(runs, bands[i + band]);
        masks.push_back(MaskRle::fromRuns(image, std::move(runs)));
    }
    return masks;
}

template <typename Work>
void SamPredictor::forEachBand(const at::Tensor& logits, Size resized, Size image, const Work& work) const {
    const at::Tensor plain = logits.contiguous();
    const Size small{static_cast<int>(plain.size(3)), static_cast<int>(plain.size(2))};
    const MaskScaling scaling({small, static_cast<int>(m_sam.config.image_size), resized, image});
    const float* const from = plain.const_data_ptr<float>();
    const std::int64_t bands = bandsOf(image);
    at::parallel_for(0, plain.size(0) * plain.size(1) * bands, 1, [&](std::int64_t first, std::int64_t last) {
        std::optional<EnlargedMask> mask;
        for (std::int64_t i = first; i < last; ++i) {
            const std::int64_t number = i / bands;
            const auto begin = static_cast<int>(i % bands) * kRowsPerBand;
            if (i == first || begin == 0) mask.emplace(from + number * plain.size(2) * plain.size(3), scaling);
            work(*mask, number, begin, std::min(begin + kRowsPerBand, image.height));
        }
    });
}

at::Tensor inputFromImage(const at::Tensor& coordinates, Size image, Size resized) {
    const double scale_x = static_cast<double>(resized.width) / image.width;
    const double scale_y = static_cast<double>(resized.height) / image.height;
    return at::stack({coordinates.select(-1, 0) * scale_x, coordinates.select(-1, 1) * scale_y}, -1);
}

} // namespace soundmask::nn
