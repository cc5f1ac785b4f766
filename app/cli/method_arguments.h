#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/project/inference_request.h"

namespace soundmask::cli {

/// --method, --set and --weights, the same for every command that runs a method.
struct MethodArguments {
    std::string method;
    std::vector<std::string> settings; ///< KEY=VALUE
    std::vector<std::string> weights;  ///< ROLE=PATH

    void addTo(CLI::App& command);
    /// Error: InvalidValue for an entry without "=" or a key given twice.
    Result<OptionMap> options() const;
    /// The same; "fill" alone is test weights for every role of the method.
    Result<WeightMap> weightMap() const;
    /// weightMap(), and installed files for the roles it does not name. Errors: as above, and where several files fit.
    Result<WeightMap> completeWeights() const;
};

} // namespace soundmask::cli
