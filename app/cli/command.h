#pragma once

#include <CLI/CLI.hpp>
#include <stop_token>

#include "app/cli/console.h"

namespace soundmask::cli {

/// What every command is given and what it leaves behind.
struct CommandContext {
    Console console;
    std::stop_token stop; ///< requested by Ctrl-C
    std::string command_line; ///< as it was given, for provenance
    int exit_code = kDone;

    /// Reports \p error and makes the program fail.
    void fail(const Error& error) {
        console.error(error);
        exit_code = kFailed;
    }
};

// Each adds its command to the program; the command runs in the callback CLI11 calls while parsing.
void addProbeCommand(CLI::App& app, CommandContext& context);
void addDatasetCommand(CLI::App& app, CommandContext& context);
void addSynthCommand(CLI::App& app, CommandContext& context);
void addMethodsCommand(CLI::App& app, CommandContext& context);
void addPredictCommand(CLI::App& app, CommandContext& context);
void addMetricsCommand(CLI::App& app, CommandContext& context);
void addEvaluateCommand(CLI::App& app, CommandContext& context);
void addExportCommand(CLI::App& app, CommandContext& context);
void addImportCommand(CLI::App& app, CommandContext& context);
void addFigureCommand(CLI::App& app, CommandContext& context);
void addGoldenCommand(CLI::App& app, CommandContext& context);
void addModelsCommand(CLI::App& app, CommandContext& context);
void addTablesCommand(CLI::App& app, CommandContext& context);

} // namespace soundmask::cli
