// AudioCLIP without weights, and cases that have to fail. The formula cases themselves are run by test_sam_fixture.
#include <doctest/doctest.h>

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
