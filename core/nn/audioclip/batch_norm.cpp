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
                       ConvShape form, std::optional<PackedConv::MapSize> usual)
    : m_shape(form) {
    const at::Tensor plain = conv_scope("weight", {out, in / form.groups, form.kernel, form.kernel});
    const BatchNorm norm(norm_scope, out);
    const at::Tensor folded = plain * norm.factor.view({-1, 1, 1, 1});
    m_bias = norm.offset;
    if (WinogradConv::suits(folded, form.stride, form.groups))
        m_winograd.emplace(folded, m_bias);
    else if (usual && PackedConv::suits(folded))
        m_packed.emplace(folded, m_bias, form, *usual);
    else if (form.kernel == 1 && form.groups == 1)
        m_pixelwise.emplace(folded.flatten(1), m_bias);
    else
        m_weight = folded.contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor NormedConv::pixels(const at::Tensor& x) const {
    const at::Tensor seen =
        m_shape.stride == 1
            ? x
            : x.slice(2, 0, std::nullopt, m_shape.stride).slice(3, 0, std::nullopt, m_shape.stride); // B x in x H' x W'
    return seen.permute({0, 2, 3, 1});
}

at::Tensor NormedConv::operator()(const at::Tensor& x) const {
    if (m_winograd) return (*m_winograd)(x, ThenDo::Nothing); // B x out x H x W
    if (m_packed) return (*m_packed)(x, false);               // B x out x H' x W'
    if (m_pixelwise) return (*m_pixelwise)(pixels(x)).permute({0, 3, 1, 2});
    return convolve(x, m_weight, m_bias, m_shape); // B x out x H' x W'
}

at::Tensor NormedConv::rectified(const at::Tensor& x) const {
    if (m_winograd) return (*m_winograd)(x, ThenDo::Rectify); // B x out x H x W
    if (m_packed) return (*m_packed)(x, true);                // B x out x H' x W'
    if (m_pixelwise) return m_pixelwise->rectified(pixels(x)).permute({0, 3, 1, 2});
    return convolve(x, m_weight, m_bias, m_shape).relu_(); // B x out x H' x W'
}

at::Tensor NormedConv::rectifiedPool(const at::Tensor& x) const {
    const bool is_even = x.size(2) % 2 == 0 && x.size(3) % 2 == 0;
    if (m_winograd && is_even) return (*m_winograd)(x, ThenDo::RectifyAndPool); // B x out x H/2 x W/2
    return at::avg_pool2d(rectified(x), 2);                                     // B x out x H'/2 x W'/2
}

at::Tensor NormedConv::rectifiedSum(const at::Tensor& x, const at::Tensor& more) const {
    if (m_packed) return m_packed->rectifiedSum(x, more); // B x out x H' x W'
    if (m_pixelwise) return m_pixelwise->rectifiedSum(pixels(x), more.permute({0, 2, 3, 1})).permute({0, 3, 1, 2});
    return (*this)(x).add_(more).relu_(); // B x out x H' x W'
}

} // namespace soundmask::nn
