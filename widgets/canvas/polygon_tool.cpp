#include "widgets/canvas/polygon_tool.h"

#include <QKeyEvent>
#include <QLineF>
#include <QPainter>

#include "widgets/canvas/canvas_view.h"

namespace soundmask {

namespace {

/// A click this near to the first corner closes, in view pixels.
constexpr double kCloseRadius = 8.0;
constexpr double kCornerRadius = 3.5;

} // namespace

bool PolygonTool::isOnFirst(QPointF point_in_view) const {
    return m_corners.size() >= 3 &&
           QLineF(canvas().geometry().pointInView(m_corners.front()), point_in_view).length() <= kCloseRadius;
}

void PolygonTool::changed() {
    canvas().announceHint();
    canvas().update();
}

bool PolygonTool::press(const ToolEvent& event) {
    if (event.button == Qt::RightButton) {
        removeLastCorner();
        return true;
    }
    if (event.button != Qt::LeftButton) return false;
    if (m_corners.empty() && canvas().refuseWhenNotPaintable()) return true;
    if (isOnFirst(event.point_in_view)) {
        close();
        return true;
    }
    m_mouse_in_video = event.point_in_video;
    m_corners.push_back(event.point_in_video);
    changed();
    return true;
}

bool PolygonTool::move(const ToolEvent& event) {
    if (m_corners.empty()) return false;
    m_mouse_in_video = event.point_in_video;
    m_over_first = isOnFirst(event.point_in_view);
    canvas().update();
    return true;
}

bool PolygonTool::doublePress(const ToolEvent& event) {
    // The first press of the double click has set the last corner.
    if (event.button != Qt::LeftButton || m_corners.size() < 3) return press(event);
    close();
    return true;
}

bool PolygonTool::usesKey(const QKeyEvent& event) const {
    if (m_corners.empty()) return false;
    if (event.matches(QKeySequence::Undo)) return true;
    const bool plain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    return plain && (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter || event.key() == Qt::Key_Backspace);
}

void PolygonTool::keyPress(const QKeyEvent& event) {
    if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter)
        close();
    else
        removeLastCorner();
}

void PolygonTool::removeLastCorner() {
    if (m_corners.empty()) return;
    m_corners.pop_back();
    changed();
}

void PolygonTool::close() {
    if (m_corners.size() < 3) {
        Q_EMIT canvas().strokeRefused(tr("A polygon needs three corners at least"));
        return;
    }
    const std::vector<PointF> corners = std::exchange(m_corners, {});
    m_over_first = false;
    if (canvas().beginStroke()) {
        const MaskRle& before = canvas().maskBeforeStroke();
        canvas().replaceStroke(combined(before, filledPolygon(before.size(), corners), m_how));
        canvas().endStroke();
    }
    changed();
}

bool PolygonTool::cancel() {
    if (m_corners.empty()) return false;
    m_corners.clear();
    changed();
    return true;
}

std::string PolygonTool::editTitle() const {
    return m_how == MaskCombination::Unite ? "polygon" : "subtract polygon";
}

void PolygonTool::paint(QPainter& painter, const ViewGeometry& geometry) const {
    if (m_corners.empty()) return;
    QPolygonF line;
    for (const PointF& corner : m_corners)
        line.append(geometry.pointInView(corner));
    const QPointF mouse = geometry.pointInView(m_mouse_in_video);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPolygonF area = line;
    area.append(mouse);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(255, 255, 255, 30));
    painter.drawPolygon(area, Qt::OddEvenFill);
    painter.setBrush(Qt::NoBrush);
    QPen light(Qt::white, 1.4);
    if (m_how == MaskCombination::Subtract) light.setDashPattern({3.0, 3.0});
    for (const QPen& pen : {QPen(QColor(0, 0, 0, 190), 3.2), light}) {
        painter.setPen(pen);
        painter.drawPolyline(line);
        painter.drawLine(line.last(), m_over_first ? line.first() : mouse);
    }
    painter.setPen(QPen(QColor(0, 0, 0, 220), 1.2));
    for (qsizetype i = 0; i < line.size(); ++i) {
        const bool closes = i == 0 && m_corners.size() >= 3;
        painter.setBrush(closes && m_over_first ? QColor(90, 220, 130) : QColor(Qt::white));
        const double radius = closes ? kCornerRadius + 2.0 : kCornerRadius;
        painter.drawEllipse(line[i], radius, radius);
    }
    painter.restore();
}

QCursor PolygonTool::cursor() const {
    return canvas().whyNotPaintable() ? Qt::ForbiddenCursor : Qt::CrossCursor;
}

QString PolygonTool::hint() const {
    if (const auto reason = canvas().whyNotPaintable()) return *reason;
    if (!m_corners.empty())
        return tr(
            "Click: next corner  ·  Enter or double click: close  ·  Backspace: take the last back  ·  Esc: drop");
    return m_how == MaskCombination::Unite ? tr("Click: first corner of what to add to the mask")
                                           : tr("Click: first corner of what to take away from the mask");
}

} // namespace soundmask
