#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace soundmask {

/// What this computer has for networks, as far as the system tells without opening a driver.
struct Machine {
    int threads = 1;
    std::uint64_t memory_bytes = 0;            ///< 0 if unknown
    std::uint64_t free_memory_bytes = 0;       ///< what a program can still get; 0 if unknown
    std::vector<std::string> graphics_cards{}; ///< NVIDIA cards with a driver, by name
};

/// Reads /proc; milliseconds. Any thread.
Machine lookAtMachine();

} // namespace soundmask
