// The set golden/aclp: AudioCLIP on photos and recordings, heat maps, point rules, small checkpoints, its key list.
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/core/nn/golden_totals.h"

using namespace soundmask;

TEST_CASE("AudioCLIP asks for exactly the tensors of its published files") {
    nn::prepareProcess();
    const auto networks = nn::openNetworks();
    REQUIRE_MESSAGE(networks, networks.error().toString());
    const auto outline = (*networks)->outlineAudioClip();
    REQUIRE_MESSAGE(outline, outline.error().toString());
    std::map<std::string, std::pair<std::vector<std::int64_t>, bool>> ours;
    for (const auto& tensor : outline->parameters)
        ours[tensor.key] = {tensor.shape, tensor.is_floating};
    CHECK(ours.size() == outline->parameters.size());

    const auto path = std::filesystem::path(SOUNDMASK_SHARED_DIR) / "golden/aclp/keys/audioclip_full.json";
    const auto listed = nlohmann::json::parse(std::ifstream(path)).at("keys");
    CHECK(ours.size() == listed.size());
    for (const auto& key : listed) {
        const std::string name = key.at("key");
        CAPTURE(name);
        REQUIRE(ours.contains(name));
        CHECK(ours.at(name).first == key.at("shape").get<std::vector<std::int64_t>>());
        CHECK(ours.at(name).second == (key.at("dtype") == "float32"));
    }
}

TEST_CASE("every AudioCLIP case of golden/aclp is within its tolerance") {
    const auto totals = test::runGolden(std::filesystem::path(SOUNDMASK_SHARED_DIR) / "golden/aclp");
    for (const char* name : {"visual_224",
                             "visual_surgery_224",
                             "visual_surgery_320",
                             "visual_surgery_128x288",
                             "audio_1s",
                             "audio_5s",
                             "audio_int16_scale_1s",
                             "audio_silence_1s",
                             "audio_short_1000",
                             "audio_2301",
                             "audio_embeddings_all5",
                             "text_embeddings",
                             "heat_cat_1_orig_rev",
                             "heat_cat_1_surgery_rev",
                             "points_noise_full",
                             "points_flat_05",
                             "points_quantised_ties",
                             "fixture_audioclip_narrow",
                             "fixture_clip_torchscript_narrow",
                             "preprocess_native",
                             "audio_load_padding",
                             "audio_1s_cuda_scale",
                             "heat_noise_gausan",
                             "logits_5x5",
                             "text_tokens",
                             "metrics"}) {
        CAPTURE(name);
        CHECK(totals.passed.contains(name));
    }
    CHECK(totals.failed.empty());
    // Images, sounds, texts, heat maps, points, checkpoints; pictures before the network, logits, scores.
    CHECK(totals.passed.size() == 6 + 10 + 2 + 23 + 18 + 2 + 1 + 1 + 1);
}
