#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "widgets/timeline/markers_lane.h"
#include "widgets/timeline/object_lanes.h"
#include "widgets/timeline/ruler_lane.h"
#include "widgets/timeline/timeline_view.h"

namespace soundmask {

namespace {

constexpr double kEdgeReach = 5.0;
constexpr double kSnapReach = 12.0;
/// Of a mouse with steps; touch pads send parts of it.
constexpr double kWheelNotch = 120.0;
constexpr double kWheelZoom = 1.25;
constexpr double kWheelPan = 80.0;
constexpr double kChevronRoom = 22.0;

/// The element of sorted \p times nearest to \p time_s.
std::optional<double> nearestOf(const std::vector<double>& times, double time_s) {
    if (times.empty()) return std::nullopt;
    const auto above = std::lower_bound(times.begin(), times.end(), time_s);
    if (above == times.begin()) return times.front();
    if (above == times.end() || time_s - *std::prev(above) <= *above - time_s) return *std::prev(above);
    return *above;
}

} // namespace

double TimelineView::snapped(double time_s) const {
    const double reach_s = kSnapReach / std::max(1e-9, m_axis.pixelsPerSecond());
    // An onset in reach comes first: pictures are so many that one is always near.
    if (const auto onset = nearestOf(m_onsets, time_s); onset && std::abs(*onset - time_s) <= reach_s) return *onset;
    for (const TimelineMarker& marker : m_markers->markers())
        if (std::abs(marker.time_s - time_s) <= reach_s) return marker.time_s;
    return nearestOf(m_frame_times, time_s).value_or(time_s);
}

double TimelineView::timeUnder(QPointF position, Qt::KeyboardModifiers modifiers) const {
    const double time = std::clamp(m_axis.timeAt(position.x() - kHeaderWidth), 0.0, m_axis.duration_s());
    return modifiers.testFlag(Qt::AltModifier) != m_snapping ? snapped(time) : time;
}

std::optional<double> TimelineView::rangeAnchorAt(QPointF position) const {
    if (!m_range || position.x() < kHeaderWidth || position.y() >= RulerLane::kScaleHeight) return std::nullopt;
    const double x = position.x() - kHeaderWidth;
    const double to_begin = std::abs(x - m_axis.xOf(m_range->begin_s));
    const double to_end = std::abs(x - m_axis.xOf(m_range->end_s));
    if (std::min(to_begin, to_end) > kEdgeReach) return std::nullopt;
    return to_begin < to_end ? m_range->end_s : m_range->begin_s;
}

void TimelineView::dragRangeTo(double time_s) {
    const TimeSpan range{std::min(m_range_anchor_s, time_s), std::max(m_range_anchor_s, time_s)};
    if (m_range == range) return;
    setRange(range);
    Q_EMIT rangeChanged(m_range);
}

void TimelineView::mousePressEvent(QMouseEvent* event) {
    const QPointF position = event->position();
    const auto lanes = placedLanes();
    const PlacedLane* placed = laneAt(lanes, position.y());
    if (m_drag != Drag::None || m_axis.isEmpty()) return;
    m_press = position;
    if (event->button() == Qt::MiddleButton) {
        m_drag = Drag::Pan;
    } else if (event->button() == Qt::LeftButton && position.x() < kHeaderWidth) {
        if (placed != nullptr) pressHeader(*placed, position);
    } else if (event->button() == Qt::LeftButton) {
        const auto anchor = rangeAnchorAt(position);
        if (anchor || event->modifiers().testFlag(Qt::ShiftModifier)) {
            m_drag = Drag::Range;
            m_range_anchor_s = anchor ? *anchor : timeUnder(position, event->modifiers());
        } else {
            m_drag = Drag::Pressed;
        }
    }
    updateCursor(position);
}

void TimelineView::pressHeader(const PlacedLane& placed, QPointF position) {
    const bool on_chevron =
        position.x() < kChevronRoom && position.y() - placed.rect.top() < std::min(placed.rect.height(), 30.0);
    if (placed.lane == m_objects && !on_chevron) {
        const ObjectLaneData* object = m_objects->objectAt(position.y() - placed.rect.top());
        if (object != nullptr) Q_EMIT objectClicked(object->id, m_position_s);
    } else if (placed.lane->isCollapsible()) {
        setLaneCollapsed(placed.lane->name(), !placed.lane->collapsed);
    }
}

void TimelineView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF position = event->position();
    const double time = timeUnder(position, event->modifiers());
    switch (m_drag) {
    case Drag::None:
        updateCursor(position);
        break;
    case Drag::Pressed:
        if (std::abs(position.x() - m_press.x()) < QApplication::startDragDistance()) break;
        m_drag = Drag::Scrub;
        Q_EMIT scrubStarted(timeUnder(m_press, event->modifiers()));
        Q_EMIT scrubMoved(time);
        break;
    case Drag::Scrub:
        Q_EMIT scrubMoved(time);
        break;
    case Drag::Range:
        dragRangeTo(time);
        break;
    case Drag::Pan:
        m_axis.panBy(m_press.x() - position.x());
        m_press = position;
        axisChanged();
        break;
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event) {
    const bool is_pan = m_drag == Drag::Pan;
    if (m_drag == Drag::None || event->button() != (is_pan ? Qt::MiddleButton : Qt::LeftButton)) return;
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (drag == Drag::Pressed) click(event->position(), event->modifiers());
    if (drag == Drag::Scrub) Q_EMIT scrubEnded(timeUnder(event->position(), event->modifiers()));
    if (drag == Drag::Range && m_range && m_range->duration_s() <= 0.0) {
        setRange(std::nullopt);
        Q_EMIT rangeChanged(m_range);
    }
    updateCursor(event->position());
}

void TimelineView::click(QPointF position, Qt::KeyboardModifiers modifiers) {
    const auto lanes = placedLanes();
    const PlacedLane* placed = laneAt(lanes, position.y());
    double time = timeUnder(position, modifiers);
    if (placed != nullptr && placed->lane == m_ruler && position.y() >= RulerLane::kScaleHeight) {
        // A key frame's mark goes to just that picture.
        const double reach_s = kSnapReach / std::max(1e-9, m_axis.pixelsPerSecond());
        for (const KeyFrameMark& mark : m_marks)
            if (std::abs(mark.key_frame.time_s - time) <= reach_s) time = mark.key_frame.time_s;
    }
    if (const TimelineMarker* marker = markerAt(position)) time = marker->time_s;
    Q_EMIT seekRequested(time);
    if (placed == nullptr || placed->lane != m_objects) return;
    if (const ObjectLaneData* object = m_objects->objectAt(position.y() - placed->rect.top()))
        Q_EMIT objectClicked(object->id, time);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event) {
    const TimelineMarker* marker = markerAt(event->position());
    if (marker != nullptr && event->button() == Qt::LeftButton)
        editMarker(marker->frame);
    else
        mousePressEvent(event);
}

void TimelineView::wheelEvent(QWheelEvent* event) {
    if (m_axis.isEmpty()) return;
    const QPointF position = event->position();
    const QPoint delta = event->angleDelta();
    const bool sideways = std::abs(delta.x()) > std::abs(delta.y());
    // Alt turns a vertical wheel into a horizontal one; here Alt means snapping and is of no account.
    const bool pans =
        event->modifiers().testFlag(Qt::ShiftModifier) || (sideways && !event->modifiers().testFlag(Qt::AltModifier));
    const double notches = (sideways ? delta.x() : delta.y()) / kWheelNotch;
    event->accept();
    if (notches == 0.0) return;
    if (position.x() < kHeaderWidth && !pans) {
        QScrollBar* bar = verticalScrollBar();
        bar->setValue(bar->value() - static_cast<int>(std::lround(notches * bar->singleStep())));
        return;
    }
    if (pans)
        m_axis.panBy(-notches * kWheelPan);
    else
        m_axis.zoomAt(position.x() - kHeaderWidth, std::pow(kWheelZoom, notches));
    axisChanged();
}

void TimelineView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_marker_edit != nullptr)
        endMarkerEdit(false);
    else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal)
        zoomIn();
    else if (event->key() == Qt::Key_Minus)
        zoomOut();
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event) {
    if (m_axis.isEmpty() || m_drag != Drag::None) return;
    const bool by_mouse = event->reason() == QContextMenuEvent::Mouse;
    if (const TimelineMarker* marker = by_mouse ? markerAt(event->pos()) : nullptr) {
        Q_EMIT markerMenuRequested(marker->frame, event->globalPos());
        return;
    }
    QMenu menu(this);
    fillMenu(menu);
    menu.exec(event->globalPos());
}

