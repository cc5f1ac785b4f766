#include "widgets/canvas/wand_tool.h"

#include <algorithm>
#include <cmath>

#include "widgets/canvas/canvas_view.h"

namespace soundmask {

namespace {

/// How far the mouse goes for one step of tolerance, in view pixels.
constexpr double kPixelsPerStep = 4.0;
constexpr int kHighestTolerance = 255;

} // namespace

bool WandTool::press(const ToolEvent& event) {
    if (isBusy() || (event.button != Qt::LeftButton && event.button != Qt::RightButton)) return false;
    if (!canvas().beginStroke()) return true;
    m_button = event.button;
    const bool opposite = event.modifiers.testFlag(Qt::AltModifier) != (event.button == Qt::RightButton);
    m_how = opposite ? MaskCombination::Subtract : MaskCombination::Unite;
    m_start = event;
    m_start_tolerance = canvas().wandOptions().tolerance;
    select();
    return true;
}

bool WandTool::move(const ToolEvent& event) {
    if (!isBusy()) return false;
    const double dx = event.point_in_view.x() - m_start.point_in_view.x();
    WandOptions options = canvas().wandOptions();
    const int tolerance = std::clamp(m_start_tolerance + static_cast<int>(dx / kPixelsPerStep), 0, kHighestTolerance);
    if (std::exchange(options.tolerance, tolerance) == tolerance) return true;
    canvas().setWandOptions(options);
    select();
    return true;
}

bool WandTool::release(const ToolEvent& event) {
    if (!isBusy() || event.button != m_button) return false;
    m_button = Qt::NoButton;
    canvas().endStroke();
    return true;
}

bool WandTool::cancel() {
    if (!isBusy()) return false;
    m_button = Qt::NoButton;
    canvas().abandonStroke();
    return true;
}

void WandTool::select() {
    const int x = static_cast<int>(std::floor(m_start.point_in_video.x));
    const int y = static_cast<int>(std::floor(m_start.point_in_video.y));
    const MaskRle similar = similarPixels(canvas().frame()->image, x, y, canvas().wandOptions());
    canvas().replaceStroke(combined(canvas().maskBeforeStroke(), similar, m_how));
}

QCursor WandTool::cursor() const {
    return canvas().whyNotPaintable() ? Qt::ForbiddenCursor : Qt::CrossCursor;
}

QString WandTool::hint() const {
    if (const auto reason = canvas().whyNotPaintable()) return *reason;
    return tr("Left: add what is like this pixel  ·  Right or Alt: take it away  ·  Drag right or left: more or fewer "
              "colours");
}

} // namespace soundmask
