#include "widgets/canvas/brush_tool.h"

#include <QPainter>
#include <algorithm>

#include "widgets/canvas/canvas_view.h"

namespace soundmask {

namespace {

/// Below this a ring says nothing; a cross shows the pixel instead.
constexpr double kSmallestRing = 5.0;

} // namespace

bool BrushTool::setsPixels(Qt::KeyboardModifiers modifiers, bool right_button) const {
    const bool opposite = modifiers.testFlag(Qt::AltModifier) != right_button;
    return m_erases == opposite;
}

bool BrushTool::press(const ToolEvent& event) {
    if (isBusy() || (event.button != Qt::LeftButton && event.button != Qt::RightButton)) return false;
    moveRing(event.point_in_view);
    if (!canvas().beginStroke()) return true;
    m_button = event.button;
    m_sets = setsPixels(event.modifiers, event.button == Qt::RightButton);
    m_last_in_video = event.point_in_video;
    canvas().paintStroke(m_last_in_video, m_last_in_video, canvas().brushSize(), m_sets);
    return true;
}

bool BrushTool::move(const ToolEvent& event) {
    moveRing(event.point_in_view);
    modifiersChanged(event.modifiers);
    if (!isBusy()) return false;
    canvas().paintStroke(m_last_in_video, event.point_in_video, canvas().brushSize(), m_sets);
    m_last_in_video = event.point_in_video;
    return true;
}

bool BrushTool::release(const ToolEvent& event) {
    if (!isBusy() || event.button != m_button) return false;
    m_button = Qt::NoButton;
    canvas().endStroke();
    canvas().updateOverlay(ringInView());
    return true;
}

void BrushTool::modifiersChanged(Qt::KeyboardModifiers modifiers) {
    const bool alt = modifiers.testFlag(Qt::AltModifier);
    if (alt == m_alt) return;
    m_alt = alt;
    canvas().updateOverlay(ringInView());
}

bool BrushTool::cancel() {
    if (!isBusy()) return false;
    m_button = Qt::NoButton;
    canvas().abandonStroke();
    return true;
}

void BrushTool::leave() {
    m_ring_shown = false;
    canvas().updateOverlay(ringInView());
}

void BrushTool::moveRing(QPointF point_in_view) {
    canvas().updateOverlay(ringInView());
    m_ring_in_view = point_in_view;
    m_ring_shown = true;
    canvas().updateOverlay(ringInView());
}

QRectF BrushTool::ringInView() const {
    const double radius = std::max(8.0, canvas().brushSize() * canvas().geometry().scale() / 2.0) + 3.0;
    return {m_ring_in_view.x() - radius, m_ring_in_view.y() - radius, 2 * radius, 2 * radius};
}

void BrushTool::paint(QPainter& painter, const ViewGeometry& geometry) const {
    if (!m_ring_shown) return;
    const double radius = canvas().brushSize() * geometry.scale() / 2.0;
    const bool sets = isBusy() ? m_sets : setsPixels(m_alt ? Qt::AltModifier : Qt::NoModifier, false);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    // Dark under light: one of them stands out on any picture. Erasing is dashed.
    QPen light(Qt::white, 1.2);
    if (!sets) light.setDashPattern({3.0, 3.0});
    const double arm = radius < kSmallestRing ? 6.0 : std::min(4.0, radius * 0.4);
    for (const QPen& pen : {QPen(QColor(0, 0, 0, 190), 3.0), light}) {
        painter.setPen(pen);
        if (radius >= kSmallestRing) painter.drawEllipse(m_ring_in_view, radius, radius);
    }
    for (const QPen& pen : {QPen(QColor(0, 0, 0, 190), 3.0), QPen(Qt::white, 1.2)}) {
        painter.setPen(pen);
        painter.drawLine(m_ring_in_view - QPointF(arm, 0), m_ring_in_view + QPointF(arm, 0));
        if (sets) painter.drawLine(m_ring_in_view - QPointF(0, arm), m_ring_in_view + QPointF(0, arm));
    }
    painter.restore();
}

QCursor BrushTool::cursor() const {
    return canvas().whyNotPaintable() ? QCursor(Qt::ForbiddenCursor) : QCursor(Qt::BlankCursor);
}

QString BrushTool::hint() const {
    if (const auto reason = canvas().whyNotPaintable()) return *reason;
    return m_erases ? tr("Left: erase  ·  Right or Alt: paint  ·  Shift+wheel: size ({brush_smaller} and "
                         "{brush_larger})  ·  Esc: abandon stroke")
                    : tr("Left: paint  ·  Right or Alt: erase  ·  Shift+wheel: size ({brush_smaller} and "
                         "{brush_larger})  ·  Esc: abandon stroke");
}

} // namespace soundmask
