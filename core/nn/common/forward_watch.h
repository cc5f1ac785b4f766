#pragma once

#include <ATen/core/Tensor.h>

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>

namespace soundmask::nn {

/// Thrown out of a forward that was asked to stop; the library's boundary turns it into ErrorCode::Cancelled.
struct Cancelled {};

/// Looks over a forward's shoulder after each of its blocks: stops or hurries it, shows golden tests what came out.
struct ForwardWatch {
    std::stop_token stop{};
    std::function<void(const std::string& block, const at::Tensor& output)> tap{};
    /// A self-test's patience: encoders of equal blocks leave out those that would begin later.
    std::chrono::steady_clock::time_point patience = std::chrono::steady_clock::time_point::max();

    void after(const std::string& block, const at::Tensor& output) const {
        if (tap) tap(block, output);
        if (stop.stop_requested()) throw Cancelled{};
    }
    bool isLate() const { return std::chrono::steady_clock::now() > patience; }
};

} // namespace soundmask::nn
