#pragma once

#include "core/base/time.h"

namespace soundmask {

/// Which stretch of time a timeline shows, and where. `x` is in view pixels from the left edge of the lanes.
class TimeAxis {
  public:
    /// The shortest stretch that can be shown.
    static constexpr double kMinSpan_s = 0.02;

    TimeAxis() = default;
    /// Shows all of \p duration_s on \p width pixels.
    TimeAxis(double duration_s, double width);

    double duration_s() const { return m_duration_s; }
    double width() const { return m_width; }
    TimeSpan visible() const { return m_visible; }
    bool isEmpty() const { return m_duration_s <= 0.0 || m_width <= 0.0; }
    double pixelsPerSecond() const { return isEmpty() ? 0.0 : m_width / m_visible.duration_s(); }

    double xOf(double t_s) const;
    double timeAt(double x) const;

    void setWidth(double width);
    /// \p factor > 1 shows less time; the time under \p x stays there (unless the clip's ends are in the way).
    void zoomAt(double x, double factor);
    void panBy(double dx);
    void setVisible(TimeSpan span);
    void showAll();
    /// Pans so that \p t_s is visible, by a page when it is beyond the right edge. Returns whether it moved.
    bool keepInSight(double t_s);

    bool operator==(const TimeAxis&) const = default;

  private:
    double m_duration_s = 0.0;
    double m_width = 0.0;
    TimeSpan m_visible;
};

/// A round distance between ruler marks that leaves at least \p min_pixels between them, in seconds.
double rulerStep(double pixels_per_second, double min_pixels);

} // namespace soundmask
