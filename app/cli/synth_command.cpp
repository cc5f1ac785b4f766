#include "app/cli/command.h"
#include "core/synth/synth.h"

namespace soundmask::cli {

void addSynthCommand(CLI::App& app, CommandContext& context) {
    struct Arguments {
        synth::SynthOptions options;
        std::string layout = "s4";
        std::string split = "all";
    };
    auto* command = app.add_subcommand("synth", "Make synthetic clips with sound and true masks, in AVSBench layout");
    const auto arguments = std::make_shared<Arguments>();
    command->add_option("--out", arguments->options.out, "Folder for the data set")->required();
    command->add_option("--clips", arguments->options.clips, "Number of clips")
        ->required()
        ->check(CLI::Range(1, 100000));
    command->add_option("--layout", arguments->layout, "s4: one sounding object; ms3: one to three that start and stop")
        ->required()
        ->check(CLI::IsMember({"s4", "ms3"}));
    command->add_option("--seed", arguments->options.seed, "The same seed gives the same files")->required();
    command->add_option("--split", arguments->split, "all: 70 % train, 15 % val, 15 % test")
        ->check(CLI::IsMember({"train", "val", "test", "all"}));
    command->footer("Example: soundmask-cli synth --out data --clips 50 --layout s4 --seed 1 --split test");
    command->callback([&context, arguments] {
        arguments->options.layout = *layoutFromName(arguments->layout);
        arguments->options.split = *synth::splitFromName(arguments->split);
        const auto report = synth::generate(arguments->options, context.console.progress(), context.stop);
        if (!report) return context.fail(report.error());
        context.console.line(report->root.string() + ": " + std::to_string(arguments->options.clips) + " clips");
    });
}

} // namespace soundmask::cli
