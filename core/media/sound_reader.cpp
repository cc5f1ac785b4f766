#include "core/media/sound_reader.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <soxr.h>

extern "C" {
#include <libavutil/opt.h>
}

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr double kPreroll_s = 0.5; ///< decoded and thrown away after a seek: codecs need to settle
constexpr double kReadOn_s = 3.0;  ///< a gap smaller than this is decoded through rather than jumped
constexpr double kKept_s = 3.0;    ///< sound kept for overlapping requests
constexpr double kStampTolerance_s =
    0.04;                              ///< stamps of many files jitter; less than a picture of difference is not a gap
constexpr double kFilterReach_s = 0.1; ///< more than the resampling filter looks around
constexpr int kHighestRate_hz = 768000;
constexpr int kMostErrorsAtOnce = 100; ///< a decoder that fails more often without new input is stuck
constexpr SampleIndex kMostSamples = SampleIndex{1} << 28; ///< in one request: time stamps may claim days of content

SampleIndex floorDiv(SampleIndex a, SampleIndex b) {
    return a >= 0 ? a / b : -((b - 1 - a) / b);
}

struct SoxrDeleter {
    void operator()(soxr* resampler) const { soxr_delete(resampler); }
};

} // namespace

Result<std::unique_ptr<SoundReader>> SoundReader::open(const fs::path& path, std::optional<double> content_begin_s) {
    auto input = MediaInput::open(path, MediaInput::Need::Sound);
    if (!input) return fail(input.error());
    std::unique_ptr<SoundReader> reader(new SoundReader(std::move(*input)));
    const AVStream& track = *reader->m_input.sound();
    const double track_begin_s =
        track.start_time != AV_NOPTS_VALUE ? static_cast<double>(track.start_time) * av_q2d(track.time_base) : 0.0;
    reader->m_content_begin_s = content_begin_s.value_or(track_begin_s);
    reader->m_rate_hz = track.codecpar->sample_rate;
    reader->m_decoder = ffmpeg::openDecoder(track, 1);
    if (!reader->m_decoder || reader->m_rate_hz <= 0 || reader->m_rate_hz > kHighestRate_hz)
        return fail(ErrorCode::FileUnreadable, path.string(),
                    std::string("its sound cannot be decoded (codec '") + avcodec_get_name(track.codecpar->codec_id) +
                        "')");
    reader->m_input.readOnly(track);
    return reader;
}

std::optional<double> SoundReader::end_s() const {
    const AVStream& track = *m_input.sound();
    if (track.duration == AV_NOPTS_VALUE) return {};
    const std::int64_t begin = track.start_time != AV_NOPTS_VALUE ? track.start_time : 0;
    return static_cast<double>(begin + track.duration) * av_q2d(track.time_base) - m_content_begin_s;
}

Result<AudioBlock> SoundReader::read(TimeSpan span, int rate_hz, int channels) {
    if (rate_hz <= 0 || rate_hz > kHighestRate_hz || channels < 1 || channels > 2)
        return fail(ErrorCode::InvalidValue, m_input.name(), "sound is given at 1 to 768000 Hz in 1 or 2 channels");
    if (channels != m_channels) {
        m_channels = channels;
        m_mixer.reset();
        m_chunks.clear();
        m_lost_place = true;
    }
    AudioBlock block;
    block.rate_hz = rate_hz;
    block.channels = channels;
    block.first_sample = std::llround(span.begin_s * rate_hz);
    const SampleIndex end = std::max(block.first_sample, static_cast<SampleIndex>(std::llround(span.end_s * rate_hz)));
    if ((end - block.first_sample) * channels > kMostSamples)
        return fail(ErrorCode::OutOfMemory, m_input.name(), "too much sound for one request; ask for less");
    block.samples.resize(static_cast<std::size_t>(end - block.first_sample) * static_cast<std::size_t>(channels));
    if (rate_hz != m_rate_hz) return resample(std::move(block), end);
    if (auto fetched = fetch(block.first_sample, end, block.samples.data()); !fetched) return fail(fetched.error());
    return block;
}

