#include <ctime>

#include "app/cli/command.h"
#include "app/cli/method_arguments.h"
#include "core/engine/evaluator.h"
#include "core/engine/paper_tables.h"

namespace soundmask::cli {

namespace {

struct Arguments {
    EvaluationRequest request;
    std::string layout = "auto";
    std::string results;
    bool json = false;
    MethodArguments method;
};

std::string nowUtc() {
    const std::time_t now = std::time(nullptr);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&now));
    return text;
}

void runEvaluate(const Arguments& arguments, CommandContext& context) {
    EvaluationRequest request = arguments.request;
    request.layout = layoutFromName(arguments.layout);
    request.method = arguments.method.method;
    auto options = arguments.method.options();
    if (!options) return context.fail(options.error());
    request.options = std::move(*options);
    auto weights = arguments.method.completeWeights();
    if (!weights) return context.fail(weights.error());
    request.weights = std::move(*weights);

    const auto evaluation = evaluate(request, context.console.progress(), context.stop);
    if (!evaluation) return context.fail(evaluation.error());
    for (const FailedClip& clip : evaluation->failed) context.fail(clip.error);
    if (!arguments.results.empty()) {
        const auto added = appendResult(arguments.results, evaluation->summary_json, context.command_line, nowUtc());
        if (!added) context.fail(added.error());
    }
    context.console.warnings(request.dataset.string(), evaluation->warnings);
    if (arguments.json) return context.console.json(nlohmann::ordered_json::parse(evaluation->summary_json));
    const BinarySummary& scores = evaluation->scores;
    char text[256];
    std::snprintf(text, sizeof text, "miou %.4f  f_batch1 %.4f  f_batch4 %.4f  f_all %.4f  f_hard %.4f  (%d clips, %d frames)",
                  scores.miou, scores.f_batch1, scores.f_batch4, scores.f_all, scores.f_hard, scores.clips, scores.frames);
    context.console.line(text);
}

} // namespace

void addEvaluateCommand(CLI::App& app, CommandContext& context) {
    auto* command = app.add_subcommand("evaluate", "Run a method on a whole split and score it; continues where it stopped");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("--dataset", arguments->request.dataset, "Folder of an AVSBench data set")->required();
    command->add_option("--layout", arguments->layout, "Layout of the data set")->check(CLI::IsMember({"auto", "s4", "ms3", "avss"}));
    command->add_option("--split", arguments->request.split, "Split to evaluate")->required()->check(CLI::IsMember({"train", "val", "test"}));
    arguments->method.addTo(*command);
    command->add_option("--out", arguments->request.out, "Folder for frames.csv, clips.csv, summary.json")->required();
    command->add_option("--results", arguments->results, "Add the scores, with this command and the date, to a file for `tables --results`");
    command->add_flag("--json", arguments->json, "Print the summary as one JSON document");
    command->footer("Example: soundmask-cli evaluate --dataset data/Single-source --split test --method centre-box --out run");
    command->callback([&context, arguments] { runEvaluate(*arguments, context); });
}

} // namespace soundmask::cli
