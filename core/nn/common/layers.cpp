#include "core/nn/common/layers.h"

#include <ATen/ATen.h>

namespace soundmask::nn {

Linear::Linear(const Scope& scope, std::int64_t in, std::int64_t out, Bias has_bias)
    : weight(scope("weight", {out, in})) {
    if (has_bias == Bias::Yes) bias = scope("bias", {out});
}

at::Tensor Linear::operator()(const at::Tensor& x) const {
    return at::linear(x, weight, bias);
}

LayerNorm::LayerNorm(const Scope& scope, std::int64_t size, double eps)
    : weight(scope("weight", {size}))
    , bias(scope("bias", {size}))
    , epsilon(eps) {}

at::Tensor LayerNorm::operator()(const at::Tensor& x) const {
    if (x.is_meta()) return at::empty_like(x); // outside Python, normalisations have no meta kernel
    return at::layer_norm(x, weight.sizes(), weight, bias, epsilon);
}

LayerNorm2d::LayerNorm2d(const Scope& scope, std::int64_t channels)
    : norm(scope, channels, 1e-6) {}

at::Tensor LayerNorm2d::operator()(const at::Tensor& x) const {
    return norm(x.permute({0, 2, 3, 1})).permute({0, 3, 1, 2}); // B x C x H x W, channels-last
}

at::Tensor convolve(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, const ConvShape& shape) {
    if (!x.is_meta()) return at::conv2d(x, weight, bias, shape.stride, shape.padding, 1, shape.groups);
    // Outside Python, convolutions have no meta kernel.
    TORCH_CHECK(weight.is_meta() && x.size(1) == weight.size(1) * shape.groups, "convolution of ", x.sizes(), " with ",
                weight.sizes());
    const auto length = [&](std::int64_t from) { return (from + 2 * shape.padding - shape.kernel) / shape.stride + 1; };
    return at::empty({x.size(0), weight.size(0), length(x.size(2)), length(x.size(3))}, x.options());
}

Conv2d::Conv2d(const Scope& scope, std::int64_t in, std::int64_t out, ConvShape form, Bias has_bias)
    : shape(form)
    , weight(scope("weight", {out, in / form.groups, form.kernel, form.kernel})
                 .contiguous(at::MemoryFormat::ChannelsLast)) {
    if (has_bias == Bias::Yes) bias = scope("bias", {out});
}

at::Tensor Conv2d::operator()(const at::Tensor& x) const {
    return convolve(x, weight, bias, shape);
}

Upscale::Upscale(const Scope& scope, std::int64_t in, std::int64_t out, std::int64_t times)
    : factor(times)
    , matrix(scope("weight", {in, out, times, times}).permute({2, 3, 1, 0}).reshape({times * times * out, in}))
    , bias(scope("bias", {out})) {}

at::Tensor Upscale::operator()(const at::Tensor& x) const {
    const auto batch = x.size(0), height = x.size(2), width = x.size(3), out = bias.size(0);
    // One row per pixel, its factor x factor outputs side by side, each with all channels.
    return at::linear(x.permute({0, 2, 3, 1}), matrix, bias.repeat({factor * factor})) // B x H x W x ffC
        .view({batch, height, width, factor, factor, out})                             // B x H x W x f x f x C
        .permute({0, 1, 3, 2, 4, 5})                                                   // B x H x f x W x f x C
        .reshape({batch, height * factor, width * factor, out})                        // B x fH x fW x C
        .permute({0, 3, 1, 2});                                                        // B x C x fH x fW, channels-last
}

} // namespace soundmask::nn