Result<AudioBlock> SoundReader::resample(AudioBlock block, SampleIndex end) {
    // Both rates have a sample at the same instant every common step; starting there keeps every phase the same
    // whatever span is asked for.
    const SampleIndex common = std::gcd(m_rate_hz, block.rate_hz);
    const SampleIndex in_step = m_rate_hz / common;
    const SampleIndex out_step = block.rate_hz / common;
    const auto reach = static_cast<SampleIndex>(kFilterReach_s * m_rate_hz);
    const SampleIndex first_step = floorDiv(floorDiv(block.first_sample, out_step) * in_step - reach, in_step);
    const SampleIndex in_end = (floorDiv(end, out_step) + 1) * in_step + reach;
    auto to_skip = static_cast<std::size_t>(block.first_sample - first_step * out_step);

    const auto channels = static_cast<std::size_t>(block.channels);
    const soxr_io_spec_t format = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I);
    const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    soxr_error_t error = nullptr;
    const std::unique_ptr<soxr, SoxrDeleter> resampler(
        soxr_create(m_rate_hz, block.rate_hz, static_cast<unsigned>(channels), &error, &format, &quality, nullptr));
    if (error) return fail(ErrorCode::Internal, m_input.name(), std::string("the resampler cannot be made: ") + error);

    const SampleIndex piece = m_rate_hz; // one second at a time
    std::vector<float> in(static_cast<std::size_t>(piece) * channels);
    std::vector<float> out((static_cast<std::size_t>(block.rate_hz) + 1024) * channels);
    std::size_t filled = 0;
    const std::size_t wanted = block.frames();
    for (SampleIndex position = first_step * in_step; filled < wanted;) {
        const SampleIndex count = std::min(piece, in_end - position);
        if (count > 0) {
            std::fill(in.begin(), in.end(), 0.0F);
            if (auto fetched = fetch(position, position + count, in.data()); !fetched) return fail(fetched.error());
        }
        position += std::max<SampleIndex>(count, 0);
        std::size_t offset = 0;
        while (true) { // until this piece, or at the end the resampler, is empty
            std::size_t taken = 0;
            std::size_t given = 0;
            const bool flush = count <= 0;
            error = soxr_process(resampler.get(), flush ? nullptr : in.data() + offset * channels,
                                 flush ? 0 : static_cast<std::size_t>(count) - offset, &taken, out.data(),
                                 out.size() / channels, &given);
            if (error) return fail(ErrorCode::Internal, m_input.name(), std::string("resampling failed: ") + error);
            offset += taken;
            const std::size_t skipped = std::min(to_skip, given);
            to_skip -= skipped;
            const std::size_t used = std::min(given - skipped, wanted - filled);
            std::copy_n(out.begin() + static_cast<std::ptrdiff_t>(skipped * channels), used * channels,
                        block.samples.begin() + static_cast<std::ptrdiff_t>(filled * channels));
            filled += used;
            if (filled == wanted || given == 0) break;
        }
        if (count <= 0) break;
    }
    return block;
}

Result<void> SoundReader::fetch(SampleIndex begin, SampleIndex end, float* samples) {
    if (m_track_begin && end <= *m_track_begin) return {};
    const auto read_on = static_cast<SampleIndex>(kReadOn_s * m_rate_hz);
    const bool goes_on = !m_chunks.empty() && begin >= std::max(m_exact_from, m_chunks.front().begin) &&
                         (m_ended || begin <= m_next + read_on);
    if (!goes_on)
        if (auto started = startBefore(begin); !started) return started;
    std::size_t looked_at = 0;
    while (true) {
        for (; looked_at < m_chunks.size(); ++looked_at) {
            const Chunk& chunk = m_chunks[looked_at];
            const SampleIndex from = std::max(begin, chunk.begin);
            const SampleIndex to = std::min(end, chunk.end);
            if (from < to)
                std::copy_n(chunk.samples.begin() + (from - chunk.begin) * m_channels, (to - from) * m_channels,
                            samples + (from - begin) * m_channels);
        }
        if (m_next >= end || !decodeMore()) break;
    }
    forgetBefore(std::min(end, m_next) - static_cast<SampleIndex>(kKept_s * m_rate_hz));
    return {};
}

Result<void> SoundReader::restart() {
    auto fresh = MediaInput::open(m_input.path(), MediaInput::Need::Sound);
    if (!fresh) return fail(fresh.error());
    m_input = std::move(*fresh);
    m_input.readOnly(*m_input.sound());
    // Not just flushed: what codecs drop or make up at the begin is part of their state.
    m_decoder = ffmpeg::openDecoder(*m_input.sound(), 1);
    if (!m_decoder)
        return fail(ErrorCode::FileUnreadable, m_input.name(),
                    "its sound cannot be decoded any more; was the file replaced?");
    m_chunks.clear();
    m_ended = false;
    m_lost_place = true;
    m_exact_from = std::numeric_limits<SampleIndex>::min();
    if (!decodeMore()) return {};
    m_track_begin = m_chunks.front().begin;
    const double tick_samples = av_q2d(m_input.sound()->time_base) * m_rate_hz;
    m_grid_origin = m_chunks.front().end;
    m_grid = 0;
    if (tick_samples > 1.0 && decodeMore()) m_grid = m_chunks.back().end - m_chunks.back().begin;
    return {};
}

Result<void> SoundReader::startBefore(SampleIndex position) {
    const auto preroll = static_cast<SampleIndex>(kPreroll_s * m_rate_hz);
    // The begin is reached by opening again: only there do demuxers know what codecs put in front of the sound.
    if (!m_track_begin || position - 2 * preroll <= *m_track_begin) {
        if (auto restarted = restart(); !restarted) return restarted;
        if (position - 2 * preroll <= m_track_begin.value_or(0)) return {};
    }
    const AVStream& track = *m_input.sound();
    for (const SampleIndex before : {preroll, 10 * preroll}) {
        const double time_s = static_cast<double>(position - before) / m_rate_hz + m_content_begin_s;
        const auto stamp = static_cast<std::int64_t>(std::floor(time_s / av_q2d(track.time_base)));
        if (av_seek_frame(&m_input.format(), track.index, stamp, AVSEEK_FLAG_BACKWARD) < 0) continue;
        avcodec_flush_buffers(m_decoder.get());
        m_chunks.clear();
        m_ended = false;
        m_lost_place = true;
        m_exact_from = position;
        if (decodeMore() && m_chunks.front().begin <= position - preroll / 2) return {};
    }
    return restart(); // no usable index, or a long pause in the track
}

