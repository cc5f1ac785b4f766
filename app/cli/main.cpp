#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "core/nn/process_start.h"

using namespace soundmask;

int main(int argc, char** argv) {
    nn::prepareProgram(argv); // before any thread
    cli::InterruptWatch interrupt;
    cli::CommandContext context;
    context.stop = interrupt.stop();
    for (int i = 0; i < argc; ++i) context.command_line += (i > 0 ? " " : "") + std::string(argv[i]);

    CLI::App app("Audio-visual segmentation from the command line: which pixels make the sound?", "soundmask-cli");
    app.set_version_flag("--version", SOUNDMASK_VERSION);
    app.require_subcommand(1);
    cli::addProbeCommand(app, context);
    cli::addDatasetCommand(app, context);
    cli::addSynthCommand(app, context);
    cli::addMethodsCommand(app, context);
    cli::addPredictCommand(app, context);
    cli::addMetricsCommand(app, context);
    cli::addEvaluateCommand(app, context);
    cli::addExportCommand(app, context);
    cli::addImportCommand(app, context);
    cli::addFigureCommand(app, context);
    cli::addGoldenCommand(app, context);
    cli::addModelsCommand(app, context);
    cli::addTablesCommand(app, context);

    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked) { // --help and --version
        return app.exit(asked);
    } catch (const CLI::ParseError& wrong) {
        context.console.error({ErrorCode::InvalidValue, "", std::string(wrong.what()) + "; see soundmask-cli --help"});
        return cli::kUsage;
    } catch (const std::bad_alloc&) {
        context.fail({ErrorCode::OutOfMemory, "", "not enough memory; close other programs or use a smaller input"});
    } catch (const std::exception& unexpected) {
        context.fail({ErrorCode::Internal, "", unexpected.what()});
    }
    return context.exit_code;
}
