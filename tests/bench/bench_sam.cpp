// Times of SAM's two halves through the public interface, and the memory they take. Weights are the test weights: the
// times are those of the official ones. Usage: bench_sam [vit_b|mobile]...
// compare_sam.py runs it by turns with others: bench_sam --serve vit_b|mobile measures what each line of its input
// asks.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <stdexcept>
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

long peakMemory_MB() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

/// One network with test weights, and what is measured of it.
class Subject {
  public:
    explicit Subject(const std::string& name) {
        auto networks = nn::openNetworks();
        if (!networks) throw std::runtime_error(networks.error().toString());
        const auto variant = name == "vit_b" ? nn::SamVariant::VitB : nn::SamVariant::Mobile;
        auto loaded = (*networks)->loadSegmenter({variant, std::nullopt});
        if (!loaded) throw std::runtime_error(loaded.error().toString());
        m_segmenter = std::move(*loaded);
        m_click.points.push_back({{500, 375}, true});
    }

    void encode() { m_embedding = m_segmenter->embed(m_image, {}).value(); }
    void predict(int clicks) {
        const std::vector prompts(static_cast<std::size_t>(clicks), m_click);
        (void)m_segmenter->predict(*m_embedding, prompts, true).value();
    }

  private:
    Image m_image = testPicture();
    std::unique_ptr<nn::PromptableSegmenter> m_segmenter;
    std::shared_ptr<const nn::ImageEmbedding> m_embedding;
    nn::MaskPrompt m_click;
};

void reportAll(const std::string& name) {
    Subject subject(name);
    report((name + " encode").c_str(), 3, [&] { subject.encode(); });
    report((name + " predict").c_str(), 20, [&] { subject.predict(1); });
    report((name + " predict 16").c_str(), 3, [&] { subject.predict(16); });
    std::printf("%-20s %ld MB\n", (name + " peak memory").c_str(), peakMemory_MB());
}

/// "encode" or "predict": the seconds it took, and those of the processors; "memory": the peak in MB.
void serve(const std::string& name) {
    Subject subject(name);
    std::puts("ready");
    std::fflush(stdout);
    for (std::string line; std::getline(std::cin, line);) {
        if (line == "memory") {
            std::printf("%ld\n", peakMemory_MB());
        } else {
            const Cost cost = costOf([&] { line == "encode" ? subject.encode() : subject.predict(1); });
            std::printf("%.6f %.6f\n", cost.wall_s, cost.cpu_s);
        }
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char** argv) {
    nn::prepareProcess();
    std::vector<std::string> names(argv + 1, argv + argc);
    if (names.empty()) names = {"mobile", "vit_b"};
    try {
        if (names[0] == "--serve")
            serve(names.at(1));
        else
            std::ranges::for_each(names, reportAll);
    } catch (const std::exception& error) {
        std::puts(error.what());
        return 1;
    }
    return 0;
}
