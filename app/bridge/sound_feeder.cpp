#include "app/bridge/sound_feeder.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>

namespace soundmask {

namespace {
constexpr double kChunk_s = 0.1;
/// How far the sound is decoded ahead: a slow disk or a busy processor for half a second is not heard.
constexpr std::int64_t kAheadFrames = SoundFeeder::kRateHz * 6 / 10;
} // namespace

SoundFeeder::SoundFeeder(SourceOpener open, std::function<void(const Error&)> on_error)
    : m_open(std::move(open))
    , m_on_error(std::move(on_error))
    , m_thread([this](std::stop_token stop) { run(std::move(stop)); }) {}

void SoundFeeder::seek(double content_s, std::optional<TimeSpan> loop) {
    {
        const std::lock_guard lock(m_mutex);
        m_chunks.clear();
        m_ready_frames = 0;
        ++m_generation;
        m_next_s = content_s;
        m_loop = loop && loop->duration_s() > 0.05 ? loop : std::nullopt;
        m_wanted = true;
    }
    m_changed.notify_all();
}

SoundFeeder::Piece SoundFeeder::read(float* out, std::int64_t frames) {
    Piece piece;
    {
        const std::lock_guard lock(m_mutex);
        if (m_chunks.empty()) return piece;
        Chunk& chunk = m_chunks.front();
        piece.frames = std::min(frames, chunk.frames() - chunk.read_frames);
        piece.content_s = chunk.content_s + static_cast<double>(chunk.read_frames) / kRateHz;
        std::memcpy(out, chunk.samples.data() + chunk.read_frames * kChannels,
                    static_cast<std::size_t>(piece.frames) * kChannels * sizeof(float));
        chunk.read_frames += piece.frames;
        m_ready_frames -= piece.frames;
        if (chunk.read_frames == chunk.frames()) m_chunks.erase(m_chunks.begin());
    }
    m_changed.notify_all();
    return piece;
}

bool SoundFeeder::waitUntilReady(int timeout_ms) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, std::chrono::milliseconds(timeout_ms), [this] { return !m_chunks.empty(); });
}

void SoundFeeder::report(const Error& error) {
    if (m_error_reported) return;
    m_error_reported = true;
    m_on_error(error);
}

void SoundFeeder::run(std::stop_token stop) {
    if (auto source = m_open(stop))
        m_source = std::move(*source);
    else
        report(source.error());
    while (!stop.stop_requested()) {
        double from_s = 0.0;
        std::int64_t frames = 0;
        std::uint64_t generation = 0;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [this] { return m_wanted && m_ready_frames < kAheadFrames; })) return;
            if (m_loop && m_next_s >= m_loop->end_s) m_next_s = m_loop->begin_s;
            from_s = m_next_s;
            const double until_s = m_loop ? std::min(from_s + kChunk_s, m_loop->end_s) : from_s + kChunk_s;
            frames = std::max<std::int64_t>(1, std::llround((until_s - from_s) * kRateHz));
            generation = m_generation;
        }
        Chunk chunk = decode(from_s, frames);
        {
            const std::lock_guard lock(m_mutex);
            if (generation != m_generation) continue;
            m_next_s = from_s + static_cast<double>(frames) / kRateHz;
            m_ready_frames += chunk.frames();
            m_chunks.push_back(std::move(chunk));
        }
        m_changed.notify_all();
    }
}

SoundFeeder::Chunk SoundFeeder::decode(double content_s, std::int64_t frames) {
    Chunk chunk;
    chunk.content_s = content_s;
    const auto wanted = static_cast<std::size_t>(frames) * kChannels;
    // Past the end there is silence: the player stops by the clock, not by running dry.
    if (m_source && content_s < m_source->duration_s()) {
        const double until_s = content_s + static_cast<double>(frames) / kRateHz;
        Result<AudioBlock> block = m_source->audio({content_s, until_s}, kRateHz, kChannels);
        if (block)
            chunk.samples = std::move(block->samples);
        else
            report(block.error());
    }
    chunk.samples.resize(wanted, 0.0F);
    return chunk;
}

} // namespace soundmask
