#include "widgets/canvas/fill_tool.h"

#include <cmath>

#include "core/masks/mask_ops.h"
#include "widgets/canvas/canvas_view.h"

namespace soundmask {

bool FillTool::press(const ToolEvent& event) {
    if (event.button != Qt::LeftButton && event.button != Qt::RightButton) return false;
    if (event.button == Qt::LeftButton && event.modifiers.testFlag(Qt::AltModifier)) {
        const LayerId layer = canvas().layerAt(event.point_in_video);
        if (layer.isValid()) Q_EMIT canvas().layerPicked(layer);
        return true;
    }
    if (!canvas().beginStroke()) return true;
    const int x = static_cast<int>(std::floor(event.point_in_video.x));
    const int y = static_cast<int>(std::floor(event.point_in_video.y));
    const MaskRle& before = canvas().maskBeforeStroke();
    const bool fills = event.button == Qt::LeftButton;
    // Where there is nothing to do, nothing changes and no step is made.
    if (before.contains(x, y) != fills) {
        const auto how = fills ? MaskCombination::Unite : MaskCombination::Subtract;
        canvas().replaceStroke(combined(before, regionAt(before, x, y), how));
    }
    canvas().endStroke();
    return true;
}

QCursor FillTool::cursor() const {
    return canvas().whyNotPaintable() ? Qt::ForbiddenCursor : Qt::PointingHandCursor;
}

QString FillTool::hint() const {
    if (const auto reason = canvas().whyNotPaintable()) return *reason;
    return tr("Left: fill the hole under the mouse  ·  Right: clear the part under it  ·  Alt+click: pick an object");
}

} // namespace soundmask
