#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace soundmask::test {

/// Records what a PulseAudio sink plays (its monitor, by `parec`) and finds the clicks in it. Times are seconds of the
/// monotonic clock.
class SoundMonitor {
  public:
    static constexpr int kRateHz = 48000;

    /// Begins to record what \p sink plays.
    explicit SoundMonitor(const std::string& sink);
    /// Ends the recording.
    ~SoundMonitor();
    SoundMonitor(const SoundMonitor&) = delete;
    SoundMonitor& operator=(const SoundMonitor&) = delete;

    /// When each click so far was played. A sample's time comes from the earliest of the deliveries around it: late
    /// ones were held up by a busy machine.
    std::vector<double> clicks_s() const;
    /// Seconds of sound recorded so far.
    double recorded_s() const;
    /// The loudest sample of the last \p span_s seconds, 0..1.
    double peak(double span_s) const;

  private:
    /// Samples from \p first_sample on came at \p time_s.
    struct Delivery {
        std::int64_t first_sample = 0;
        double time_s = 0.0;
        float peak = 0.0F;
    };

    void run();
    void take(const std::vector<std::int16_t>& samples, double time_s);

    pid_t m_recorder = -1;
    int m_pipe = -1;
    mutable std::mutex m_mutex;
    std::vector<Delivery> m_deliveries;
    std::vector<std::int64_t> m_clicks; ///< first sample of each
    std::int64_t m_recorded = 0;
    std::int64_t m_last_loud = 0;
    std::thread m_thread;
};

double monotonic_s();

} // namespace soundmask::test