void TimelineView::fillMenu(QMenu& menu) {
    // Folding by the mouse is done on the names; this is the way by keys.
    for (const auto& lane : m_lanes) {
        if (!lane->isCollapsible() || lane->isEmpty()) continue;
        QAction* action = menu.addAction(tr("%1 unfolded").arg(lane->title()));
        action->setCheckable(true);
        action->setChecked(!lane->collapsed);
        connect(action, &QAction::toggled, this, [this, name = lane->name()](bool on) { setLaneCollapsed(name, !on); });
    }
    menu.addSeparator();
    menu.addAction(tr("Zoom in (+)"), this, &TimelineView::zoomIn);
    menu.addAction(tr("Zoom out (-)"), this, &TimelineView::zoomOut);
    menu.addAction(tr("Show the whole clip"), this, &TimelineView::showAll);
    QAction* clear = menu.addAction(tr("Clear the range"), this, [this] {
        setRange(std::nullopt);
        Q_EMIT rangeChanged(m_range);
    });
    clear->setEnabled(m_range.has_value());
}

void TimelineView::focusInEvent(QFocusEvent* event) {
    // Those who click know where they are; those who use Tab must see it.
    m_focus_ring_shown = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                         event->reason() == Qt::ShortcutFocusReason;
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent*) {
    viewport()->update();
}

void TimelineView::updateCursor(QPointF position) {
    Qt::CursorShape shape = Qt::ArrowCursor;
    if (m_drag == Drag::Pan)
        shape = Qt::ClosedHandCursor;
    else if (m_drag == Drag::Range || (m_drag == Drag::None && rangeAnchorAt(position)))
        shape = Qt::SplitHCursor;
    if (viewport()->cursor().shape() != shape) viewport()->setCursor(shape);
}

bool TimelineView::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString text = toolTipAt(help->pos());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text, viewport());
    return true;
}

QString TimelineView::toolTipAt(QPointF position) const {
    const auto lanes = placedLanes();
    const PlacedLane* placed = laneAt(lanes, position.y());
    if (placed == nullptr || m_axis.isEmpty()) return {};
    const double y = position.y() - placed->rect.top();
    if (position.x() >= kHeaderWidth)
        return placed->lane->toolTip(m_axis.timeAt(position.x() - kHeaderWidth), y,
                                     context(*placed, 0.0, m_axis.width()));
    if (placed->lane == m_objects && !m_objects->collapsed) {
        const ObjectLaneData* object = m_objects->objectAt(y);
        return object == nullptr ? QString()
                                 : tr("%1: click to edit it, the arrow folds all objects").arg(object->name);
    }
    if (!placed->lane->isCollapsible()) return {};
    return placed->lane->collapsed ? tr("Click to unfold") : tr("Click to fold");
}

} // namespace soundmask
