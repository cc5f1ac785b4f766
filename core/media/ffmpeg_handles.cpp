#include "core/media/ffmpeg_handles.h"

#include <algorithm>
#include <cstdarg>
#include <mutex>
#include <thread>
#include <utility>

#include "core/base/log.h"

namespace soundmask::ffmpeg {

namespace {

constexpr std::size_t kLargestAllocation = std::size_t{1} << 30;
constexpr int kMostThreads = 8; // each holds a picture or two in memory

thread_local std::string t_last_complaint;

void forwardToLog(void*, int level, const char* format, va_list arguments) {
    if (level > AV_LOG_WARNING) return;
    char line[512];
    std::vsnprintf(line, sizeof line, format, arguments);
    std::string text(line);
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
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

std::string errorText(int code) {
    char text[AV_ERROR_MAX_STRING_SIZE];
    av_strerror(code, text, sizeof text);
    return text;
}

std::string takeLastComplaint() { return std::exchange(t_last_complaint, {}); }

Handle<AVCodecContext> openDecoder(const AVStream& stream, int threads) {
    const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
    Handle<AVCodecContext> context(codec ? avcodec_alloc_context3(codec) : nullptr);
    if (!context || avcodec_parameters_to_context(context.get(), stream.codecpar) < 0) return nullptr;
    context->pkt_timebase = stream.time_base;
    context->max_pixels = kMaxPixels;
    context->thread_count = threads > 0 ? threads : std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMostThreads);
    if (avcodec_open2(context.get(), codec, nullptr) < 0) return nullptr;
    return context;
}

} // namespace soundmask::ffmpeg
