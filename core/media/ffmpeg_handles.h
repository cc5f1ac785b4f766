#pragma once

#include <memory>
#include <string>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

/// Owners of FFmpeg's objects and its settings for the whole program. For the files of core/media only.
namespace soundmask::ffmpeg {

struct Deleter {
    void operator()(AVIOContext* io) const { avio_closep(&io); }
    void operator()(AVFormatContext* input) const { avformat_close_input(&input); }
    void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
    void operator()(SwrContext* mixer) const { swr_free(&mixer); }
};

template <typename T>
using Handle = std::unique_ptr<T, Deleter>;

inline Handle<AVFrame> makeFrame() {
    return Handle<AVFrame>(av_frame_alloc());
}
inline Handle<AVPacket> makePacket() {
    return Handle<AVPacket>(av_packet_alloc());
}

/// Pictures beyond these are refused before memory is asked for.
constexpr int kMaxSide = 16384;
constexpr std::int64_t kMaxPixels = std::int64_t{1} << 25; // 8K

/// Sends FFmpeg's messages to the log and caps its allocations; the first call counts.
void configure();

/// The "J" formats are the plain ones with full range, which is said apart everywhere else.
AVPixelFormat withoutRange(int format);

/// FFmpeg's text for a negative result.
std::string errorText(int code);

/// What FFmpeg last complained about on this thread, for "(...)" behind a reason; taken away by reading it.
std::string takeLastComplaint();

/// A decoder for \p stream with size limits, \p threads at a time (0: as many as the machine has, at most 8). Null when
/// FFmpeg has none.
Handle<AVCodecContext> openDecoder(const AVStream& stream, int threads);

} // namespace soundmask::ffmpeg
