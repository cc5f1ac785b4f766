#include "app/cli/method_arguments.h"

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
    command.add_option("--weights", weights, "A weight file, ROLE=PATH; repeatable")->allow_extra_args(false);
}

Result<OptionMap> MethodArguments::options() const { return splitPairs<OptionMap>(settings, "--set"); }

Result<WeightMap> MethodArguments::weightMap() const { return splitPairs<WeightMap>(weights, "--weights"); }

} // namespace soundmask::cli
