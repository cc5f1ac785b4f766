#include "widgets/timeline/time_axis.h"

#include <algorithm>
#include <cmath>

namespace soundmask {

TimeAxis::TimeAxis(double duration_s, double width)
    : m_duration_s(std::max(0.0, duration_s))
    , m_width(std::max(0.0, width))
    , m_visible{0.0, m_duration_s} {}

double TimeAxis::xOf(double t_s) const {
    return (t_s - m_visible.begin_s) * pixelsPerSecond();
}

double TimeAxis::timeAt(double x) const {
    return isEmpty() ? 0.0 : m_visible.begin_s + x / pixelsPerSecond();
}

void TimeAxis::setWidth(double width) {
    m_width = std::max(0.0, width);
}

void TimeAxis::zoomAt(double x, double factor) {
    if (isEmpty() || factor <= 0.0) return;
    const double t = timeAt(x);
    const double span = std::clamp(m_visible.duration_s() / factor, std::min(kMinSpan_s, m_duration_s), m_duration_s);
    const double begin = t - x / m_width * span;
    setVisible({begin, begin + span});
}

void TimeAxis::panBy(double dx) {
    if (isEmpty()) return;
    const double shift = dx / pixelsPerSecond();
    setVisible({m_visible.begin_s + shift, m_visible.end_s + shift});
}

void TimeAxis::setVisible(TimeSpan span) {
    const double length = std::clamp(span.duration_s(), std::min(kMinSpan_s, m_duration_s), m_duration_s);
    const double begin = std::clamp(span.begin_s, 0.0, m_duration_s - length);
    m_visible = {begin, begin + length};
}

void TimeAxis::showAll() {
    m_visible = {0.0, m_duration_s};
}

bool TimeAxis::keepInSight(double t_s) {
    if (isEmpty() || (t_s >= m_visible.begin_s && t_s <= m_visible.end_s)) return false;
    const double length = m_visible.duration_s();
    // A little of the past stays visible after paging.
    setVisible({t_s - 0.05 * length, t_s + 0.95 * length});
    return true;
}

double rulerStep(double pixels_per_second, double min_pixels) {
    constexpr double kSteps[] = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1,   2,
                                 5,     10,    15,    30,   60,   120,  300, 600, 900, 1800};
    for (const double step : kSteps)
        if (step * pixels_per_second >= min_pixels) return step;
    return 3600.0;
}

} // namespace soundmask
