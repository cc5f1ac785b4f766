// The key list of the published AudioCLIP files (golden/aclp).
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "core/nn/networks.h"

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
