#pragma once

#include <array>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <vector>

#include "core/base/atomic_file.h"
#include "tests/support/temporary_folder.h"

namespace soundmask::test {

struct ProgramResult {
    int exit_code = -1;
    std::string out;
    std::string err;
};

inline std::string shellQuoted(const std::string& text) {
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

/// Runs a program to its end and collects what it printed.
inline ProgramResult runProgram(const std::string& program, const std::vector<std::string>& arguments) {
    const TemporaryFolder folder;
    const std::string err_file = (folder / "err").string();
    std::string command = shellQuoted(program);
    for (const std::string& argument : arguments) command += " " + shellQuoted(argument);
    command += " 2>" + shellQuoted(err_file) + " </dev/null";
    ProgramResult result;
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (!pipe) return result;
    std::array<char, 4096> buffer{};
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe)) result.out.append(buffer.data(), n);
    const int status = ::pclose(pipe);
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result.err = readFile(err_file).value_or("");
    return result;
}

/// Runs ffmpeg's command line; throws its complaint.
inline void runFfmpeg(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"-nostdin", "-v", "error", "-y"});
    const ProgramResult result = runProgram("ffmpeg", arguments);
    if (result.exit_code != 0) throw std::runtime_error("ffmpeg: " + result.err);
}

} // namespace soundmask::test
