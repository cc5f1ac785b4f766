#pragma once

#include <memory>
#include <vector>

#include "core/base/result.h"

namespace soundmask {

/// Makes a stream of sound faster or slower and keeps its pitch (FFmpeg's atempo). Starts at the begin of the stream
/// and is fed without gaps. What comes out is ahead of the even course by half a window of the stream (measured with
/// clicks); feed as much from before the begin and it is right within 15 ms of the stream. One thread at a time.
class TimeStretch {
  public:
    static constexpr double kSlowest = 0.1;
    static constexpr double kFastest = 8.0;

    /// \p speed is seconds of the stream per second heard; interleaved float sound at \p rate_hz with 1 or 2 \p
    /// channels. Errors: InvalidValue (speed outside [kSlowest, kFastest], rate or channels), Internal (this FFmpeg has
    /// no atempo).
    static Result<std::unique_ptr<TimeStretch>> create(double speed, int rate_hz, int channels);
    ~TimeStretch();
    TimeStretch(const TimeStretch&) = delete;
    TimeStretch& operator=(const TimeStretch&) = delete;

    /// Half a window of a stream at \p rate_hz, in sample frames.
    static int leadFrames(int rate_hz);

    /// Takes the next piece of the stream and returns what became ready, perhaps nothing: some hundredths of a second
    /// are held back. Errors: Internal.
    Result<std::vector<float>> push(const std::vector<float>& samples);
    /// Ends the stream and returns the rest. Errors: Internal.
    Result<std::vector<float>> finish();

  private:
    struct Parts;
    explicit TimeStretch(std::unique_ptr<Parts> parts);
    Result<std::vector<float>> drain();

    std::unique_ptr<Parts> m_parts;
};

} // namespace soundmask
