#pragma once

#include <QAudioDevice>
#include <QAudioFormat>
#include <QIODevice>
#include <QObject>

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "app/bridge/heard_clock.h"
#include "app/bridge/sound_feeder.h"
#include "app/bridge/sound_map.h"

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
    FeederDevice(std::shared_ptr<SoundFeeder> feeder, QAudioFormat::SampleFormat format, QObject* parent);

    void setPlaying(bool playing);
    /// Plays a short piece of the feeder's sound, faded at both ends.
    void playGrain();
    bool isPlaying() const { return m_playing; }
    /// Position of the first frame of sound handed over since `setPlaying(true)`; none while the feeder is behind.
    std::optional<std::int64_t> beginFrame() const { return m_begin_frame; }
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
    std::optional<std::int64_t> m_begin_frame;
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
    /// Opens the device anew.
    void reopenSink();
    /// \p gain multiplies the samples, 0..1.
    void setGain(double gain);

  Q_SIGNALS:
    /// There is none, or it stopped working: it is looked for once a second, and `deviceReady` tells when it is there.
    void deviceMissing(const QString& reason);
    /// The sound track cannot be decoded any further.
    void soundFailed(const soundmask::Error& error);
    /// Sound comes out of \p name.
    void deviceReady(const QString& name);
    void devicesChanged(const std::vector<soundmask::SoundDevice>& devices);

  private:
    struct Reading {
        std::uint64_t serial = 0;
        double content_s = 0.0;
        double speed = 1.0;
        double known_s = 0.0; ///< for so long the sound goes on as it does now
        HeardClock::Time taken;
    };

    void watchDevices();
    void look();
    void devicesWereChanged();
    QAudioDevice wantedDevice() const;
    bool openSink();
    void closeSink();
    void lose(const QString& reason);
    void startGrain(double content_s);
    void measure();
    void publish(std::optional<Reading> reading);

    std::shared_ptr<SoundFeeder> m_feeder;
    FeederDevice* m_device = nullptr;   ///< what m_sink reads, its child
    QAudioSink* m_sink = nullptr;       ///< owned, as m_device; see closeSink
    QMediaDevices* m_devices = nullptr; ///< made with the first source
    QList<QAudioDevice> m_known;        ///< told last
    QString m_lost_reason;              ///< why there is no sound; empty while there is
    QByteArray m_wanted_id;             ///< empty: the system's choice
    QByteArray m_open_id;               ///< of the device in use
    QString m_open_name;
    QTimer* m_measure_timer = nullptr;
    QTimer* m_idle_timer = nullptr;
    double m_gain = 0.8;
    bool m_playing = false;
    std::uint64_t m_serial = 0;
    SoundCourse m_course;
    HeardClock m_clock;
    std::optional<double> m_next_grain_s;

    mutable std::mutex m_reading_mutex;
    std::optional<Reading> m_reading; ///< guarded by m_reading_mutex
};

} // namespace soundmask
