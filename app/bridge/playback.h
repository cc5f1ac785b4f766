#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

#include "app/bridge/audio_player.h"
#include "app/bridge/clip_timing.h"

namespace soundmask {

/// Where in the clip we are, and how it moves on: play, pause, seek, scrub, shuttle, loop. What is heard is the clock;
/// without sound (none in the clip, no device, or backwards) it is a steady clock. GUI thread.
class Playback : public QObject {
    Q_OBJECT

  public:
    explicit Playback(QObject* parent = nullptr);

    /// Goes to the begin of a new clip and stops. \p open_sound is null for a clip without sound.
    void setClip(ClipTiming timing, SourceOpener open_sound);
    void clear();

    const ClipTiming& timing() const { return m_timing; }
    bool hasClip() const { return !m_timing.frame_times_s.empty(); }
    bool isPlaying() const { return m_playing; }
    double position_s() const { return m_position_s; }
    /// The picture to be shown at position_s().
    FrameIndex frame() const { return m_frame; }
    double speed() const { return m_speed; }
    bool isLooping() const { return m_looping; }
    std::optional<TimeSpan> range() const { return m_range; }
    /// Whether the clock is the sound that is heard (only while playing).
    bool isHeard() const { return m_playing && m_by_sound; }
    AudioPlayer& audio() { return m_audio; }

    void play();
    void pause();
    void toggle() { m_playing ? pause() : play(); }
    /// Plays the marked range (or the whole clip) once, from its begin.
    void playRangeOnce();
    static constexpr double kSlowest = 0.25;
    static constexpr double kFastest = 4.0; ///< by L; the speed box ends at 2
    /// Negative speeds play backwards, without sound. The size is kept between kSlowest and kFastest.
    void setSpeed(double speed);
    /// The next of the usual speeds from 0.25 to 2, up or down.
    void stepSpeed(int direction);
    /// K: pause. L and J: play forwards and backwards, faster with each press.
    void shuttle(int direction);

    void seek(double time_s);
    /// Goes to \p time_s while the hand moves the play head, and lets the sound there be heard.
    void scrub(double time_s);
    /// Whether scrubbing and stepping are heard.
    void setScrubHeard(bool heard) { m_scrub_heard = heard; }
    void seekToFrame(FrameIndex frame);
    void stepFrames(FrameIndex count);
    /// To the next key frame forwards or backwards.
    void stepKeyFrame(int direction);

    void setRange(std::optional<TimeSpan> range);
    /// Moves the begin or the end of the range to the position.
    void markIn();
    void markOut();
    void setLooping(bool looping);

  Q_SIGNALS:
    void positionChanged(double time_s, qint64 frame);
    void playingChanged(bool playing);
    void speedChanged(double speed);
    void rangeChanged();
    void loopingChanged(bool looping);
    /// The sound was not there within some seconds: playback goes on without it.
    void soundStuck();
    /// The sound that was late is there, and playback goes by it.
    void soundCame();

  private:
    void tick();
    void restartClock();
    /// Another speed or loop while playing.
    void carryOn();
    SoundCourse course() const;
    void moveTo(double time_s);
    void finish(double time_s);
    void endShuttle();
    TimeSpan playedSpan() const;

    AudioPlayer m_audio;
    ClipTiming m_timing;
    QTimer m_timer;
    QElapsedTimer m_steady;       ///< since the clock was started
    double m_clock_start_s = 0.0; ///< position when the clock was started
    double m_position_s = 0.0;
    FrameIndex m_frame = 0;
    double m_speed = 1.0;
    std::optional<TimeSpan> m_range;
    bool m_looping = false;
    bool m_once = false; ///< stops at the end of the range
    bool m_playing = false;
    bool m_by_sound = false;
    bool m_sound_late = false; ///< waited for while the steady clock runs
    bool m_scrub_heard = true;
};

} // namespace soundmask
