#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

#include "core/base/result.h"

namespace soundmask::nn {

/// How one golden case ended.
struct GoldenOutcome {
    enum class Verdict { Passed, Failed, Unsupported };

    std::string name; ///< "sam_vit_b", "hostile/zip_bomb.pth"
    Verdict verdict = Verdict::Failed;
    /// Failed: which tensor or value is off, by how much. Passed: the largest error as a share of its limit.
    /// Unsupported: what is missing.
    std::string detail;
};

/// Networks whose arithmetic a self-test compares with the reference's numbers.
enum class SelfTestFamily {
    Sam,       ///< the vision transformers, as a small one with their code
    MobileSam, ///< at full size
    AudioClip, ///< picture and sound
};

/// Called once per case, as soon as it has ended.
using GoldenSink = std::function<void(const GoldenOutcome&)>;

} // namespace soundmask::nn
