#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/geometry.h"

namespace soundmask {

/// Who put a prompt there.
enum class PromptOrigin { Mined, User };

/// A click for a promptable segmenter, in video pixels.
struct PointPrompt {
    PointF point_in_video;
    bool positive = true;
    /// Heat in [0, 1] for points mined from a heat map, 1 for the user's; absent where there was no heat, as at a
    /// random place.
    std::optional<double> score;
    PromptOrigin origin = PromptOrigin::Mined;

    bool operator==(const PointPrompt&) const = default;
};

/// A box prompt, in video pixels.
struct BoxPrompt {
    BoxF box_in_video;
    std::optional<double> score; ///< as for points
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
