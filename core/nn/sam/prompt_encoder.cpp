#include "core/nn/sam/prompt_encoder.h"

#include <ATen/ATen.h>

#include <numbers>

namespace soundmask::nn {

namespace {

enum PointKind { kBackground, kObject, kTopLeft, kBottomRight, kPointKinds };

constexpr double kPixelCentre = 0.5;
constexpr int kNotAPoint = -1;

} // namespace

std::int64_t PromptTensors::batch() const {
    if (points.defined()) return points.size(0);
    if (boxes.defined()) return boxes.size(0);
    return masks.defined() ? masks.size(0) : 1;
}

PromptEncoder::PromptEncoder(const Scope& scope, const SamConfig& config)
    : m_image_size(config.image_size)
    , m_grid(config.gridSize())
    , m_gaussian_matrix((scope / "pe_layer")("positional_encoding_gaussian_matrix", {2, config.out_chans / 2}))
    , m_not_a_point_embed(scope / "not_a_point_embed", 1, config.out_chans)
    , m_down0(scope / "mask_downscaling" / 0, 1, config.mask_in_chans / 4, {.kernel = 2, .stride = 2})
    , m_down1(scope / "mask_downscaling" / 1, config.mask_in_chans / 4)
    , m_down3(scope / "mask_downscaling" / 3, config.mask_in_chans / 4, config.mask_in_chans,
              {.kernel = 2, .stride = 2})
    , m_down4(scope / "mask_downscaling" / 4, config.mask_in_chans)
    , m_down6(scope / "mask_downscaling" / 6, config.mask_in_chans, config.out_chans)
    , m_no_mask_embed(scope / "no_mask_embed", 1, config.out_chans) {
    for (int kind = 0; kind < kPointKinds; ++kind)
        m_point_embeddings.emplace_back(scope / "point_embeddings" / kind, 1, config.out_chans);
}

PromptEmbeddings PromptEncoder::operator()(const PromptTensors& prompts) const {
    const bool has_points = prompts.points.defined(), has_boxes = prompts.boxes.defined();
    const auto channels = m_no_mask_embed.weight.size(1);
    std::vector<at::Tensor> tokens{at::empty({prompts.batch(), 0, channels}, m_gaussian_matrix.options())};
    if (has_points) tokens.push_back(embedPoints(prompts.points, prompts.labels, !has_boxes)); // B x N(+1) x C
    if (has_boxes) tokens.push_back(embedBoxes(prompts.boxes));                                // B x 2 x C
    return {at::cat(tokens, 1),                                                                // B x tokens x C
            prompts.masks.defined() ? embedMasks(prompts.masks)                                // B x C x H x W
                                    : m_no_mask_embed.weight.view({1, channels, 1, 1})};
}

at::Tensor PromptEncoder::densePositions() const {
    const auto centres = (at::arange(m_grid, m_gaussian_matrix.options()) + kPixelCentre) / m_grid; // H
    const auto grid = at::meshgrid({centres, centres}, "ij");                                       // y, x: H x W
    return encodePositions(at::stack({grid[1], grid[0]}, -1)).permute({2, 0, 1}).unsqueeze(0);      // 1 x C x H x W
}

at::Tensor PromptEncoder::encodePositions(const at::Tensor& places) const {
    const at::Tensor projected = (2 * places - 1).matmul(m_gaussian_matrix); // [..., C/2]
    const at::Tensor angles = 2 * std::numbers::pi * projected;              // [..., C/2]
    return at::cat({angles.sin(), angles.cos()}, -1);                        // [..., C]
}

at::Tensor PromptEncoder::embedPoints(const at::Tensor& points, const at::Tensor& labels, bool pad) const {
    // Doubles stay doubles until they are in [0, 1]: the mask generator's points come as doubles.
    at::Tensor places = (points + kPixelCentre) / m_image_size; // B x N x 2
    at::Tensor kinds = labels;                                  // B x N
    if (pad) {
        places = at::cat({places, at::zeros({places.size(0), 1, 2}, places.options())}, 1);
        kinds = at::cat({kinds, at::full({kinds.size(0), 1}, kNotAPoint, kinds.options())}, 1);
    }
    const auto is = [&](int kind) { return (kinds == kind).unsqueeze(-1); }; // B x N x 1
    const at::Tensor encoded = encodePositions(places.to(at::kFloat));       // B x N x C
    return encoded * kinds.ne(kNotAPoint).unsqueeze(-1) +                    // a padding point has no place
           is(kNotAPoint) * m_not_a_point_embed.weight + is(kBackground) * m_point_embeddings[kBackground].weight +
           is(kObject) * m_point_embeddings[kObject].weight; // B x N x C
}

at::Tensor PromptEncoder::embedBoxes(const at::Tensor& boxes) const {
    const at::Tensor corners = ((boxes + kPixelCentre) / m_image_size).view({-1, 2, 2}); // B x 2 x 2
    const at::Tensor kinds =
        at::cat({m_point_embeddings[kTopLeft].weight, m_point_embeddings[kBottomRight].weight}); // 2 x C
    return encodePositions(corners.to(at::kFloat)) + kinds;                                      // B x 2 x C
}

at::Tensor PromptEncoder::embedMasks(const at::Tensor& masks) const {
    const at::Tensor half = at::gelu(m_down1(m_down0(masks))); // B x c/4 x 2H x 2W
    const at::Tensor small = at::gelu(m_down4(m_down3(half))); // B x c x H x W
    return m_down6(small);                                     // B x C x H x W
}

} // namespace soundmask::nn
