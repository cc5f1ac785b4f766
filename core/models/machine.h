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
    int usable_cards = 0;                      ///< of them networks can run on the first so many; see lookAtCards()
};

/// Reads /proc; milliseconds. Any thread. Leaves usable_cards at 0.
Machine lookAtMachine();

/// lookAtMachine() with usable_cards, for which the networks are opened where there is a card with a driver: seconds.
Machine lookAtCards();

} // namespace soundmask
