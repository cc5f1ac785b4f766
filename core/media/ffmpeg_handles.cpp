#include "core/media/ffmpeg_handles.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <mutex>
#include <thread>
#include <utility>

#include "core/base/log.h"

namespace soundmask::ffmpeg {

namespace {

/// Room for any picture of kMaxPixels, and the end of an index whose header claims more samples than five million.
constexpr std::size_t kLargestAllocation = std::size_t{1} << 27;
constexpr int kMostThreads = 8;
/// Each thread holds a picture or two in memory; so many pixels are decoded at once, whatever a header claims.
constexpr std::int64_t kPixelsAtOnce = std::int64_t{1} << 26;

thread_local std::string t_last_complaint;

void forwardToLog(void*, int level, const char* format, va_list arguments) {
    if (level > AV_LOG_WARNING) return;
    char line[512];
    std::vsnprintf(line, sizeof line, format, arguments);
    std::string text(line);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.pop_back();
    log().debug("ffmpeg: {}", text);
    if (level <= AV_LOG_ERROR) t_last_complaint = std::move(text);
}

} // namespace

void configure() {
    static std::once_flag once;
    std::call_once(once, [] {
        av_log_set_callback(forwardToLog);
        av_max_alloc(kLargestAllocation);
    });
}

AVPixelFormat withoutRange(int format) {
    switch (format) {
    case AV_PIX_FMT_YUVJ420P:
        return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_YUVJ422P:
        return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_YUVJ444P:
        return AV_PIX_FMT_YUV444P;
    case AV_PIX_FMT_YUVJ440P:
        return AV_PIX_FMT_YUV440P;
    case AV_PIX_FMT_YUVJ411P:
        return AV_PIX_FMT_YUV411P;
    default:
        return static_cast<AVPixelFormat>(format);
    }
}

std::string errorText(int code) {
    char text[AV_ERROR_MAX_STRING_SIZE];
    av_strerror(code, text, sizeof text);
    return text;
}

std::string takeLastComplaint() {
    return std::exchange(t_last_complaint, {});
}

Handle<AVCodecContext> openDecoder(const AVStream& stream, int threads) {
    const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
    Handle<AVCodecContext> context(codec ? avcodec_alloc_context3(codec) : nullptr);
    if (!context || avcodec_parameters_to_context(context.get(), stream.codecpar) < 0) return nullptr;
    context->pkt_timebase = stream.time_base;
    context->max_pixels = kMaxPixels;
    const std::int64_t pixels = std::max<std::int64_t>(1, std::int64_t{context->width} * context->height);
    const auto most = static_cast<int>(std::clamp<std::int64_t>(kPixelsAtOnce / pixels, 1, kMostThreads));
    context->thread_count =
        threads > 0 ? threads : std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, most);
    if (avcodec_open2(context.get(), codec, nullptr) < 0) return nullptr;
    return context;
}

} // namespace soundmask::ffmpeg
