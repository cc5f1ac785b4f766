#pragma once

#include <QCoreApplication>
#include <QImage>
#include <QList>
#include <QMap>
#include <QSet>

#include "widgets/timeline/timeline_lane.h"

namespace soundmask {

/// Thumbnails along the time axis. From one second a cell on, the picture is the key frame of its first second.
class FilmLane : public TimelineLane {
    Q_DECLARE_TR_FUNCTIONS(soundmask::FilmLane)

  public:
    QString name() const override { return QStringLiteral("film"); }
    QString title() const override;
    double fullHeight() const override { return 58.0; }
    void paint(QPainter& painter, const LaneContext& context) const override;
    void clear() override;

    /// Width / height of the pictures.
    void setAspect(double aspect);
    void setThumbnail(double time_s, const QImage& picture);
    /// Times of visible cells without a picture that were not asked for yet, nearest to the middle first; they count as
    /// asked for afterwards.
    QList<double> takeMissing(const TimeAxis& axis, const std::vector<KeyFrameMark>& marks);

  private:
    struct Cell {
        TimeSpan span;
        double picture_time_s;
    };
    std::vector<Cell> cells(const TimeAxis& axis, TimeSpan span, const std::vector<KeyFrameMark>& marks) const;
    double step(const TimeAxis& axis) const;
    const QImage* nearest(double time_s, double tolerance_s) const;

    double m_aspect = 16.0 / 9.0;
    QMap<qint64, QImage> m_pictures; ///< by time in milliseconds
    QSet<qint64> m_asked;
};

} // namespace soundmask
