#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "widgets/timeline/markers_lane.h"
#include "widgets/timeline/object_lanes.h"
#include "widgets/timeline/ruler_lane.h"
#include "widgets/timeline/timeline_view.h"

namespace soundmask {

namespace {

constexpr double kHeadHalfWidth = 6.0;
constexpr double kHeadHeight = 12.0;
constexpr double kSwatch = 10.0;

/// A small arrow that points to the right, or down.
void paintChevron(QPainter& painter, QPointF centre, bool down, const QColor& colour) {
    QPolygonF arrow = down ? QPolygonF({{-4, -2}, {0, 2}, {4, -2}}) : QPolygonF({{-2, -4}, {2, 0}, {-2, 4}});
    arrow.translate(centre);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(arrow);
}

} // namespace

LaneContext TimelineView::context(const PlacedLane& placed, double dirty_x0, double dirty_x1) const {
    return {m_axis,         QRectF(0.0, placed.rect.top(), m_axis.width(), placed.rect.height()),
            dirty_x0,       dirty_x1,
            themeOf(*this), m_marks};
}

void TimelineView::paintEvent(QPaintEvent* event) {
    const Theme& theme = themeOf(*this);
    QPainter painter(viewport());
    // Rectangle by rectangle: while it plays, the play head's old and new place are narrow and may lie far apart.
    for (const QRect& part : event->region()) {
        painter.save();
        painter.setClipRect(part);
        painter.fillRect(part, theme.window);
        if (part.right() >= kHeaderWidth && !m_axis.isEmpty()) paintLanes(painter, part);
        if (part.left() < kHeaderWidth) {
            painter.setClipRect(part.intersected(QRect(0, 0, kHeaderWidth, viewport()->height())));
            const auto lanes = placedLanes();
            // Backwards: the ruler comes last, over what has been scrolled under it.
            for (auto placed = lanes.rbegin(); placed != lanes.rend(); ++placed)
                if (placed->rect.intersects(part)) paintHeader(painter, *placed);
            painter.setPen(theme.border);
            painter.drawLine(QPointF(kHeaderWidth - 0.5, 0), QPointF(kHeaderWidth - 0.5, viewport()->height()));
        }
        painter.restore();
    }
    if (m_axis.isEmpty()) {
        painter.setPen(theme.muted_text);
        painter.drawText(viewport()->rect().adjusted(kHeaderWidth + 12, 0, -12, 0), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Open a clip to see its film, sound and objects along one time axis."));
    }
    if (hasFocus() && m_focus_ring_shown) paintFocusRing(painter, viewport()->rect(), theme, 2.0);
}

void TimelineView::paintLanes(QPainter& painter, QRectF dirty) const {
    const Theme& theme = themeOf(*this);
    const auto lanes = placedLanes();
    const QRectF area = QRectF(kHeaderWidth, 0, laneWidth(), viewport()->height()).intersected(dirty);
    painter.save();
    painter.setClipRect(area);
    painter.translate(kHeaderWidth, 0);
    const double x0 = area.left() - kHeaderWidth, x1 = area.right() - kHeaderWidth;
    for (auto placed = lanes.rbegin(); placed != lanes.rend(); ++placed) {
        if (!placed->rect.intersects(area)) continue;
        painter.save();
        painter.setClipRect(placed->rect.translated(-kHeaderWidth, 0), Qt::IntersectClip);
        placed->lane->paint(painter, context(*placed, x0, x1));
        painter.restore();
        painter.setPen(theme.border);
        const double line = placed->rect.bottom() - 0.5;
        painter.drawLine(QPointF(x0, line), QPointF(x1, line));
    }
    const double bottom = lanes.back().rect.bottom();
    paintMarkers(painter, QRectF(0, 0, m_axis.width(), bottom));
    paintRange(painter, QRectF(0, 0, m_axis.width(), bottom));
    paintPlayHead(painter, QRectF(0, 0, m_axis.width(), bottom));
    painter.restore();
}

void TimelineView::paintMarkers(QPainter& painter, QRectF lanes_rect) const {
    for (const TimelineMarker& marker : m_markers->markers()) {
        QColor colour = marker.colour;
        colour.setAlpha(160);
        const double top = RulerLane::kScaleHeight;
        painter.fillRect(QRectF(std::round(m_axis.xOf(marker.time_s)), top, 1.0, lanes_rect.bottom() - top), colour);
    }
}

void TimelineView::paintRange(QPainter& painter, QRectF lanes_rect) const {
    if (!m_range) return;
    const Theme& theme = themeOf(*this);
    const double x0 = std::round(m_axis.xOf(m_range->begin_s)), x1 = std::round(m_axis.xOf(m_range->end_s));
    QColor tint = theme.accent;
    tint.setAlpha(m_looping ? 30 : 14);
    painter.fillRect(QRectF(x0, RulerLane::kScaleHeight, x1 - x0, lanes_rect.height() - RulerLane::kScaleHeight), tint);
    tint.setAlpha(m_looping ? 150 : 80);
    painter.fillRect(QRectF(x0, 0, x1 - x0, 5.0), tint);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(theme.accent, 1.0, m_looping ? Qt::SolidLine : Qt::DashLine));
    for (const double x : {x0, x1})
        painter.drawLine(QPointF(x, 0), QPointF(x, lanes_rect.bottom()));
    // Brackets to take hold of.
    painter.fillRect(QRectF(x0 - 1.0, 0, 3.0, RulerLane::kScaleHeight), theme.accent);
    painter.fillRect(QRectF(x0, 0, 6.0, 3.0), theme.accent);
    painter.fillRect(QRectF(x1 - 1.0, 0, 3.0, RulerLane::kScaleHeight), theme.accent);
    painter.fillRect(QRectF(x1 - 6.0, 0, 6.0, 3.0), theme.accent);
}

void TimelineView::paintPlayHead(QPainter& painter, QRectF lanes_rect) const {
    const double x = std::round(m_axis.xOf(m_position_s));
    if (x < -kHeadHalfWidth || x > lanes_rect.right() + kHeadHalfWidth) return;
    const Theme& theme = themeOf(*this);
    // Lines in both theme colours, so that it stands out from pictures and waves alike.
    painter.fillRect(QRectF(x - 1.0, RulerLane::kScaleHeight, 3.0, lanes_rect.height() - RulerLane::kScaleHeight),
                     QColor(theme.field.red(), theme.field.green(), theme.field.blue(), 150));
    painter.fillRect(QRectF(x, kHeadHeight, 1.0, lanes_rect.height() - kHeadHeight), theme.text);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath head;
    head.moveTo(x + 0.5 - kHeadHalfWidth, 0.0);
    head.lineTo(x + 0.5 + kHeadHalfWidth, 0.0);
    head.lineTo(x + 0.5 + kHeadHalfWidth, kHeadHeight - kHeadHalfWidth);
    head.lineTo(x + 0.5, kHeadHeight);
    head.lineTo(x + 0.5 - kHeadHalfWidth, kHeadHeight - kHeadHalfWidth);
    head.closeSubpath();
    painter.fillPath(head, theme.text);
}

void TimelineView::paintHeader(QPainter& painter, const PlacedLane& placed) const {
    const Theme& theme = themeOf(*this);
    const QRectF column(0, placed.rect.top(), kHeaderWidth - 1, placed.rect.height());
    painter.fillRect(column, theme.window);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<LaneRow> rows = placed.lane->rows();
    const bool is_list = placed.lane == m_objects || placed.lane == m_scores;
    const double row_height = column.height() / static_cast<double>(std::max<std::size_t>(1, rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const LaneRow& row = rows[i];
        // One name over a tall lane stands at its top, the names of a list in the middle of their lines.
        const double height = is_list || placed.lane->collapsed ? row_height : std::min(row_height, 26.0);
        const QRectF line(0, column.top() + static_cast<double>(i) * row_height, column.width(), height);
        if (row.active) {
            painter.fillRect(line, theme.raised);
            painter.fillRect(QRectF(0, line.top(), 3.0, line.height()), theme.accent);
        }
        if (i == 0 && placed.lane->isCollapsible())
            paintChevron(painter, {12.0, line.center().y()}, !placed.lane->collapsed, theme.muted_text);
        double left = 24.0;
        if (row.colour.isValid()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(visibleColour(row.colour, theme));
            painter.drawRoundedRect(QRectF(left, line.center().y() - kSwatch / 2, kSwatch, kSwatch), 2, 2);
            left += kSwatch + 6.0;
        }
        painter.setPen(row.active ? theme.text : theme.muted_text);
        const QRectF room(left, line.top(), line.right() - left - 6.0, line.height());
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(row.title, Qt::ElideRight, static_cast<int>(room.width())));
    }
    painter.setPen(theme.border);
    painter.drawLine(QPointF(0, column.bottom() - 0.5), QPointF(kHeaderWidth, column.bottom() - 0.5));
}

} // namespace soundmask
