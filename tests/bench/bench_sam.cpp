// Times of SAM's two halves and the memory they take. Usage: bench_sam [mobile] [vit_b], or --serve mobile|vit_b for
// compare_sam.py, which runs it by turns with others.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/nn/networks.h"
#include "tests/bench/network_works.h"

using namespace soundmask;

int main(int argc, char** argv) {
    nn::prepareProcess();
    std::vector<std::string> names(argv + 1, argv + argc);
    const bool serves = !names.empty() && names.front() == "--serve";
    if (serves) names.erase(names.begin());
    if (names.empty()) names = {"mobile", "vit_b"};
    try {
        for (const std::string& name : names) {
            const std::vector<bench::Work> works = bench::samWorks(name);
            if (serves) {
                bench::serve(works);
            } else {
                std::puts(name.c_str());
                bench::report(works);
            }
        }
    } catch (const std::exception& error) {
        return std::puts(error.what()), 1;
    }
    return 0;
}
