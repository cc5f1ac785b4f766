#pragma once

namespace soundmask::nn {

enum class Precision { Fp32, Fp16, Bf16 };

/// Where a network runs, and in which numbers it multiplies there.
struct Compute {
    static constexpr int kProcessor = -1;

    int card = kProcessor;                 ///< number of the graphics card, as CUDA counts, or kProcessor
    Precision precision = Precision::Fp32; ///< of a graphics card; processors always take Fp32

    bool isProcessor() const { return card == kProcessor; }
    bool operator==(const Compute&) const = default;
};

} // namespace soundmask::nn
