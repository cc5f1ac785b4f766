// What actions need, and what is said where it is missing.
#include <algorithm>

#include "app/shell/actions.h"
#include "widgets/common/key_names.h"

namespace soundmask {

QString Actions::lackText(Need need) {
    switch (need) {
    case Need::Clips:
    case Need::Clip:
        return tr("Open a clip first.");
    case Need::ProjectFile:
        return tr("No project file can be written; save a copy elsewhere.");
    case Need::Sound:
        return tr("This clip has no sound track.");
    case Need::Undo:
        return tr("There is nothing to take back.");
    case Need::Redo:
        return tr("Nothing was taken back.");
    case Need::Objects:
        return tr("There are no objects yet. {new_object} starts one.");
    case Need::Object:
        return tr("Choose an object of yours in the list first.");
    case Need::FrameMask:
        return tr("There is no mask on exactly this frame. {second_forward} goes to the next key frame.");
    case Need::CopiedMask:
        return tr("Copy a mask first.");
    case Need::Point:
        return tr("Click on a point first.");
    case Need::Prompts:
        return tr("There are no points or boxes of yours on this frame.");
    case Need::Selection:
        return tr("No point or box is selected, and no object of yours has a mask on this frame.");
    case Need::Preview:
        return tr("Nothing is previewed.");
    case Need::Candidates:
        return tr("Click on something with the segment tool first.");
    case Need::Result:
        return tr("There is no result yet: run a method first.");
    case Need::HeatMaps:
        return tr("This clip has no heat map: run a method that makes one.");
    case Need::HeatMap:
        return tr("There is no heat map on this frame: run a method that makes one.");
    case Need::Truth:
        return tr("This clip has no reference masks.");
    case Need::Range:
        return tr("Mark a range first: {mark_in} where it begins, {mark_out} where it ends.");
    case Need::Markers:
        return tr("There are no markers in this clip. {add_marker} sets one.");
    case Need::Marker:
        return tr("There is no marker on this frame. {add_marker} sets one.");
    case Need::IdleMethod:
        return tr("A method is running; wait for it or cancel it.");
    case Need::IdleBatch:
        return tr("Clips are being worked on; wait for them or cancel that.");
    case Need::Weights:
        return tr("The chosen method needs no model files.");
    }
    return {};
}

void Actions::offer(Needs present) {
    if (present == m_present) return;
    m_present = present;
    for (QAction* action : all())
        show(*action);
}

void Actions::show(QAction& action) {
    action.setEnabled(!missing(action));
    updateTip(action);
}

Actions::Needs Actions::missing(const QAction& action) const {
    return m_needs.value(&action) & ~m_present;
}

QString Actions::lackOf(const QAction& action) const {
    // Of several the most basic one, which comes first in the list: without a clip there is no object either.
    const Needs::Int bits = missing(action);
    if (bits == 0) return {};
    return KeyNames::instance().filled(lackText(static_cast<Need>(bits & (~bits + 1))));
}

const QAction* Actions::disabledFor(const QKeySequence& key) const {
    const QList<QAction*> actions = all();
    const auto found = std::find_if(actions.begin(), actions.end(), [&](const QAction* action) {
        return !action->isEnabled() && action->shortcuts().contains(key);
    });
    return found == actions.end() ? nullptr : *found;
}

} // namespace soundmask
