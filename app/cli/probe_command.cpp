#include <cmath>

#include "app/cli/command.h"
#include "core/base/image_io.h"
#include "core/media/media_probe.h"
#include "core/media/video_file.h"

namespace soundmask::cli {

namespace {

struct Arguments {
    std::string file;
    bool json = false;
    bool fast = false;
    std::optional<double> frame_at_s;
    std::string frame_out;
    std::string avsbench_folder;
};

std::string ratio(const Rational& value, char separator) {
    return std::to_string(value.num) + separator + std::to_string(value.den);
}

nlohmann::ordered_json toJson(const std::string& file, const MediaInfo& info) {
    nlohmann::ordered_json audio = nullptr;
    if (info.audio)
        audio = {{"rate_hz", info.audio->rate_hz},
                 {"channels", info.audio->channels},
                 {"codec", info.audio->codec},
                 {"duration_s", info.audio->duration_s}};
    return {{"schema", "soundmask/probe/1"},
            {"file", file},
            {"duration_s", info.duration_s},
            {"start_s", info.start_s},
            {"video",
             {{"width", info.video.size.width},
              {"height", info.video.size.height},
              {"sar", ratio(info.video.sar, ':')},
              {"rotation", info.video.rotation},
              {"fps", ratio(info.video.frame_rate, '/')},
              {"frames", info.video.frames},
              {"codec", info.video.codec},
              {"duration_s", info.video.duration_s}}},
            {"audio", std::move(audio)},
            {"warnings", cli::toJson(info.warnings)}};
}

void printForPeople(Console& console, const std::string& file, const MediaInfo& info) {
    char text[512];
    std::snprintf(text, sizeof text, "%s: %.3f s, %dx%d, %lld frames at %s per second, %s", file.c_str(), info.duration_s,
                  info.video.size.width, info.video.size.height, static_cast<long long>(info.video.frames),
                  ratio(info.video.frame_rate, '/').c_str(), info.video.codec.c_str());
    console.line(text);
    if (!info.audio) return console.line("  no sound track");
    std::snprintf(text, sizeof text, "  sound: %.3f s, %d Hz, %d channels, %s", info.audio->duration_s, info.audio->rate_hz,
                  info.audio->channels, info.audio->codec.c_str());
    console.line(text);
}

Result<void> writeFrame(VideoFile& video, FrameIndex index, const std::filesystem::path& out) {
    const auto frame = video.frameAt(index);
    if (!frame) return soundmask::fail(frame.error());
    return writePng(out, (*frame)->image);
}

/// The pictures asked for with --frame-at and --avsbench-frames.
Result<void> extractPictures(const Arguments& arguments, CommandContext& context) {
    auto video = VideoFile::open(arguments.file, context.stop, context.console.progress());
    if (!video) return soundmask::fail(video.error());
    if (arguments.frame_at_s) {
        const FrameIndex index = (*video)->frameShownAt(*arguments.frame_at_s);
        if (auto written = writeFrame(**video, index, arguments.frame_out); !written) return written;
    }
    if (arguments.avsbench_folder.empty()) return {};
    for (const KeyFrame& key_frame : (*video)->keyFrames()) {
        if (context.stop.stop_requested()) return soundmask::fail(ErrorCode::Cancelled, arguments.file, "interrupted");
        const auto out = std::filesystem::path(arguments.avsbench_folder) / (std::to_string(key_frame.second) + ".png");
        if (auto written = writeFrame(**video, key_frame.frame, out); !written) return written;
    }
    return {};
}

void runProbe(const Arguments& arguments, CommandContext& context) {
    const auto info = probe(arguments.file, arguments.fast ? ProbeDepth::PacketIndex : ProbeDepth::DecodeEveryFrame, context.stop);
    if (!info) return context.fail(info.error());
    context.console.warnings(arguments.file, info->warnings);
    if (arguments.frame_at_s || !arguments.avsbench_folder.empty())
        if (const auto extracted = extractPictures(arguments, context); !extracted) return context.fail(extracted.error());
    if (arguments.json) context.console.json(toJson(arguments.file, *info));
    else printForPeople(context.console, arguments.file, *info);
}

} // namespace

void addProbeCommand(CLI::App& app, CommandContext& context) {
    auto* command = app.add_subcommand("probe", "Say what a video really contains, and take pictures out of it");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("FILE", arguments->file, "Video file")->required();
    command->add_flag("--json", arguments->json, "Print one JSON document");
    command->add_flag("--fast", arguments->fast, "Count packets instead of decoding every frame");
    auto* frame_at = command->add_option("--frame-at", arguments->frame_at_s, "Write the picture shown at this second (with --out)")
                         ->check([](const std::string& text) {
                             double t_s = 0.0;
                             const bool fits = CLI::detail::lexical_cast(text, t_s) && std::isfinite(t_s) && t_s >= 0.0;
                             return fits ? std::string() : text + " is not a time in seconds; it must be 0 or more";
                         });
    auto* out = command->add_option("--out", arguments->frame_out, "PNG file for --frame-at");
    frame_at->needs(out);
    out->needs(frame_at);
    command->add_option("--avsbench-frames", arguments->avsbench_folder, "Write the picture of each second as DIR/K.png");
    command->footer("Example: soundmask-cli probe clip.mp4 --frame-at 2.5 --out shown.png");
    command->callback([&context, arguments] { runProbe(*arguments, context); });
}

} // namespace soundmask::cli
