#include "app/bridge/sound_map.h"

#include <algorithm>
#include <cmath>

namespace soundmask {

void SoundMap::append(std::int64_t frames, double content_s) {
    push({m_end, m_end + frames, content_s, true});
}

void SoundMap::appendPause(std::int64_t frames) {
    double here_s = 0.0;
    if (!m_stretches.empty()) {
        const Stretch& last = m_stretches.back();
        here_s = last.content_s + (last.moves ? static_cast<double>(last.end - last.begin) / m_rate_hz : 0.0);
    }
    push({m_end, m_end + frames, here_s, false});
}

void SoundMap::push(Stretch stretch) {
    if (stretch.end <= stretch.begin) return;
    m_end = stretch.end;
    if (!m_stretches.empty()) {
        // Join what continues seamlessly: playing for an hour then holds one stretch.
        Stretch& last = m_stretches.back();
        const double expected_s = last.content_s + static_cast<double>(last.end - last.begin) / m_rate_hz;
        if (last.moves && stretch.moves && std::abs(expected_s - stretch.content_s) < 0.25 / m_rate_hz) {
            last.end = stretch.end;
            return;
        }
    }
    m_stretches.push_back(stretch);
}

double SoundMap::contentAt(double device_frame) {
    if (m_stretches.empty()) return 0.0;
    while (m_stretches.size() > 1 && device_frame >= static_cast<double>(m_stretches.front().end))
        m_stretches.pop_front();
    const Stretch& stretch = m_stretches.front();
    if (!stretch.moves) return stretch.content_s;
    const double inside =
        std::clamp(device_frame, static_cast<double>(stretch.begin), static_cast<double>(stretch.end)) -
        static_cast<double>(stretch.begin);
    return stretch.content_s + inside / m_rate_hz;
}

} // namespace soundmask
