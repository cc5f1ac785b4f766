#include "app/cli/command.h"
#include "core/methods/method_registry.h"

namespace soundmask::cli {

namespace {

const char* typeName(ParameterInfo::Type type) {
    switch (type) {
    case ParameterInfo::Type::Boolean: return "boolean";
    case ParameterInfo::Type::Integer: return "integer";
    case ParameterInfo::Type::Real: return "real";
    case ParameterInfo::Type::Choice: return "choice";
    case ParameterInfo::Type::Text: break;
    }
    return "text";
}

bool hasRange(const ParameterInfo& parameter) {
    return parameter.type == ParameterInfo::Type::Integer || parameter.type == ParameterInfo::Type::Real;
}

nlohmann::ordered_json describe(const MethodInfo& info) {
    auto parameters = nlohmann::ordered_json::array();
    for (const ParameterInfo& parameter : info.parameters) {
        nlohmann::ordered_json entry{{"key", parameter.key},
                                     {"type", typeName(parameter.type)},
                                     {"default", parameter.default_value},
                                     {"meaning", parameter.meaning}};
        if (hasRange(parameter)) entry["range"] = {parameter.minimum, parameter.maximum};
        if (parameter.type == ParameterInfo::Type::Choice) entry["choices"] = parameter.choices;
        parameters.push_back(std::move(entry));
    }
    return {{"name", info.name},
            {"title", info.title},
            {"version", info.version},
            {"summary", info.summary},
            {"limits", info.limits},
            {"needs_sound", info.needs_sound},
            {"weights", info.weight_roles},
            {"parameters", std::move(parameters)}};
}

void printForPeople(Console& console, const MethodInfo& info) {
    console.line(info.name + " - " + info.summary);
    if (!info.limits.empty()) console.line("  limits: " + info.limits);
    std::string needs = info.needs_sound ? "sound" : "nothing";
    for (const std::string& role : info.weight_roles) needs += ", weights " + role;
    console.line("  needs: " + needs);
    for (const ParameterInfo& parameter : info.parameters) {
        std::string range;
        if (hasRange(parameter)) {
            char text[64];
            std::snprintf(text, sizeof text, " %g..%g", parameter.minimum, parameter.maximum);
            range = text;
        }
        for (std::size_t i = 0; i < parameter.choices.size(); ++i) range += (i == 0 ? " " : "|") + parameter.choices[i];
        console.line("  " + parameter.key + " (" + typeName(parameter.type) + range + ", default " +
                     parameter.default_value + "): " + parameter.meaning);
    }
}

} // namespace

void addMethodsCommand(CLI::App& app, CommandContext& context) {
    auto* command = app.add_subcommand("methods", "List the methods, what each needs and its parameters");
    const auto as_json = std::make_shared<bool>(false);
    command->add_flag("--json", *as_json, "Print one JSON document");
    command->footer("Example: soundmask-cli methods --json");
    command->callback([&context, as_json] {
        const auto infos = MethodRegistry::standard().infos();
        if (!*as_json) {
            for (const MethodInfo* info : infos) printForPeople(context.console, *info);
            return;
        }
        auto list = nlohmann::ordered_json::array();
        for (const MethodInfo* info : infos) list.push_back(describe(*info));
        context.console.json({{"schema", "soundmask/methods/1"}, {"methods", std::move(list)}});
    });
}

} // namespace soundmask::cli
