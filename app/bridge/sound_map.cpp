#include "app/bridge/sound_map.h"

#include <algorithm>
#include <cmath>

namespace soundmask {

void SoundMap::append(std::int64_t frames, double content_s, double speed) {
    push({m_end, m_end + frames, content_s, speed});
}

void SoundMap::appendPause(std::int64_t frames) {
    push({m_end, m_end + frames, appendedContent_s(), 0.0});
}

void SoundMap::push(Stretch stretch) {
    if (stretch.end <= stretch.begin) return;
    m_end = stretch.end;
    if (!m_stretches.empty()) {
        // Join what continues seamlessly: playing for an hour then holds one stretch.
        Stretch& last = m_stretches.back();
        const double gap_s = stretch.content_s - last.endContent_s(m_rate_hz);
        if (last.speed == stretch.speed && std::abs(gap_s) < 0.25 / m_rate_hz) {
            last.end = stretch.end;
            return;
        }
    }
    m_stretches.push_back(stretch);
}

SoundMap::Moment SoundMap::momentAt(double device_frame) {
    if (m_stretches.empty()) return {0.0, 0.0, 0.0};
    while (m_stretches.size() > 1 && device_frame >= static_cast<double>(m_stretches.front().end))
        m_stretches.pop_front();
    const Stretch& stretch = m_stretches.front();
    const double frame = std::clamp(device_frame, static_cast<double>(stretch.begin), static_cast<double>(stretch.end));
    return {stretch.content_s + (frame - static_cast<double>(stretch.begin)) / m_rate_hz * stretch.speed, stretch.speed,
            (static_cast<double>(stretch.end) - frame) / m_rate_hz};
}

} // namespace soundmask