bool SoundReader::decodeMore() {
    const std::size_t before = m_chunks.size();
    int errors = 0;
    while (m_chunks.size() == before && errors < kMostErrorsAtOnce) {
        const int received = avcodec_receive_frame(m_decoder.get(), m_frame.get());
        if (received == 0) {
            append(*m_frame);
        } else if (received == AVERROR(EAGAIN)) {
            errors = 0;
            const bool packet = m_input.read(*m_packet) == MediaInput::Read::Packet;
            if (avcodec_send_packet(m_decoder.get(), packet ? m_packet.get() : nullptr) < 0) m_lost_place = true;
        } else if (received == AVERROR_EOF) {
            m_ended = true;
            return false;
        } else {
            m_lost_place = true; // a damaged packet leaves silence of its length
            ++errors;
        }
    }
    return m_chunks.size() > before;
}

SampleIndex SoundReader::positionOf(const AVFrame& frame) const {
    if (frame.pts == AV_NOPTS_VALUE) return m_next;
    const double tick_s = av_q2d(m_input.sound()->time_base);
    const auto stamped = static_cast<SampleIndex>(
        std::llround((static_cast<double>(frame.pts) * tick_s - m_content_begin_s) * m_rate_hz));
    if (!m_lost_place) {
        const auto tolerance = static_cast<SampleIndex>(kStampTolerance_s * m_rate_hz);
        return stamped > m_next + tolerance ? stamped : m_next;
    }
    if (m_grid > 0) { // stamps in milliseconds: packets of equal length tell the sample
        const SampleIndex snapped = m_grid_origin + floorDiv(stamped - m_grid_origin + m_grid / 2, m_grid) * m_grid;
        if (static_cast<double>(std::abs(snapped - stamped)) <= tick_s * m_rate_hz) return snapped;
    }
    return stamped;
}

bool SoundReader::prepareMixer(const AVFrame& frame) {
    AVChannelLayout layout = frame.ch_layout;
    if (layout.order != AV_CHANNEL_ORDER_NATIVE) av_channel_layout_default(&layout, frame.ch_layout.nb_channels);
    if (m_mixer && m_mixer_format == frame.format && m_mixer_rate_hz == frame.sample_rate &&
        av_channel_layout_compare(&layout, &m_mixer_layout) == 0)
        return true;

    AVChannelLayout mixed;
    av_channel_layout_default(&mixed, m_channels);
    SwrContext* mixer = nullptr;
    swr_alloc_set_opts2(&mixer, &mixed, AV_SAMPLE_FMT_FLT, m_rate_hz, &layout,
                        static_cast<AVSampleFormat>(frame.format), frame.sample_rate, 0, nullptr);
    m_mixer.reset(mixer);
    if (!mixer) return false;
    av_opt_set_double(mixer, "rematrix_maxval", 1.0, 0); // no louder than ffmpeg's own mix to 16 bits
    if (layout.nb_channels <= 2) {                       // mono on both sides at full level; stereo to its mean
        const double share = layout.nb_channels == 2 && m_channels == 1 ? 0.5 : 1.0;
        const double matrix[4] = {share, share, share, share};
        const double both[4] = {1.0, 0.0, 0.0, 1.0};
        swr_set_matrix(mixer, layout.nb_channels == 2 && m_channels == 2 ? both : matrix, layout.nb_channels);
    }
    if (swr_init(mixer) < 0) {
        m_mixer.reset();
        return false;
    }
    m_mixer_layout = layout;
    m_mixer_format = frame.format;
    m_mixer_rate_hz = frame.sample_rate;
    return true;
}

bool SoundReader::append(const AVFrame& frame) {
    if (frame.nb_samples <= 0 || !prepareMixer(frame)) {
        m_lost_place = true;
        return false;
    }
    const int room = swr_get_out_samples(m_mixer.get(), frame.nb_samples);
    Chunk chunk;
    chunk.samples.resize(static_cast<std::size_t>(std::max(room, 0)) * static_cast<std::size_t>(m_channels));
    auto* out = reinterpret_cast<std::uint8_t*>(chunk.samples.data());
    const int mixed =
        swr_convert(m_mixer.get(), &out, room, const_cast<const std::uint8_t**>(frame.extended_data), frame.nb_samples);
    if (mixed <= 0) return false;
    chunk.samples.resize(static_cast<std::size_t>(mixed) * static_cast<std::size_t>(m_channels));
    chunk.begin = positionOf(frame);
    chunk.end = chunk.begin + mixed;
    m_next = chunk.end;
    m_lost_place = false;
    m_chunks.push_back(std::move(chunk));
    return true;
}

void SoundReader::forgetBefore(SampleIndex position) {
    while (m_chunks.size() > 1 && m_chunks.front().end < position)
        m_chunks.pop_front();
}

} // namespace soundmask
