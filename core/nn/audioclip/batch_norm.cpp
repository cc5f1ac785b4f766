#include "core/nn/audioclip/batch_norm.h"

#include <ATen/ATen.h>

namespace soundmask::nn {

namespace {

constexpr double kEpsilon = 1e-5;

} // namespace

BatchNorm::BatchNorm(const Scope& scope, std::int64_t channels) {
    const at::Tensor gamma = scope("weight", {channels}), beta = scope("bias", {channels});
    const at::Tensor mean = scope("running_mean", {channels}), variance = scope("running_var", {channels});
    scope.expectUnused("num_batches_tracked", {}, false);
    factor = gamma / (variance + kEpsilon).sqrt();
    offset = beta - mean * factor;
}

at::Tensor BatchNorm::operator()(const at::Tensor& x) const {
    return at::addcmul(offset.view({-1, 1, 1}), x, factor.view({-1, 1, 1})); // B x C x H x W
}

NormedConv::NormedConv(const Scope& conv_scope, const Scope& norm_scope, std::int64_t in, std::int64_t out,
                       ConvShape form)
    : shape(form) {
    const at::Tensor plain = conv_scope("weight", {out, in / form.groups, form.kernel, form.kernel});
    const BatchNorm norm(norm_scope, out);
    weight = (plain * norm.factor.view({-1, 1, 1, 1})).contiguous(at::MemoryFormat::ChannelsLast);
    bias = norm.offset;
}

at::Tensor NormedConv::operator()(const at::Tensor& x) const {
    return convolve(x, weight, bias, shape);
}

} // namespace soundmask::nn
