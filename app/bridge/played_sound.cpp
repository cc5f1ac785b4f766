#include "app/bridge/played_sound.h"

#include <algorithm>

namespace soundmask {

namespace {
constexpr std::int64_t kGrainFrames = SoundFeeder::kRateHz / 10;
constexpr std::int64_t kFadeFrames = SoundFeeder::kRateHz / 200;

/// Keeps the ends of a grain from clicking; \p frame counts from its begin.
float grainFade(std::int64_t frame) {
    const std::int64_t to_end = std::min(frame, kGrainFrames - 1 - frame);
    return std::clamp(static_cast<float>(to_end) / static_cast<float>(kFadeFrames), 0.0F, 1.0F);
}
} // namespace

void PlayedSound::setPlaying(bool playing) {
    const std::lock_guard lock(m_mutex);
    stop();
    m_playing = playing;
}

void PlayedSound::playGrain() {
    const std::lock_guard lock(m_mutex);
    stop();
    m_playing = true;
    m_grain_done = 0;
}

bool PlayedSound::isPlaying() const {
    const std::lock_guard lock(m_mutex);
    return m_playing;
}

void PlayedSound::stop() {
    m_playing = false;
    m_begin_frame.reset();
    m_grain_done.reset();
}

void PlayedSound::read(float* out, std::int64_t frames) {
    const std::lock_guard lock(m_mutex);
    std::int64_t done = 0;
    while (m_playing && done < frames) {
        float* begin = out + done * SoundFeeder::kChannels;
        const std::int64_t wanted =
            m_grain_done ? std::min(frames - done, kGrainFrames - *m_grain_done) : frames - done;
        const SoundFeeder::Piece piece = m_feeder->read(begin, wanted);
        if (piece.frames == 0) break;
        if (!m_begin_frame) m_begin_frame = m_map.appendedFrames();
        m_map.append(piece.frames, piece.content_s, piece.speed);
        done += piece.frames;
        for (std::int64_t i = 0; i < piece.frames * SoundFeeder::kChannels; ++i)
            begin[i] *= m_gain * (m_grain_done ? grainFade(*m_grain_done + i / SoundFeeder::kChannels) : 1.0F);
        if (!m_grain_done) continue;
        *m_grain_done += piece.frames;
        if (*m_grain_done == kGrainFrames) stop();
    }
    m_map.appendPause(frames - done);
    std::fill(out + done * SoundFeeder::kChannels, out + frames * SoundFeeder::kChannels, 0.0F);
}

std::int64_t PlayedSound::handedOver() const {
    const std::lock_guard lock(m_mutex);
    return m_map.appendedFrames();
}

std::optional<double> PlayedSound::nextContent_s() const {
    const std::lock_guard lock(m_mutex);
    return m_begin_frame ? std::optional(m_map.appendedContent_s()) : std::nullopt;
}

std::optional<SoundMap::Moment> PlayedSound::momentAt(double frame) {
    const std::lock_guard lock(m_mutex);
    if (!m_begin_frame || frame < static_cast<double>(*m_begin_frame)) return std::nullopt;
    return m_map.momentAt(frame);
}

} // namespace soundmask
