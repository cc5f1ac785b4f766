#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/project/dataset/dataset.h"
#include "core/project/prompt.h"

namespace soundmask {

/// Options as written by people: KEY=VALUE. Methods check them against their parameters.
using OptionMap = std::map<std::string, std::string>;
/// Weight role (see docs/cli.md) to file; kTestWeights instead of a file stands for deterministic test weights.
using WeightMap = std::map<std::string, std::filesystem::path>;

inline constexpr const char* kTestWeights = "fill";
/// Also "fill:NAME", where a role has several networks.
inline bool isTestWeights(const std::filesystem::path& weights) {
    return weights == kTestWeights || weights.string().starts_with(std::string(kTestWeights) + ":");
}

/// What a job is asked to do. Immutable once submitted; copied, never shared.
struct InferenceRequest {
    ClipId clip;
    std::string method;
    OptionMap options;
    WeightMap weights;
    std::optional<DatasetLayout> layout;     ///< of the data set the clip is from; some published parameters differ
    std::vector<KeyFrame> key_frames;        ///< frames to predict; empty: all key frames of the source
    std::map<FrameIndex, PromptSet> prompts; ///< the user's prompts, where there are any
};

} // namespace soundmask
