#include "core/models/installed_weights.h"

namespace soundmask {

Result<WeightMap> withInstalledWeights(WeightMap given, const std::vector<std::string>& roles,
                                       const ModelStore& store) {
    for (const std::string& role : roles) {
        if (given.contains(role)) continue;
        auto file = store.fileFor(role);
        if (file)
            given.emplace(role, std::move(*file));
        else if (file.error().code != ErrorCode::MissingModel)
            return fail(file.error());
    }
    return given;
}

} // namespace soundmask
