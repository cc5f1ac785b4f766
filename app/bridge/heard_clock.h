#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace soundmask {

/// Which sample frame of a sound device is heard now, told by what the device says of itself: it stands still while it
/// wakes up, moves in steps, jumps, and may be mistaken once. Between its steps the steady clock goes on. Reads no clock
/// itself. One thread at a time.
class HeardClock {
  public:
    using Time = std::chrono::steady_clock::time_point;
    static Time now() { return std::chrono::steady_clock::now(); }

    /// A device of \p rate_hz frames per second that has not moved yet.
    explicit HeardClock(int rate_hz = 48000)
        : m_rate_hz(rate_hz) {}

    /// From now on the device is expected to move, which it may have ceased to do unnoticed; see isDead.
    void expectMotion(Time now) {
        m_anchor.reset();
        m_moved = now;
    }
    /// At \p now the device says that \p device_frame is heard.
    void take(Time now, double device_frame);

    /// The frame heard at \p now, never more than \p handed_over and never less than it was before.
    double frameAt(Time now, std::int64_t handed_over);
    /// Whether the device moves, so that the steady clock may carry on what it said last.
    bool isRunning() const { return m_anchor.has_value(); }
    /// Whether the device has stood still for longer than one needs to wake up.
    bool isDead(Time now) const { return m_moved && now - *m_moved > kDead; }

    /// Steps of a device that moves are shorter than this (a PulseAudio null sink on a busy machine: 100 ms).
    static constexpr std::chrono::milliseconds kStep{150};
    /// Waking up takes up to two seconds (a PulseAudio null sink).
    static constexpr std::chrono::seconds kDead{3};
    /// A device that is off by less is followed gently, one that is off by more at once.
    static constexpr double kJump_s = 0.03;

  private:
    double expectedAt(Time now) const;

    int m_rate_hz;
    struct Anchor {
        Time time;
        double frame = 0.0;
    };
    std::optional<Anchor> m_anchor; ///< while the device moves
    std::optional<double> m_said;   ///< by the device last
    double m_heard = 0.0;           ///< answered last
    std::optional<Time> m_moved;    ///< when the device moved last
};

} // namespace soundmask
