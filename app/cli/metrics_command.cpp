#include "app/cli/command.h"
#include "core/engine/metrics_folder.h"

namespace soundmask::cli {

namespace {

struct Arguments {
    std::string prediction;
    std::string truth;
    bool json = false;
    FolderMetricsOptions options;
};

void runMetrics(const Arguments& arguments, CommandContext& context) {
    const auto metrics = measureFolders(arguments.prediction, arguments.truth, arguments.options, context.console.progress(), context.stop);
    if (!metrics) return context.fail(metrics.error());
    context.console.warnings("", metrics->warnings);
    const auto document = nlohmann::ordered_json::parse(metrics->toJson());
    if (arguments.json) return context.console.json(document);
    for (const auto& [key, value] : document.items())
        if (value.is_number()) context.console.line(key + " " + value.dump());
}

} // namespace

void addMetricsCommand(CLI::App& app, CommandContext& context) {
    auto* command = app.add_subcommand("metrics", "Score masks against the truth");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("--pred", arguments->prediction, "Folder of predicted masks")->required();
    command->add_option("--gt", arguments->truth, "Folder of true masks, same relative paths")->required();
    command->add_option("--pred-base", arguments->options.prediction_base, "0 where the predictions are counted from 0, the truth from 1")
        ->check(CLI::IsMember({0, 1}));
    command->add_flag("--semantic", arguments->options.semantic, "The pictures are class maps of AVSBench-semantic");
    command->add_flag("--json", arguments->json, "Print one JSON document");
    command->footer("Example: soundmask-cli metrics --pred out --gt gt_masks/test --json");
    command->callback([&context, arguments] { runMetrics(*arguments, context); });
}

} // namespace soundmask::cli
