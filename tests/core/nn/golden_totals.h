#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <set>
#include <string>

#include "core/nn/networks.h"

namespace soundmask::test {

/// What a run over golden cases came to.
struct GoldenTotals {
    std::set<std::string> passed, failed, unsupported;
};

/// Runs all cases below \p folder; each failure is reported with its reason.
inline GoldenTotals runGolden(const std::filesystem::path& folder) {
    nn::prepareProcess();
    const auto networks = nn::openNetworks();
    REQUIRE_MESSAGE(networks, networks.error().toString());
    GoldenTotals totals;
    const auto count = [&](const nn::GoldenOutcome& outcome) {
        using Verdict = nn::GoldenOutcome::Verdict;
        if (outcome.verdict == Verdict::Failed) FAIL_CHECK(outcome.name << ": " << outcome.detail);
        (outcome.verdict == Verdict::Passed   ? totals.passed
         : outcome.verdict == Verdict::Failed ? totals.failed
                                              : totals.unsupported)
            .insert(outcome.name);
    };
    const auto run = (*networks)->runGolden(folder, count, {});
    REQUIRE_MESSAGE(run, run.error().toString());
    return totals;
}

} // namespace soundmask::test
