#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/project/clip.h"
#include "core/project/mask_layer.h"
#include "core/project/prompt.h"

namespace soundmask {

/// How far a person is with a clip.
enum class ReviewState { Untouched, Predicted, Edited, Checked };

/// A place in a clip that a person wants to find again.
struct Marker {
    std::string name;
    Rgb colour{};

    bool operator==(const Marker&) const = default;
};

/// A clip with everything people made on it. Layers are in painting order, the last on top.
struct ClipRecord {
    Clip clip;
    ReviewState review_state = ReviewState::Untouched;
    std::vector<MaskLayer> layers;
    std::map<FrameIndex, PromptSet> prompts; ///< the user's; mined ones belong to predictions
    std::map<FrameIndex, Marker> markers;    ///< at most one on a frame

    MaskLayer* layer(LayerId id);
    const MaskLayer* layer(LayerId id) const;
    bool operator==(const ClipRecord&) const = default;
};

/// All that a project file holds, as plain data. Changed only by `apply(Project&, const Edit&)`.
struct Project {
    std::vector<ClipRecord> clips;
    std::int64_t next_id = 1; ///< ids are never reused in a project

    ClipRecord* clip(ClipId id);
    const ClipRecord* clip(ClipId id) const;
    bool operator==(const Project&) const = default;
};

} // namespace soundmask
