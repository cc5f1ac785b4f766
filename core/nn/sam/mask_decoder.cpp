#include "core/nn/sam/mask_decoder.h"

#include <ATen/ATen.h>

namespace soundmask::nn {

namespace {

constexpr int kMaskTokens = 4; ///< one mask for clear prompts, three for ambiguous ones
constexpr int kTransformerDepth = 2;
constexpr int kHeadDepth = 3;

} // namespace

at::Tensor tokensOf(const at::Tensor& image) {
    return image.flatten(2).transpose(1, 2).contiguous(); // B x HW x C
}

Perceptron::Perceptron(const Scope& scope, std::int64_t in, std::int64_t hidden, std::int64_t out, int depth) {
    for (int i = 0; i < depth; ++i)
        layers.emplace_back(scope / "layers" / i, i == 0 ? in : hidden, i == depth - 1 ? out : hidden);
}

at::Tensor Perceptron::operator()(at::Tensor x) const {
    for (std::size_t i = 0; i + 1 < layers.size(); ++i)
        x = at::clamp_min(layers[i](x), 0); // [..., hidden]
    return layers.back()(x);                // [..., out]
}

MaskDecoder::MaskDecoder(const Scope& scope, const SamConfig& config)
    : m_transformer(scope / "transformer", kTransformerDepth, config.out_chans, config.decoder_num_heads,
                    config.decoder_mlp_dim)
    , m_iou_token(scope / "iou_token", 1, config.out_chans)
    , m_mask_tokens(scope / "mask_tokens", kMaskTokens, config.out_chans)
    , m_output_upscaling(scope / "output_upscaling", config.out_chans)
    , m_iou_prediction_head(scope / "iou_prediction_head", config.out_chans, config.iou_head_hidden_dim, kMaskTokens,
                            kHeadDepth) {
    for (int i = 0; i < kMaskTokens; ++i)
        m_output_hypernetworks_mlps.emplace_back(scope / "output_hypernetworks_mlps" / i, config.out_chans,
                                                 config.out_chans, config.out_chans / 8, kHeadDepth);
}

DecoderImage MaskDecoder::prepare(const at::Tensor& embedding, const at::Tensor& positions,
                                  const at::Tensor& no_mask) const {
    const at::Tensor tokens = tokensOf(embedding + no_mask); // 1 x HW x C
    const ImageTokens unprompted{tokens, tokens + positions};
    return {embedding, positions, unprompted, m_transformer.projectFirst(unprompted)};
}

DecodedMasks MaskDecoder::operator()(const DecoderImage& image, const PromptEmbeddings& prompts, bool multimask) const {
    const auto batch = prompts.sparse.size(0);
    const at::Tensor own = at::cat({m_iou_token.weight, m_mask_tokens.weight}).unsqueeze(0); // 1 x 5 x C
    const at::Tensor tokens = at::cat({own.expand({batch, -1, -1}), prompts.sparse}, 1);     // B x N x C

    const bool has_mask = prompts.dense.size(2) != 1;
    ImageTokens prompted = image.unprompted;
    if (has_mask) {
        prompted.tokens = tokensOf(image.embedding + prompts.dense); // B x HW x C
        prompted.placed = prompted.tokens + image.positions;
    }
    const auto [queries, keys] =
        m_transformer(prompted, has_mask ? nullptr : &image.first, image.positions, tokens); // B x N x C, B x HW x C

    const auto [first, count] = multimask ? std::pair{1, kMaskTokens - 1} : std::pair{0, 1};
    std::vector<at::Tensor> hyper;
    for (int i = first; i < first + count; ++i)
        hyper.push_back(m_output_hypernetworks_mlps[i](queries.select(1, 1 + i))); // B x C/8
    const at::Tensor weights = at::stack(hyper, 1);                                // B x masks x C/8

    const at::Tensor logits = m_output_upscaling(keys, weights, image.embedding.size(2)); // B x masks x 4H x 4W
    const at::Tensor iou = m_iou_prediction_head(queries.select(1, 0));                   // B x 4
    return {logits, iou.slice(1, first, first + count)};
}

} // namespace soundmask::nn
