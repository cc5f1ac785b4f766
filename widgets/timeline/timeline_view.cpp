#include "widgets/timeline/timeline_view.h"

#include <QEvent>
#include <QResizeEvent>
#include <QScrollBar>
#include <QStyle>
#include <algorithm>
#include <cmath>

#include "widgets/timeline/film_lane.h"
#include "widgets/timeline/markers_lane.h"
#include "widgets/timeline/object_lanes.h"
#include "widgets/timeline/ruler_lane.h"
#include "widgets/timeline/sound_lanes.h"

namespace soundmask {

namespace {

constexpr double kZoomStep = 1.6;
constexpr int kThumbnailDelay_ms = 60;
/// The horizontal bar counts in tenths of milliseconds: ten hours still fit an int.
constexpr double kBarUnitsPerSecond = 1e4;

int barUnits(double time_s) {
    return static_cast<int>(std::lround(time_s * kBarUnitsPerSecond));
}

} // namespace

template <typename Lane>
Lane* TimelineView::addLane() {
    auto lane = std::make_unique<Lane>();
    Lane* raw = lane.get();
    m_lanes.push_back(std::move(lane));
    return raw;
}

TimelineView::TimelineView(QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_ruler(addLane<RulerLane>())
    , m_markers(addLane<MarkersLane>())
    , m_film(addLane<FilmLane>())
    , m_wave(addLane<WaveformLane>())
    , m_spectrogram(addLane<SpectrogramLane>())
    , m_objects(addLane<ObjectsLane>())
    , m_scores(addLane<ScoresLane>()) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline"));
    setAccessibleDescription(tr("Film, sound and objects along the time of the clip. Plus and minus zoom."));
    // A bar that comes and goes would move all lanes while one zooms.
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    m_thumbnail_timer.setSingleShot(true);
    m_thumbnail_timer.setInterval(kThumbnailDelay_ms);
    connect(&m_thumbnail_timer, &QTimer::timeout, this, &TimelineView::askForThumbnails);
    layoutChanged();
}

TimelineView::~TimelineView() = default;

// Content -----------------------------------------------------------------------------------------------------------

void TimelineView::setDuration(double duration_s) {
    endMarkerEdit(false);
    for (const auto& lane : m_lanes)
        lane->clear();
    m_frame_times.clear();
    m_onsets.clear();
    m_marks.clear();
    m_position_s = 0.0;
    m_range.reset();
    m_drag = Drag::None;
    m_axis = TimeAxis(duration_s, laneWidth());
    verticalScrollBar()->setValue(0);
    layoutChanged();
    axisChanged();
}

void TimelineView::setFrameTimes(std::vector<double> times_s) {
    m_frame_times = std::move(times_s);
}

void TimelineView::setKeyFrames(std::vector<KeyFrameMark> marks) {
    if (marks == m_marks) return;
    m_marks = std::move(marks);
    updateLane(m_ruler);
    m_thumbnail_timer.start();
}

void TimelineView::setWaveform(WaveformData waveform) {
    m_wave->setWaveform(std::move(waveform));
    updateLane(m_wave);
}

void TimelineView::setSpectrogram(const QImage& picture, TimeSpan span) {
    m_spectrogram->setPicture(picture, span);
    updateLane(m_spectrogram);
}

void TimelineView::setSoundMessage(const QString& message) {
    m_wave->setMessage(message);
    m_spectrogram->setMessage(message);
    updateLane(m_wave);
    updateLane(m_spectrogram);
}

void TimelineView::setOnsets(std::vector<double> times_s) {
    m_onsets = times_s;
    m_wave->setOnsets(std::move(times_s));
    updateLane(m_wave);
}

std::optional<double> TimelineView::nextOnset(double time_s, int direction) const {
    // What was jumped to is not jumped to again, though the play head may be rounded.
    constexpr double kSame_s = 1e-3;
    if (direction > 0) {
        const auto after = std::upper_bound(m_onsets.begin(), m_onsets.end(), time_s + kSame_s);
        return after == m_onsets.end() ? std::nullopt : std::optional(*after);
    }
    const auto from = std::lower_bound(m_onsets.begin(), m_onsets.end(), time_s - kSame_s);
    return from == m_onsets.begin() ? std::nullopt : std::optional(*std::prev(from));
}

void TimelineView::setMarkers(std::vector<TimelineMarker> markers) {
    if (markers == m_markers->markers()) return;
    m_markers->setMarkers(std::move(markers));
    layoutChanged(); // their lines go through all lanes
    placeMarkerEdit();
}

void TimelineView::setObjects(std::vector<ObjectLaneData> objects) {
    const double height = m_objects->height();
    const bool was_empty = m_objects->isEmpty();
    m_objects->setObjects(std::move(objects));
    if (m_objects->height() != height || m_objects->isEmpty() != was_empty)
        layoutChanged();
    else
        updateLane(m_objects);
}

void TimelineView::setScores(std::vector<ScoreLaneData> scores) {
    const double height = m_scores->height();
    const bool was_empty = m_scores->isEmpty();
    m_scores->setScores(std::move(scores));
    if (m_scores->height() != height || m_scores->isEmpty() != was_empty)
        layoutChanged();
    else
        updateLane(m_scores);
}

void TimelineView::setThumbnail(double time_s, const QImage& picture) {
    m_film->setThumbnail(time_s, picture);
    updateLane(m_film);
}

void TimelineView::setPictureAspect(double aspect) {
    m_film->setAspect(aspect);
    updateLane(m_film);
    m_thumbnail_timer.start();
}

// Position and range ------------------------------------------------------------------------------------------------

void TimelineView::setPosition(double time_s, bool follow) {
    if (time_s != m_position_s) {
        updateStretch({m_position_s, m_position_s});
        m_position_s = time_s;
        updateStretch({m_position_s, m_position_s});
    }
    if (follow && m_drag == Drag::None && m_axis.keepInSight(time_s)) axisChanged();
}

void TimelineView::setRange(std::optional<TimeSpan> range) {
    if (range == m_range) return;
    if (m_range) updateStretch(*m_range);
    m_range = range;
    if (m_range) updateStretch(*m_range);
}

void TimelineView::setLooping(bool looping) {
    if (std::exchange(m_looping, looping) != looping && m_range) updateStretch(*m_range);
}

// Axis --------------------------------------------------------------------------------------------------------------

void TimelineView::zoomIn() {
    const double x = m_axis.xOf(m_position_s);
    m_axis.zoomAt(x >= 0.0 && x <= m_axis.width() ? x : m_axis.width() / 2.0, kZoomStep);
    axisChanged();
}

void TimelineView::zoomOut() {
    const double x = m_axis.xOf(m_position_s);
    m_axis.zoomAt(x >= 0.0 && x <= m_axis.width() ? x : m_axis.width() / 2.0, 1.0 / kZoomStep);
    axisChanged();
}

void TimelineView::showAll() {
    m_axis.showAll();
    axisChanged();
}

void TimelineView::showSpan(TimeSpan span) {
    m_axis.setVisible(span);
    axisChanged();
}

void TimelineView::axisChanged() {
    syncBars();
    placeMarkerEdit();
    viewport()->update();
    m_thumbnail_timer.start();
    Q_EMIT visibleSpanChanged(m_axis.visible());
}

// Lanes -------------------------------------------------------------------------------------------------------------

void TimelineView::setLaneCollapsed(const QString& name, bool collapsed) {
    TimelineLane* lane = laneNamed(name);
    if (lane == nullptr || !lane->isCollapsible() || lane->collapsed == collapsed) return;
    lane->collapsed = collapsed;
    layoutChanged();
    m_thumbnail_timer.start();
    Q_EMIT laneCollapsedChanged(name, collapsed);
}

bool TimelineView::isLaneCollapsed(const QString& name) const {
    const TimelineLane* lane = laneNamed(name);
    return lane != nullptr && lane->collapsed;
}

TimelineLane* TimelineView::laneNamed(const QString& name) const {
    for (const auto& lane : m_lanes)
        if (lane->name() == name) return lane.get();
    return nullptr;
}

std::vector<TimelineView::PlacedLane> TimelineView::placedLanes() const {
    std::vector<PlacedLane> placed;
    const double width = viewport()->width();
    double y = 0.0;
    for (const auto& lane : m_lanes) {
        if (lane->isEmpty()) continue;
        placed.push_back({lane.get(), QRectF(0.0, y, width, lane->height())});
        y += lane->height();
        // The ruler stays while the others scroll.
        if (lane.get() == m_ruler) y -= verticalScrollBar()->value();
    }
    return placed;
}

const TimelineView::PlacedLane* TimelineView::laneAt(const std::vector<PlacedLane>& lanes, double y) const {
    // In order: the ruler lies over what has been scrolled under it.
    for (const PlacedLane& placed : lanes)
        if (y >= placed.rect.top() && y < placed.rect.bottom()) return &placed;
    return nullptr;
}

double TimelineView::laneWidth() const {
    return std::max(1, viewport()->width() - kHeaderWidth);
}

void TimelineView::layoutChanged() {
    syncBars();
    viewport()->update();
    updateGeometry();
}

void TimelineView::syncBars() {
    m_syncing_bars = true;
    double height = 0.0;
    for (const auto& lane : m_lanes)
        if (!lane->isEmpty()) height += lane->height();
    QScrollBar* vertical = verticalScrollBar();
    vertical->setRange(0, std::max(0, static_cast<int>(std::ceil(height)) - viewport()->height()));
    vertical->setPageStep(viewport()->height());
    vertical->setSingleStep(static_cast<int>(ObjectsLane::kRowHeight));

    QScrollBar* horizontal = horizontalScrollBar();
    const TimeSpan visible = m_axis.visible();
    const int page = barUnits(visible.duration_s());
    horizontal->setRange(0, std::max(0, barUnits(m_axis.duration_s()) - page));
    horizontal->setPageStep(std::max(1, page));
    horizontal->setSingleStep(std::max(1, page / 20));
    horizontal->setValue(barUnits(visible.begin_s));
    m_syncing_bars = false;
}

void TimelineView::scrollContentsBy(int dx, int dy) {
    if (dy != 0) {
        viewport()->update();
        placeMarkerEdit();
    }
    if (dx == 0 || m_syncing_bars) return;
    const double begin = horizontalScrollBar()->value() / kBarUnitsPerSecond;
    m_axis.setVisible({begin, begin + m_axis.visible().duration_s()});
    axisChanged();
}

void TimelineView::updateLane(const TimelineLane* lane) {
    for (const PlacedLane& placed : placedLanes())
        if (placed.lane == lane) viewport()->update(placed.rect.toAlignedRect());
}

void TimelineView::updateStretch(TimeSpan span) {
    // The head of the play line and the handles of the range reach this far to the sides.
    constexpr double kReach = 8.0;
    const double x0 = m_axis.xOf(span.begin_s) - kReach, x1 = m_axis.xOf(span.end_s) + kReach;
    const QRectF stretch(kHeaderWidth + x0, 0.0, x1 - x0, viewport()->height());
    const QRectF lanes(kHeaderWidth, 0.0, laneWidth(), viewport()->height());
    const QRect dirty = stretch.intersected(lanes).toAlignedRect();
    if (!dirty.isEmpty()) viewport()->update(dirty);
}

void TimelineView::askForThumbnails() {
    if (m_axis.isEmpty() || m_film->collapsed || !isVisible()) return;
    const QList<double> missing = m_film->takeMissing(m_axis, m_marks);
    if (!missing.isEmpty()) Q_EMIT thumbnailsNeeded(missing);
}

// Widget ------------------------------------------------------------------------------------------------------------

QSize TimelineView::sizeHint() const {
    double height = horizontalScrollBar()->sizeHint().height();
    for (const auto& lane : m_lanes)
        if (!lane->isEmpty()) height += lane->height();
    // Room for two objects before there are any.
    return {900, static_cast<int>(height) + (m_objects->isEmpty() ? static_cast<int>(2 * ObjectsLane::kRowHeight) : 0)};
}

void TimelineView::resizeEvent(QResizeEvent*) {
    m_axis.setWidth(laneWidth());
    axisChanged();
}

void TimelineView::showEvent(QShowEvent* event) {
    QAbstractScrollArea::showEvent(event);
    m_thumbnail_timer.start();
}

void TimelineView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) viewport()->update();
    QAbstractScrollArea::changeEvent(event);
}

} // namespace soundmask
