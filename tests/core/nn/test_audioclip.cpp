// AudioCLIP without weights, and cases that have to fail. The formula cases themselves are run by test_sam_fixture.
#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/nn/networks.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
namespace fs = std::filesystem;
using Shape = std::vector<std::int64_t>;

namespace {

nn::Networks& networks() {
    nn::prepareProcess();
    const auto opened = nn::openNetworks();
    REQUIRE_MESSAGE(opened, opened.error().toString());
    return **opened;
}

std::int64_t parametersBelow(const nn::NetworkOutline& outline, const std::string& prefix) {
    std::int64_t sum = 0;
    for (const auto& tensor : outline.parameters) {
        const bool is_statistic = tensor.key.find("running_") != tensor.key.npos || tensor.key.ends_with("window");
        if (!tensor.is_floating || is_statistic || !tensor.key.starts_with(prefix)) continue;
        std::int64_t count = 1;
        for (const auto size : tensor.shape)
            count *= size;
        sum += count;
    }
    return sum;
}

/// The outcome of a formula case after \p change was made to its description.
template <typename Change>
nn::GoldenOutcome outcomeOf(const std::string& name, const Change& change) {
    test::TemporaryFolder folder;
    const fs::path from = fs::path(SOUNDMASK_FIXTURES) / "cases";
    fs::copy_file(from / (name + ".safetensors"), folder.path() / (name + ".safetensors"));
    auto json = nlohmann::json::parse(std::ifstream(from / (name + ".json")));
    change(json);
    std::ofstream(folder.path() / (name + ".json")) << json;
    std::vector<nn::GoldenOutcome> outcomes;
    REQUIRE(networks().runGolden(folder.path(), [&](const nn::GoldenOutcome& o) { outcomes.push_back(o); }, {}));
    REQUIRE(outcomes.size() == 1);
    return outcomes.front();
}

} // namespace

TEST_CASE("AudioCLIP runs on the device without elements") {
    const auto outline = networks().outlineAudioClip();
    REQUIRE_MESSAGE(outline, outline.error().toString());
    CHECK(outline->outputs.at("F1") == Shape{2, 256, 56, 56});
    CHECK(outline->outputs.at("F2") == Shape{2, 512, 28, 28});
    CHECK(outline->outputs.at("F3") == Shape{2, 1024, 14, 14});
    CHECK(outline->outputs.at("F4") == Shape{2, 2048, 7, 7});
    CHECK(outline->outputs.at("F5") == Shape{2, 1024, 7, 7});
    CHECK(outline->outputs.at("image") == Shape{2, 1024});
    CHECK(outline->outputs.at("sound") == Shape{5, 1024});
    CHECK(outline->outputs.at("text") == Shape{3, 1024});
}

TEST_CASE("AudioCLIP has the parameters of its papers") {
    const auto outline = networks().outlineAudioClip();
    REQUIRE(outline);
    CHECK(outline->parameters.size() == 861);
    CHECK(parametersBelow(*outline, "visual.") == 38316896);
    CHECK(parametersBelow(*outline, "visual.attnpool.") == 14789632);
    CHECK(parametersBelow(*outline, "audio.") == 32104771);
}

TEST_CASE("the plain pool does not pass for CLIP Surgery's") {
    const auto outcome = outcomeOf("audioclip_visual_surgery", [](auto& json) { json["model"] = "AudioCLIP visual"; });
    CHECK(outcome.verdict == nn::GoldenOutcome::Verdict::Failed);
    CHECK(outcome.detail.find("F5_dense") != std::string::npos);
    CHECK(outcome.detail.find("F4_layer4") == std::string::npos);
}

TEST_CASE("another sound does not pass") {
    const auto outcome = outcomeOf("audioclip_audio_1s", [](auto& json) {
        json["inputs"]["audio1"]["slice"] = {1, 44101};
    });
    CHECK(outcome.verdict == nn::GoldenOutcome::Verdict::Failed);
    CHECK(outcome.detail.find("scaled") != std::string::npos);
}

TEST_CASE("another number of points does not pass") {
    const auto outcome = outcomeOf("points_relief", [](auto& json) {
        json["values"]["dense_t0.7"]["positives"] = json["values"]["dense_t0.7"]["positives"].template get<int>() + 1;
    });
    CHECK(outcome.verdict == nn::GoldenOutcome::Verdict::Failed);
}

