#include "core/nn/audioclip/esresnext.h"

#include <ATen/ATen.h>

namespace soundmask::nn {

namespace {

constexpr std::int64_t kExpansion = 4; ///< output channels of a block, in multiples of its planes
constexpr ConvShape kStem{.kernel = 7, .stride = 2, .padding = 3};
/// Gates look along frequency and along time by turns, the last one both ways.
constexpr std::array<SpectrogramGate::Kernel, 5> kGates{{{3, 1}, {1, 5}, {3, 1}, {1, 5}, {3, 5}}};

/// A convolution that keeps the size.
at::Tensor sameSize(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, std::int64_t groups) {
    if (x.is_meta()) return at::empty({x.size(0), weight.size(0), x.size(2), x.size(3)}, x.options());
    return at::conv2d(x, weight, bias, 1, {weight.size(2) / 2, weight.size(3) / 2}, 1, groups);
}

} // namespace

ResNeXtBottleneck::ResNeXtBottleneck(const Scope& scope, const Sizes& sizes)
    : conv1(scope / "conv1", scope / "bn1", sizes.in, sizes.width)
    , conv2(scope / "conv2", scope / "bn2", sizes.width, sizes.width,
            {.kernel = 3, .stride = sizes.stride, .padding = 1, .groups = sizes.groups})
    , conv3(scope / "conv3", scope / "bn3", sizes.width, sizes.out) {
    if (sizes.stride > 1 || sizes.in != sizes.out)
        downsample.emplace(scope / "downsample" / 0, scope / "downsample" / 1, sizes.in, sizes.out,
                           ConvShape{.stride = sizes.stride});
}

at::Tensor ResNeXtBottleneck::operator()(const at::Tensor& x) const {
    const at::Tensor narrow = conv2.rectified(conv1.rectified(x)); // B x width x H' x W'
    const at::Tensor shortcut = downsample ? (*downsample)(x) : x; // B x out x H' x W'
    return conv3.rectifiedSum(narrow, shortcut);                   // B x out x H' x W'
}

SpectrogramGate::SpectrogramGate(const Scope& scope, std::int64_t in, std::int64_t out, Kernel kernel)
    : depth_weight((scope / "conv_depth")("weight", {in, 1, kernel.height, kernel.width}))
    , depth_bias((scope / "conv_depth")("bias", {in})) {
    const at::Tensor weight = (scope / "conv_point")("weight", {out, in, 1, 1});
    const at::Tensor bias = (scope / "conv_point")("bias", {out});
    const BatchNorm norm(scope / "bn", out);
    point_weight = weight * norm.factor.view({-1, 1, 1, 1});
    point_bias = bias * norm.factor + norm.offset;
}

at::Tensor SpectrogramGate::operator()(const at::Tensor& x, std::int64_t height, std::int64_t width) const {
    const at::Tensor pooled = std::get<0>(at::adaptive_max_pool2d(x, {height, width})); // B x in x height x width
    const at::Tensor seen = sameSize(pooled, depth_weight, depth_bias, x.size(1));      // B x in x height x width
    return sameSize(seen, point_weight, point_bias, 1).sigmoid_();                      // B x out x height x width
}

EsResNeXt::EsResNeXt(const Scope& scope, const AudioClipConfig& config, std::int64_t outputs)
    : m_spectrogram(scope, config)
    , m_conv1(scope / "conv1", 3, config.audio_planes, kStem, Bias::No)
    , m_bn1(scope / "bn1", config.audio_planes)
    , m_fc(scope / "fc", 8 * kExpansion * config.audio_planes, outputs) {
    std::int64_t in = config.audio_planes;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const std::int64_t planes = config.audio_planes << i, out = kExpansion * planes;
        const std::int64_t width = planes * config.audio_width_per_group / 64 * config.audio_groups;
        m_att.emplace_back(scope / ("att" + std::to_string(i + 1)), in, out, kGates[i]);
        const Scope layer = scope / ("layer" + std::to_string(i + 1));
        for (int block = 0; block < config.audio_depths[i]; ++block) {
            const std::int64_t stride = i > 0 && block == 0 ? 2 : 1;
            m_layers[i].emplace_back(layer / block,
                                     ResNeXtBottleneck::Sizes{in, width, out, config.audio_groups, stride});
            in = out;
        }
    }
    m_att.emplace_back(scope / "att5", in, in, kGates.back());
}

at::Tensor EsResNeXt::operator()(const at::Tensor& samples, const ForwardWatch& watch) const {
    const at::Tensor scaled = scaledSamples(samples); // N x 1 x L
    watch.after("scaled", scaled);
    return encodeScaled(scaled, watch); // N x outputs
}

at::Tensor EsResNeXt::encodeScaled(const at::Tensor& scaled, const ForwardWatch& watch) const {
    const at::Tensor picture = m_spectrogram(scaled.flatten(1), watch);         // N x 3 x 341 x frames
    at::Tensor x = m_conv1(picture.contiguous(at::MemoryFormat::ChannelsLast)); // N x 64 x 171 x frames/2
    watch.after("conv1", x);
    x = m_bn1(x); // N x 64 x 171 x frames/2
    watch.after("bn1", x);
    x = at::max_pool2d(x.relu_(), 3, 2, 1); // N x 64 x 86 x frames/4
    watch.after("pool", x);
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        at::Tensor layered = x;
        for (const ResNeXtBottleneck& block : m_layers[i])
            layered = block(layered); // N x C x H x W
        watch.after("layer" + number, layered);
        const at::Tensor gate = m_att[i](x, layered.size(2), layered.size(3)); // N x C x H x W
        watch.after("att" + number, gate);
        x = layered.mul_(gate); // N x C x H x W
    }
    const at::Tensor mean = x.mean({2, 3}, true); // N x 2048 x 1 x 1
    watch.after("avgpool", mean);
    const at::Tensor gate = m_att.back()(x, 1, 1); // N x 2048 x 1 x 1
    watch.after("att5", gate);
    return m_fc((mean * gate).flatten(1)); // N x outputs
}

} // namespace soundmask::nn
