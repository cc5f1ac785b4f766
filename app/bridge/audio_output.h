#pragma once

#include <QObject>

#include <memory>
#include <mutex>
#include <optional>

#include "app/bridge/heard_clock.h"
#include "app/bridge/played_sound.h"
#include "app/bridge/sound_server.h"

class QTimer;

namespace soundmask {

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
    /// There is none, or it stopped working: it is looked for once a second, and `deviceReady` tells when it is there.
    void deviceMissing(const QString& reason);
    /// The sound track cannot be decoded any further.
    void soundFailed(const soundmask::Error& error);
    /// Sound comes out (again).
    void deviceReady();
    void devicesChanged(const std::vector<soundmask::SoundDevice>& devices);

  private:
    struct Reading {
        std::uint64_t serial = 0;
        double content_s = 0.0;
        double speed = 1.0;
        double known_s = 0.0; ///< for so long the sound goes on as it does now
        HeardClock::Time taken;
    };

    void serverChanged();
    void look();
    /// The wanted device, or the system's choice (empty) while that is not there.
    QByteArray deviceToUse() const;
    bool ensureStream();
    void openStream();
    void closeStream();
    void reopen();
    void lose(const QString& reason);
    void startGrain(double content_s);
    void measure();
    void publish(std::optional<Reading> reading);

    std::shared_ptr<SoundFeeder> m_feeder;
    std::shared_ptr<PlayedSound> m_sound;  ///< what the stream plays; none: no stream is wanted
    std::unique_ptr<SoundServer> m_server; ///< made with the first source
    std::vector<SoundDevice> m_known;      ///< devices told last
    QByteArray m_wanted_id;                ///< empty: the system's choice
    QByteArray m_open_id;                  ///< of the device in use
    QString m_lost_reason;                 ///< why there is no sound; empty while there is
    QTimer* m_measure_timer = nullptr;
    QTimer* m_idle_timer = nullptr;
    QTimer* m_look_timer = nullptr;
    double m_gain = 0.8;
    bool m_playing = false;
    std::uint64_t m_serial = 0;
    SoundCourse m_course;
    HeardClock m_clock;
    std::optional<HeardClock::Time> m_read; ///< time of the reading taken last
    bool m_has_moved = false;               ///< the stream, since it was opened
    std::optional<double> m_next_grain_s;

    mutable std::mutex m_reading_mutex;
    std::optional<Reading> m_reading; ///< guarded by m_reading_mutex
};

} // namespace soundmask
