#pragma once

#include <QCoreApplication>

#include "widgets/timeline/timeline_lane.h"

namespace soundmask {

/// Time marks above, key frames with their state below.
class RulerLane : public TimelineLane {
    Q_DECLARE_TR_FUNCTIONS(soundmask::RulerLane)

  public:
    QString name() const override { return QStringLiteral("ruler"); }
    QString title() const override;
    double fullHeight() const override { return 40.0; }
    bool isCollapsible() const override { return false; }
    void paint(QPainter& painter, const LaneContext& context) const override;
    QString toolTip(double t_s, double y, const LaneContext& context) const override;

    /// Height of the part with the time marks, where range edges are dragged.
    static constexpr double kScaleHeight = 22.0;
};

/// Draws the mark of a key frame: hollow = nothing yet, dot in it = pre-encoded, disc = predicted, diamond = edited,
/// disc with tick = checked.
void paintKeyFrameMark(QPainter& painter, QPointF centre, const KeyFrameMark& mark, const Theme& theme);

} // namespace soundmask
