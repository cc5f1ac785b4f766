#pragma once

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/support/run_program.h"

namespace soundmask::test {

inline ProgramResult cli(const std::vector<std::string>& arguments) { return runProgram(SOUNDMASK_CLI, arguments); }

/// Runs with --json; the command must succeed.
inline nlohmann::json cliJson(std::vector<std::string> arguments) {
    arguments.push_back("--json");
    const ProgramResult result = cli(arguments);
    INFO(result.err);
    REQUIRE(result.exit_code == 0);
    return nlohmann::json::parse(result.out);
}

/// A failure is exactly one line that names the file.
inline void checkOneErrorLine(const ProgramResult& result, int exit_code, const std::string& names) {
    CAPTURE(result.err);
    CHECK(result.exit_code == exit_code);
    CHECK(result.out.empty());
    CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 1);
    CHECK(result.err.starts_with("soundmask: error: "));
    CHECK(result.err.find(names) != std::string::npos);
}

} // namespace soundmask::test
