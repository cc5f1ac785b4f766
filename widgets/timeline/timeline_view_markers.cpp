// Markers of TimelineView as people handle them: found under the mouse, and their names typed where they stand.
#include <QLineEdit>
#include <QScrollBar>
#include <algorithm>

#include "widgets/timeline/markers_lane.h"
#include "widgets/timeline/ruler_lane.h"
#include "widgets/timeline/timeline_view.h"

namespace soundmask {

namespace {
constexpr int kEditWidth = 180;
} // namespace

const TimelineMarker* TimelineView::markerAt(QPointF position) const {
    const auto lanes = placedLanes();
    const PlacedLane* placed = laneAt(lanes, position.y());
    const bool on_lane = placed != nullptr && placed->lane == m_markers && position.x() >= kHeaderWidth;
    return on_lane ? m_markers->markerAt(position.x() - kHeaderWidth, m_axis) : nullptr;
}

const TimelineMarker* TimelineView::markerOn(qint64 frame) const {
    const auto& markers = m_markers->markers();
    const auto found = std::ranges::find(markers, frame, &TimelineMarker::frame);
    return found == markers.end() ? nullptr : &*found;
}

void TimelineView::editMarker(qint64 frame) {
    endMarkerEdit(true); // of another one
    const TimelineMarker* marker = markerOn(frame);
    if (marker == nullptr) return;
    if (m_axis.keepInSight(marker->time_s)) axisChanged();
    verticalScrollBar()->setValue(0); // its lane is the first that scrolls under the ruler
    m_edited_marker = frame;
    m_focus_before_edit = window()->focusWidget();
    m_marker_edit = new QLineEdit(marker->name, viewport());
    m_marker_edit->setAccessibleName(tr("Name of the marker"));
    connect(m_marker_edit, &QLineEdit::editingFinished, this, [this] { endMarkerEdit(true); });
    placeMarkerEdit();
    m_marker_edit->selectAll();
    m_marker_edit->show();
    m_marker_edit->setFocus();
}

void TimelineView::endMarkerEdit(bool accept) {
    if (m_marker_edit == nullptr) return;
    // First of all: giving the keyboard away ends the editing, too.
    QLineEdit* edit = std::exchange(m_marker_edit, nullptr);
    const QString name = edit->text().trimmed();
    if (edit->hasFocus() && m_focus_before_edit) m_focus_before_edit->setFocus();
    edit->hide();
    edit->deleteLater();
    const TimelineMarker* marker = markerOn(m_edited_marker);
    if (accept && marker != nullptr && !name.isEmpty() && name != marker->name)
        Q_EMIT markerRenamed(m_edited_marker, name);
}

void TimelineView::placeMarkerEdit() {
    if (m_marker_edit == nullptr) return;
    const TimelineMarker* marker = markerOn(m_edited_marker);
    if (marker == nullptr) return endMarkerEdit(false); // it was deleted or undone
    const auto lanes = placedLanes();
    const auto lane = std::ranges::find(lanes, m_markers, &PlacedLane::lane);
    if (lane == lanes.end()) return endMarkerEdit(false);
    const int height = m_marker_edit->sizeHint().height();
    const int middle = qRound(lane->rect.center().y());
    const int width = std::min(kEditWidth, viewport()->width() - kHeaderWidth);
    const int left = std::clamp(kHeaderWidth + qRound(m_axis.xOf(marker->time_s)), kHeaderWidth,
                                std::max(kHeaderWidth, viewport()->width() - width));
    m_marker_edit->setGeometry(left, std::max(0, middle - height / 2), width, height);
}

} // namespace soundmask
