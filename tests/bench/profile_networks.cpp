// Where a network's time goes: LibTorch's operations by the sizes of their arguments, with the arithmetic they do per
// second beside what a large matrix product of the same run reaches. What our own loops do between them is the last
// line. Weights are test weights. Usage: profile_networks vit_b|mobile|pictures|sounds [TIMES]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/nn/process_start.h"
#include "core/nn/profiling/operation_watch.h"
#include "tests/bench/network_works.h"

using namespace soundmask;

int main(int argc, char** argv) {
    nn::prepareProgram(argv);
    const std::string name = argc > 1 ? argv[1] : "";
    const bool is_sam = name == "vit_b" || name == "mobile";
    if (!is_sam && name != "pictures" && name != "sounds")
        return std::puts("usage: profile_networks vit_b|mobile|pictures|sounds [TIMES]"), 2;
    const int times = argc > 2 ? std::max(std::atoi(argv[2]), 1) : 5;
    std::vector<bench::Work> works;
    try {
        works = is_sam ? bench::samWorks(name) : bench::audioClipWorks();
    } catch (const std::exception& error) {
        return std::puts(error.what()), 1;
    }
    const auto work = std::ranges::find(works, is_sam ? "encode" : name, &bench::Work::name)->run;
    work(); // what is built at the first call
    const double peak = nn::largeProduct_GFLOPs();
    nn::watchOperations();
    const auto began = std::chrono::steady_clock::now();
    for (int i = 0; i < times; ++i)
        work();
    const double all_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count() / times;
    const std::vector<nn::OperationTime> operations = nn::stopWatching();

    std::printf("%s: %.0f ms a time; a matrix product of 2048 x 2048 reaches %.0f GFLOP/s\n", name.c_str(), 1e3 * all_s,
                peak);
    double listed_s = 0.0, flop = 0.0;
    for (const nn::OperationTime& row : operations) {
        const double seconds = row.seconds / times;
        listed_s += seconds;
        flop += row.flop / times;
        if (seconds < 0.005 * all_s) continue;
        std::printf("%7.2f ms %5.1f %%  %3d x  ", 1e3 * seconds, 100.0 * seconds / all_s, row.calls / times);
        row.flop > 0.0 ? std::printf("%4.0f GFLOP/s", 1e-9 * row.flop / row.seconds) : std::printf("%12s", "");
        std::printf("  %s\n", row.title.c_str());
    }
    std::printf("%7.2f ms %5.1f %%  between the operations\n", 1e3 * (all_s - listed_s),
                100.0 * (all_s - listed_s) / all_s);
    std::printf("products of the operations alone: %.1f GFLOP, %.0f ms at the speed of the large product\n",
                1e-9 * flop, 1e-6 * flop / peak);
    return 0;
}
