#include "tests/bench/measured_work.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <stdexcept>

namespace soundmask::bench {

namespace {

struct Cost {
    double wall_s = 0.0, cpu_s = 0.0;
};

Cost costOf(const Work& work) {
    const auto wall = std::chrono::steady_clock::now();
    const std::clock_t cpu = std::clock();
    work.run();
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count(),
            static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC};
}

long peakMemory_MB() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

} // namespace

void report(const std::vector<Work>& works) {
    for (const Work& work : works) {
        std::vector<double> wall, cpu;
        work.run();
        for (int i = 0; i < work.times; ++i) {
            const Cost cost = costOf(work);
            wall.push_back(cost.wall_s);
            cpu.push_back(cost.cpu_s);
        }
        std::ranges::sort(wall);
        std::ranges::sort(cpu);
        std::printf("%-20s wall least %.3f s, median %.3f s; processor least %.3f s\n", work.name.c_str(), wall.front(),
                    wall[wall.size() / 2], cpu.front());
    }
    std::printf("%-20s %ld MB\n", "peak memory", peakMemory_MB());
}

void serve(const std::vector<Work>& works) {
    std::puts("ready");
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) {
        if (line == "memory") {
            std::printf("%ld\n", peakMemory_MB());
        } else {
            const auto work = std::ranges::find(works, line, &Work::name);
            if (work == works.end()) throw std::runtime_error("there is no work called " + line);
            const Cost cost = costOf(*work);
            std::printf("%.6f %.6f\n", cost.wall_s, cost.cpu_s);
        }
        std::fflush(stdout);
    }
}

} // namespace soundmask::bench
