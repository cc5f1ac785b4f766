#include "core/models/machine.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "core/nn/networks.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

/// The name in a driver's "Model: \t NAME" line; empty if there is none.
std::string cardName(const fs::path& information) {
    std::ifstream file(information);
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with("Model:")) continue;
        const auto begin = line.find_first_not_of(" \t", std::string("Model:").size());
        return begin == std::string::npos ? std::string() : line.substr(begin);
    }
    return {};
}

} // namespace

Machine lookAtMachine() {
    Machine machine;
    machine.threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    std::ifstream memory("/proc/meminfo");
    for (std::string line; std::getline(memory, line);) {
        std::istringstream words(line);
        std::string name;
        std::uint64_t kibibytes = 0;
        words >> name >> kibibytes;
        if (name == "MemTotal:") machine.memory_bytes = kibibytes * 1024;
        if (name == "MemAvailable:") machine.free_memory_bytes = kibibytes * 1024;
    }
    std::error_code none;
    for (fs::directory_iterator card("/proc/driver/nvidia/gpus", none), end; !none && card != end; card.increment(none))
        if (std::string name = cardName(card->path() / "information"); !name.empty())
            machine.graphics_cards.push_back(std::move(name));
    return machine;
}

Machine lookAtCards() {
    Machine machine = lookAtMachine();
    if (machine.graphics_cards.empty()) return machine;
    if (const auto networks = nn::openNetworks()) machine.usable_cards = (*networks)->cardCount();
    return machine;
}

} // namespace soundmask
