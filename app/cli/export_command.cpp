#include "app/cli/command.h"
#include "app/cli/offscreen.h"
#include "app/cli/stored_project.h"
#include "app/export/clip_exporter.h"

namespace soundmask::cli {

namespace {

struct Arguments {
    std::string project;
    std::string format;
    std::string out;
    std::vector<std::string> clips;
    std::string frames = "key";
    bool json = false;
};

void runExport(const Arguments& arguments, CommandContext& context) {
    const auto format = exportFormatFromName(arguments.format);
    if (!format) return context.fail(format.error());
    auto opened = ProjectStore::open(arguments.project);
    if (!opened) return context.fail(opened.error());
    const auto clips = clipsOf(opened->project, arguments.clips);
    if (!clips) return context.fail(clips.error());

    const Offscreen screen;
    ExportSettings settings;
    settings.format = *format;
    settings.folder = arguments.out;
    if (arguments.frames == "annotated") settings.frames.which = FrameSelection::Which::Annotated;
    const auto report = exportClips(*clips, settings, context.console.progress(), context.stop);
    if (!report) return context.fail(report.error());
    context.console.warnings("", report->warnings);
    if (arguments.json) return context.console.json(nlohmann::ordered_json::parse(report->toJson()));
    context.console.line(arguments.out + ": " + std::to_string(report->files.size()) + " files, " +
                         std::to_string(report->frames_without_mask.size()) + " frames without a mask left out; " +
                         std::string(overlapRule(report->format)));
}

} // namespace

void addExportCommand(CLI::App& app, CommandContext& context) {
    auto* command = app.add_subcommand("export", "Write the work of a project as masks, movies or sheets");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("PROJECT", arguments->project, "Project file")->required();
    command->add_option("--format", arguments->format, "avsbench, davis, overlay or sheet")->required();
    command->add_option("--out", arguments->out, "Folder for the files")->required();
    command->add_option("--clip", arguments->clips, "Only this clip; may be given several times");
    command->add_option("--frames", arguments->frames, "davis: key frames, or all with a mask")
        ->check(CLI::IsMember({"key", "annotated"}))
        ->capture_default_str();
    command->add_flag("--json", arguments->json, "Print one JSON document");
    command->footer("Example: soundmask-cli export clip.soundmask --format davis --out davis");
    command->callback([&context, arguments] { runExport(*arguments, context); });
}

} // namespace soundmask::cli
