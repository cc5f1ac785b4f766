#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/geometry.h"

namespace soundmask {

/// Who put a prompt there.
enum class PromptOrigin { Mined, User };

/// A click for a promptable segmenter, in video pixels. Mined points carry the heat at their place.
struct PointPrompt {
    PointF point_in_video;
    bool positive = true;
    double score = 0.0; ///< heat in [0, 1] for mined points, 1 for the user's
    PromptOrigin origin = PromptOrigin::Mined;

    bool operator==(const PointPrompt&) const = default;
};

/// A box prompt, in video pixels.
struct BoxPrompt {
    BoxF box_in_video;
    double score = 0.0;
    std::string label; ///< class name where a detector gave one
    PromptOrigin origin = PromptOrigin::Mined;

    bool operator==(const BoxPrompt&) const = default;
};

/// All prompts of one frame.
struct PromptSet {
    std::vector<PointPrompt> points;
    std::vector<BoxPrompt> boxes;

    bool isEmpty() const { return points.empty() && boxes.empty(); }
    bool operator==(const PromptSet&) const = default;
};

} // namespace soundmask
