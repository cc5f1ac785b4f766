#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/base/image.h"
#include "core/base/mask_rle.h"
#include "core/project/inference_request.h"
#include "core/project/prompt.h"

namespace soundmask {

/// A mask a segmenter proposed, with the quality it predicts for it.
struct CandidateMask {
    MaskRle mask;
    double score = 0.0;
};

/// What a method found on one frame. All coordinates and sizes are those of the displayed video picture.
struct FramePrediction {
    KeyFrame key_frame;
    /// 0..1 over the whole picture, with as many values as the method has: between them it is bilinear, see enlarged().
    /// Absent where the method has none.
    std::optional<FloatMap> heat_map;
    PromptSet prompts;
    std::vector<CandidateMask> candidates;
    MaskRle mask; ///< the answer; blank means "nothing sounds here"
    double score = 0.0;
    std::optional<double> automatic_threshold; ///< what the threshold `auto` came to here; absent where it was given
    bool from_test_weights = false; ///< it shows how the method works and means nothing
};

/// How a prediction was made, enough to make it again.
struct Provenance {
    std::string method;
    std::string method_version;
    OptionMap options;                                ///< every parameter with the value used
    std::map<std::string, std::string> weight_sha256; ///< by role; for test weights their word, "fill"
    std::string device = "cpu";
    std::string precision = "fp32";
    std::map<std::string, double> timings_s; ///< by step
};

/// The result of one run of a method on one clip. Immutable; shared as PredictionPtr.
struct Prediction {
    PredictionId id;
    ClipId clip;
    std::vector<FramePrediction> frames; ///< in order of time
    Provenance provenance;
    std::vector<Warning> warnings;
    /// What a program that shows results marks them with (FramePrediction::from_test_weights), so that nobody has to be
    /// told after each run.
    std::vector<Warning> marks;
};

/// The marks and the warnings of \p prediction, for reports that show no result.
inline std::vector<Warning> allWarnings(const Prediction& prediction) {
    std::vector<Warning> all = prediction.marks;
    all.insert(all.end(), prediction.warnings.begin(), prediction.warnings.end());
    return all;
}

using PredictionPtr = std::shared_ptr<const Prediction>;

} // namespace soundmask
