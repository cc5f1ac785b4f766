#pragma once

#include <QCoreApplication>

#include "widgets/timeline/timeline_lane.h"

namespace soundmask {

/// The clip's markers: a flag with its name at each; a name ends where the next flag stands.
class MarkersLane : public TimelineLane {
    Q_DECLARE_TR_FUNCTIONS(soundmask::MarkersLane)

  public:
    QString name() const override { return QStringLiteral("markers"); }
    QString title() const override;
    double fullHeight() const override { return 22.0; }
    bool isEmpty() const override { return m_markers.empty(); }
    bool isCollapsible() const override { return false; }
    void paint(QPainter& painter, const LaneContext& context) const override;
    QString toolTip(double t_s, double y, const LaneContext& context) const override;
    void clear() override { m_markers.clear(); }

    /// Ascending.
    void setMarkers(std::vector<TimelineMarker> markers) { m_markers = std::move(markers); }
    const std::vector<TimelineMarker>& markers() const { return m_markers; }
    /// The marker whose flag or name is at \p x of \p axis, or null.
    const TimelineMarker* markerAt(double x, const TimeAxis& axis) const;

  private:
    /// How far the flag and the name of marker \p i reach.
    double rightOf(std::size_t i, const TimeAxis& axis) const;

    std::vector<TimelineMarker> m_markers;
};

} // namespace soundmask
