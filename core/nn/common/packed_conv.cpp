#include "core/nn/common/packed_conv.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include <array>

namespace soundmask::nn {

namespace {

using Flags = c10::List<std::optional<at::Scalar>>;
using Run = at::Tensor(const at::Tensor& x, const at::Tensor& weight, const std::optional<at::Tensor>& bias,
                       at::IntArrayRef padding, at::IntArrayRef stride, at::IntArrayRef dilation, std::int64_t groups,
                       std::string_view behind, Flags scalars, std::optional<std::string_view> algorithm);
using RunWithMore = at::Tensor(const at::Tensor& x, const at::Tensor& more, const at::Tensor& weight,
                               const std::optional<at::Tensor>& bias, at::IntArrayRef padding, at::IntArrayRef stride,
                               at::IntArrayRef dilation, std::int64_t groups, std::string_view joined_by,
                               std::optional<at::Scalar> factor, std::optional<std::string_view> behind, Flags scalars,
                               std::optional<std::string_view> algorithm);

constexpr const char* kRun = "mkldnn::_convolution_pointwise";
constexpr const char* kMore = "binary";
constexpr std::array<std::int64_t, 2> kOnes{1, 1};

std::array<std::int64_t, 2> both(std::int64_t value) {
    return {value, value};
}

} // namespace

bool PackedConv::suits(const at::Tensor& weight) {
    auto& dispatcher = c10::Dispatcher::singleton();
    return weight.is_cpu() && at::hasMKLDNN() && dispatcher.findSchema({kRun, ""}) &&
           dispatcher.findSchema({kRun, kMore});
}

PackedConv::PackedConv(const at::Tensor& weight, const at::Tensor& bias, const ConvShape& shape, MapSize usual)
    : m_shape(shape)
    , m_weight(at::mkldnn_reorder_conv2d_weight(
          weight.contiguous().to_mkldnn(), both(shape.padding), both(shape.stride), kOnes, shape.groups,
          std::array<std::int64_t, 4>{1, weight.size(1) * shape.groups, usual.height, usual.width}))
    , m_bias(bias.contiguous()) {}

at::Tensor PackedConv::operator()(const at::Tensor& x, bool rectify) const {
    static const auto run = c10::Dispatcher::singleton().findSchemaOrThrow(kRun, "").typed<Run>();
    return run.call(x.contiguous(at::MemoryFormat::ChannelsLast), m_weight, m_bias, both(m_shape.padding),
                    both(m_shape.stride), kOnes, m_shape.groups, rectify ? "relu" : "none", Flags(), std::nullopt);
}

at::Tensor PackedConv::rectifiedSum(const at::Tensor& x, const at::Tensor& more) const {
    static const auto run = c10::Dispatcher::singleton().findSchemaOrThrow(kRun, kMore).typed<RunWithMore>();
    return run.call(x.contiguous(at::MemoryFormat::ChannelsLast), more.contiguous(at::MemoryFormat::ChannelsLast),
                    m_weight, m_bias, both(m_shape.padding), both(m_shape.stride), kOnes, m_shape.groups, "add",
                    std::nullopt, "relu", Flags(), std::nullopt);
}

} // namespace soundmask::nn
