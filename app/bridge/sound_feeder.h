#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "app/bridge/clip_location.h"

namespace soundmask {

/// Decodes the sound of a clip ahead of the play head on its own thread. `read` never waits for a decoder.
class SoundFeeder {
  public:
    static constexpr int kRateHz = 48000;
    static constexpr int kChannels = 2;

    /// What `read` handed over: \p frames that play the clip from \p content_s on.
    struct Piece {
        std::int64_t frames = 0;
        double content_s = 0.0;
    };

    /// \p open is called on the feeder's thread. \p on_error is called once, there too, when the sound cannot be
    /// decoded; silence follows.
    SoundFeeder(SourceOpener open, std::function<void(const Error&)> on_error);
    ~SoundFeeder() = default;
    SoundFeeder(const SoundFeeder&) = delete;
    SoundFeeder& operator=(const SoundFeeder&) = delete;

    /// Starts over at \p content_s; with \p loop the sound returns to its begin at its end, without a gap. Any thread.
    void seek(double content_s, std::optional<TimeSpan> loop);
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
        std::int64_t read_frames = 0;

        std::int64_t frames() const { return static_cast<std::int64_t>(samples.size()) / kChannels; }
    };

    void run(std::stop_token stop);
    void report(const Error& error);
    Chunk decode(double content_s, std::int64_t frames);

    // Used by the feeder's thread only.
    SourceOpener m_open;
    std::unique_ptr<FrameSource> m_source;
    std::function<void(const Error&)> m_on_error;
    bool m_error_reported = false;

    // Guarded by m_mutex.
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::vector<Chunk> m_chunks; ///< oldest first; a handful
    std::int64_t m_ready_frames = 0;
    std::uint64_t m_generation = 0;
    double m_next_s = 0.0;
    bool m_wanted = false; ///< nothing is decoded before the first seek
    std::optional<TimeSpan> m_loop;

    std::jthread m_thread; ///< last: it uses everything above
};

} // namespace soundmask
