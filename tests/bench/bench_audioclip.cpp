// Times of AudioCLIP's encoders. Usage: bench_audioclip, or --serve for compare_audioclip.py, which runs it by turns
// with the reference.
#include <cstdio>
#include <stdexcept>
#include <string_view>

#include "core/nn/networks.h"
#include "tests/bench/network_works.h"

using namespace soundmask;

int main(int argc, char** argv) {
    nn::prepareProcess();
    try {
        const std::vector<bench::Work> works = bench::audioClipWorks();
        argc > 1 && std::string_view(argv[1]) == "--serve" ? bench::serve(works) : bench::report(works);
    } catch (const std::exception& error) {
        return std::puts(error.what()), 1;
    }
    return 0;
}