namespace {

std::unique_ptr<nn::AudioVisualEncoder> testEncoder() {
    auto loaded = networks().loadAudioClip({});
    REQUIRE_MESSAGE(loaded, loaded.error().toString());
    return std::move(*loaded);
}

/// Stripes of a colour of its own.
Image stripes(Size size, int colour) {
    Image image(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            image.row(y)[x * Image::kChannels + colour] = static_cast<std::uint8_t>((x / 8 + y / 20) % 2 ? 230 : 40);
    return image;
}

std::vector<float> tone(double step) {
    std::vector<float> samples(nn::AudioVisualEncoder::kRate_hz / 2);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<float>(0.7 * std::sin(step * static_cast<double>(i)));
    return samples;
}

} // namespace

TEST_CASE("AudioCLIP gives vectors of length 1 and one cosine for each place") {
    const auto encoder = testEncoder();
    const auto sounds = encoder->embedSounds(std::vector{tone(0.02), tone(0.3)}, {});
    REQUIRE_MESSAGE(sounds, sounds.error().toString());
    REQUIRE(sounds->size() == 2);
    CHECK(sounds->front().size() == 1024);
    CHECK(sounds->front() != sounds->back());
    double square = 0.0;
    for (const float value : sounds->front())
        square += double(value) * value;
    CHECK(square == doctest::Approx(1.0).epsilon(1e-5));

    std::vector<Image> pictures;
    pictures.push_back(stripes({224, 224}, 0));
    pictures.push_back(stripes({224, 224}, 1));
    const auto trained = encoder->similarity(pictures, *sounds, nn::PlaceAttention::Trained, {});
    const auto surgery = encoder->similarity(pictures, *sounds, nn::PlaceAttention::Surgery, {});
    REQUIRE(trained);
    REQUIRE(surgery);
    CHECK(trained->front().size == Size{7, 7});
    CHECK(trained->front() != trained->back());
    CHECK(trained->front() != surgery->front());
    // A batch answers as one after the other.
    const auto alone = encoder->similarity(std::span(pictures).subspan(1), std::span(*sounds).subspan(1),
                                           nn::PlaceAttention::Trained, {});
    REQUIRE(alone);
    CHECK(alone->front().at(3, 4) == doctest::Approx(trained->back().at(3, 4)).epsilon(1e-3));
}

TEST_CASE("AudioCLIP takes pictures of any size, in two ways, and refuses what it cannot see") {
    const auto encoder = testEncoder();
    std::vector<Image> pictures;
    pictures.push_back(stripes({300, 130}, 2));
    const auto published = encoder->embedPictures(pictures, nn::PictureFit::Published, {});
    const auto smooth = encoder->embedPictures(pictures, nn::PictureFit::Smooth, {});
    REQUIRE_MESSAGE(published, published.error().toString());
    REQUIRE(smooth);
    CHECK(published->front() != smooth->front());

    const auto small =
        encoder->similarity(pictures, std::vector<nn::UnitVector>{nn::UnitVector(1024)}, nn::PlaceAttention::Trained, {});
    REQUIRE_FALSE(small);
    CHECK(small.error().code == ErrorCode::InvalidValue);
    pictures[0] = stripes({224, 224}, 2);
    const auto foreign = encoder->similarity(pictures, std::vector<nn::UnitVector>{nn::UnitVector(7)}, nn::PlaceAttention::Trained, {});
    REQUIRE_FALSE(foreign);
    CHECK(foreign.error().code == ErrorCode::ShapeMismatch);
    CHECK_FALSE(encoder->embedSounds(std::vector<std::vector<float>>(2), {}));
    pictures[0] = Image({4000, 1});
    CHECK_FALSE(encoder->embedPictures(pictures, nn::PictureFit::Published, {}));

    std::stop_source source;
    source.request_stop();
    const auto stopped = encoder->embedSounds(std::vector<std::vector<float>>{tone(0.1)}, source.get_token());
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().code == ErrorCode::Cancelled);
}

TEST_CASE("a missing AudioCLIP file is an error with its name") {
    const auto missing = networks().loadAudioClip({"no/such/AudioCLIP.pt"});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::FileNotFound);
    CHECK(missing.error().toString().find("AudioCLIP.pt") != std::string::npos);
}
