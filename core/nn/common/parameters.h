#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/nn/checkpoint/state_dict.h"
#include "core/nn/common/fill_weights.h"

namespace soundmask::nn {

/// Where the parameters of a network come from while it is built, and the list of those it asked for.
class ParameterSource {
  public:
    /// \p device: where the network is to be.
    explicit ParameterSource(at::Device device = at::kCPU)
        : m_device(device) {}
    virtual ~ParameterSource() = default;

    /// \p constructed: the value a network gives the tensor itself, where the fill rule leaves it to the network.
    at::Tensor parameter(WantedTensor wanted, const at::Tensor& constructed = {});
    /// Records a tensor that official files hold and the network never reads.
    void expectUnused(WantedTensor wanted) { m_wanted.push_back(std::move(wanted)); }
    const std::vector<WantedTensor>& wanted() const { return m_wanted; }

  protected:
    virtual at::Tensor make(const WantedTensor& wanted, const at::Tensor& constructed) = 0;

  private:
    at::Device m_device;
    std::vector<WantedTensor> m_wanted;
};

/// Tensors with a shape and no elements, on LibTorch's `meta` device: to list the keys of a network and to run its
/// forward for shapes only.
class OutlineParameters final : public ParameterSource {
  public:
    OutlineParameters()
        : ParameterSource(at::kMeta) {}

  private:
    at::Tensor make(const WantedTensor& wanted, const at::Tensor& constructed) override;
};

/// The deterministic test weights of fillWeights().
class FillParameters final : public ParameterSource {
  public:
    explicit FillParameters(FillFamily family, at::Device device = at::kCPU)
        : ParameterSource(device)
        , m_family(family) {}

  private:
    at::Tensor make(const WantedTensor& wanted, const at::Tensor& constructed) override;
    FillFamily m_family;
};

/// Copies of a checkpoint's tensors as float32. The keys must have been matched before (StateDict::matchKeys).
/// Numbers that are not finite are DamagedWeights.
class CheckpointParameters final : public ParameterSource {
  public:
    explicit CheckpointParameters(const StateDict& tensors, at::Device device = at::kCPU)
        : ParameterSource(device)
        , m_tensors(tensors) {}

  private:
    at::Tensor make(const WantedTensor& wanted, const at::Tensor& constructed) override;
    const StateDict& m_tensors;
};

/// A source seen from inside a network: a layer is built from (scope, sizes), its parameters are members named as in
/// the checkpoint, so no table of renamed keys exists.
class Scope {
  public:
    explicit Scope(ParameterSource& source)
        : m_source(&source) {}

    /// The scope of a child: scope / "blocks" / 0 / "attn".
    Scope operator/(std::string_view child) const;
    Scope operator/(int index) const { return *this / std::to_string(index); }

    /// The float32 tensor \p name of this scope.
    at::Tensor operator()(std::string_view name, std::initializer_list<std::int64_t> shape) const;
    /// The same for a tensor that test weights leave at \p constructed.
    at::Tensor operator()(std::string_view name, const at::Tensor& constructed) const;
    /// A tensor of official files that is not used.
    void expectUnused(std::string_view name, std::initializer_list<std::int64_t> shape, bool is_floating = true) const;

  private:
    std::string key(std::string_view name) const;

    ParameterSource* m_source;
    std::string m_prefix;
};

} // namespace soundmask::nn
