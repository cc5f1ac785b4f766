#pragma once

#include <string>

#include "core/base/result.h"
#include "core/nn/compute.h"

namespace soundmask {

/// Where networks are wanted to run, in the words of docs/cli.md.
struct ComputeChoice {
    std::string device = "auto";    ///< "auto", "cpu", "cuda:N"
    std::string precision = "fp32"; ///< "fp32", "fp16", "bf16"

    bool operator==(const ComputeChoice&) const = default;
};

/// What \p choice means on a machine with \p cards graphics cards that networks can run on; "auto" takes the first one.
/// Errors: UnknownName (no such word), InvalidValue (no such card, or a precision that only cards have), each with what
/// to choose instead.
Result<nn::Compute> resolveCompute(const ComputeChoice& choice, int cards);

/// "cpu", "cuda:0", and "fp32", "fp16", "bf16": what provenance and caches call them.
std::string deviceName(const nn::Compute& compute);
std::string precisionName(const nn::Compute& compute);

} // namespace soundmask
