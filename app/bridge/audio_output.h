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

class QAudioDevice;
class QAudioSink;
class QMediaDevices;
class QTimer;

namespace soundmask {

/// A sound output of the system.
struct SoundDevice {
    QByteArray id;
    QString name;
};

/// What the sink reads from: the feeder's sound while playing, else silence, with a map of what was handed over. Never
/// runs dry, since a sink that reads nothing stops asking. Sound device's thread.
class FeederDevice : public QIODevice {
    Q_OBJECT

  public:
    FeederDevice(std::shared_ptr<SoundFeeder> feeder, QAudioFormat::SampleFormat format);

    void setPlaying(bool playing);
    /// Plays a short piece of the feeder's sound, faded at both ends.
    void playGrain();
    bool isPlaying() const { return m_playing; }
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
    std::optional<std::int64_t> m_grain_done; ///< frames of the grain that were handed over; none: no grain
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
    void play(std::uint64_t serial, const SoundCourse& course);
    /// Plays on without a gap from where the sound already handed over ends, by \p course whose begin is of no account.
    void carryOn(std::uint64_t serial, SoundCourse course);
    void pause();
    /// While paused: lets a tenth of a second at \p content_s be heard, after the one that is being heard.
    void playGrain(double content_s);
    /// The device to use from now on, by its id; empty for the system's choice. One that is not there is waited for
    /// while the system's choice plays.
    void setDevice(const QByteArray& id);
    /// \p gain multiplies the samples, 0..1.
    void setGain(double gain);

  Q_SIGNALS:
    void deviceMissing(const QString& reason);
    /// Sound comes out of \p name.
    void deviceReady(const QString& name);
    void devicesChanged(const std::vector<soundmask::SoundDevice>& devices);

  private:
    struct Reading {
        std::uint64_t serial = 0;
        double content_s = 0.0;
        double speed = 1.0;
        std::chrono::steady_clock::time_point taken;
    };

    void watchDevices();
    void devicesWereChanged();
    QAudioDevice wantedDevice() const;
    bool openSink();
    void closeSink();
    void reopenSink();
    void startGrain(double content_s);
    void measure();
    void publish(std::optional<Reading> reading);

    std::shared_ptr<SoundFeeder> m_feeder;
    std::unique_ptr<FeederDevice> m_device;
    std::unique_ptr<QAudioSink> m_sink;
    QMediaDevices* m_devices = nullptr; ///< made with the first source
    QByteArray m_wanted_id;             ///< empty: the system's choice
    QByteArray m_open_id;               ///< of the device in use
    QTimer* m_measure_timer = nullptr;
    QTimer* m_idle_timer = nullptr;
    double m_gain = 0.8;
    bool m_playing = false;
    std::uint64_t m_serial = 0;
    SoundCourse m_course;
    std::int64_t m_begin_frame = 0; ///< device position where the sound started last begins
    std::optional<double> m_next_grain_s;

    mutable std::mutex m_reading_mutex;
    std::optional<Reading> m_reading; ///< guarded by m_reading_mutex
};

} // namespace soundmask
