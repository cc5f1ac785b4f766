// SAM, MobileSAM and AudioCLIP against the reference, on pictures made by formula (tests/golden/fixtures).
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "tests/core/nn/golden_totals.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
namespace fs = std::filesystem;

namespace {

const fs::path kFixtures = SOUNDMASK_FIXTURES;

void copyCase(const char* name, const fs::path& to) {
    for (const char* extension : {".json", ".safetensors"})
        fs::copy_file(kFixtures / "cases" / (std::string(name) + extension), to / (std::string(name) + extension));
}

} // namespace

TEST_CASE("the stored cases are the published ones") {
    std::ifstream list(kFixtures / "sha256.txt");
    std::string digest, name;
    std::size_t count = 0;
    while (list >> digest >> name) {
        std::ifstream file(kFixtures / name, std::ios::binary);
        Sha256 sha;
        sha.add(std::string(std::istreambuf_iterator<char>(file), {}));
        CAPTURE(name);
        CHECK(sha.hexDigest() == digest);
        ++count;
    }
    const auto files = std::distance(fs::directory_iterator(kFixtures / "cases"), fs::directory_iterator());
    CHECK(count == static_cast<std::size_t>(files));
}

TEST_CASE("every formula case is within its tolerance") {
    const auto totals = test::runGolden(kFixtures);
    for (const char* name : {"mobile_sam",           "mobile_sam_amg",           "mobile_sam_amg_crops",
                             "sam_tiny64",           "sam_tiny64_tall",          "sam_vit_b",
                             "audioclip_audio_1s",   "audioclip_audio_5s",       "audioclip_audio_5s_tiled",
                             "audioclip_logits",     "audioclip_logits_surgery", "audioclip_text",
                             "audioclip_visual",     "audioclip_visual_surgery", "heat_orig_reverse",
                             "heat_surgery_forward", "heat_surgery_reverse",     "points_noise",
                             "points_relief",        "points_relief2",           "points_ties",
                             "metrics"}) {
        CAPTURE(name);
        CHECK(totals.passed.contains(name));
    }
    CHECK(totals.failed.empty());
    CHECK(totals.unsupported.empty());
}

TEST_CASE("a case whose stored numbers are off fails and says where") {
    test::TemporaryFolder folder;
    copyCase("sam_tiny64", folder.path());
    const fs::path json_path = folder.path() / "sam_tiny64.json";
    auto json = nlohmann::json::parse(std::ifstream(json_path));
    json["values"]["prompts"][0]["point_coords"][0][0] = 151.0; // one pixel from where the reference was asked
    std::ofstream(json_path) << json;

    const auto networks = nn::openNetworks();
    REQUIRE(networks);
    std::vector<nn::GoldenOutcome> outcomes;
    REQUIRE((*networks)->runGolden(folder.path(), [&](const nn::GoldenOutcome& o) { outcomes.push_back(o); }, {}));
    REQUIRE(outcomes.size() == 1);
    CHECK(outcomes[0].verdict == nn::GoldenOutcome::Verdict::Failed);
    CHECK(outcomes[0].detail.find("point_multi/sparse_embeddings") != std::string::npos);
}

TEST_CASE("a folder without cases is an error") {
    test::TemporaryFolder folder;
    const auto networks = nn::openNetworks();
    REQUIRE(networks);
    const auto run = (*networks)->runGolden(folder.path(), [](const nn::GoldenOutcome&) {}, {});
    REQUIRE_FALSE(run);
    CHECK(run.error().code == ErrorCode::MissingData);
}
