#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/project/prompt.h"

namespace soundmask {

/// Options as written by people: KEY=VALUE. Methods check them against their parameters.
using OptionMap = std::map<std::string, std::string>;
/// Weight role (see docs/cli.md) to file.
using WeightMap = std::map<std::string, std::filesystem::path>;

/// What a job is asked to do. Immutable once submitted; copied, never shared.
struct InferenceRequest {
    ClipId clip;
    std::uint64_t revision = 0; ///< of the clip's prompts; a result of an older revision is dropped
    std::string method;
    OptionMap options;
    WeightMap weights;
    std::vector<KeyFrame> key_frames;        ///< frames to predict; empty: all key frames of the source
    std::map<FrameIndex, PromptSet> prompts; ///< the user's prompts, where there are any
};

} // namespace soundmask
