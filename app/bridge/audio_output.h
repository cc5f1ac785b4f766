#pragma once

#include <QAudioFormat>
#include <QIODevice>
#include <QObject>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "app/bridge/sound_feeder.h"
#include "app/bridge/sound_map.h"

class QAudioSink;
class QTimer;

namespace soundmask {

/// What the sink reads from: the feeder's sound while playing, else silence, with a map of what was handed over. Never
/// runs dry, since a sink that reads nothing stops asking. Sound device's thread.
class FeederDevice : public QIODevice {
    Q_OBJECT

  public:
    FeederDevice(std::shared_ptr<SoundFeeder> feeder, QAudioFormat::SampleFormat format);

    void setPlaying(bool playing) { m_playing = playing; }
    SoundMap& map() { return m_map; }

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;

  protected:
    qint64 readData(char* data, qint64 max_bytes) override;
    qint64 writeData(const char*, qint64) override { return -1; }

  private:
    std::shared_ptr<SoundFeeder> m_feeder;
    QAudioFormat::SampleFormat m_format;
    SoundMap m_map{SoundFeeder::kRateHz};
    std::vector<float> m_samples;
    bool m_playing = false;
};

/// The sound device, on a thread with an event loop of its own so that a busy window is never heard. The stream is
/// opened with the clip and kept running on silence while paused: a device that has to wake up (up to two seconds on a
/// PulseAudio null sink) would otherwise make every start late.
class AudioOutput : public QObject {
    Q_OBJECT

  public:
    AudioOutput();
    ~AudioOutput() override;

    /// The moment of the clip that is heard now; none until the sound of `play` number \p serial has reached the ear.
    /// Any thread.
    std::optional<double> heard_s(std::uint64_t serial) const;

    // This object's thread (queued calls).

    void setSource(std::shared_ptr<SoundFeeder> feeder);
    /// \p serial names this start; see heard_s.
    void play(std::uint64_t serial, double content_s, std::optional<TimeSpan> loop);
    void pause();
    /// \p gain multiplies the samples, 0..1.
    void setGain(double gain);

  Q_SIGNALS:
    void deviceMissing(const QString& reason);
    void deviceReady();

  private:
    struct Reading {
        std::uint64_t serial = 0;
        double content_s = 0.0;
        std::chrono::steady_clock::time_point taken;
    };

    bool openSink();
    void closeSink();
    void measure();
    void publish(std::optional<Reading> reading);

    std::shared_ptr<SoundFeeder> m_feeder;
    std::unique_ptr<FeederDevice> m_device;
    std::unique_ptr<QAudioSink> m_sink;
    QTimer* m_measure_timer = nullptr;
    QTimer* m_idle_timer = nullptr;
    double m_gain = 0.8;
    bool m_playing = false;
    std::uint64_t m_serial = 0;
    std::int64_t m_begin_frame = 0; ///< device position where the sound asked for last begins

    mutable std::mutex m_reading_mutex;
    std::optional<Reading> m_reading; ///< guarded by m_reading_mutex
};

} // namespace soundmask
