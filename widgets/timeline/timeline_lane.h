#pragma once

#include <QColor>
#include <QRectF>
#include <QString>
#include <span>
#include <vector>

#include "widgets/common/theme.h"
#include "widgets/timeline/time_axis.h"
#include "widgets/timeline/timeline_data.h"

class QPainter;

namespace soundmask {

/// What a lane needs to paint itself. The painter's x = 0 is the left end of the axis.
struct LaneContext {
    const TimeAxis& axis;
    QRectF rect;     ///< of the lane
    double dirty_x0; ///< only this stretch has to be painted
    double dirty_x1;
    const Theme& theme;
    const std::vector<KeyFrameMark>& marks;

    TimeSpan dirtySpan() const { return {axis.timeAt(dirty_x0), axis.timeAt(dirty_x1)}; }
};

/// One line of the name column.
struct LaneRow {
    QString title;
    QColor colour; ///< a swatch; invalid for none
    bool active = false;
};

/// One kind of content along the time axis. Lanes hold what they show and know no widget.
class TimelineLane {
  public:
    virtual ~TimelineLane() = default;

    /// Stable name, for settings.
    virtual QString name() const = 0;
    virtual QString title() const = 0;
    virtual double fullHeight() const = 0;
    virtual bool isCollapsible() const { return true; }
    virtual bool isEmpty() const { return false; }
    /// Names below each other in the column at the left; one for most lanes.
    virtual std::vector<LaneRow> rows() const { return {{title(), {}, false}}; }
    virtual void paint(QPainter& painter, const LaneContext& context) const = 0;
    /// \p y counts from the lane's top. Empty for none.
    virtual QString toolTip(double /*t_s*/, double /*y*/, const LaneContext&) const { return {}; }
    /// Forgets what belongs to the clip.
    virtual void clear() {}

    double height() const { return collapsed ? kCollapsedHeight : fullHeight(); }

    static constexpr double kCollapsedHeight = 20.0;
    bool collapsed = false;
};

} // namespace soundmask
