#include "core/nn/sam/segmenter.h"

#include <ATen/ATen.h>

#include "core/nn/checkpoint/checkpoint.h"
#include "core/nn/common/boundary.h"
#include "core/nn/common/graphics_card.h"
#include "core/nn/common/image_tensors.h"
#include "core/nn/sam/mask_generator.h"

namespace soundmask::nn {

namespace {

const char* const kSubject = "Segment Anything";

struct EmbeddedImage final : ImageEmbedding {
    Size image, resized;
    DecoderImage decoder;

    Size imageSize() const override { return image; }
    std::vector<float> values() const override {
        const at::Tensor plain = decoder.embedding.to(at::kCPU, at::kFloat).contiguous();
        const float* first = plain.const_data_ptr<float>();
        return {first, first + plain.numel()};
    }
    std::size_t bytes() const override {
        std::size_t sum = 0;
        for (const at::Tensor& tensor : {decoder.embedding, decoder.unprompted.tokens, decoder.unprompted.placed,
                                         decoder.first.keys, decoder.first.values, decoder.first.queries})
            sum += tensor.nbytes();
        return sum;
    }
};

/// Prompts that can share one decoding.
bool haveSameForm(const MaskPrompt& a, const MaskPrompt& b) {
    return a.points.size() == b.points.size() && a.box_in_video.has_value() == b.box_in_video.has_value() &&
           a.mask_logits.isEmpty() == b.mask_logits.isEmpty();
}

at::Tensor tensorFrom(const std::vector<double>& values, std::initializer_list<std::int64_t> shape) {
    at::Tensor tensor = at::empty(shape, at::kDouble);
    std::copy(values.begin(), values.end(), tensor.mutable_data_ptr<double>());
    return tensor;
}

/// The common form of \p prompts as a batch. Throws std::invalid_argument.
PromptTensors batchOf(std::span<const MaskPrompt> prompts, const EmbeddedImage& image, std::int64_t mask_side) {
    const auto batch = static_cast<std::int64_t>(prompts.size());
    std::vector<double> points, labels, boxes;
    std::vector<at::Tensor> masks;
    for (const MaskPrompt& prompt : prompts) {
        for (const auto& point : prompt.points) {
            points.insert(points.end(), {point.point_in_video.x, point.point_in_video.y});
            labels.push_back(point.is_positive ? 1 : 0);
        }
        if (const auto& box = prompt.box_in_video) boxes.insert(boxes.end(), {box->x0, box->y0, box->x1, box->y1});
        const FloatMap& logits = prompt.mask_logits;
        if (logits.isEmpty()) continue;
        if (logits.size.width != mask_side || logits.size.height != mask_side)
            throw std::invalid_argument("mask logits must be " + std::to_string(mask_side) + " pixels wide and high");
        at::Tensor& mask = masks.emplace_back(at::empty({1, mask_side, mask_side}));
        std::copy(logits.values.begin(), logits.values.end(), mask.mutable_data_ptr<float>());
    }
    if (points.empty() && boxes.empty() && masks.empty())
        throw std::invalid_argument("a prompt has neither point, box nor mask");
    PromptTensors tensors;
    const auto scaled = [&](const at::Tensor& xy) {
        return inputFromImage(xy, image.image, image.resized).to(at::kFloat);
    };
    if (!points.empty()) {
        tensors.points = scaled(tensorFrom(points, {batch, static_cast<std::int64_t>(labels.size()) / batch, 2}));
        tensors.labels = tensorFrom(labels, {batch, static_cast<std::int64_t>(labels.size()) / batch}).to(at::kInt);
    }
    if (!boxes.empty()) tensors.boxes = scaled(tensorFrom(boxes, {batch, 2, 2})).view({batch, 4});
    if (!masks.empty()) tensors.masks = at::stack(masks); // B x 1 x side x side
    return tensors;
}

} // namespace

SamConfig samConfig(SamVariant variant) {
    switch (variant) {
    case SamVariant::VitB:
        return SamConfig::vitB();
    case SamVariant::VitL:
        return SamConfig::vitL();
    case SamVariant::VitH:
        return SamConfig::vitH();
    case SamVariant::Mobile:
        break;
    }
    return SamConfig::mobile();
}

Result<SamVariant> samVariantOf(const std::filesystem::path& weights) {
    const auto file = openCheckpoint(weights);
    if (!file) return fail(file.error());
    std::string reason;
    for (const SamVariant variant : {SamVariant::Mobile, SamVariant::VitB, SamVariant::VitL, SamVariant::VitH}) {
        const auto match = file->tensors.matchKeys(samParameters(samConfig(variant))).require(weights.string());
        if (match) return variant;
        reason = match.error().reason;
    }
    return fail(ErrorCode::ShapeMismatch, weights.string(),
                "these are not the weights of a Segment Anything network: " + reason);
}

Result<std::unique_ptr<SamSegmenter>> SamSegmenter::load(const SegmenterRequest& request) {
    const SamConfig config = samConfig(request.variant);
    const at::Device device = deviceOf(request.compute);
    const auto from = [&](ParameterSource& source) {
        return std::unique_ptr<SamSegmenter>(
            new SamSegmenter(std::make_unique<const Sam>(Scope(source), config), request.compute));
    };
    if (!request.weights) {
        FillParameters source(FillFamily::Sam, device);
        return from(source);
    }
    const auto file = openCheckpoint(*request.weights);
    if (!file) return fail(file.error());
    if (const auto match = file->tensors.matchKeys(samParameters(config)).require(request.weights->string()); !match)
        return fail(match.error());
    CheckpointParameters source(file->tensors, device);
    return from(source);
}

Result<std::shared_ptr<const ImageEmbedding>> SamSegmenter::embed(const Image& image, std::stop_token stop) {
    return atBoundary(kSubject, [&]() -> Result<std::shared_ptr<const ImageEmbedding>> {
        return embedded(image, {.stop = stop, .tap = {}});
    });
}

Result<PromptableSegmenter::HurriedEmbedding> SamSegmenter::embedWithin(std::chrono::milliseconds patience,
                                                                        const Image& image, std::stop_token stop) {
    return atBoundary(kSubject, [&]() -> Result<HurriedEmbedding> {
        std::int64_t taps = 0;
        const auto count = [&](const std::string&, const at::Tensor&) { ++taps; };
        auto result =
            embedded(image, {.stop = stop, .tap = count, .patience = std::chrono::steady_clock::now() + patience});
        const SamConfig& config = m_sam->config;
        const std::int64_t all = 1 + config.depth; // the patch embedding comes before the blocks
        const std::int64_t left_out = config.encoder == SamConfig::Encoder::ViT ? all - taps : 0;
        return HurriedEmbedding{std::move(result), static_cast<int>(left_out)};
    });
}

std::shared_ptr<const ImageEmbedding> SamSegmenter::embedded(const Image& image, const ForwardWatch& watch) const {
    const ComputeScope computing(m_compute);
    const SamInput input = m_predictor.prepare(image);
    auto result = std::make_shared<EmbeddedImage>();
    result->image = input.image;
    result->resized = input.resized;
    result->decoder = m_predictor.prepareDecoder(m_predictor.encode(input, watch));
    return result;
}

Result<std::shared_ptr<const ImageEmbedding>> SamSegmenter::restore(Size image_size, std::span<const float> values) {
    return atBoundary(kSubject, [&]() -> Result<std::shared_ptr<const ImageEmbedding>> {
        const ComputeScope computing(m_compute);
        const auto channels = m_sam->config.out_chans, side = m_sam->config.gridSize();
        if (static_cast<std::int64_t>(values.size()) != channels * side * side)
            return fail(ErrorCode::ShapeMismatch, kSubject, "the stored embedding is another network's");
        at::Tensor tensor = at::empty({1, channels, side, side});
        std::copy(values.begin(), values.end(), tensor.mutable_data_ptr<float>());
        auto embedded = std::make_shared<EmbeddedImage>();
        embedded->image = image_size;
        embedded->resized = longestSideResized(image_size, m_sam->config.image_size);
        embedded->decoder = m_predictor.prepareDecoder(m_predictor.onDevice(tensor));
        return embedded;
    });
}

Result<std::vector<std::vector<MaskCandidate>>>
SamSegmenter::predict(const ImageEmbedding& embedding, std::span<const MaskPrompt> prompts, bool multimask) {
    return atBoundary(kSubject, [&]() -> Result<std::vector<std::vector<MaskCandidate>>> {
        const ComputeScope computing(m_compute);
        const auto& image = dynamic_cast<const EmbeddedImage&>(embedding);
        std::vector<std::vector<MaskCandidate>> answers;
        while (answers.size() < prompts.size()) {
            const auto rest = prompts.subspan(answers.size());
            std::size_t count = 1;
            while (count < rest.size() && haveSameForm(rest[0], rest[count]))
                ++count;
            const PromptTensors batch = batchOf(rest.first(count), image, 4 * m_sam->config.gridSize());
            const SamMasks masks = m_predictor.decode(image.decoder, batch, multimask);
            std::vector<MaskRle> large = m_predictor.masks(masks.logits, image.resized, image.image);
            auto mask = large.begin();
            for (std::int64_t i = 0; i < static_cast<std::int64_t>(count); ++i) {
                auto& candidates = answers.emplace_back();
                for (std::int64_t k = 0; k < masks.iou.size(1); ++k)
                    candidates.push_back(
                        {std::move(*mask++), masks.iou[i][k].item<double>(), mapOf(masks.logits[i][k])});
            }
        }
        return answers;
    });
}

Result<std::vector<AutomaticMask>> SamSegmenter::segmentEverything(const Image& image,
                                                                   const AutomaticMaskOptions& options,
                                                                   const ProgressCallback& progress,
                                                                   std::stop_token stop) {
    return atBoundary(kSubject, [&]() -> Result<std::vector<AutomaticMask>> {
        const ComputeScope computing(m_compute);
        return MaskGenerator(m_predictor, options).generate(image, progress, stop);
    });
}

} // namespace soundmask::nn
