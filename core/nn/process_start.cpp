#include "core/nn/process_start.h"

#include <cstdlib>
#include <filesystem>
#include <unistd.h>

#include "core/nn/networks.h"

namespace soundmask::nn {

void prepareProgram(char** arguments) {
    const bool is_too_late = std::getenv("OMP_WAIT_POLICY") == nullptr;
    prepareProcess();
    if (!is_too_late) return;
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    // Where that fails the program runs as it is: slower beside others, nothing else.
    if (!error) ::execv(program.c_str(), arguments);
}

} // namespace soundmask::nn
