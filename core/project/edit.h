#pragma once

#include <optional>
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

    bool operator==(const AddClip&) const = default;
};
struct RemoveClip {
    std::size_t position = 0;
    ClipRecord record;

    bool operator==(const RemoveClip&) const = default;
};
struct AddLayer {
    ClipId clip;
    std::size_t position = 0;
    MaskLayer layer;

    bool operator==(const AddLayer&) const = default;
};
struct RemoveLayer {
    ClipId clip;
    std::size_t position = 0;
    MaskLayer layer;

    bool operator==(const RemoveLayer&) const = default;
};
struct MoveLayer {
    ClipId clip;
    std::size_t from = 0;
    std::size_t to = 0;

    bool operator==(const MoveLayer&) const = default;
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

    bool operator==(const SetLayerProperties&) const = default;
};
/// A stroke, a fill, a clear: the pixels that changed (XOR). A frame without a mask counts as blank.
struct EditMask {
    ClipId clip;
    LayerId layer;
    FrameIndex frame = 0;
    bool existed_before = false;
    bool exists_after = true;
    MaskRle changed;

    bool operator==(const EditMask&) const = default;
};
struct SetSoundState {
    ClipId clip;
    LayerId layer;
    int second = 1;
    SoundState before = SoundState::Unsure;
    SoundState after = SoundState::Unsure;

    bool operator==(const SetSoundState&) const = default;
};
struct SetPrompts {
    ClipId clip;
    FrameIndex frame = 0;
    PromptSet before;
    PromptSet after;

    bool operator==(const SetPrompts&) const = default;
};
/// Sets, changes or (no \p after) removes the marker of a frame.
struct SetMarker {
    ClipId clip;
    FrameIndex frame = 0;
    std::optional<Marker> before;
    std::optional<Marker> after;

    bool operator==(const SetMarker&) const = default;
};
struct SetReviewState {
    ClipId clip;
    ReviewState before = ReviewState::Untouched;
    ReviewState after = ReviewState::Untouched;

    bool operator==(const SetReviewState&) const = default;
};

using Change = std::variant<AddClip, RemoveClip, AddLayer, RemoveLayer, MoveLayer, SetLayerProperties, EditMask,
                            SetSoundState, SetPrompts, SetReviewState, SetMarker>;

/// The clip a change is about.
ClipId clipOf(const Change& change);

/// One undo step: the changes belong together and are done in order.
struct Edit {
    std::string title; ///< stable English key such as "brush stroke"; the window translates it
    std::vector<Change> changes;

    bool isEmpty() const { return changes.empty(); }

    bool operator==(const Edit&) const = default;
};

/// Does \p edit, all or nothing. Error: Internal with the change that does not fit the project (wrong id, position,
/// size or "before" value); the project is then as before. Masks must have the clip's size where that is known.
/// Layer entries that say what a missing entry says (Unsure seconds) are dropped; `next_id` never goes back.
Result<void> apply(Project& project, const Edit& edit);

/// The edit that takes \p edit back.
Edit inverted(const Edit& edit);

/// The clip and frame an edit is about, for "Undo on frame 3?"; no clip when it is about several, frame -1 when it is
/// about several frames or none. Changes without a frame do not count: the stroke that made an object has its frame.
struct EditPlace {
    ClipId clip;
    FrameIndex frame = -1;
};
EditPlace placeOf(const Edit& edit);

/// Memory an edit holds, in bytes, for the bound of the undo history.
std::size_t bytesOf(const Edit& edit);

} // namespace soundmask
