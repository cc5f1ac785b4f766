#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "app/bridge/clip_location.h"
#include "app/bridge/sound_course.h"
#include "core/media/time_stretch.h"

namespace soundmask {

/// Decodes the sound of a clip ahead of the play head on its own thread. `read` never waits for a decoder.
class SoundFeeder {
  public:
    static constexpr int kRateHz = 48000;
    static constexpr int kChannels = 2;

    /// What `read` handed over: \p frames that play the clip from \p content_s on at \p speed.
    struct Piece {
        std::int64_t frames = 0;
        double content_s = 0.0;
        double speed = 1.0;
    };

    /// \p open is called on the feeder's thread. \p on_error is called once, there too, when the sound cannot be
    /// decoded; silence follows.
    SoundFeeder(SourceOpener open, std::function<void(const Error&)> on_error);
    ~SoundFeeder() = default;
    SoundFeeder(const SoundFeeder&) = delete;
    SoundFeeder& operator=(const SoundFeeder&) = delete;

    /// Starts over with \p course. A loop has no gap; loops below 0.05 s are not taken. Any thread.
    void start(const SoundCourse& course);
    /// Copies up to \p frames of the sound into \p out (interleaved, kChannels). Fewer, perhaps none, when the decoder
    /// is behind; one piece never spans the seam of a loop. Any thread.
    Piece read(float* out, std::int64_t frames);
    /// Waits until some sound is ready, at most \p timeout_ms. For the sound device's thread before it starts.
    bool waitUntilReady(int timeout_ms);

  private:
    /// A decoded stretch that waits to be read.
    struct Chunk {
        std::vector<float> samples; ///< kChannels interleaved
        double content_s = 0.0;
        double speed = 1.0;
        std::int64_t read_frames = 0;

        std::int64_t frames() const { return static_cast<std::int64_t>(samples.size()) / kChannels; }
    };

    void run(std::stop_token stop);
    void report(const Error& error);
    void turnTo(const SoundCourse& course);
    /// The next stretch of the course; may be empty while the time stretcher fills.
    Chunk next();
    std::vector<float> decode(SampleIndex begin, SampleIndex end);

    // Used by the feeder's thread only.
    SourceOpener m_open;
    std::unique_ptr<FrameSource> m_source;
    std::function<void(const Error&)> m_on_error;
    bool m_error_reported = false;
    double m_speed = 1.0;
    SampleIndex m_next = 0;            ///< of the clip at kRateHz
    std::optional<SampleIndex> m_turn; ///< end of the loop
    SampleIndex m_loop_begin = 0;
    std::optional<SampleIndex> m_end;       ///< silence from here on
    std::unique_ptr<TimeStretch> m_stretch; ///< of this pass; none at speed 1
    SampleIndex m_pass_begin = 0;           ///< where m_stretch was started
    std::int64_t m_pass_frames = 0;         ///< that came out of it

    // Guarded by m_mutex.
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Chunk> m_chunks; ///< oldest first; a handful
    std::int64_t m_ready_frames = 0;
    std::uint64_t m_generation = 0; ///< of m_course; nothing is decoded before the first
    SoundCourse m_course;

    std::jthread m_thread; ///< last: it uses everything above
};

} // namespace soundmask
