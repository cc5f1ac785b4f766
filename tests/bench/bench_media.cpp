/// Jumping to pictures of a 1080p video with key pictures 250 apart, against plain libav (seek to the key, decode and
/// convert every picture up to the wanted one), and memory while reading all over a video of one hour. Both videos are
/// made by ffmpeg's command line first. Then the same jumps again with copies of all pictures
/// (VideoFile::prepareJumps), as in the window a while after a video was opened. Usage: bench_media [JUMPS].
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <random>
#include <unistd.h>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

#include "core/media/video_file.h"
#include "tests/support/coded_movie.h"

using namespace soundmask;
using namespace soundmask::test;

namespace fs = std::filesystem;

namespace {

constexpr int kFrames = 750, kRate = 25;

double now_s() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double residentMiB() {
    std::ifstream statm("/proc/self/statm");
    long pages = 0, resident = 0;
    statm >> pages >> resident;
    return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

[[noreturn]] void die(const std::string& reason) {
    std::fprintf(stderr, "bench_media: %s\n", reason.c_str());
    std::exit(1);
}

template <typename T>
T take(Result<T> result) {
    if (!result) die(result.error().toString());
    return std::move(*result);
}

/// What a program without an index does: as many threads, no skipping, no kept pictures.
class PlainSeeker {
  public:
    explicit PlainSeeker(const fs::path& path) {
        if (avformat_open_input(&m_format, path.c_str(), nullptr, nullptr) < 0 ||
            avformat_find_stream_info(m_format, nullptr) < 0)
            die("libav cannot open " + path.string());
        m_stream = av_find_best_stream(m_format, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
        const AVCodecParameters* codec = m_format->streams[m_stream]->codecpar;
        const AVCodec* decoder = avcodec_find_decoder(codec->codec_id);
        m_decoder = avcodec_alloc_context3(decoder);
        avcodec_parameters_to_context(m_decoder, codec);
        m_decoder->thread_count = static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN));
        if (avcodec_open2(m_decoder, decoder, nullptr) < 0) die("libav cannot decode " + path.string());
        m_scaler = sws_getContext(codec->width, codec->height, m_decoder->pix_fmt, codec->width, codec->height,
                                  AV_PIX_FMT_RGB24, SWS_BICUBIC, nullptr, nullptr, nullptr);
        m_rgb->format = AV_PIX_FMT_RGB24;
        m_rgb->width = codec->width;
        m_rgb->height = codec->height;
        av_frame_get_buffer(m_rgb, 0);
    }
    ~PlainSeeker() {
        sws_freeContext(m_scaler);
        av_packet_free(&m_packet);
        av_frame_free(&m_rgb);
        av_frame_free(&m_frame);
        avcodec_free_context(&m_decoder);
        avformat_close_input(&m_format);
    }
    PlainSeeker(const PlainSeeker&) = delete;
    PlainSeeker& operator=(const PlainSeeker&) = delete;

    void show(int frame) {
        const AVStream* stream = m_format->streams[m_stream];
        const std::int64_t wanted = av_rescale_q(frame, AVRational{1, kRate}, stream->time_base);
        av_seek_frame(m_format, m_stream, wanted, AVSEEK_FLAG_BACKWARD);
        avcodec_flush_buffers(m_decoder);
        while (true) {
            const int received = avcodec_receive_frame(m_decoder, m_frame);
            if (received == 0) {
                sws_scale(m_scaler, m_frame->data, m_frame->linesize, 0, m_frame->height, m_rgb->data, m_rgb->linesize);
                if (m_frame->pts >= wanted) return;
                continue;
            }
            if (received != AVERROR(EAGAIN)) die("libav lost its way");
            bool fed = false;
            while (!fed) {
                const bool end = av_read_frame(m_format, m_packet) < 0;
                fed = end || m_packet->stream_index == m_stream;
                if (fed) avcodec_send_packet(m_decoder, end ? nullptr : m_packet);
                av_packet_unref(m_packet);
            }
        }
    }

  private:
    AVFormatContext* m_format = nullptr;
    AVCodecContext* m_decoder = nullptr;
    SwsContext* m_scaler = nullptr;
    AVFrame* m_frame = av_frame_alloc();
    AVFrame* m_rgb = av_frame_alloc();
    AVPacket* m_packet = av_packet_alloc();
    int m_stream = -1;
};

/// Milliseconds of each call, sorted: by the clock on the wall, and of all processors together, which other programs
/// disturb less.
struct Times {
    std::vector<double> wall_ms;
    std::vector<double> processor_ms;
};

Times timed(const std::vector<int>& frames, const std::function<void(int)>& show) {
    Times times;
    for (const int frame : frames) {
        const double begin_s = now_s();
        const std::clock_t begin = std::clock();
        show(frame);
        times.wall_ms.push_back((now_s() - begin_s) * 1000.0);
        times.processor_ms.push_back(static_cast<double>(std::clock() - begin) * 1000.0 / CLOCKS_PER_SEC);
    }
    std::sort(times.wall_ms.begin(), times.wall_ms.end());
    std::sort(times.processor_ms.begin(), times.processor_ms.end());
    return times;
}

double percentile(const std::vector<double>& sorted, double share) {
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

void report(const char* what, const Times& times) {
    std::printf("%-26s p50 %7.1f ms   p95 %7.1f ms   processors p50 %7.1f ms   p95 %7.1f ms\n", what,
                percentile(times.wall_ms, 0.5), percentile(times.wall_ms, 0.95), percentile(times.processor_ms, 0.5),
                percentile(times.processor_ms, 0.95));
}

void measureJumps(const fs::path& path, int count) {
    const double opening_s = now_s();
    const auto video = take(VideoFile::open(path));
    std::printf("opened %lld pictures of 1920x1080 in %.0f ms\n", static_cast<long long>(video->frameCount()),
                (now_s() - opening_s) * 1000.0);
    const auto show = [&](int frame) {
        if (auto shown = video->frameAt(frame); !shown) die(shown.error().toString());
    };
    std::mt19937 random(5);
    std::vector<int> jumps, forwards, backwards;
    for (int i = 0; i < count; ++i)
        jumps.push_back(static_cast<int>(random() % kFrames));
    for (int i = 0; i < 60; ++i)
        forwards.push_back(300 + i);
    for (int i = 0; i < 60; ++i)
        backwards.push_back(480 - i);

    PlainSeeker plain(path);
    const auto ours = timed(jumps, show);
    const auto theirs = timed(jumps, [&](int frame) { plain.show(frame); });
    report("random jump", ours);
    report("random jump, plain libav", theirs);
    std::printf("ratio to plain libav: wall p50 %.2f p95 %.2f, processors p50 %.2f p95 %.2f\n",
                percentile(ours.wall_ms, 0.5) / percentile(theirs.wall_ms, 0.5),
                percentile(ours.wall_ms, 0.95) / percentile(theirs.wall_ms, 0.95),
                percentile(ours.processor_ms, 0.5) / percentile(theirs.processor_ms, 0.5),
                percentile(ours.processor_ms, 0.95) / percentile(theirs.processor_ms, 0.95));
    report("next picture", timed(forwards, show));
    report("picture before", timed(backwards, show));

    const TemporaryFolder copies;
    const double copying_s = now_s();
    video->prepareJumps(copies.path(), std::int64_t{2} << 30);
    video->waitUntilPrepared();
    std::printf("copied for quick jumps in %.1f s\n", now_s() - copying_s);
    report("random jump, prepared", timed(jumps, show));
    report("picture before, prepared", timed(backwards, show));
}

void measureMemory(const fs::path& path) {
    const double before = residentMiB();
    const double opening_s = now_s();
    const auto video = take(VideoFile::open(path));
    std::printf("opened %.0f minutes in %.0f ms, %.1f MiB more than before\n", video->duration_s() / 60.0,
                (now_s() - opening_s) * 1000.0, residentMiB() - before);
    for (int part = 0; part < 4; ++part) {
        for (int minute = 15 * part; minute < 15 * (part + 1); ++minute) {
            const double t_s = 60.0 * minute + 31.0;
            take(video->frameAt(video->frameShownAt(t_s)));
            take(video->audio({t_s, t_s + 10.0}, 16000, 1));
        }
        std::printf("after reading in minutes %2d to %2d              %.1f MiB\n", 15 * part, 15 * (part + 1),
                    residentMiB());
    }
}

} // namespace

int main(int argc, char** argv) {
    const int jumps = argc > 1 ? std::max(1, std::atoi(argv[1])) : 60;
    const TemporaryFolder folder;
    const fs::path sharp = folder / "sharp.mp4", hour = folder / "hour.mp4";
    runFfmpeg({"-f", "lavfi", "-i", "testsrc2=s=1920x1080:r=25:d=30", "-c:v", "libx264", "-preset", "veryfast", "-g",
               "250", "-keyint_min", "250", "-bf", "3", "-x264-params", "scenecut=0", "-pix_fmt", "yuv420p",
               sharp.string()});
    runFfmpeg({"-f",         "lavfi",   "-i",       "testsrc=s=64x48:r=25:d=3600",
               "-f",         "lavfi",   "-i",       "sine=f=440:r=16000:d=3600",
               "-c:v",       "libx264", "-preset",  "ultrafast",
               "-g",         "250",     "-c:a",     "aac",
               "-b:a",       "32k",     "-pix_fmt", "yuv420p",
               hour.string()});
    measureMemory(hour);
    measureJumps(sharp, jumps);
    return 0;
}
