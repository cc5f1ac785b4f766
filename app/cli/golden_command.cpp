#include "app/cli/command.h"
#include "core/nn/networks.h"

namespace soundmask::cli {

namespace {

struct Totals {
    std::size_t passed = 0, failed = 0, unsupported = 0;
};

void report(const nn::GoldenOutcome& outcome, Console& console, Totals& totals) {
    using Verdict = nn::GoldenOutcome::Verdict;
    switch (outcome.verdict) {
    case Verdict::Passed:
        ++totals.passed;
        return console.line("passed       " + outcome.name + ": " + outcome.detail);
    case Verdict::Failed:
        ++totals.failed;
        return console.line("failed       " + outcome.name + ": " + outcome.detail);
    case Verdict::Unsupported:
        ++totals.unsupported;
        return console.line("unsupported  " + outcome.name + ": " + outcome.detail);
    }
}

void runGolden(const std::vector<std::string>& folders, CommandContext& context) {
    const auto networks = nn::openNetworks();
    if (!networks) return context.fail(networks.error());
    Totals totals;
    for (const std::string& folder : folders) {
        const auto run = (*networks)->runGolden(
            folder, [&](const nn::GoldenOutcome& outcome) { report(outcome, context.console, totals); }, context.stop);
        if (!run) context.fail(run.error());
    }
    context.console.line(std::to_string(totals.passed) + " passed, " + std::to_string(totals.failed) + " failed, " +
                         std::to_string(totals.unsupported) + " unsupported");
    if (totals.failed > 0) context.exit_code = kFailed;
}

} // namespace

void addGoldenCommand(CLI::App& app, CommandContext& context) {
    auto* command = app.add_subcommand("golden", "Compare the networks with stored outputs of their references");
    const auto folders = std::make_shared<std::vector<std::string>>();
    command->add_option("DIR", *folders, "Folders with golden cases, searched with their sub-folders")->required();
    command->footer("Example: soundmask-cli golden tests/golden/fixtures");
    command->callback([&context, folders] { runGolden(*folders, context); });
}

} // namespace soundmask::cli
