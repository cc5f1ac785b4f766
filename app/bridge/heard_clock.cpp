#include "app/bridge/heard_clock.h"

#include <algorithm>
#include <cmath>

namespace soundmask {

namespace {
/// How much of a small difference is taken over with each step.
constexpr double kFollow = 0.2;
} // namespace

double HeardClock::expectedAt(Time now) const {
    if (!m_anchor) return m_said.value_or(0.0);
    return m_anchor->frame + std::chrono::duration<double>(now - m_anchor->time).count() * m_rate_hz;
}

void HeardClock::take(Time now, double device_frame) {
    const bool moves = m_said && device_frame > *m_said;
    if (m_said && device_frame < *m_said - kJump_s * m_rate_hz) {
        // It was mistaken before. Time does not go back; it waits until the device is there again.
        m_anchor.reset();
        m_said = device_frame;
        return;
    }
    if (!moves) {
        if (!m_said) m_said = device_frame;
        if (m_anchor && m_moved && now - *m_moved > kStep) m_anchor.reset();
        return;
    }
    const double off = device_frame - expectedAt(now);
    const bool follow_gently = m_anchor && std::abs(off) < kJump_s * m_rate_hz;
    m_anchor = Anchor{now, follow_gently ? device_frame - (1.0 - kFollow) * off : device_frame};
    m_said = device_frame;
    m_moved = now;
}

double HeardClock::frameAt(Time now, std::int64_t handed_over) {
    m_heard = std::max(m_heard, std::min(expectedAt(now), static_cast<double>(handed_over)));
    return m_heard;
}

} // namespace soundmask
