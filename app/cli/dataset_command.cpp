#include <map>

#include "app/cli/command.h"
#include "core/project/dataset/dataset.h"

namespace soundmask::cli {

namespace {

/// Clips by split, then by category ("" where the layout has none).
using Counts = std::map<std::string, std::map<std::string, int>>;

Counts countClips(const Dataset& dataset) {
    Counts counts;
    for (const DatasetClip& clip : dataset.clips) ++counts[clip.split][clip.category];
    return counts;
}

nlohmann::ordered_json toJson(const Dataset& dataset) {
    nlohmann::ordered_json splits = nlohmann::ordered_json::object();
    for (const auto& [split, categories] : countClips(dataset)) {
        int total = 0;
        nlohmann::ordered_json by_category = nlohmann::ordered_json::object();
        for (const auto& [category, count] : categories) {
            total += count;
            if (!category.empty()) by_category[category] = count;
        }
        splits[split] = {{"clips", total}, {"categories", std::move(by_category)}};
    }
    auto problems = nlohmann::ordered_json::array();
    for (const DatasetProblem& problem : dataset.problems)
        problems.push_back({{"code", problem.code}, {"path", problem.path.string()}, {"text", problem.text}});
    return {{"schema", "soundmask/dataset/1"}, {"root", dataset.root.string()}, {"layout", layoutName(dataset.layout)},
            {"clips", dataset.clips.size()},   {"splits", std::move(splits)},   {"problems", std::move(problems)}};
}

void printForPeople(Console& console, const Dataset& dataset) {
    console.line(dataset.root.string() + ": " + std::string(layoutName(dataset.layout)) + ", " +
                 std::to_string(dataset.clips.size()) + " clips");
    for (const auto& [split, categories] : countClips(dataset))
        for (const auto& [category, count] : categories)
            console.line("  " + split + (category.empty() ? "" : "  " + category) + "  " + std::to_string(count));
    for (const DatasetProblem& problem : dataset.problems)
        console.warning(problem.path.string(), {problem.code, problem.text});
}

} // namespace

void addDatasetCommand(CLI::App& app, CommandContext& context) {
    struct Arguments {
        std::string folder;
        bool json = false;
    };
    auto* command = app.add_subcommand("dataset", "Say what a data set folder holds and what is wrong with it");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("DIR", arguments->folder, "Folder of an AVSBench data set")->required();
    command->add_flag("--json", arguments->json, "Print one JSON document");
    command->footer("Example: soundmask-cli dataset data/Single-source --json");
    command->callback([&context, arguments] {
        const auto dataset = openDataset(arguments->folder);
        if (!dataset) return context.fail(dataset.error());
        if (arguments->json) context.console.json(toJson(*dataset));
        else printForPeople(context.console, *dataset);
    });
}

} // namespace soundmask::cli
