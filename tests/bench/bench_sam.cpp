// Times of SAM's two halves through the public interface, and the memory they take. Weights are the test weights: the
// times are those of the official ones. Usage: bench_sam [vit_b|mobile]...   Compare with sam_reference.py.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "core/nn/networks.h"

using namespace soundmask;

namespace {

/// Wall and processor seconds of a piece of work.
struct Cost {
    double wall_s = 0.0, cpu_s = 0.0;
};

template <typename Work>
Cost costOf(const Work& work) {
    const auto wall = std::chrono::steady_clock::now();
    const std::clock_t cpu = std::clock();
    work();
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count(),
            static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC};
}

/// Runs \p work \p times and prints the least and the median, which a busy machine disturbs least.
template <typename Work>
void report(const char* name, int times, const Work& work) {
    std::vector<double> wall, cpu;
    for (int i = 0; i < times; ++i) {
        const Cost cost = costOf(work);
        wall.push_back(cost.wall_s);
        cpu.push_back(cost.cpu_s);
    }
    std::ranges::sort(wall);
    std::ranges::sort(cpu);
    std::printf("%-20s wall least %.3f s, median %.3f s; processor least %.3f s\n", name, wall.front(),
                wall[wall.size() / 2], cpu.front());
}

Image testPicture() {
    Image image({1800, 1200});
    for (std::size_t i = 0; i < image.bytes(); ++i)
        image.data()[i] = static_cast<std::uint8_t>(i % 251);
    return image;
}

} // namespace

int main(int argc, char** argv) {
    nn::prepareProcess();
    const auto networks = nn::openNetworks();
    if (!networks) return std::puts(networks.error().toString().c_str()), 1;
    std::vector<std::string> names(argv + 1, argv + argc);
    if (names.empty()) names = {"mobile", "vit_b"};
    for (const std::string& name : names) {
        const auto variant = name == "vit_b" ? nn::SamVariant::VitB : nn::SamVariant::Mobile;
        const auto loaded = (*networks)->loadSegmenter({variant, std::nullopt});
        if (!loaded) return std::puts(loaded.error().toString().c_str()), 1;
        const Image image = testPicture();
        std::shared_ptr<const nn::ImageEmbedding> embedding;
        report((name + " set image").c_str(), 3, [&] { embedding = (*loaded)->embed(image, {}).value(); });
        nn::MaskPrompt click;
        click.points.push_back({{500, 375}, true});
        const std::vector prompts{click};
        report((name + " predict").c_str(), 20, [&] { (void)(*loaded)->predict(*embedding, prompts, true).value(); });
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        std::printf("%-20s %ld MB\n", (name + " peak memory").c_str(), usage.ru_maxrss / 1024);
    }
    return 0;
}
