#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "core/project/edit_history.h"

namespace soundmask {

/// Number of a stored step, from 1 on, without gaps.
using StepSequence = std::int64_t;
using StepTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// One line of a project's history: what was done, by whom and when.
struct HistoryEntry {
    StepSequence sequence = 0;
    HistoryStep::Kind kind = HistoryStep::Kind::Do;
    StepSequence edit_sequence = 0; ///< the step that first did the edit; for Undo and Redo an earlier one
    std::string title;              ///< of the edit, a stable English key
    std::string author;
    StepTime time;
    ClipId clip{};         ///< what the edit is about, see `placeOf`; none for several clips and for dropped edits
    FrameIndex frame = -1; ///< -1 for several frames or none
    bool restorable = true; ///< whether the state after this step can be restored; no when edits were dropped since

    bool operator==(const HistoryEntry&) const = default;
};

} // namespace soundmask
