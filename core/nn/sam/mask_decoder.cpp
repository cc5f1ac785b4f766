#include "core/nn/sam/mask_decoder.h"

#include <ATen/ATen.h>

namespace soundmask::nn {

namespace {

constexpr int kMaskTokens = 4; ///< one mask for clear prompts, three for ambiguous ones
constexpr int kTransformerDepth = 2;
constexpr int kHeadDepth = 3;

} // namespace

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
    , m_up0(scope / "output_upscaling" / 0, config.out_chans, config.out_chans / 4, 2)
    , m_up1(scope / "output_upscaling" / 1, config.out_chans / 4)
    , m_up3(scope / "output_upscaling" / 3, config.out_chans / 4, config.out_chans / 8, 2)
    , m_iou_prediction_head(scope / "iou_prediction_head", config.out_chans, config.iou_head_hidden_dim, kMaskTokens,
                            kHeadDepth) {
    for (int i = 0; i < kMaskTokens; ++i)
        m_output_hypernetworks_mlps.emplace_back(scope / "output_hypernetworks_mlps" / i, config.out_chans,
                                                 config.out_chans, config.out_chans / 8, kHeadDepth);
}

DecoderImage MaskDecoder::prepare(const at::Tensor& embedding, const at::Tensor& positions,
                                  const at::Tensor& no_mask) const {
    const auto asTokens = [](const at::Tensor& x) { return x.flatten(2).transpose(1, 2).contiguous(); }; // 1 x HW x C
    const at::Tensor placed = asTokens(positions);
    return {embedding, placed, m_transformer.prepare(asTokens(embedding + no_mask), placed)};
}

DecodedMasks MaskDecoder::operator()(const DecoderImage& image, const PromptEmbeddings& prompts, bool multimask) const {
    const auto batch = prompts.sparse.size(0), channels = image.embedding.size(1);
    const auto height = image.embedding.size(2), width = image.embedding.size(3);
    const at::Tensor own = at::cat({m_iou_token.weight, m_mask_tokens.weight}).unsqueeze(0); // 1 x 5 x C
    const at::Tensor tokens = at::cat({own.expand({batch, -1, -1}), prompts.sparse}, 1);     // B x N x C

    const bool has_mask = prompts.dense.size(2) != 1;
    const ImageTokens prompted =
        has_mask ? m_transformer.prepare((image.embedding + prompts.dense).flatten(2).transpose(1, 2).contiguous(),
                                         image.positions)
                 : image.unprompted;
    const auto [queries, keys] = m_transformer(prompted, image.positions, tokens); // B x N x C, B x HW x C

    const auto [first, count] = multimask ? std::pair{1, kMaskTokens - 1} : std::pair{0, 1};
    std::vector<at::Tensor> hyper;
    for (int i = first; i < first + count; ++i)
        hyper.push_back(m_output_hypernetworks_mlps[i](queries.select(1, 1 + i))); // B x C/8
    const at::Tensor weights = at::stack(hyper, 1);                                // B x masks x C/8

    const at::Tensor grid = keys.view({batch, height, width, channels}).permute({0, 3, 1, 2}); // B x C x H x W
    at::Tensor half = m_up1(m_up0(grid));                                                      // B x C/4 x 2H x 2W
    at::gelu_(half);
    at::Tensor full = m_up3(half); // B x C/8 x 4H x 4W
    at::gelu_(full);
    const at::Tensor pixels = full.permute({0, 2, 3, 1}).flatten(1, 2); // B x 16HW x C/8
    const at::Tensor logits = weights.matmul(pixels.transpose(1, 2));   // B x masks x 16HW
    const at::Tensor iou = m_iou_prediction_head(queries.select(1, 0)); // B x 4
    return {logits.view({batch, count, 4 * height, 4 * width}), iou.slice(1, first, first + count)};
}

} // namespace soundmask::nn
