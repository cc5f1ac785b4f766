#pragma once

#include <cstdint>
#include <deque>

namespace soundmask {

/// Which moment of the clip each sample given to the sound device belongs to. Stretches are appended as they are handed
/// over, so a loop or a gap filled with silence needs no arithmetic at the reader's end. One thread at a time.
class SoundMap {
  public:
    /// \p rate_hz is the device's, in sample frames per second.
    explicit SoundMap(int rate_hz)
        : m_rate_hz(rate_hz) {}

    /// The next \p frames of the device play the clip from \p content_s on, \p speed times as fast as it is.
    void append(std::int64_t frames, double content_s, double speed = 1.0);
    /// The next \p frames of the device are silence in which the clip stands still.
    void appendPause(std::int64_t frames);

    struct Moment {
        double content_s = 0.0; ///< of the clip
        double speed = 1.0;     ///< seconds of the clip per second; 0: it stands still
        double known_s = 0.0;   ///< for so long the sound handed over goes on like this
    };
    /// The moment of the clip at device position \p device_frame (from 0), in seconds; positions before the oldest
    /// stretch kept answer its begin, those after the last its end. Zeros when nothing was appended. Forgets what lies
    /// more than one stretch behind, so positions should not go back.
    Moment momentAt(double device_frame);

    std::int64_t appendedFrames() const { return m_end; }
    /// The moment of the clip that follows what was appended.
    double appendedContent_s() const { return m_stretches.empty() ? 0.0 : m_stretches.back().endContent_s(m_rate_hz); }

  private:
    struct Stretch {
        std::int64_t begin = 0;
        std::int64_t end = 0;
        double content_s = 0.0;
        double speed = 1.0; ///< 0: the clip stands still

        double endContent_s(int rate_hz) const {
            return content_s + static_cast<double>(end - begin) / rate_hz * speed;
        }
    };
    void push(Stretch stretch);

    int m_rate_hz;
    std::int64_t m_end = 0;
    std::deque<Stretch> m_stretches;
};

} // namespace soundmask
