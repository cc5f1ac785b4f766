#include "core/nn/mobile_sam/tiny_vit.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/nn/common/attention.h"

namespace soundmask::nn {

namespace {

constexpr double kEpsilon = 1e-5;
constexpr std::int64_t kExpand = 4; ///< hidden channels of MBConv and of the perceptrons, in multiples of the input's
constexpr std::int64_t kClasses = 1000;

struct StageSizes {
    std::int64_t dim, depth, heads, window;
};
constexpr std::array<StageSizes, 4> kStages{{{64, 2, 2, 7}, {128, 2, 4, 7}, {160, 6, 5, 14}, {320, 2, 10, 7}}};

/// Every pair of places of a window, as the number of their distance; distances are numbered as they first occur.
at::Tensor distanceNumbers(std::int64_t side, std::int64_t* count) {
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> numbers;
    const std::int64_t places = side * side;
    at::Tensor table = at::empty({places * places}, at::kLong);
    std::int64_t* out = table.mutable_data_ptr<std::int64_t>();
    for (std::int64_t p = 0; p < places; ++p) {
        for (std::int64_t q = 0; q < places; ++q) {
            const std::pair distance{std::abs(p / side - q / side), std::abs(p % side - q % side)};
            *out++ = numbers.try_emplace(distance, static_cast<std::int64_t>(numbers.size())).first->second;
        }
    }
    *count = static_cast<std::int64_t>(numbers.size());
    return table;
}

at::Tensor channelsLast(const at::Tensor& x) {
    return x.permute({0, 2, 3, 1});
} // B x C x H x W -> B x H x W x C
at::Tensor channelsFirst(const at::Tensor& x) {
    return x.permute({0, 3, 1, 2});
} // the same memory

} // namespace

ConvBatchNorm::ConvBatchNorm(const Scope& scope, std::int64_t in, std::int64_t out, ConvShape form)
    : shape(form)
    , weight((scope / "c")("weight", {out, in / form.groups, form.kernel, form.kernel})) {
    const Scope bn = scope / "bn";
    const at::Tensor gamma = bn("weight", {out}), beta = bn("bias", {out});
    const at::Tensor mean = bn("running_mean", {out}), variance = bn("running_var", {out});
    bn.expectUnused("num_batches_tracked", {}, false);
    const at::Tensor factor = gamma / (variance + kEpsilon).sqrt();
    weight = (weight * factor.view({-1, 1, 1, 1})).contiguous(at::MemoryFormat::ChannelsLast);
    bias = beta - mean * factor;
}

at::Tensor ConvBatchNorm::operator()(const at::Tensor& x) const {
    return convolve(x, weight, bias, shape);
}

TinyPatchEmbed::TinyPatchEmbed(const Scope& scope, std::int64_t out)
    : seq0(scope / "seq" / 0, 3, out / 2, {.kernel = 3, .stride = 2, .padding = 1})
    , seq2(scope / "seq" / 2, out / 2, out, {.kernel = 3, .stride = 2, .padding = 1}) {}

at::Tensor TinyPatchEmbed::operator()(const at::Tensor& image) const {
    at::Tensor half = seq0(image); // 1 x out/2 x S/2 x S/2
    return seq2(at::gelu_(half));  // 1 x out x S/4 x S/4
}

MBConv::MBConv(const Scope& scope, std::int64_t dim, std::int64_t expand)
    : conv1(scope / "conv1", dim, expand * dim, {})
    , conv2(scope / "conv2", expand * dim, expand * dim, {.kernel = 3, .padding = 1, .groups = expand * dim})
    , conv3(scope / "conv3", expand * dim, dim, {}) {}

at::Tensor MBConv::operator()(const at::Tensor& x) const {
    at::Tensor wide = conv1(x); // 1 x 4C x H x W
    at::gelu_(wide);
    wide = conv2(wide); // 1 x 4C x H x W
    at::gelu_(wide);
    at::Tensor narrow = conv3(wide).add_(x); // 1 x C x H x W
    return at::gelu_(narrow);
}

PatchMerging::PatchMerging(const Scope& scope, std::int64_t in, std::int64_t out, std::int64_t stride)
    : conv1(scope / "conv1", in, out, {})
    , conv2(scope / "conv2", out, out, {.kernel = 3, .stride = stride, .padding = 1, .groups = out})
    , conv3(scope / "conv3", out, out, {}) {}

at::Tensor PatchMerging::operator()(const at::Tensor& x) const {
    at::Tensor wide = conv1(x); // 1 x out x H x W
    at::gelu_(wide);
    wide = conv2(wide); // 1 x out x H' x W'
    at::gelu_(wide);
    return conv3(wide); // 1 x out x H' x W'
}

BiasedAttention::BiasedAttention(const Scope& scope, std::int64_t dim, std::int64_t heads, std::int64_t side)
    : num_heads(heads)
    , norm(scope / "norm", dim, kEpsilon)
    , qkv(scope / "qkv", dim, 3 * dim)
    , proj(scope / "proj", dim, dim) {
    std::int64_t distances = 0;
    const at::Tensor numbers = distanceNumbers(side, &distances);
    const at::Tensor biases = scope("attention_biases", {heads, distances});
    bias =
        at::gather(biases, 1, numbers.to(biases.device()).expand({heads, -1})).view({heads, side * side, side * side});
}

at::Tensor BiasedAttention::operator()(const at::Tensor& x) const {
    const auto windows = x.size(0), tokens = x.size(1), dim = x.size(2);
    // Query, key and value of one head lie side by side, head after head.
    const at::Tensor parts = qkv(norm(x)).view({windows, tokens, num_heads, 3, dim / num_heads}); // W x T x h x 3 x d
    const auto part = [&](std::int64_t i) { return parts.select(3, i).transpose(1, 2); };         // W x h x T x d
    const at::Tensor attended = attend(part(0), part(1), part(2), bias.unsqueeze(0));             // W x h x T x d
    return proj(attended.transpose(1, 2).reshape({windows, tokens, dim}));                        // W x T x C
}

TinyViTBlock::TinyViTBlock(const Scope& scope, std::int64_t dim, std::int64_t num_heads, std::int64_t side)
    : window(side)
    , attn(scope / "attn", dim, num_heads, side)
    , local_conv(scope / "local_conv", dim, dim, {.kernel = 3, .padding = 1, .groups = dim})
    , mlp_norm(scope / "mlp" / "norm", dim, kEpsilon)
    , fc1(scope / "mlp" / "fc1", dim, kExpand * dim)
    , fc2(scope / "mlp" / "fc2", kExpand * dim, dim) {}

at::Tensor TinyViTBlock::operator()(const at::Tensor& x) const {
    const auto height = x.size(1), width = x.size(2), dim = x.size(3);
    const auto down = (height + window - 1) / window, across = (width + window - 1) / window;
    // Padding tokens come before the norm inside attention: they become its bias, and they are attended to.
    const at::Tensor padded = at::constant_pad_nd(x, {0, 0, 0, across * window - width, 0, down * window - height});
    const at::Tensor windows = padded.reshape({down, window, across, window, dim})
                                   .transpose(1, 2)
                                   .reshape({down * across, window * window, dim}); // windows x T x C
    const at::Tensor attended = attn(windows)
                                    .view({down, across, window, window, dim})
                                    .transpose(1, 2)
                                    .reshape({1, down * window, across * window, dim}) // 1 x H' x W' x C
                                    .slice(1, 0, height)
                                    .slice(2, 0, width);                            // 1 x H x W x C
    const at::Tensor mixed = channelsLast(local_conv(channelsFirst(x + attended))); // 1 x H x W x C
    at::Tensor hidden = fc1(mlp_norm(mixed));                                       // 1 x H x W x 4C
    at::gelu_(hidden);
    return mixed + fc2(hidden); // 1 x H x W x C
}

TinyViT::TinyViT(const Scope& scope, const SamConfig& config)
    : m_patch_embed(scope / "patch_embed", kStages[0].dim)
    , m_neck(scope / "neck", kStages.back().dim, config.out_chans) {
    for (std::size_t i = 0; i < kStages.size(); ++i) {
        const StageSizes& sizes = kStages[i];
        const Scope stage_scope = scope / "layers" / static_cast<int>(i);
        TinyViTStage& stage = m_layers.emplace_back();
        for (int block = 0; block < sizes.depth; ++block) {
            const Scope block_scope = stage_scope / "blocks" / block;
            if (i == 0)
                stage.convolutions.emplace_back(block_scope, sizes.dim, kExpand);
            else
                stage.blocks.emplace_back(block_scope, sizes.dim, sizes.heads, sizes.window);
        }
        if (i + 1 < kStages.size()) {
            const bool keeps_size = i + 2 == kStages.size(); // SAM wants 1/16 of the picture, not 1/32
            stage.downsample.emplace(stage_scope / "downsample", sizes.dim, kStages[i + 1].dim, keeps_size ? 1 : 2);
        }
    }
    // The classifier that TinyViT was trained with is still in the official file.
    (scope / "norm_head").expectUnused("weight", {kStages.back().dim});
    (scope / "norm_head").expectUnused("bias", {kStages.back().dim});
    (scope / "head").expectUnused("weight", {kClasses, kStages.back().dim});
    (scope / "head").expectUnused("bias", {kClasses});
}

at::Tensor TinyViT::operator()(const at::Tensor& image, const ForwardWatch& watch) const {
    at::Tensor x = m_patch_embed(image.contiguous(at::MemoryFormat::ChannelsLast)); // 1 x 64 x 256 x 256
    watch.after("patch_embed", x);
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const TinyViTStage& stage = m_layers[i];
        for (const MBConv& convolution : stage.convolutions)
            x = convolution(x); // 1 x C x H x W
        at::Tensor tokens = channelsLast(x);
        for (const TinyViTBlock& block : stage.blocks)
            tokens = block(tokens); // 1 x H x W x C
        x = channelsFirst(tokens);
        if (stage.downsample) x = (*stage.downsample)(x); // 1 x C' x H' x W'
        watch.after("layer" + std::to_string(i), x.flatten(2).transpose(1, 2));
    }
    return m_neck(x); // 1 x 256 x 64 x 64
}

} // namespace soundmask::nn
