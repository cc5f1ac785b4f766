#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <stop_token>
#include <string>

namespace soundmask::nn {

/// Thrown out of a forward that was asked to stop; the library's boundary turns it into ErrorCode::Cancelled.
struct Cancelled {};

/// Looks over a forward's shoulder after each of its blocks: stops it, and shows golden tests what came out.
struct ForwardWatch {
    std::stop_token stop{};
    std::function<void(const std::string& block, const at::Tensor& output)> tap{};

    void after(const std::string& block, const at::Tensor& output) const {
        if (tap) tap(block, output);
        if (stop.stop_requested()) throw Cancelled{};
    }
};

} // namespace soundmask::nn
