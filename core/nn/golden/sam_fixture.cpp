#include <ATen/ATen.h>

#include "core/nn/golden/runner.h"

namespace soundmask::nn {

GoldenOutcome runSamFixture(FixtureCase& fixture, GoldenRun& run) {
    const auto config = samConfigOf(fixture.model(), fixture.description().value("config", nlohmann::json()));
    if (!config) return {fixture.name(), GoldenOutcome::Verdict::Unsupported, "no network named " + fixture.model()};

    std::vector<GoldenPrompt> prompts;
    for (const auto& description : fixture.values().at("prompts")) {
        GoldenPrompt& prompt = prompts.emplace_back(GoldenPrompt{description.at("id"), description, {}});
        if (!description.value("mask_input", false)) continue;
        FloatMap logits = fixture.logits("mask_input");
        prompt.mask_input = at::from_blob(logits.values.data(), {1, 1, logits.size.height, logits.size.width}).clone();
    }
    const Image image = fixture.image("image");
    runSamCase(
        run.shelf.get(*config), image, prompts,
        [&](const std::string& name, const at::Tensor& output) {
            fixture.check(name, output);
            if (name == "resized") {
                fixture.comparison().require(
                    hexDigest(output.const_data_ptr(), static_cast<std::size_t>(output.numel())) ==
                        fixture.values().at("resized_sha256_hwc_u8").get<std::string>(),
                    "the resized picture differs");
            }
        },
        run.stop);
    return fixture.outcome();
}

} // namespace soundmask::nn
