#pragma once

#include <QImage>
#include <QString>

#include "core/base/mask_rle.h"
#include "core/project/prompt.h"

namespace soundmask {

/// What the segment tool shows; made by the owner of the canvas, which asks the network.
struct SegmentView {
    PromptSet prompts;     ///< what was clicked and drawn so far
    MaskRle mask;          ///< what is offered; null for nothing
    bool is_hover = false; ///< \p mask is for the place under the mouse, nothing was clicked
    QString tag;           ///< beside the mask: number and score of the candidate
    QImage choices; ///< colours of all masks to pick from, in the picture's size; null unless one is to be picked
    QString notice; ///< why there is nothing to click yet; takes the place of the hint

    /// Whether Enter has something to take.
    bool isOffering() const { return !mask.isNull() && !is_hover; }
    /// Whether Esc has something to drop.
    bool isOpen() const { return !prompts.isEmpty() || !choices.isNull() || isOffering(); }
};

/// What the user wants of the segment tool besides clicking.
enum class SegmentCommand { Accept, Replace, NextCandidate, PreviousCandidate, RemoveLast, Discard };

} // namespace soundmask
