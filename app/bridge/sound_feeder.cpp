#include "app/bridge/sound_feeder.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <utility>

namespace soundmask {

namespace {
constexpr SampleIndex kChunkFrames = SoundFeeder::kRateHz / 10;
const SampleIndex kLead = TimeStretch::leadFrames(SoundFeeder::kRateHz);
constexpr double kShortestLoop_s = 0.05;
/// How far the sound is decoded ahead: a slow disk or a busy processor for half a second is not heard.
constexpr std::int64_t kAheadFrames = SoundFeeder::kRateHz * 6 / 10;

SampleIndex sampleAt(double time_s) {
    return std::llround(time_s * SoundFeeder::kRateHz);
}
} // namespace

SoundFeeder::SoundFeeder(SourceOpener open, std::function<void(const Error&)> on_error)
    : m_open(std::move(open))
    , m_on_error(std::move(on_error))
    , m_thread([this](std::stop_token stop) { run(std::move(stop)); }) {}

void SoundFeeder::start(const SoundCourse& course) {
    {
        const std::lock_guard lock(m_mutex);
        m_chunks.clear();
        m_ready_frames = 0;
        ++m_generation;
        m_course = course;
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
        piece.content_s = chunk.content_s + static_cast<double>(chunk.read_frames) / kRateHz * chunk.speed;
        piece.speed = chunk.speed;
        std::memcpy(out, chunk.samples.data() + chunk.read_frames * kChannels,
                    static_cast<std::size_t>(piece.frames) * kChannels * sizeof(float));
        chunk.read_frames += piece.frames;
        m_ready_frames -= piece.frames;
        if (chunk.read_frames == chunk.frames()) m_chunks.pop_front();
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
    std::uint64_t generation = 0;
    while (!stop.stop_requested()) {
        std::optional<SoundCourse> course;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [this] { return m_generation > 0 && m_ready_frames < kAheadFrames; }))
                return;
            if (std::exchange(generation, m_generation) != m_generation) course = m_course;
        }
        if (course) turnTo(*course);
        Chunk chunk = next();
        if (chunk.frames() == 0) continue;
        {
            const std::lock_guard lock(m_mutex);
            if (generation != m_generation) continue;
            m_ready_frames += chunk.frames();
            m_chunks.push_back(std::move(chunk));
        }
        m_changed.notify_all();
    }
}

void SoundFeeder::turnTo(const SoundCourse& course) {
    m_stretch.reset();
    m_speed = course.speed;
    m_next = sampleAt(course.begin_s);
    m_turn.reset();
    m_end.reset();
    if (course.end_s) m_end = sampleAt(*course.end_s);
    if (course.loop && course.loop->duration_s() > kShortestLoop_s) {
        m_loop_begin = sampleAt(course.loop->begin_s);
        m_turn = sampleAt(course.loop->end_s);
    }
}

SoundFeeder::Chunk SoundFeeder::next() {
    if (m_turn && m_next >= *m_turn) m_next = m_loop_begin;
    const SampleIndex begin = m_next;
    m_next = m_turn ? std::min(begin + kChunkFrames, *m_turn) : begin + kChunkFrames;
    Chunk chunk{decode(begin, m_next), static_cast<double>(begin) / kRateHz, m_speed, 0};
    if (m_speed == 1.0) return chunk;
    if (!m_stretch) {
        auto stretch = TimeStretch::create(m_speed, kRateHz, kChannels);
        if (!stretch) {
            report(stretch.error());
            chunk.samples.assign(static_cast<std::size_t>(static_cast<double>(kChunkFrames) / m_speed) * kChannels,
                                 0.0F);
            return chunk;
        }
        m_stretch = std::move(*stretch);
        m_pass_begin = begin;
        m_pass_frames = 0;
        chunk.samples = decode(begin - kLead, m_next);
    }
    chunk.content_s = (static_cast<double>(m_pass_begin) + static_cast<double>(m_pass_frames) * m_speed) / kRateHz;
    auto out = m_stretch->push(chunk.samples);
    const bool ends_pass = m_turn && m_next == *m_turn;
    if (out && ends_pass) {
        // The stretcher holds back as much as it wants to know of what follows.
        if (const auto more = m_stretch->push(decode(m_next, m_next + 4 * kLead)))
            out->insert(out->end(), more->begin(), more->end());
        if (const auto rest = m_stretch->finish()) out->insert(out->end(), rest->begin(), rest->end());
        // Each pass lasts as long as it should, to the sample.
        const std::int64_t whole = std::llround(static_cast<double>(m_next - m_pass_begin) / m_speed);
        out->resize(static_cast<std::size_t>(std::max<std::int64_t>(0, whole - m_pass_frames)) * kChannels, 0.0F);
    }
    if (!out) report(out.error());
    chunk.samples = out ? std::move(*out) : std::vector<float>();
    m_pass_frames += chunk.frames();
    if (ends_pass) m_stretch.reset();
    return chunk;
}

std::vector<float> SoundFeeder::decode(SampleIndex begin, SampleIndex end) {
    std::vector<float> samples;
    if (begin < 0) samples.resize(static_cast<std::size_t>(-begin) * kChannels, 0.0F);
    const double begin_s = static_cast<double>(std::max<SampleIndex>(0, begin)) / kRateHz;
    // Past the end there is silence: the player stops by the clock, not by running dry.
    if (m_source && begin_s < m_source->duration_s()) {
        const Result<AudioBlock> block =
            m_source->audio({begin_s, static_cast<double>(end) / kRateHz}, kRateHz, kChannels);
        if (block)
            samples.insert(samples.end(), block->samples.begin(), block->samples.end());
        else
            report(block.error());
    }
    if (m_end && end > *m_end)
        samples.resize(
            std::min(samples.size(), static_cast<std::size_t>(std::max<SampleIndex>(0, *m_end - begin)) * kChannels));
    samples.resize(static_cast<std::size_t>(end - begin) * kChannels, 0.0F);
    return samples;
}

} // namespace soundmask
