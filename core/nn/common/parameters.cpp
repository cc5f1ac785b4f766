#include "core/nn/common/parameters.h"

#include <ATen/ATen.h>

#include <stdexcept>

#include "core/nn/common/boundary.h"

namespace soundmask::nn {

at::Tensor ParameterSource::parameter(WantedTensor wanted, const at::Tensor& constructed) {
    m_wanted.push_back(std::move(wanted));
    return make(m_wanted.back(), constructed).to(m_device);
}

at::Tensor OutlineParameters::make(const WantedTensor& wanted, const at::Tensor&) {
    return at::empty(wanted.shape, at::TensorOptions(at::kFloat).device(at::kMeta));
}

at::Tensor FillParameters::make(const WantedTensor& wanted, const at::Tensor& constructed) {
    const auto values = fillWeights(m_family, wanted.key, wanted.shape);
    if (!values && constructed.defined()) return constructed;
    if (!values) throw std::logic_error(wanted.key + ": the fill rule leaves this tensor to its network");
    at::Tensor tensor = at::empty(wanted.shape, at::kFloat);
    std::copy(values->begin(), values->end(), tensor.mutable_data_ptr<float>());
    return tensor;
}

at::Tensor CheckpointParameters::make(const WantedTensor& wanted, const at::Tensor&) {
    const TensorView* stored = m_tensors.find(wanted.key);
    if (!stored) throw std::logic_error(wanted.key + ": the keys were not matched before the network was built");
    at::Tensor tensor = at::empty(wanted.shape, at::kFloat);
    const std::span<float> elements(tensor.mutable_data_ptr<float>(), static_cast<std::size_t>(tensor.numel()));
    if (const auto copied = copyFloat32(*stored, elements); !copied)
        throw std::runtime_error(copied.error().toString());
    if (!at::isfinite(tensor).all().item<bool>())
        throw DamagedWeights("the numbers of " + wanted.key +
                             " are not finite; the weights are damaged, get the file again");
    return tensor;
}

Scope Scope::operator/(std::string_view child) const {
    Scope result(*m_source);
    result.m_prefix = key(child) + ".";
    return result;
}

at::Tensor Scope::operator()(std::string_view name, std::initializer_list<std::int64_t> shape) const {
    return m_source->parameter({key(name), shape});
}

at::Tensor Scope::operator()(std::string_view name, const at::Tensor& constructed) const {
    return m_source->parameter({key(name), constructed.sizes().vec()}, constructed);
}

void Scope::expectUnused(std::string_view name, std::initializer_list<std::int64_t> shape, bool is_floating) const {
    m_source->expectUnused({key(name), shape, is_floating});
}

std::string Scope::key(std::string_view name) const {
    return m_prefix + std::string(name);
}

} // namespace soundmask::nn
