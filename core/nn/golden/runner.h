#pragma once

#include "core/nn/golden/fixture_case.h"
#include "core/nn/golden/sam_run.h"

namespace soundmask::nn {

/// What the readers of one run share.
struct GoldenRun {
    const GoldenSink& sink;
    std::stop_token stop;
    SamShelf shelf{};
};

/// Runs every case below \p folder. Throws Cancelled; a case that throws anything else has failed.
/// Error: FileNotFound, or MissingData if nothing there is a golden case.
Result<void> runGoldenFolder(const std::filesystem::path& folder, GoldenRun& run);

/// Cases of family "sam" of the uniform form.
GoldenOutcome runSamFixture(FixtureCase& fixture, GoldenRun& run);

/// Calls \p body and turns what it throws into a failed outcome named \p name.
GoldenOutcome guarded(const std::string& name, const std::function<GoldenOutcome()>& body);

} // namespace soundmask::nn
