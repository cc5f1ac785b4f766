#pragma once

#include <QObject>
#include <QString>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>

#include "app/bridge/audio_output.h"
#include "core/base/error.h"
#include "core/base/time.h"

namespace soundmask {

/// Plays the sound of a clip and says what is being heard: the clock of playback. GUI thread; the device and the
/// decoder have threads of their own. The multimedia library is not touched before the first `play`.
class AudioPlayer : public QObject {
    Q_OBJECT

  public:
    explicit AudioPlayer(QObject* parent = nullptr);
    ~AudioPlayer() override;

    /// The sound to play from now on, opened on a thread of its own; null for none. Stops.
    void setSource(SourceOpener open);
    bool hasSource() const { return m_has_source; }
    /// False while the system has no usable sound output.
    bool hasDevice() const { return m_has_device; }

    void play(const SoundCourse& course);
    /// While playing: another speed or loop from here on, without a gap. The begin of \p course is of no account.
    void carryOn(const SoundCourse& course);
    void pause();
    /// While paused: lets a tenth of a second at \p content_s be heard.
    void playGrain(double content_s);

    /// The moment of the clip that is heard now, in seconds; none before the device has started.
    std::optional<double> heard_s() const;

    /// \p volume in [0, 1], as loudness is perceived.
    void setVolume(double volume);
    void setMuted(bool muted);
    double volume() const { return m_volume; }
    bool isMuted() const { return m_muted; }

    /// The system's sound outputs; none before the first clip with sound.
    const std::vector<SoundDevice>& devices() const { return m_devices; }
    /// Chooses one by its id; empty for the system's choice.
    void setDevice(const QByteArray& id);
    const QByteArray& device() const { return m_device; }

  Q_SIGNALS:
    /// There is no sound output, and why. Playback goes on by a steady clock.
    void deviceMissing(const QString& reason);
    /// The output works (again).
    void deviceReady();
    void devicesChanged();
    void volumeChanged(double volume);
    void mutedChanged(bool muted);
    /// The sound track cannot be decoded any further.
    void soundFailed(const soundmask::Error& error);

  private:
    AudioOutput* ensureOutput();
    void applyVolume();
    /// Runs \p what on the output's thread, in order.
    void tell(std::function<void(AudioOutput&)> what);

    QThread m_thread;
    AudioOutput* m_output = nullptr; ///< lives on m_thread, deleted when it ends
    bool m_has_source = false;
    bool m_has_device = true;
    std::uint64_t m_serial = 0; ///< of the last `play`
    double m_volume = 0.8;
    bool m_muted = false;
    std::vector<SoundDevice> m_devices;
    QByteArray m_device;
};

} // namespace soundmask
