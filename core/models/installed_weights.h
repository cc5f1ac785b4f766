#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/models/model_store.h"
#include "core/project/inference_request.h"

namespace soundmask {

/// \p given, and for each of \p roles that it lacks the one file that \p store has for it. A role without a file is
/// left out: the method says what it needs. Errors: InvalidValue where several files fit, those of the store.
Result<WeightMap> withInstalledWeights(WeightMap given, const std::vector<std::string>& roles, const ModelStore& store);

} // namespace soundmask
