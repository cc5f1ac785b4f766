#include "widgets/timeline/markers_lane.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace soundmask {

namespace {
constexpr double kFlagWidth = 9.0;
constexpr double kFlagHeight = 10.0;
constexpr double kNameRoom = 160.0;
constexpr double kReach = 4.0;
} // namespace

QString MarkersLane::title() const {
    return tr("Markers");
}

double MarkersLane::rightOf(std::size_t i, const TimeAxis& axis) const {
    const double x = axis.xOf(m_markers[i].time_s);
    const double next = i + 1 < m_markers.size() ? axis.xOf(m_markers[i + 1].time_s) - kReach : x + kNameRoom;
    return std::clamp(next, x + kFlagWidth, x + kNameRoom);
}

const TimelineMarker* MarkersLane::markerAt(double x, const TimeAxis& axis) const {
    // Backwards: a later flag lies over an earlier one.
    for (std::size_t i = m_markers.size(); i-- > 0;)
        if (x >= axis.xOf(m_markers[i].time_s) - kReach && x <= rightOf(i, axis)) return &m_markers[i];
    return nullptr;
}

void MarkersLane::paint(QPainter& painter, const LaneContext& context) const {
    painter.fillRect(
        QRectF(context.dirty_x0, context.rect.top(), context.dirty_x1 - context.dirty_x0, context.rect.height()),
        context.theme.field);
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t i = 0; i < m_markers.size(); ++i) {
        const double x = std::round(context.axis.xOf(m_markers[i].time_s)), right = rightOf(i, context.axis);
        if (right < context.dirty_x0 || x > context.dirty_x1) continue;
        const double top = context.rect.top() + 4.0;
        painter.fillRect(QRectF(x, top, 2.0, context.rect.bottom() - top), m_markers[i].colour);
        QPainterPath flag(QPointF(x, top));
        flag.lineTo(x + kFlagWidth, top + kFlagHeight / 2.0);
        flag.lineTo(x, top + kFlagHeight);
        flag.closeSubpath();
        painter.fillPath(flag, m_markers[i].colour);
        const QRectF room(x + kFlagWidth + 4.0, context.rect.top(), right - x - kFlagWidth - 4.0,
                          context.rect.height() - 2.0);
        if (room.width() < 12.0) continue;
        painter.setPen(context.theme.text);
        painter.drawText(
            room, Qt::AlignVCenter | Qt::AlignLeft,
            painter.fontMetrics().elidedText(m_markers[i].name, Qt::ElideRight, static_cast<int>(room.width())));
    }
}

QString MarkersLane::toolTip(double t_s, double, const LaneContext& context) const {
    const TimelineMarker* marker = markerAt(context.axis.xOf(t_s), context.axis);
    return marker ? tr("%1 at %2 s: click to go there, double-click to rename it, right click for more")
                        .arg(marker->name)
                        .arg(marker->time_s, 0, 'f', 2)
                  : QString();
}

} // namespace soundmask
