#pragma once

#include <cstddef>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

#include "core/nn/golden/golden.h"

namespace soundmask::nn {

/// A golden case that is part of the library.
struct BuiltInCase {
    std::string_view json;
    std::span<const std::byte> tensors; ///< a safetensors file
};

/// Cases of \p family: small enough to run in a second or two, together through all of its code.
std::vector<BuiltInCase> builtInCases(SelfTestFamily family);

/// Runs them in turn until one fails; the outcome is the last one. Throws Cancelled.
GoldenOutcome runSelfTest(SelfTestFamily family, std::stop_token stop);

} // namespace soundmask::nn
