// Times of AudioCLIP's encoders through the public interface: five pictures of 224 x 224, and five sounds of five
// seconds, which is a clip of the data set as Point-Prompt gives it. Weights are the test weights: the times are those
// of the official ones. Compare with audioclip_reference.py.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <vector>

#include "core/nn/networks.h"

using namespace soundmask;

namespace {

/// Runs \p work \p times after a first one and prints the least and the median, which a busy machine disturbs least.
template <typename Work>
void report(const char* name, int times, const Work& work) {
    std::vector<double> wall, cpu;
    work();
    for (int i = 0; i < times; ++i) {
        const auto began = std::chrono::steady_clock::now();
        const std::clock_t cpu_began = std::clock();
        work();
        wall.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
        cpu.push_back(static_cast<double>(std::clock() - cpu_began) / CLOCKS_PER_SEC);
    }
    std::ranges::sort(wall);
    std::ranges::sort(cpu);
    std::printf("%-20s wall least %.3f s, median %.3f s; processor least %.3f s\n", name, wall.front(),
                wall[wall.size() / 2], cpu.front());
}

} // namespace

int main() {
    nn::prepareProcess();
    const auto networks = nn::openNetworks();
    if (!networks) return std::puts(networks.error().toString().c_str()), 1;
    const auto encoder = (*networks)->loadAudioClip({});
    if (!encoder) return std::puts(encoder.error().toString().c_str()), 1;

    constexpr int kSide = nn::AudioVisualEncoder::kPictureSide;
    std::vector<Image> pictures;
    std::vector<std::vector<float>> sounds;
    for (std::size_t k = 0; k < 5; ++k) {
        Image& picture = pictures.emplace_back(Size{kSide, kSide});
        for (std::size_t i = 0; i < picture.bytes(); ++i)
            picture.data()[i] = static_cast<std::uint8_t>((i + 31 * k) % 251);
        auto& sound = sounds.emplace_back(std::size_t{5} * nn::AudioVisualEncoder::kRate_hz);
        for (std::size_t i = 0; i < sound.size(); ++i)
            sound[i] = static_cast<float>((i * (7 + k)) % 2001) / 1000.0f - 1.0f;
    }
    std::vector<nn::UnitVector> vectors;
    report("audio, 1 sound", 5, [&] { vectors = (*encoder)->embedSounds(std::span(sounds).first(1), {}).value(); });
    report("audio, 5 sounds", 3, [&] { vectors = (*encoder)->embedSounds(sounds, {}).value(); });
    report("visual, 5 pictures", 5, [&] {
        (void)(*encoder)->similarity(pictures, vectors, nn::PlaceAttention::Trained, {}).value();
    });
    return 0;
}
