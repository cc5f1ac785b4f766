#pragma once

#include <deque>

#include "core/base/time.h"
#include "core/media/frame_table.h"
#include "core/media/media_input.h"

namespace soundmask {

/// Random access to the decoded pictures of a track. Going forward decodes on; the last pictures are kept, so small
/// steps back cost nothing; anything else starts at the key before. One thread at a time.
class PictureDecoder {
  public:
    /// \p input may stand anywhere. \p table must describe its picture track and outlive the decoder.
    /// \p damaged: the track has packets that do not decode. What the codec makes up for them depends on every picture
    /// before and on timing, so no picture is passed over and one thread works: asked again, they come out the same.
    /// Keeps at most \p kept_bytes of pictures for small steps back, and the last one in any case.
    PictureDecoder(MediaInput input, const FrameTable& table, bool damaged,
                   std::size_t kept_bytes = std::size_t{128} << 20);

    /// Picture \p frame in [0, table.count()), valid until the next call. Error: FrameUnavailable.
    Result<const AVFrame*> decode(FrameIndex frame);
    /// Whether `decode` gets there without starting at a key.
    bool isNear(FrameIndex frame) const;

  private:
    struct Kept {
        FrameIndex frame = 0;
        ffmpeg::Handle<AVFrame> picture;
        std::size_t bytes = 0;
    };

    const AVFrame* kept(FrameIndex frame) const;
    void keep(FrameIndex frame);
    /// Brings the input to the packet of \p key and leaves it in m_packet. False when that cannot be reached.
    bool startAt(const FrameTable::Key& key);
    bool seekNear(const FrameTable::Key& key);
    bool rewind();
    bool skipTo(const FrameTable::Key& key);
    /// Decodes on until \p frame comes out; null when it is missed or the track ends.
    const AVFrame* decodeUpTo(FrameIndex frame);
    /// Feeds one packet, or the end. False when there was nothing left to feed.
    bool feed();
    void flush();

    MediaInput m_input;
    const FrameTable& m_table;
    const bool m_damaged;
    const std::size_t m_most_kept_bytes;
    ffmpeg::Handle<AVCodecContext> m_decoder;
    ffmpeg::Handle<AVPacket> m_packet = ffmpeg::makePacket();
    ffmpeg::Handle<AVFrame> m_picture = ffmpeg::makeFrame();
    bool m_packet_pending = false; ///< m_packet holds a packet not yet fed
    bool m_ended = false;          ///< the end was fed
    FrameIndex m_last = -1;        ///< last picture that came out since the start; -1: nothing is going on
    FrameIndex m_wanted = -1;      ///< picture asked for last
    FrameIndex m_keep_from = 0;    ///< pictures before are only decoded where others refer to them, and not kept
    std::deque<Kept> m_kept;       ///< oldest first
    std::size_t m_kept_bytes = 0;
};

} // namespace soundmask
