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
    : m_shape(form) {
    const at::Tensor plain = conv_scope("weight", {out, in / form.groups, form.kernel, form.kernel});
    const BatchNorm norm(norm_scope, out);
    const at::Tensor folded = plain * norm.factor.view({-1, 1, 1, 1});
    m_bias = norm.offset;
    if (WinogradConv::suits(folded, form.stride, form.groups))
        m_fast.emplace(folded, m_bias);
    else
        m_weight = folded.contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor NormedConv::operator()(const at::Tensor& x) const {
    return m_fast ? (*m_fast)(x, false) : convolve(x, m_weight, m_bias, m_shape); // B x out x H' x W'
}

at::Tensor NormedConv::rectified(const at::Tensor& x) const {
    return m_fast ? (*m_fast)(x, true) : convolve(x, m_weight, m_bias, m_shape).relu_(); // B x out x H' x W'
}

} // namespace soundmask::nn
