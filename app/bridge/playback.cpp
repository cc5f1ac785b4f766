#include "app/bridge/playback.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace soundmask {

namespace {
constexpr int kTick_ms = 8;
/// A device that wakes up takes up to two seconds (measured on a PulseAudio null sink), and one that is dead is told of
/// after three: what takes longer is the file.
constexpr qint64 kSoundPatience_ms = 4000;
constexpr std::array kUsualSpeeds{0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0};
} // namespace

Playback::Playback(QObject* parent)
    : QObject(parent) {
    m_timer.setInterval(kTick_ms);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Playback::tick);
    connect(&m_audio, &AudioPlayer::deviceMissing, this, [this] {
        if (m_playing && m_by_sound) restartClock();
    });
    connect(&m_audio, &AudioPlayer::deviceReady, this, [this] {
        if (m_playing && !m_by_sound && m_speed > 0.0) restartClock();
    });
}

void Playback::setClip(ClipTiming timing, SourceOpener open_sound) {
    clear();
    m_timing = std::move(timing);
    m_audio.setSource(std::move(open_sound));
    Q_EMIT positionChanged(0.0, 0);
}

void Playback::clear() {
    pause();
    m_audio.setSource(nullptr);
    m_timing = {};
    m_position_s = 0.0;
    m_frame = 0;
    setSpeed(1.0);
    setRange(std::nullopt);
    setLooping(false);
}

TimeSpan Playback::playedSpan() const {
    if (m_range && (m_looping || m_once)) return *m_range;
    return {0.0, m_timing.duration_s};
}

void Playback::play() {
    if (!hasClip() || m_playing) return;
    const TimeSpan span = playedSpan();
    // Play at the end means: once more.
    const bool at_end = m_speed > 0 && (m_position_s >= span.end_s - 0.01 || m_position_s < span.begin_s);
    if (at_end || m_frame == m_timing.frameCount() - 1) moveTo(span.begin_s);
    if (m_speed < 0 && m_position_s <= span.begin_s) moveTo(span.end_s);
    m_playing = true;
    restartClock();
    m_timer.start();
    Q_EMIT playingChanged(true);
}

void Playback::pause() {
    m_once = false;
    if (!m_playing) return;
    m_playing = false;
    m_timer.stop();
    m_audio.pause();
    Q_EMIT playingChanged(false);
}

void Playback::playRangeOnce() {
    if (!hasClip()) return;
    pause();
    m_once = true;
    moveTo(playedSpan().begin_s);
    play();
}

void Playback::setSpeed(double speed) {
    if (speed == 0.0) return;
    speed = std::copysign(std::clamp(std::abs(speed), kSlowest, kFastest), speed);
    if (speed == m_speed) return;
    m_speed = speed;
    if (m_playing) carryOn();
    Q_EMIT speedChanged(speed);
}

void Playback::stepSpeed(int direction) {
    const auto at = std::lower_bound(kUsualSpeeds.begin(), kUsualSpeeds.end(), std::abs(m_speed));
    const auto above = at != kUsualSpeeds.end() && *at == std::abs(m_speed) ? std::next(at) : at;
    if (direction > 0 && above != kUsualSpeeds.end()) setSpeed(*above);
    if (direction < 0 && at != kUsualSpeeds.begin()) setSpeed(*std::prev(at));
}

void Playback::shuttle(int direction) {
    if (direction == 0) {
        pause();
        endShuttle();
        return;
    }
    const bool same_way = m_playing && (m_speed > 0) == (direction > 0);
    setSpeed(same_way ? m_speed * 2.0 : direction);
    play();
}

void Playback::seek(double time_s) {
    if (!hasClip()) return;
    moveTo(std::clamp(time_s, 0.0, m_timing.duration_s));
    if (m_playing) restartClock();
}

void Playback::scrub(double time_s) {
    seek(time_s);
    if (m_scrub_heard && !m_playing) m_audio.playGrain(m_position_s);
}

void Playback::seekToFrame(FrameIndex frame) {
    if (!hasClip()) return;
    const FrameIndex target = m_timing.clamped(frame);
    m_position_s = m_timing.timeOf_s(target);
    m_frame = target;
    Q_EMIT positionChanged(m_position_s, m_frame);
    if (m_playing) restartClock();
}

