#include "app/cli/command.h"
#include "app/cli/stored_project.h"
#include "core/engine/mask_importer.h"

namespace soundmask::cli {

namespace {

struct Arguments {
    std::string project;
    std::string format;
    std::string in;
    std::vector<std::string> clips;
    bool json = false;
};

Result<std::vector<MaskLayer>> readLayers(const std::string& format, const std::filesystem::path& folder,
                                          const Clip& clip, std::vector<Warning>& warnings) {
    if (format == "davis") return readDavisMasks(folder, clip, warnings);
    auto layer = readAvsbenchMasks(folder, clip, warnings);
    if (!layer) return soundmask::fail(layer.error());
    return std::vector{std::move(*layer)};
}

/// The edit that adds \p layers on top of the clip's others.
Edit additionOf(const ClipRecord& record, std::vector<MaskLayer> layers, std::int64_t first_id) {
    Edit edit{"import masks", {}};
    for (std::size_t i = 0; i < layers.size(); ++i) {
        layers[i].id = LayerId{first_id + static_cast<std::int64_t>(i)};
        edit.changes.push_back(AddLayer{record.clip.id, record.layers.size() + i, std::move(layers[i])});
    }
    return edit;
}

void runImport(const Arguments& arguments, CommandContext& context) {
    auto opened = ProjectStore::open(arguments.project);
    if (!opened) return context.fail(opened.error());
    const auto clips = clipsOf(opened->project, arguments.clips);
    if (!clips) return context.fail(clips.error());

    auto done = nlohmann::ordered_json::array();
    for (const ExportClip& each : *clips) {
        const ClipRecord& record = each.record;
        if (context.stop.stop_requested()) return context.fail({ErrorCode::Cancelled, record.clip.name, "interrupted"});
        const std::filesystem::path folder = masksFolderOf(record.clip, arguments.in);
        if (folder.empty()) continue;
        std::vector<Warning> warnings;
        auto layers = readLayers(arguments.format, folder, record.clip, warnings);
        if (!layers) return context.fail(layers.error());
        context.console.warnings(record.clip.name, warnings);
        const std::size_t count = layers->size();
        const auto step =
            opened->history.perform(opened->project, additionOf(record, std::move(*layers), opened->project.next_id));
        if (!step) return context.fail(step.error());
        if (const auto appended = opened->store->append(*step); !appended) return context.fail(appended.error());
        done.push_back({{"clip", record.clip.name}, {"folder", folder.string()}, {"objects", count}});
        if (!arguments.json) context.console.line(record.clip.name + ": " + std::to_string(count) + " objects");
    }
    if (done.empty())
        return context.fail({ErrorCode::MissingData, arguments.in,
                             "it holds no folder named like a clip of the project; choose another --in"});
    if (const auto saved = opened->store->flush(); !saved) return context.fail(saved.error());
    if (arguments.json) context.console.json({{"schema", "soundmask/import/1"}, {"clips", std::move(done)}});
}

} // namespace

void addImportCommand(CLI::App& app, CommandContext& context) {
    auto* command = app.add_subcommand("import", "Add masks to the clips of a project, as an edit that can be undone");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("PROJECT", arguments->project, "Project file")->required();
    command->add_option("--format", arguments->format, "avsbench or davis")
        ->required()
        ->check(CLI::IsMember({"avsbench", "davis"}));
    command->add_option("--in", arguments->in, "Folder of the masks, with a folder for each clip")->required();
    command->add_option("--clip", arguments->clips, "Only this clip; may be given several times");
    command->add_flag("--json", arguments->json, "Print one JSON document");
    command->footer("Example: soundmask-cli import clip.soundmask --format davis --in davis");
    command->callback([&context, arguments] { runImport(*arguments, context); });
}

} // namespace soundmask::cli
