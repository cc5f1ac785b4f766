#include <QCoreApplication>

#include "app/cli/command.h"
#include "app/download/download.h"
#include "core/models/model_store.h"
#include "core/models/model_test.h"

namespace soundmask::cli {

namespace {

using Check = InstalledModel::Check;
using State = InstalledModel::State;
using Json = nlohmann::ordered_json;

const char* stateName(State state) {
    switch (state) {
    case State::Present: return "installed";
    case State::Gone: return "gone";
    case State::Damaged: break;
    }
    return "damaged";
}

const char* checkName(Check check) {
    switch (check) {
    case Check::NotChecked: return "not-checked";
    case Check::Official: return "official";
    case Check::NoPublishedHash: return "no-published-hash";
    case Check::Own: break;
    }
    return "own";
}

std::string inWords(const InstalledModel& model) {
    if (model.state == State::Gone) return "gone: the file is not there any more; import or download it again";
    if (model.state == State::Damaged) return "damaged: not the content it should have; get it again";
    switch (model.check) {
    case Check::NotChecked: return "installed, not verified yet; `soundmask-cli models verify` does it";
    case Check::Official: return "installed, verified";
    case Check::NoPublishedHash: return "installed, not verified: no published hash";
    case Check::Own: break;
    }
    return "installed, your own: not the published file";
}

std::string sizeText(std::optional<std::uint64_t> bytes) {
    if (!bytes) return "size not published";
    char text[32];
    std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(*bytes) / 1e6);
    return text;
}

Json toJson(const InstalledModel& model) {
    return {{"role", model.role},
            {"variant", model.variant},
            {"path", model.path.string()},
            {"bytes", model.bytes},
            {"sha256", model.sha256.empty() ? Json() : Json(model.sha256)},
            {"state", stateName(model.state)},
            {"check", checkName(model.check)},
            {"referenced", model.is_referenced}};
}

/// A known file with what is installed of it. Fields that nobody published are null.
Json toJson(const ModelFile& file, const std::vector<InstalledModel>& models) {
    const auto known = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
    Json installed = Json::array();
    for (const InstalledModel& model : models)
        if (model.id() == file.id()) installed.push_back(toJson(model));
    return {{"role", file.role},          {"variant", file.variant},   {"title", file.title},
            {"file", known(file.file_name)}, {"bytes", file.bytes ? Json(*file.bytes) : Json()},
            {"sha256", known(file.sha256)}, {"licence", known(file.licence)}, {"url", known(file.url)},
            {"page", known(file.page)},
            {"memory_bytes", file.memory_bytes ? Json(*file.memory_bytes) : Json()}, {"installed", std::move(installed)}};
}

/// Installed models by the ids given, all without any. Errors: those of the catalogue, MissingModel.
Result<std::vector<InstalledModel>> chosenModels(const ModelStore& store, const std::vector<std::string>& ids) {
    auto models = store.installed();
    if (!models || ids.empty()) return models;
    std::vector<InstalledModel> chosen;
    for (const std::string& id : ids) {
        const bool is_role = store.catalogue().role(id) != nullptr;
        if (!is_role)
            if (const auto known = store.catalogue().find(id); !known) return soundmask::fail(known.error());
        const std::size_t before = chosen.size();
        for (const InstalledModel& model : *models)
            if (is_role ? model.role == id : model.id() == id) chosen.push_back(model);
        if (chosen.size() == before)
            return soundmask::fail(ErrorCode::MissingModel, id,
                                   "it is not installed; get it with `soundmask-cli models download` or `models import`");
    }
    return chosen;
}

struct Arguments {
    std::vector<std::string> names; ///< ids or files
    std::string role;
    std::string variant;
    std::string mirror;
    bool reference = false;
    bool json = false;
};

void runList(const Arguments& arguments, CommandContext& context) {
    const ModelStore store;
    const auto models = store.installed();
    if (!models) return context.fail(models.error());
    std::uint64_t total = 0;
    for (const InstalledModel& model : *models)
        if (model.state != State::Gone && !model.is_referenced) total += model.bytes;
    auto roles = Json::array();
    for (const ModelRole& role : store.catalogue().roles()) {
        auto files = Json::array();
        for (const ModelFile& file : role.files) files.push_back(toJson(file, *models));
        roles.push_back({{"role", role.name}, {"title", role.title}, {"purpose", role.purpose}, {"files", std::move(files)}});
    }
    if (arguments.json)
        return context.console.json({{"schema", "soundmask/models/1"}, {"folder", store.folder().string()}, {"bytes", total}, {"roles", std::move(roles)}});
    for (const ModelRole& role : store.catalogue().roles()) {
        context.console.line(role.name + " - " + role.purpose);
        for (const ModelFile& file : role.files) {
            std::string facts = file.id() + "  " + file.title;
            if (file.isPublished()) facts += ", " + sizeText(file.bytes) + ", " + file.licence + ", " + file.page;
            context.console.line("  " + facts);
            for (const InstalledModel& model : *models)
                if (model.id() == file.id()) context.console.line("    " + inWords(model) + ": " + model.path.string());
        }
    }
    context.console.line(store.folder().string() + ": " + sizeText(total));
}

void runImport(const Arguments& arguments, CommandContext& context) {
    const ModelStore store;
    auto imported = Json::array();
    for (const std::string& file : arguments.names) {
        const auto model = store.import(file, {arguments.role, arguments.variant, arguments.reference}, context.console.progress(), context.stop);
        if (!model) {
            context.fail(model.error());
            continue;
        }
        imported.push_back(toJson(*model));
        if (!arguments.json) context.console.line(model->id() + ": " + inWords(*model) + ": " + model->path.string());
    }
    if (arguments.json) context.console.json({{"schema", "soundmask/models-import/1"}, {"models", std::move(imported)}});
}

void runVerify(const Arguments& arguments, CommandContext& context) {
    const ModelStore store;
    const auto models = chosenModels(store, arguments.names);
    if (!models) return context.fail(models.error());
    auto verified = Json::array();
    for (const InstalledModel& model : *models) {
        const auto found = store.verify(model, context.console.progress(), context.stop);
        if (!found) {
            context.fail(found.error());
            continue;
        }
        verified.push_back(toJson(*found));
        if (!found->isUsable()) context.fail({ErrorCode::MalformedFile, found->path.string(), inWords(*found)});
        else if (!arguments.json) context.console.line(found->id() + ": " + inWords(*found));
    }
    if (arguments.json) context.console.json({{"schema", "soundmask/models-verify/1"}, {"models", std::move(verified)}});
}

void runDownload(const Arguments& arguments, CommandContext& context) {
    int argc = 0;
    const QCoreApplication application(argc, nullptr); // Qt Network needs one
    const ModelStore store;
    auto downloaded = Json::array();
    if (arguments.names.size() > 1 && !arguments.mirror.empty())
        return context.fail({ErrorCode::InvalidValue, "--from", "an address is for one file"});
    for (const std::string& name : arguments.names) {
        const auto file = store.catalogue().find(name);
        if (!file) {
            context.fail(file.error());
            continue;
        }
        if (!(*file)->isPublished()) {
            context.fail({ErrorCode::MissingModel, name, "nobody publishes it; train it or import a file with `soundmask-cli models import`"});
            continue;
        }
        DownloadRequest request;
        request.url = arguments.mirror.empty() ? (*file)->url : arguments.mirror;
        request.target = store.placeOf(**file);
        request.bytes = (*file)->bytes;
        request.sha256 = (*file)->sha256;
        if (!arguments.json)
            context.console.line((*file)->title + ", " + sizeText((*file)->bytes) + ", licence " + (*file)->licence + ", from " + request.url);
        const auto digest = download(request, context.console.progress(), context.stop);
        const auto model = digest ? store.enterDownloaded(**file, *digest) : soundmask::fail(digest.error());
        if (!model) {
            context.fail(model.error());
            continue;
        }
        downloaded.push_back(toJson(*model));
        if (!arguments.json) context.console.line(model->id() + ": " + inWords(*model) + ": " + model->path.string());
    }
    if (arguments.json) context.console.json({{"schema", "soundmask/models-download/1"}, {"models", std::move(downloaded)}});
}

void runTest(const Arguments& arguments, CommandContext& context) {
    const ModelStore store;
    const auto models = chosenModels(store, arguments.names);
    if (!models) return context.fail(models.error());
    auto tests = Json::array();
    for (const InstalledModel& model : *models) {
        if (arguments.names.empty() && !canTest(model.role)) continue;
        const auto report = testModel(model, context.stop);
        if (!report) {
            context.fail(report.error());
            tests.push_back({{"model", toJson(model)}, {"passed", false}, {"error", report.error().toString()}});
            continue;
        }
        Json entry{{"model", toJson(model)}, {"passed", true}, {"library", report->library}, {"device", "cpu"}, {"precision", "fp32"}, {"threads", report->threads}, {"blocks_left_out", report->blocks_left_out}};
        std::string times;
        for (const auto& [step, seconds] : report->steps) {
            entry[step + "_s"] = seconds;
            char text[64];
            std::snprintf(text, sizeof text, "%s %.3f s", step.c_str(), seconds);
            times += (times.empty() ? "" : ", ") + std::string(text);
            if (step == "picture" && report->blocks_left_out > 0)
                times += " (the last " + std::to_string(report->blocks_left_out) + " blocks left out for want of time)";
        }
        tests.push_back(std::move(entry));
        if (!arguments.json)
            context.console.line(model.id() + ": works: " + times + " (" + report->library + ", processor, " + std::to_string(report->threads) + " threads)");
    }
    if (arguments.json) return context.console.json({{"schema", "soundmask/models-test/1"}, {"tests", std::move(tests)}});
    if (tests.empty()) context.console.line("nothing to test: no model with a network is installed");
}

} // namespace

