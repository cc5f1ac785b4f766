#include "core/media/picture_decoder.h"

#include <algorithm>

extern "C" {
#include <libavutil/imgutils.h>
}

namespace soundmask {

using ffmpeg::Handle;

namespace {

constexpr std::size_t kKeptPictures = 64;
constexpr int kMostErrorsAtOnce = 100;    ///< a decoder that fails more often without new input is stuck
constexpr FrameIndex kStepsBack = 8;      ///< pictures before the wanted one that are decoded too, for stepping back
constexpr FrameIndex kMoreStepsBack = 32; ///< the same for who is stepping back already
constexpr FrameIndex kNotWorthASeek = 12; ///< decoding on over so many pictures is cheaper than starting anew

std::size_t bytesOf(const AVFrame& picture) {
    const int bytes =
        av_image_get_buffer_size(static_cast<AVPixelFormat>(picture.format), picture.width, picture.height, 1);
    return static_cast<std::size_t>(std::max(bytes, 0));
}

} // namespace

PictureDecoder::PictureDecoder(MediaInput input, const FrameTable& table, bool damaged, std::size_t kept_bytes)
    : m_input(std::move(input))
    , m_table(table)
    , m_damaged(damaged)
    , m_most_kept_bytes(kept_bytes)
    , m_decoder(ffmpeg::openDecoder(*m_input.pictures(), damaged ? 1 : 0)) {
    m_input.readOnly(*m_input.pictures());
}

Result<const AVFrame*> PictureDecoder::decode(FrameIndex frame) {
    const bool stepping_back = frame < m_wanted && frame + kMoreStepsBack >= m_wanted;
    m_keep_from = std::max<FrameIndex>(0, frame - (stepping_back ? kMoreStepsBack : kStepsBack));
    m_wanted = frame;
    if (const AVFrame* picture = kept(frame)) return picture;
    const auto unavailable = [&] {
        return fail(ErrorCode::FrameUnavailable, m_input.name(),
                    "picture " + std::to_string(frame) + " cannot be decoded; the file is damaged there");
    };
    if (!m_decoder) return unavailable();
    const FrameTable::Key* key = m_table.keyBefore(frame);
    const bool ahead = m_last >= 0 && frame > m_last;
    if (ahead && (!key || key->frame <= m_last + kNotWorthASeek)) {
        if (const AVFrame* picture = decodeUpTo(frame)) return picture;
    }
    if (!key && rewind())
        if (const AVFrame* picture = decodeUpTo(frame)) return picture;
    // The key before; if the picture does not come out of it (damage, references across keys), the one before that.
    for (int attempt = 0; key && attempt < 2; ++attempt, key = m_table.previous(*key)) {
        if (!startAt(*key)) continue;
        if (const AVFrame* picture = decodeUpTo(frame)) return picture;
    }
    return unavailable();
}

bool PictureDecoder::isNear(FrameIndex frame) const {
    return kept(frame) || (m_last >= 0 && frame > m_last && frame <= m_last + kNotWorthASeek);
}

const AVFrame* PictureDecoder::kept(FrameIndex frame) const {
    const auto place = std::find_if(m_kept.begin(), m_kept.end(), [&](const Kept& k) { return k.frame == frame; });
    return place == m_kept.end() ? nullptr : place->picture.get();
}

void PictureDecoder::keep(FrameIndex frame) {
    Kept fresh{frame, Handle<AVFrame>(av_frame_clone(m_picture.get())), bytesOf(*m_picture)};
    if (!fresh.picture || kept(frame)) return;
    m_kept_bytes += fresh.bytes;
    m_kept.push_back(std::move(fresh));
    while ((m_kept_bytes > m_most_kept_bytes || m_kept.size() > kKeptPictures) && m_kept.size() > 1) {
        m_kept_bytes -= m_kept.front().bytes;
        m_kept.pop_front();
    }
}

void PictureDecoder::flush() {
    avcodec_flush_buffers(m_decoder.get());
    m_packet_pending = false;
    m_ended = false;
    m_last = -1;
}

bool PictureDecoder::rewind() {
    auto fresh = MediaInput::open(m_input.path(), MediaInput::Need::Pictures);
    if (!fresh) return false;
    m_input = std::move(*fresh);
    m_input.readOnly(*m_input.pictures());
    flush();
    return true;
}

bool PictureDecoder::seekNear(const FrameTable::Key& key) {
    AVFormatContext& format = m_input.format();
    return av_seek_frame(&format, m_input.pictures()->index, key.id, AVSEEK_FLAG_BACKWARD) >= 0;
}

bool PictureDecoder::skipTo(const FrameTable::Key& key) {
    while (m_input.read(*m_packet) == MediaInput::Read::Packet) {
        const std::int64_t id = packetId(*m_packet);
        if (id == key.id) {
            m_packet_pending = true;
            return true;
        }
        const std::int64_t place = m_table.packetOf(id);
        if (place > static_cast<std::int64_t>(key.packet)) return false; // came out behind it
    }
    return false;
}

bool PictureDecoder::startAt(const FrameTable::Key& key) {
    // Containers seek by decoding stamps or by presentation stamps and some have no complete index, so where a seek
    // came out is always checked against the packets seen when the file was indexed.
    flush();
    if (seekNear(key) && skipTo(key)) return true;
    if (const FrameTable::Key* earlier = m_table.previous(key); earlier && seekNear(*earlier) && skipTo(key))
        return true;
    return rewind() && skipTo(key);
}

const AVFrame* PictureDecoder::decodeUpTo(FrameIndex frame) {
    int errors = 0;
    while (errors < kMostErrorsAtOnce) {
        const int received = avcodec_receive_frame(m_decoder.get(), m_picture.get());
        if (received == 0) {
            const FrameIndex came = m_table.frameOf(m_picture->pts);
            if (came < 0) continue; // not in the table: one of two with the same time
            m_last = came;
            if (came >= m_keep_from) keep(came);
            if (came == frame) return kept(frame);
            if (came > frame) return nullptr;
        } else if (received == AVERROR(EAGAIN)) {
            if (!feed()) return nullptr;
            errors = 0;
        } else if (received == AVERROR_EOF) {
            return nullptr;
        } else { // a damaged packet: the ones after it may be fine
            ++errors;
        }
    }
    return nullptr;
}

bool PictureDecoder::feed() {
    if (m_ended) return false;
    if (!m_packet_pending && m_input.read(*m_packet) != MediaInput::Read::Packet) {
        m_ended = true;
        avcodec_send_packet(m_decoder.get(), nullptr);
        return true;
    }
    m_packet_pending = false;
    m_packet->pts = packetId(*m_packet);
    // Pictures nothing refers to need not be decoded on the way.
    const bool passed_over = !m_damaged && m_table.idsAscend() && m_packet->pts < m_table.idOf(m_keep_from);
    m_decoder->skip_frame = passed_over ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
    avcodec_send_packet(m_decoder.get(), m_packet.get()); // a refused packet is damage; what follows may be fine
    return true;
}

} // namespace soundmask
