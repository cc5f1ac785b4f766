#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/models/model_store.h"

namespace soundmask {

/// What a self-test of a model found. Times are of this machine, now.
struct ModelTestReport {
    std::string library; ///< "LibTorch 2.15.0"
    int threads = 1;     ///< of the processor, on which networks run
    /// What was done, in order: "loading", "picture" (one is encoded), then "click" (one is answered, for a segmenter)
    /// or "sound" (one second is encoded, for AudioCLIP), with its seconds.
    std::vector<std::pair<std::string, double>> steps;
};

/// Whether this version has a network that reads files for \p role.
bool canTest(std::string_view role);

/// Loads \p model and runs it once on a drawn picture: seconds. The answers must have the right shapes and be finite
/// numbers. Errors: MissingModel (no LibTorch), UnsupportedFormat (no network for this role yet), OutOfMemory (too
/// little is free), MalformedFile (the answers are no numbers), those of loading, Cancelled.
Result<ModelTestReport> testModel(const InstalledModel& model, std::stop_token stop);

} // namespace soundmask
