#include "core/nn/golden/self_test.h"

#include "core/nn/golden/runner.h"

namespace soundmask::nn {

GoldenOutcome runSelfTest(SelfTestFamily family, std::stop_token stop) {
    const GoldenSink nobody = [](const GoldenOutcome&) {};
    GoldenRun run{nobody, stop};
    GoldenOutcome outcome;
    for (const BuiltInCase& built_in : builtInCases(family)) {
        if (stop.stop_requested()) throw Cancelled{};
        FixtureCase fixture(built_in.json, built_in.tensors);
        outcome = guarded(fixture.name(), [&] { return runFixture(fixture, run); });
        if (outcome.verdict != GoldenOutcome::Verdict::Passed) break;
    }
    return outcome;
}

} // namespace soundmask::nn
