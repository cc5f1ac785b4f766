#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/project/project.h"

namespace soundmask {

// Every change of a project is one of these values. Each holds what is needed to do it and to take it back, so that
// undo, redo and the stored history are the same data.

struct AddClip {
    std::size_t position = 0;
    Clip clip;
};
struct RemoveClip {
    std::size_t position = 0;
    ClipRecord record;
};
struct AddLayer {
    ClipId clip;
    std::size_t position = 0;
    MaskLayer layer;
};
struct RemoveLayer {
    ClipId clip;
    std::size_t position = 0;
    MaskLayer layer;
};
struct MoveLayer {
    ClipId clip;
    std::size_t from = 0;
    std::size_t to = 0;
};

/// What of a layer is edited as a whole.
struct LayerProperties {
    std::string name;
    std::string class_name;
    Rgb colour{};
    double opacity = 0.5;
    bool visible = true;
    bool locked = false;

    bool operator==(const LayerProperties&) const = default;
};
LayerProperties propertiesOf(const MaskLayer& layer);

struct SetLayerProperties {
    ClipId clip;
    LayerId layer;
    LayerProperties before;
    LayerProperties after;
};
/// A stroke, a fill, a clear: the pixels that changed (XOR). A frame without a mask counts as blank.
struct EditMask {
    ClipId clip;
    LayerId layer;
    FrameIndex frame = 0;
    bool existed_before = false;
    bool exists_after = true;
    MaskRle changed;
};
struct SetSoundState {
    ClipId clip;
    LayerId layer;
    int second = 1;
    SoundState before = SoundState::Unsure;
    SoundState after = SoundState::Unsure;
};
struct SetPrompts {
    ClipId clip;
    FrameIndex frame = 0;
    PromptSet before;
    PromptSet after;
};
struct SetReviewState {
    ClipId clip;
    ReviewState before = ReviewState::Untouched;
    ReviewState after = ReviewState::Untouched;
};

using Change = std::variant<AddClip, RemoveClip, AddLayer, RemoveLayer, MoveLayer, SetLayerProperties, EditMask,
                            SetSoundState, SetPrompts, SetReviewState>;

/// One undo step: the changes belong together and are done in order.
struct Edit {
    std::string title; ///< stable English key such as "brush stroke"; the window translates it
    std::vector<Change> changes;

    bool isEmpty() const { return changes.empty(); }
};

/// Does \p edit, all or nothing. Error: Internal with the change that does not fit the project (wrong id, position,
/// size or "before" value); the project is then as before.
Result<void> apply(Project& project, const Edit& edit);

/// The edit that takes \p edit back.
Edit inverted(const Edit& edit);

/// The clip and frame an edit is about, for "Undo on frame 3?"; frame -1 when it is not about one frame.
struct EditPlace {
    ClipId clip;
    FrameIndex frame = -1;
};
EditPlace placeOf(const Edit& edit);

/// Memory an edit holds, in bytes, for the bound of the undo history.
std::size_t bytesOf(const Edit& edit);

} // namespace soundmask