void addModelsCommand(CLI::App& app, CommandContext& context) {
    auto* models = app.add_subcommand("models", "Get, check and try the files with the networks' weights");
    models->require_subcommand(1);
    models->footer("Example: soundmask-cli models list\nFiles live in the folder that SOUNDMASK_MODELS names, else in the user's data folder.");
    const auto add = [&](const char* name, const char* what, const char* example, void (*run)(const Arguments&, CommandContext&)) {
        auto* command = models->add_subcommand(name, what);
        const auto arguments = std::make_shared<Arguments>();
        command->add_flag("--json", arguments->json, "Print one JSON document");
        command->footer(std::string("Example: soundmask-cli models ") + example);
        command->callback([&context, arguments, run] { run(*arguments, context); });
        return std::pair(command, arguments);
    };
    add("list", "What there is, what is installed, and where", "list --json", runList);
    const auto [import_command, imported] = add("import", "Install files you have", "import ~/Downloads/sam_vit_b_01ec64.pth", runImport);
    import_command->add_option("FILE", imported->names, "Model files; what they are is found out")->required();
    import_command->add_option("--role", imported->role, "What the file is for, where that cannot be found out");
    import_command->add_option("--variant", imported->variant, "Which one it is, where that cannot be found out");
    import_command->add_flag("--reference", imported->reference, "Leave the file where it is instead of copying it");
    const auto [verify_command, verified] = add("verify", "Read installed files whole and compare them with the published hashes", "verify sam/vit-b", runVerify);
    verify_command->add_option("MODEL", verified->names, "ROLE or ROLE/VARIANT; all without");
    const auto [download_command, downloaded] = add("download", "Fetch official files; continues where it was interrupted", "download sam/mobile", runDownload);
    download_command->add_option("MODEL", downloaded->names, "ROLE/VARIANT as `models list` shows it")->required();
    download_command->add_option("--from", downloaded->mirror, "Another address of the same file; length and hash are checked all the same");
    const auto [test_command, tested] = add("test", "Compare the networks with the reference's numbers, then load the files and run them once", "test sam/vit-b --json", runTest);
    test_command->add_option("MODEL", tested->names, "ROLE or ROLE/VARIANT; all without");
}

} // namespace soundmask::cli
