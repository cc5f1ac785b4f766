#pragma once

#include <QObject>
#include <QString>
#include <QThread>

#include <memory>
#include <optional>

#include "core/base/error.h"
#include "core/base/time.h"
#include "app/bridge/clip_location.h"

namespace soundmask {

class AudioOutput;

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
    /// False once the system turned out to have no usable sound output; a later `play` tries again.
    bool hasDevice() const { return m_has_device; }

    /// Plays from \p content_s; with \p loop the sound returns to its begin at its end.
    void play(double content_s, std::optional<TimeSpan> loop);
    void pause();

    /// The moment of the clip that is heard now, in seconds; none before the device has started.
    std::optional<double> heard_s() const;

    /// \p volume in [0, 1], as loudness is perceived.
    void setVolume(double volume);
    void setMuted(bool muted);
    double volume() const { return m_volume; }
    bool isMuted() const { return m_muted; }

  Q_SIGNALS:
    /// There is no sound output: \p reason as the system says it. Playback goes on by a steady clock.
    void deviceMissing(const QString& reason);
    /// The output works (again).
    void deviceReady();
    /// The sound track cannot be decoded any further.
    void soundFailed(const soundmask::Error& error);

  private:
    AudioOutput* ensureOutput();
    void applyVolume();

    QThread m_thread;
    AudioOutput* m_output = nullptr; ///< lives on m_thread, deleted when it ends
    bool m_has_source = false;
    bool m_has_device = true;
    std::uint64_t m_serial = 0; ///< of the last `play`
    double m_volume = 0.8;
    bool m_muted = false;
};

} // namespace soundmask
