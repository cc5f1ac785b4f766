#include "core/media/time_stretch.h"

#include <cstring>
#include <fmt/format.h>

#include "core/media/ffmpeg_handles.h"

extern "C" {
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
}

namespace soundmask {

namespace {

struct FreeGraph {
    void operator()(AVFilterGraph* graph) const { avfilter_graph_free(&graph); }
};

/// One atempo goes down to a half only; slower speeds are a chain of them.
std::string filterChain(double speed) {
    std::string chain;
    for (; speed < 0.5; speed /= 0.5)
        chain += "atempo=0.5,";
    return chain + fmt::format("atempo={:.6f},aformat=sample_fmts=flt", speed);
}

Error failed(const char* what, int code) {
    return {ErrorCode::Internal, "atempo", fmt::format("FFmpeg cannot {}: {}", what, ffmpeg::errorText(code))};
}

} // namespace

struct TimeStretch::Parts {
    std::unique_ptr<AVFilterGraph, FreeGraph> graph{avfilter_graph_alloc()};
    AVFilterContext* source = nullptr; ///< owned by the graph, as is the sink
    AVFilterContext* sink = nullptr;
    int rate_hz = 0;
    int channels = 0;
    std::int64_t taken = 0; ///< sample frames
};

TimeStretch::TimeStretch(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts)) {}
TimeStretch::~TimeStretch() = default;

Result<std::unique_ptr<TimeStretch>> TimeStretch::create(double speed, int rate_hz, int channels) {
    if (!(speed >= kSlowest && speed <= kFastest) || rate_hz <= 0 || channels < 1 || channels > 2)
        return fail(ErrorCode::InvalidValue, "speed",
                    fmt::format("{} is not between {} and {}", speed, kSlowest, kFastest));
    ffmpeg::configure();
    auto parts = std::make_unique<Parts>();
    parts->rate_hz = rate_hz;
    parts->channels = channels;
    const std::string format = fmt::format("sample_rate={0}:sample_fmt=flt:channel_layout={1}:time_base=1/{0}", rate_hz,
                                           channels == 1 ? "mono" : "stereo");
    AVFilterGraph* graph = parts->graph.get();
    graph->nb_threads = 1;
    int code = avfilter_graph_create_filter(&parts->source, avfilter_get_by_name("abuffer"), "in", format.c_str(),
                                            nullptr, graph);
    if (code >= 0)
        code = avfilter_graph_create_filter(&parts->sink, avfilter_get_by_name("abuffersink"), "out", nullptr, nullptr,
                                            graph);
    if (code < 0) return fail(failed("make a filter", code));

    AVFilterInOut* outputs = avfilter_inout_alloc();
    AVFilterInOut* inputs = avfilter_inout_alloc();
    outputs->name = av_strdup("in");
    outputs->filter_ctx = parts->source;
    inputs->name = av_strdup("out");
    inputs->filter_ctx = parts->sink;
    code = avfilter_graph_parse_ptr(graph, filterChain(speed).c_str(), &inputs, &outputs, nullptr);
    avfilter_inout_free(&inputs);
    avfilter_inout_free(&outputs);
    if (code >= 0) code = avfilter_graph_config(graph, nullptr);
    if (code < 0) return fail(failed("set up the filter", code));
    return std::unique_ptr<TimeStretch>(new TimeStretch(std::move(parts)));
}

int TimeStretch::leadFrames(int rate_hz) {
    // atempo's window is the power of two from a 24th of a second on.
    int window = 1;
    while (window < rate_hz / 24)
        window *= 2;
    return window / 2;
}

Result<std::vector<float>> TimeStretch::push(const std::vector<float>& samples) {
    auto frame = ffmpeg::makeFrame();
    frame->format = AV_SAMPLE_FMT_FLT;
    frame->sample_rate = m_parts->rate_hz;
    av_channel_layout_default(&frame->ch_layout, m_parts->channels);
    frame->nb_samples = static_cast<int>(samples.size()) / m_parts->channels;
    if (frame->nb_samples == 0) return std::vector<float>();
    frame->pts = m_parts->taken;
    m_parts->taken += frame->nb_samples;
    int code = av_frame_get_buffer(frame.get(), 0);
    if (code >= 0) {
        std::memcpy(frame->data[0], samples.data(), samples.size() * sizeof(float));
        code = av_buffersrc_add_frame(m_parts->source, frame.get());
    }
    if (code < 0) return fail(failed("take sound", code));
    return drain();
}

Result<std::vector<float>> TimeStretch::finish() {
    if (const int code = av_buffersrc_add_frame(m_parts->source, nullptr); code < 0)
        return fail(failed("end the sound", code));
    return drain();
}

Result<std::vector<float>> TimeStretch::drain() {
    std::vector<float> out;
    auto frame = ffmpeg::makeFrame();
    while (true) {
        const int code = av_buffersink_get_frame(m_parts->sink, frame.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return out;
        if (code < 0) return fail(failed("stretch sound", code));
        const auto* samples = reinterpret_cast<const float*>(frame->data[0]);
        out.insert(out.end(), samples, samples + static_cast<std::ptrdiff_t>(frame->nb_samples) * m_parts->channels);
        av_frame_unref(frame.get());
    }
}

} // namespace soundmask
