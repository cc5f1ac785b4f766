#pragma once

#include <QCoreApplication>

#include <optional>

#include "widgets/timeline/timeline_lane.h"

namespace soundmask {

/// One row for each object: a bar a second, as high as the square root of the mask's share of the picture, so that
/// small objects can be seen. Solid bars were edited by a person, hatched ones come from a model. A line below tells
/// the sound: thick = sounding, thin = silent, dotted = off screen.
class ObjectsLane : public TimelineLane {
    Q_DECLARE_TR_FUNCTIONS(soundmask::ObjectsLane)

  public:
    QString name() const override { return QStringLiteral("objects"); }
    QString title() const override;
    double fullHeight() const override;
    bool isEmpty() const override { return m_objects.empty(); }
    std::vector<LaneRow> rows() const override;
    void paint(QPainter& painter, const LaneContext& context) const override;
    QString toolTip(double t_s, double y, const LaneContext& context) const override;
    void clear() override { m_objects.clear(); }

    void setObjects(std::vector<ObjectLaneData> objects) { m_objects = std::move(objects); }
    /// The object whose row is at \p y from the lane's top.
    const ObjectLaneData* objectAt(double y) const;

    static constexpr double kRowHeight = 30.0;

  private:
    std::vector<ObjectLaneData> m_objects;
};

/// One row for each method: a number for each second. Low ones are underlined.
class ScoresLane : public TimelineLane {
    Q_DECLARE_TR_FUNCTIONS(soundmask::ScoresLane)

  public:
    QString name() const override { return QStringLiteral("scores"); }
    QString title() const override;
    double fullHeight() const override;
    bool isEmpty() const override { return m_scores.empty(); }
    std::vector<LaneRow> rows() const override;
    void paint(QPainter& painter, const LaneContext& context) const override;
    QString toolTip(double t_s, double y, const LaneContext& context) const override;
    void clear() override { m_scores.clear(); }

    void setScores(std::vector<ScoreLaneData> scores) { m_scores = std::move(scores); }

    static constexpr double kRowHeight = 24.0;
    /// Below this a result is marked as poor.
    static constexpr double kPoor = 0.5;

  private:
    std::vector<ScoreLaneData> m_scores;
};

} // namespace soundmask
