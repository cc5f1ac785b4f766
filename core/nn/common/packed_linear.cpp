#include "core/nn/common/packed_linear.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>

namespace soundmask::nn {

namespace {

using Flags = c10::List<std::optional<at::Scalar>>;
using Pack = at::Tensor(const at::Tensor& weight, std::optional<std::int64_t> rows);
using Run = at::Tensor(const at::Tensor& x, const at::Tensor& weight, const std::optional<at::Tensor>& bias,
                       std::string_view behind, Flags scalars, std::optional<std::string_view> algorithm);

constexpr const char* kPack = "mkldnn::_reorder_linear_weight";
constexpr const char* kRun = "mkldnn::_linear_pointwise";

bool canPack(const at::Tensor& weight) {
    auto& dispatcher = c10::Dispatcher::singleton();
    return weight.is_cpu() && at::hasMKLDNN() && dispatcher.findSchema({kPack, ""}) &&
           dispatcher.findSchema({kRun, ""});
}

at::Tensor packed(const at::Tensor& weight) {
    static const auto pack = c10::Dispatcher::singleton().findSchemaOrThrow(kPack, "").typed<Pack>();
    return pack.call(weight.contiguous(), std::nullopt);
}

} // namespace

PackedLinear::PackedLinear(const Scope& scope, std::int64_t in, std::int64_t out)
    : m_weight(scope("weight", {out, in}))
    , m_bias(scope("bias", {out}).contiguous()) {
    m_is_packed = canPack(m_weight);
    if (m_is_packed) m_weight = packed(m_weight);
}

at::Tensor PackedLinear::operator()(const at::Tensor& x) const {
    if (!m_is_packed) return at::linear(x, m_weight, m_bias);
    static const auto run = c10::Dispatcher::singleton().findSchemaOrThrow(kRun, "").typed<Run>();
    return run.call(x.contiguous(), m_weight, m_bias, "none", Flags(), std::nullopt);
}

} // namespace soundmask::nn
