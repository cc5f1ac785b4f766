#pragma once

#include "core/engine/export_report.h"
#include "widgets/figure/figure_frame.h"

namespace soundmask {

/// What \p record and \p prediction (null: none) know about frame \p frame, shown at \p time_s, as the window shows it:
/// a mask on exactly that frame, else the one of the key frame of its second; the user's points and boxes, else those
/// of the prediction. Hidden layers are left out. Without picture.
FigureFrame figureFrame(const ClipRecord& record, const PredictionPtr& prediction, FrameIndex frame, double time_s);

/// The key frame whose second holds \p time_s, or null.
const KeyFrame* keyFrameAt(const Clip& clip, double time_s);

/// The frame's prediction, or null.
const FramePrediction* framePrediction(const Prediction& prediction, FrameIndex frame);

/// All pixels that some mask has; null when \p masks has none.
MaskRle unionOf(const std::vector<FigureMask>& masks);

} // namespace soundmask
