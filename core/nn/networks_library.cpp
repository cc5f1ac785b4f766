#include <torch/csrc/api/include/torch/version.h>

#include "core/nn/networks.h"

namespace soundmask::nn {

namespace {

class LoadedNetworks final : public Networks {
  public:
    std::string version() const override { return std::string("LibTorch ") + TORCH_VERSION; }
};

} // namespace

} // namespace soundmask::nn

/// The only symbol of the library. The object lives as long as the process.
extern "C" __attribute__((visibility("default"))) soundmask::nn::Networks* soundmaskNetworks() {
    static soundmask::nn::LoadedNetworks networks;
    return &networks;
}
