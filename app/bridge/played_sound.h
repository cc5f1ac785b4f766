#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>

#include "app/bridge/sound_feeder.h"
#include "app/bridge/sound_map.h"

namespace soundmask {

/// What the sound device reads: the feeder's sound while playing, else silence, with a map of what was handed over.
/// Never runs dry, since a device that starves stands still. Any thread.
class PlayedSound {
  public:
    explicit PlayedSound(std::shared_ptr<SoundFeeder> feeder)
        : m_feeder(std::move(feeder)) {}

    void setPlaying(bool playing);
    /// Plays a short piece of the feeder's sound, faded at both ends.
    void playGrain();
    bool isPlaying() const;
    /// Multiplies the samples, 0..1.
    void setGain(double gain) { m_gain = static_cast<float>(gain); }

    /// Fills \p out with \p frames (interleaved, SoundFeeder::kChannels).
    void read(float* out, std::int64_t frames);

    std::int64_t handedOver() const;
    /// The moment of the clip that follows what was handed over; none while nothing was since `setPlaying(true)`.
    std::optional<double> nextContent_s() const;
    /// What is heard at position \p frame of the device, which should not go back; none before the sound that was
    /// handed over first since `setPlaying(true)`.
    std::optional<SoundMap::Moment> momentAt(double frame);

  private:
    void stop();

    std::shared_ptr<SoundFeeder> m_feeder;
    std::atomic<float> m_gain{1.0F};

    mutable std::mutex m_mutex;
    // Guarded by m_mutex.
    SoundMap m_map{SoundFeeder::kRateHz};
    bool m_playing = false;
    std::optional<std::int64_t> m_begin_frame; ///< of the first sound since `setPlaying(true)`
    std::optional<std::int64_t> m_grain_done;  ///< frames of the grain that were handed over; none: no grain
};

} // namespace soundmask
