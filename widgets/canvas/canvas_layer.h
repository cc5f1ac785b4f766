#pragma once

#include <QColor>
#include <QString>

#include "core/base/ids.h"
#include "core/base/mask_rle.h"

namespace soundmask {

/// One object's mask on the shown frame, as the canvas needs it.
struct CanvasMaskLayer {
    LayerId id;
    QString name;
    QColor colour;
    double opacity = 0.5; ///< 0..1
    bool visible = true;
    bool locked = false;
    bool from_model = false; ///< drawn hatched
    bool active = false;     ///< strokes go here; at most one
    MaskRle mask;            ///< null where the object has no mask on this frame

    bool operator==(const CanvasMaskLayer&) const = default;
};

} // namespace soundmask
