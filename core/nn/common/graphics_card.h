#pragma once

#include <c10/core/Device.h>

#include "core/nn/compute.h"

/// Computing on NVIDIA graphics cards. Written after LibTorch's documentation and compiled, but never run: no card was
/// at hand.
namespace soundmask::nn {

/// The cards that can be computed on. The first call opens LibTorch's CUDA half, where it is installed beside the
/// other and a driver is there: seconds. 0 without either. Any thread.
int cardCount();

/// Throws std::invalid_argument if there is no such card.
at::Device deviceOf(const Compute& compute);

/// While it lives, this thread's matrix products and convolutions on a card are done in its precision.
class ComputeScope {
  public:
    explicit ComputeScope(const Compute& compute);
    ~ComputeScope();
    ComputeScope(const ComputeScope&) = delete;
    ComputeScope& operator=(const ComputeScope&) = delete;

  private:
    bool m_is_mixed;
};

} // namespace soundmask::nn
