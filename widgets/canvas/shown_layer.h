#pragma once

#include <QPainterPath>

#include "widgets/canvas/canvas_layer.h"

namespace soundmask {

/// A mask layer with the outline it is drawn from; empty for the active one, which is drawn from the stroke buffer.
struct ShownLayer {
    CanvasMaskLayer value;
    QPainterPath outline;
};

} // namespace soundmask
