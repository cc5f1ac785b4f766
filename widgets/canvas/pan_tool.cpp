#include "widgets/canvas/pan_tool.h"

#include "widgets/canvas/canvas_view.h"

namespace soundmask {

bool PanTool::press(const ToolEvent& event) {
    if (event.button != Qt::LeftButton) return false;
    m_dragging = true;
    m_last_in_view = event.point_in_view;
    canvas().refreshCursor();
    return true;
}

bool PanTool::move(const ToolEvent& event) {
    if (!m_dragging) return false;
    canvas().panBy(event.point_in_view - std::exchange(m_last_in_view, event.point_in_view));
    return true;
}

bool PanTool::release(const ToolEvent& event) {
    if (!m_dragging || event.button != Qt::LeftButton) return false;
    m_dragging = false;
    canvas().refreshCursor();
    return true;
}

bool PanTool::cancel() {
    return std::exchange(m_dragging, false);
}

QCursor PanTool::cursor() const {
    return m_dragging ? Qt::ClosedHandCursor : Qt::OpenHandCursor;
}

QString PanTool::hint() const {
    return tr("Drag: move the picture  ·  Ctrl+wheel: zoom  ·  {zoom_fit}: fit");
}

} // namespace soundmask
