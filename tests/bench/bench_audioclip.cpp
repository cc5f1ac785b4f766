// Times of AudioCLIP's encoders through the public interface: five pictures of 224 x 224, and five sounds of five
// seconds, which is a clip of the data set as Point-Prompt gives it. Weights are the test weights: the times are those
// of the official ones. Usage: bench_audioclip [--serve]; compare_audioclip.py runs it by turns with the reference.
#include <cstdio>
#include <string_view>
#include <vector>

#include "core/nn/networks.h"
#include "tests/bench/measured_work.h"

using namespace soundmask;

int main(int argc, char** argv) {
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
    const std::vector<nn::UnitVector> vectors = (*encoder)->embedSounds(sounds, {}).value();
    const std::vector<bench::Work> works{
        {"sound", 5, [&] { (void)(*encoder)->embedSounds(std::span(sounds).first(1), {}).value(); }},
        {"sounds", 3, [&] { (void)(*encoder)->embedSounds(sounds, {}).value(); }},
        {"pictures", 5,
         [&] { (void)(*encoder)->similarity(pictures, vectors, nn::PlaceAttention::Trained, {}).value(); }}};
    argc > 1 && std::string_view(argv[1]) == "--serve" ? bench::serve(works) : bench::report(works);
    return 0;
}
