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
    int threads = 1;     ///< of the processor, on which they run
    /// What was done, in order, with its seconds: "arithmetic" (the network with test weights against the reference's
    /// numbers), "loading", "picture" (one is encoded), then "click" (two are answered, for a segmenter) or "sound"
    /// (one second is encoded twice, for AudioCLIP).
    std::vector<std::pair<std::string, double>> steps;
    int blocks_left_out = 0; ///< of the picture's encoder, for which there was no time
};

/// Whether this version has a network that reads files for \p role.
bool canTest(std::string_view role);

/// Two parts, together in about three seconds on whatever machine. First the arithmetic of this machine: the network of
/// the kind with test weights has to give the numbers of the Python reference. Then \p model itself on a drawn picture:
/// its answers must have the right shapes, be finite numbers, and be the same when asked again. An encoder too slow for
/// that is left after some blocks; whether all weights are numbers is checked by loading. Errors: MissingModel (no
/// LibTorch), UnsupportedFormat (no network for this role yet), OutOfMemory (too little is free), Internal (wrong
/// numbers; the subject is the library), MalformedFile (the file's answers are no numbers, or differ from time to time),
/// those of loading, Cancelled.
Result<ModelTestReport> testModel(const InstalledModel& model, std::stop_token stop);

} // namespace soundmask
