#pragma once

#include <QAbstractScrollArea>
#include <QImage>
#include <QPointer>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "widgets/timeline/time_axis.h"
#include "widgets/timeline/timeline_data.h"
#include "widgets/timeline/waveform_data.h"

class QLineEdit;
class QMenu;

namespace soundmask {

class FilmLane;
class MarkersLane;
class ObjectsLane;
class RulerLane;
class ScoresLane;
class SpectrogramLane;
class TimelineLane;
class WaveformLane;
struct LaneContext;

/// The only place for time: one zoomable axis over a ruler, a film strip, the sound, its spectrogram and a lane for
/// each object. Wheel zooms at the cursor, Shift+wheel (or a horizontal wheel) pans, a click seeks, a drag scrubs,
/// Shift+drag marks a range, Alt turns snapping to pictures, onsets and markers on or off, the edges of the range can
/// be dragged in the ruler. Draws what is visible only. GUI thread.
class TimelineView : public QAbstractScrollArea {
    Q_OBJECT
  public:
    explicit TimelineView(QWidget* parent = nullptr);
    ~TimelineView() override;

    /// A new clip of \p duration_s: all lanes are emptied and the whole clip is shown. 0 for no clip.
    void setDuration(double duration_s);
    /// When pictures are shown, sorted; for snapping and the ruler at high zoom.
    void setFrameTimes(std::vector<double> times_s);
    void setKeyFrames(std::vector<KeyFrameMark> marks);
    void setWaveform(WaveformData waveform);
    /// \p picture covers \p span from left to right, low frequencies at the bottom.
    void setSpectrogram(const QImage& picture, TimeSpan span);
    /// Says in the sound lanes why they are empty, e.g. "No sound track".
    void setSoundMessage(const QString& message);
    /// Where sounds begin, ascending.
    void setOnsets(std::vector<double> times_s);
    /// The onset nearest after (\p direction > 0) or before \p time_s.
    std::optional<double> nextOnset(double time_s, int direction) const;
    void setMarkers(std::vector<TimelineMarker> markers);
    /// Lets people type another name for the marker of \p frame where it stands: Enter or a click elsewhere takes it
    /// (markerRenamed), Esc leaves it. Nothing without that marker.
    void editMarker(qint64 frame);
    void setObjects(std::vector<ObjectLaneData> objects);
    void setScores(std::vector<ScoreLaneData> scores);
    /// The picture near \p time_s, asked for by thumbnailsNeeded.
    void setThumbnail(double time_s, const QImage& picture);
    /// Width / height of thumbnails.
    void setPictureAspect(double aspect);

    /// Moves the play head; while \p follow the view pages along.
    void setPosition(double time_s, bool follow = false);
    double position() const { return m_position_s; }
    /// The marked range; nullopt for none.
    void setRange(std::optional<TimeSpan> range);
    std::optional<TimeSpan> range() const { return m_range; }
    /// Whether the range is played again and again; drawn differently.
    void setLooping(bool looping);
    /// Whether clicks and drags snap to onsets and pictures; with Alt they do the opposite.
    void setSnapping(bool snaps) { m_snapping = snaps; }

    const TimeAxis& axis() const { return m_axis; }
    void zoomIn();
    void zoomOut();
    void showAll();
    void showSpan(TimeSpan span);

    /// Lanes by name: "film", "sound", "spectrogram", "objects", "scores".
    void setLaneCollapsed(const QString& lane, bool collapsed);
    bool isLaneCollapsed(const QString& lane) const;

    QSize sizeHint() const override;
    /// Width of the column with lane names, in view pixels.
    static constexpr int kHeaderWidth = 132;

  Q_SIGNALS:
    void seekRequested(double time_s);
    void scrubStarted(double time_s);
    void scrubMoved(double time_s);
    void scrubEnded(double time_s);
    void rangeChanged(std::optional<soundmask::TimeSpan> range);
    /// Pictures wanted for the film strip, nearest to the middle of the view first; each time is asked for once.
    void thumbnailsNeeded(const QList<double>& times_s);
    void objectClicked(soundmask::LayerId layer, double time_s);
    void markerRenamed(qint64 frame, const QString& name);
    /// The right button was pressed on a marker.
    void markerMenuRequested(qint64 frame, const QPoint& place_on_screen);
    void visibleSpanChanged(soundmask::TimeSpan span);
    void laneCollapsedChanged(const QString& lane, bool collapsed);

  protected:
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent* event) override;

  private:
    /// A lane with its rectangle in the viewport, name column included.
    struct PlacedLane {
        TimelineLane* lane;
        QRectF rect;
    };
    enum class Drag { None, Pressed, Scrub, Range, Pan };

    template <typename Lane>
    Lane* addLane();
    /// The lanes that are shown, from top to bottom.
    std::vector<PlacedLane> placedLanes() const;
    const PlacedLane* laneAt(const std::vector<PlacedLane>& lanes, double y) const;
    TimelineLane* laneNamed(const QString& name) const;
    double laneWidth() const;
    void axisChanged();
    void layoutChanged();
    void syncBars();
    void updateLane(const TimelineLane* lane);
    void updateStretch(TimeSpan span);
    void askForThumbnails();
    double timeUnder(QPointF position, Qt::KeyboardModifiers modifiers) const;
    double snapped(double time_s) const;
    /// The edge that stays when the one at \p position is dragged; nullopt where there is no edge.
    std::optional<double> rangeAnchorAt(QPointF position) const;
    void dragRangeTo(double time_s);
    void fillMenu(QMenu& menu);
    const TimelineMarker* markerAt(QPointF position) const;
    const TimelineMarker* markerOn(qint64 frame) const;
    void endMarkerEdit(bool accept);
    void placeMarkerEdit();
    void pressHeader(const PlacedLane& placed, QPointF position);
    void click(QPointF position, Qt::KeyboardModifiers modifiers);
    void updateCursor(QPointF position);
    void paintHeader(QPainter& painter, const PlacedLane& placed) const;
    void paintLanes(QPainter& painter, QRectF dirty) const;
    void paintMarkers(QPainter& painter, QRectF lanes_rect) const;
    void paintRange(QPainter& painter, QRectF lanes_rect) const;
    void paintPlayHead(QPainter& painter, QRectF lanes_rect) const;
    LaneContext context(const PlacedLane& placed, double dirty_x0, double dirty_x1) const;
    QString toolTipAt(QPointF position) const;

    TimeAxis m_axis;
    std::vector<std::unique_ptr<TimelineLane>> m_lanes;
    RulerLane* m_ruler = nullptr;
    MarkersLane* m_markers = nullptr;
    FilmLane* m_film = nullptr;
    WaveformLane* m_wave = nullptr;
    SpectrogramLane* m_spectrogram = nullptr;
    ObjectsLane* m_objects = nullptr;
    ScoresLane* m_scores = nullptr;
    QLineEdit* m_marker_edit = nullptr; ///< while a name is typed
    qint64 m_edited_marker = -1;
    QPointer<QWidget> m_focus_before_edit;
    std::vector<double> m_frame_times;
    std::vector<double> m_onsets;
    std::vector<KeyFrameMark> m_marks;
    double m_position_s = 0.0;
    std::optional<TimeSpan> m_range;
    bool m_looping = false;
    bool m_snapping = false;
    Drag m_drag = Drag::None;
    QPointF m_press;
    double m_range_anchor_s = 0.0; ///< the edge that stays while the other one is dragged
    bool m_syncing_bars = false;
    bool m_focus_ring_shown = false;
    QTimer m_thumbnail_timer;
};

} // namespace soundmask
