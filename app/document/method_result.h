#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/project/prediction.h"

namespace soundmask {

using FramePredictionPtr = std::shared_ptr<const FramePrediction>;

/// What one method found on one clip so far. Frames arrive while the method works; a run of a single frame replaces
/// only that frame. Not part of undo: a result can be made again, people's edits cannot.
struct MethodResult {
    std::string method;
    std::map<FrameIndex, FramePredictionPtr> frames;
    PredictionPtr last_run; ///< the latest finished run with its provenance; null until one has finished

    /// Whether test weights had a part in any frame.
    bool hasTestWeights() const {
        return std::ranges::any_of(frames, [](const auto& entry) { return entry.second->from_test_weights; });
    }

    /// The result on exactly \p frame, or null.
    FramePredictionPtr at(FrameIndex frame) const {
        const auto found = frames.find(frame);
        return found == frames.end() ? nullptr : found->second;
    }
};

} // namespace soundmask