void Playback::stepFrames(FrameIndex count) {
    pause();
    seekToFrame(m_frame + count);
    if (m_scrub_heard) m_audio.playGrain(m_position_s);
}

void Playback::stepKeyFrame(int direction) {
    if (!hasClip()) return;
    pause();
    // Beyond the first and last one it stays: other keys go to the ends of the clip.
    seekToFrame(m_timing.nextKeyFrame(m_frame, direction));
}

void Playback::setRange(std::optional<TimeSpan> range) {
    if (range) {
        range->begin_s = std::clamp(range->begin_s, 0.0, m_timing.duration_s);
        range->end_s = std::clamp(range->end_s, 0.0, m_timing.duration_s);
        if (range->duration_s() <= 0.0) range.reset();
    }
    if (range == m_range) return;
    m_range = range;
    if (m_playing) carryOn();
    Q_EMIT rangeChanged();
}

void Playback::markIn() {
    const double end_s = m_range && m_range->end_s > m_position_s ? m_range->end_s : m_timing.duration_s;
    setRange(TimeSpan{m_position_s, end_s});
}

void Playback::markOut() {
    const double begin_s = m_range && m_range->begin_s < m_position_s ? m_range->begin_s : 0.0;
    setRange(TimeSpan{begin_s, m_position_s});
}

void Playback::setLooping(bool looping) {
    if (looping == m_looping) return;
    m_looping = looping;
    if (m_playing) carryOn();
    Q_EMIT loopingChanged(looping);
}

SoundCourse Playback::course() const {
    SoundCourse course;
    course.begin_s = m_position_s;
    course.speed = m_speed;
    if (m_looping)
        course.loop = playedSpan();
    else
        course.end_s = playedSpan().end_s;
    return course;
}

void Playback::restartClock() {
    m_clock_start_s = m_position_s;
    m_steady.start();
    m_sound_late = false;
    m_by_sound = m_speed > 0.0 && m_audio.hasSource() && m_audio.hasDevice();
    if (m_by_sound)
        m_audio.play(course());
    else
        m_audio.pause();
}

void Playback::carryOn() {
    const bool inside = !m_looping || playedSpan().contains(m_position_s);
    if (!m_by_sound || m_speed < 0.0 || !inside) return restartClock();
    m_steady.start();
    m_audio.carryOn(course());
}

void Playback::tick() {
    const TimeSpan span = playedSpan();
    double now_s = 0.0;
    if (m_by_sound) {
        const std::optional<double> heard_s = m_audio.heard_s();
        if (!heard_s) {
            if (m_steady.elapsed() < kSoundPatience_ms)
                return; // the device is waking up: picture and sound start together
            m_by_sound = false;
            m_sound_late = true;
            m_clock_start_s = m_position_s;
            m_steady.start();
            Q_EMIT soundStuck();
            return;
        }
        now_s = *heard_s;
        m_steady.start(); // patience counts from here
    } else if (m_sound_late && m_audio.heard_s()) {
        restartClock(); // from here, not from where the sound was wanted first
        Q_EMIT soundCame();
        return;
    } else {
        now_s = m_clock_start_s + static_cast<double>(m_steady.nsecsElapsed()) * 1e-9 * m_speed;
        if (m_looping && (now_s >= span.end_s || now_s < span.begin_s)) {
            moveTo(m_speed > 0 ? span.begin_s : span.end_s);
            restartClock();
            return;
        }
    }
    if (!m_looping && m_speed > 0 && now_s >= span.end_s) return finish(span.end_s);
    if (!m_looping && m_speed < 0 && now_s <= span.begin_s) return finish(span.begin_s);
    moveTo(now_s);
}

void Playback::finish(double time_s) {
    pause();
    moveTo(time_s);
    endShuttle();
}

void Playback::endShuttle() {
    // A speed that was chosen to work at stays; the shuttle's do not.
    if (m_speed < 0.0 || m_speed > kUsualSpeeds.back()) setSpeed(1.0);
}

void Playback::moveTo(double time_s) {
    m_position_s = time_s;
    m_frame = m_timing.frameAt(time_s);
    Q_EMIT positionChanged(m_position_s, m_frame);
}

} // namespace soundmask
