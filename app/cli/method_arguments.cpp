#include "app/cli/method_arguments.h"

#include <algorithm>

#include "core/models/installed_weights.h"
#include "core/methods/method_registry.h"

namespace soundmask::cli {

namespace {

template <typename Map>
Result<Map> splitPairs(const std::vector<std::string>& entries, const std::string& option) {
    Map pairs;
    for (const std::string& entry : entries) {
        const auto equals = entry.find('=');
        if (equals == std::string::npos || equals == 0)
            return soundmask::fail(ErrorCode::InvalidValue, option + " " + entry, "write it as KEY=VALUE");
        if (!pairs.emplace(entry.substr(0, equals), entry.substr(equals + 1)).second)
            return soundmask::fail(ErrorCode::InvalidValue, option + " " + entry, "this key is given twice");
    }
    return pairs;
}

} // namespace

void MethodArguments::addTo(CLI::App& command) {
    command.add_option("--method", method, "Name of the method; `soundmask-cli methods` lists them")->required();
    // One value per occurrence, so that an input after it is not swallowed.
    command.add_option("--set", settings, "A parameter, KEY=VALUE; repeatable")->allow_extra_args(false);
    command.add_option("--weights", weights, "A weight file, ROLE=PATH; repeatable. fill alone: test weights, whose masks mean nothing")->allow_extra_args(false);
}

Result<OptionMap> MethodArguments::options() const { return splitPairs<OptionMap>(settings, "--set"); }

Result<WeightMap> MethodArguments::weightMap() const {
    if (std::ranges::find(weights, kTestWeights) == weights.end()) return splitPairs<WeightMap>(weights, "--weights");
    if (weights.size() > 1)
        return soundmask::fail(ErrorCode::InvalidValue, "--weights fill",
                               "this gives test weights to every role; write ROLE=fill to mix them with files");
    WeightMap all;
    for (const MethodInfo* info : MethodRegistry::standard().infos()) {
        if (info->name != method) continue;
        for (const std::string& role : info->weight_roles) all.emplace(role, kTestWeights);
    }
    return all;
}

Result<WeightMap> MethodArguments::completeWeights() const {
    auto given = weightMap();
    if (!given) return given;
    for (const MethodInfo* info : MethodRegistry::standard().infos())
        if (info->name == method) return withInstalledWeights(std::move(*given), info->weight_roles, ModelStore());
    return given;
}

} // namespace soundmask::cli
