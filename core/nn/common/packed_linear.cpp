#include "core/nn/common/packed_linear.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>

namespace soundmask::nn {

namespace {

using Flags = c10::List<std::optional<at::Scalar>>;
using Pack = at::Tensor(const at::Tensor& weight, std::optional<std::int64_t> rows);
using Run = at::Tensor(const at::Tensor& x, const at::Tensor& weight, const std::optional<at::Tensor>& bias,
                       std::string_view behind, Flags scalars, std::optional<std::string_view> algorithm);
using RunWithMore = at::Tensor(const at::Tensor& x, const at::Tensor& more, const at::Tensor& weight,
                               const std::optional<at::Tensor>& bias, std::string_view joined_by);

constexpr const char* kPack = "mkldnn::_reorder_linear_weight";
constexpr const char* kRun = "mkldnn::_linear_pointwise";
constexpr const char* kMore = "binary";

bool canPack(const at::Tensor& weight) {
    auto& dispatcher = c10::Dispatcher::singleton();
    return weight.is_cpu() && at::hasMKLDNN() && dispatcher.findSchema({kPack, ""}) &&
           dispatcher.findSchema({kRun, ""}) && dispatcher.findSchema({kRun, kMore});
}

at::Tensor packed(const at::Tensor& weight) {
    static const auto pack = c10::Dispatcher::singleton().findSchemaOrThrow(kPack, "").typed<Pack>();
    return pack.call(weight.contiguous(), std::nullopt);
}

} // namespace

PackedLinear::PackedLinear(const Scope& scope, std::int64_t in, std::int64_t out)
    : PackedLinear(scope("weight", {out, in}), scope("bias", {out})) {}

PackedLinear::PackedLinear(const at::Tensor& weight, const at::Tensor& bias)
    : m_is_packed(canPack(weight))
    , m_weight(m_is_packed ? packed(weight) : weight)
    , m_bias(bias) {}

at::Tensor PackedLinear::run(const at::Tensor& x, const char* behind) const {
    static const auto operation = c10::Dispatcher::singleton().findSchemaOrThrow(kRun, "").typed<Run>();
    return operation.call(x.contiguous(), m_weight, m_bias, behind, Flags(), std::nullopt);
}

at::Tensor PackedLinear::operator()(const at::Tensor& x) const {
    return m_is_packed ? run(x, "none") : at::linear(x, m_weight, m_bias);
}

at::Tensor PackedLinear::rectified(const at::Tensor& x) const {
    return m_is_packed ? run(x, "relu") : at::linear(x, m_weight, m_bias).relu_();
}

at::Tensor PackedLinear::rectifiedSum(const at::Tensor& x, const at::Tensor& more) const {
    if (!m_is_packed) return at::linear(x, m_weight, m_bias).add_(more).relu_();
    static const auto operation = c10::Dispatcher::singleton().findSchemaOrThrow(kRun, kMore).typed<RunWithMore>();
    return operation.call(x.contiguous(), more.contiguous(), m_weight, m_bias, "add").relu_();
}

} // namespace soundmask::nn
