#include "tests/bench/network_works.h"

#include <memory>
#include <span>
#include <stdexcept>

#include "core/nn/networks.h"

namespace soundmask::bench {

namespace {

template <typename Value>
Value valueOf(Result<Value> result) {
    if (!result) throw std::runtime_error(result.error().toString());
    return std::move(*result);
}

Image testPicture(Size size, std::size_t offset) {
    Image image(size);
    for (std::size_t i = 0; i < image.bytes(); ++i)
        image.data()[i] = static_cast<std::uint8_t>((i + offset) % 251);
    return image;
}

} // namespace

std::vector<Work> samWorks(const std::string& name) {
    const auto variant = name == "vit_b" ? nn::SamVariant::VitB : nn::SamVariant::Mobile;
    const std::shared_ptr segmenter = valueOf(valueOf(nn::openNetworks())->loadSegmenter({variant, std::nullopt}));
    const auto image = std::make_shared<const Image>(testPicture({1800, 1200}, 0));
    const auto embedding = std::make_shared<std::shared_ptr<const nn::ImageEmbedding>>();
    nn::MaskPrompt click;
    click.points.push_back({{500, 375}, true});
    const auto predict = [=](std::size_t clicks) {
        (void)valueOf(segmenter->predict(**embedding, std::vector(clicks, click), true));
    };
    return {{"encode", 3, [=] { *embedding = valueOf(segmenter->embed(*image, {})); }},
            {"predict", 20, [=] { predict(1); }},
            {"predict 16", 3, [=] { predict(16); }}};
}

std::vector<Work> audioClipWorks() {
    constexpr int kSide = nn::AudioVisualEncoder::kPictureSide;
    constexpr std::size_t kFrames = 5;
    const std::shared_ptr encoder = valueOf(valueOf(nn::openNetworks())->loadAudioClip({}));
    const auto pictures = std::make_shared<std::vector<Image>>();
    std::vector<std::vector<float>> sounds;
    for (std::size_t k = 0; k < kFrames; ++k) {
        pictures->push_back(testPicture({kSide, kSide}, 31 * k));
        auto& sound = sounds.emplace_back(kFrames * nn::AudioVisualEncoder::kRate_hz);
        for (std::size_t i = 0; i < sound.size(); ++i)
            sound[i] = static_cast<float>((i * (7 + k)) % 2001) / 1000.0f - 1.0f;
    }
    const std::vector<nn::UnitVector> vectors = valueOf(encoder->embedSounds(sounds, {}));
    const auto listen = [=](std::size_t count) {
        (void)valueOf(encoder->embedSounds(std::span(sounds).first(count), {}));
    };
    return {{"sound", 5, [=] { listen(1); }},
            {"sounds", 3, [=] { listen(kFrames); }},
            {"pictures", 5,
             [=] { (void)valueOf(encoder->similarity(*pictures, vectors, nn::PlaceAttention::Trained, {})); }}};
}

} // namespace soundmask::bench
