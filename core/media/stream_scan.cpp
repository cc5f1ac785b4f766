#include "core/media/stream_scan.h"

#include <algorithm>

extern "C" {
#include <libavutil/intreadwrite.h>
}

namespace soundmask {

using ffmpeg::Handle;

namespace {

constexpr int kPacketsPerReport = 512;
constexpr int kMostErrorsAtOnce = 100; ///< a decoder that fails more often without new input is stuck

/// VP8 and VP9 keep reference pictures in packets of their own that show nothing; the first byte says so.
bool isHidden(AVCodecID codec, const AVPacket& packet) {
    if (packet.size < 1) return false;
    const unsigned first = packet.data[0];
    if (codec == AV_CODEC_ID_VP8) return (first >> 4 & 1) == 0;
    if (codec != AV_CODEC_ID_VP9) return false;
    const unsigned last = packet.data[packet.size - 1];
    if ((last & 0xE0U) == 0xC0U) return false;              // several pictures in one packet, the last one shown
    const unsigned shift = (first >> 4 & 3U) == 3U ? 0 : 1; // profile 3 has one more bit in front
    const bool shows_existing = (first >> (shift + 2) & 1U) != 0;
    const bool shown = (first >> shift & 1U) != 0;
    return !shows_existing && !shown;
}

/// Decodes one track and keeps the tally.
class Tally {
  public:
    Tally(Handle<AVCodecContext> decoder, StreamScan& scan, bool pictures)
        : m_decoder(std::move(decoder))
        , m_scan(scan)
        , m_pictures(pictures) {}

    void take(AVPacket* packet) {
        if (!m_decoder) return;
        if (packet) packet->pts = packetId(*packet);
        int sent = avcodec_send_packet(m_decoder.get(), packet);
        if (sent == AVERROR(EAGAIN)) { // its output is full
            receive();
            sent = avcodec_send_packet(m_decoder.get(), packet);
        }
        if (sent < 0 && sent != AVERROR_EOF) countError();
        receive();
    }

  private:
    void receive() {
        int errors = 0;
        while (errors < kMostErrorsAtOnce) {
            const int received = avcodec_receive_frame(m_decoder.get(), m_frame.get());
            if (received == AVERROR(EAGAIN) || received == AVERROR_EOF) return;
            if (received < 0) {
                countError();
                ++errors;
                continue;
            }
            if (m_pictures) countPicture();
        }
    }
    void countError() { ++(m_pictures ? m_scan.decode_errors : m_scan.sound->errors); }
    void countPicture() {
        if (m_scan.decoded_ids.empty()) m_scan.decoded_size = {m_frame->width, m_frame->height};
        if (m_frame->pts != AV_NOPTS_VALUE) m_scan.decoded_ids.push_back(m_frame->pts);
        if ((m_frame->flags & AV_FRAME_FLAG_CORRUPT) != 0 || m_frame->decode_error_flags != 0)
            ++m_scan.damaged_pictures;
    }

    Handle<AVCodecContext> m_decoder;
    Handle<AVFrame> m_frame = ffmpeg::makeFrame();
    StreamScan& m_scan;
    bool m_pictures;
};

void notePicturePacket(StreamScan& scan, const AVPacket& packet, AVCodecID codec, std::int64_t& last_id) {
    if (packet.pts == AV_NOPTS_VALUE) scan.presentation_stamps_missing = true;
    if ((packet.flags & AV_PKT_FLAG_CORRUPT) != 0) ++scan.corrupt_packets;
    PicturePacket noted;
    noted.id = packetId(packet);
    noted.key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
    noted.shown = (packet.flags & AV_PKT_FLAG_DISCARD) == 0 && !isHidden(codec, packet);
    if (noted.id != AV_NOPTS_VALUE && noted.shown && noted.id >= last_id) {
        last_id = noted.id;
        scan.last_duration = packet.duration;
    }
    scan.packets.push_back(noted);
}

/// Seconds at the end of a packet that only fill it up and are never heard.
double paddingAtEnd_s(const AVPacket& packet, const AVStream& stream) {
    std::size_t size = 0;
    const std::uint8_t* skip = av_packet_get_side_data(&packet, AV_PKT_DATA_SKIP_SAMPLES, &size);
    if (!skip || size < 8 || stream.codecpar->sample_rate <= 0) return 0.0;
    return static_cast<double>(AV_RL32(skip + 4)) / stream.codecpar->sample_rate;
}

void noteSoundPacket(StreamScan& scan, const AVPacket& packet, const AVStream& stream) {
    if ((packet.flags & AV_PKT_FLAG_CORRUPT) != 0) ++scan.corrupt_packets;
    const std::int64_t begin = packetId(packet);
    if (begin == AV_NOPTS_VALUE) return;
    const double tick_s = av_q2d(stream.time_base);
    const double end_s = static_cast<double>(begin + packet.duration) * tick_s - paddingAtEnd_s(packet, stream);
    if (!scan.sound) {
        const std::int64_t first = stream.start_time != AV_NOPTS_VALUE ? stream.start_time : begin;
        scan.sound = StreamScan::Sound{static_cast<double>(first) * tick_s, end_s, 0};
    }
    scan.sound->end_s = std::max(scan.sound->end_s, end_s);
}

} // namespace

Result<StreamScan> scanStreams(MediaInput& input, bool decode, const ProgressCallback& progress) {
    StreamScan scan;
    scan.decoded = decode;
    const AVStream* pictures = input.pictures();
    const AVStream* sound = input.sound();
    Tally picture_tally(decode ? ffmpeg::openDecoder(*pictures, 0) : nullptr, scan, true);
    Tally sound_tally(decode && sound ? ffmpeg::openDecoder(*sound, 1) : nullptr, scan, false);

    const auto file_size = static_cast<double>(std::max<std::int64_t>(1, avio_size(input.format().pb)));
    const Handle<AVPacket> packet = ffmpeg::makePacket();
    std::int64_t last_id = INT64_MIN;
    int unreported = 0;
    while (true) {
        if (input.stopRequested()) return fail(ErrorCode::Cancelled, input.name(), "opening was cancelled");
        const MediaInput::Read read = input.read(*packet);
        if (read != MediaInput::Read::Packet) {
            scan.read_failed = read == MediaInput::Read::Failed;
            break;
        }
        if (packet->stream_index == pictures->index) {
            notePicturePacket(scan, *packet, pictures->codecpar->codec_id, last_id);
            picture_tally.take(packet.get());
        } else {
            noteSoundPacket(scan, *packet, *sound);
            if (scan.sound) sound_tally.take(packet.get());
        }
        if (progress && ++unreported == kPacketsPerReport) {
            unreported = 0;
            progress({std::min(1.0, static_cast<double>(packet->pos) / file_size), {}});
        }
    }
    if (input.stopRequested()) return fail(ErrorCode::Cancelled, input.name(), "opening was cancelled");
    picture_tally.take(nullptr);
    if (scan.sound) sound_tally.take(nullptr);
    return scan;
}

} // namespace soundmask
