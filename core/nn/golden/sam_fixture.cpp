#include <ATen/ATen.h>

#include "core/nn/golden/mask_records.h"
#include "core/nn/golden/runner.h"
#include "core/nn/sam/mask_generator.h"

namespace soundmask::nn {

namespace {

void runPrompts(FixtureCase& fixture, const SamConfig& config, GoldenRun& run) {
    std::vector<GoldenPrompt> prompts;
    for (const auto& description : fixture.values().at("prompts")) {
        GoldenPrompt& prompt = prompts.emplace_back(GoldenPrompt{description.at("id"), description, {}});
        if (!description.value("mask_input", false)) continue;
        FloatMap logits = fixture.logits("mask_input");
        prompt.mask_input = at::from_blob(logits.values.data(), {1, 1, logits.size.height, logits.size.width}).clone();
    }
    const auto compare = [&](const std::string& name, const at::Tensor& output) {
        fixture.check(name, output);
        if (name != "resized") return;
        const std::string digest = hexDigest(output.const_data_ptr(), static_cast<std::size_t>(output.numel()));
        fixture.comparison().require(digest == fixture.values().at("resized_sha256_hwc_u8").get<std::string>(),
                                     "the resized picture differs");
    };
    runSamCase(run.shelf.get(config), fixture.image("image"), prompts, compare, run.stop);
}

void runAutomaticMasks(FixtureCase& fixture, const SamConfig& config, GoldenRun& run) {
    const auto& values = fixture.values();
    const Image image = fixture.image("image");
    const SamPredictor predictor(run.shelf.get(config, kAutomaticBiasShift));
    const AutomaticMaskOptions options = automaticMaskOptions(values.at("params"));
    const auto masks = MaskGenerator(predictor, options).generate(image, {}, run.stop);
    std::vector<WantedMask> wanted;
    for (std::size_t i = 0; i < values.at("n_masks").get<std::size_t>(); ++i) {
        const auto& record = values.at("record" + std::to_string(i));
        const std::string tensor = record.at("rle");
        const at::Tensor characters = fixture.stored(tensor);
        std::string text;
        for (std::int64_t c = 0; c < characters.numel(); ++c)
            text.push_back(static_cast<char>(characters[c].item<std::int64_t>()));
        wanted.push_back({record, text});
        fixture.markChecked(tensor);
    }
    compareMasks(masks, wanted, image.size(), fixture.comparison());
}

} // namespace

GoldenOutcome runSamFixture(FixtureCase& fixture, GoldenRun& run) {
    const auto config = samConfigOf(fixture.model(), fixture.description().value("config", nlohmann::json()));
    if (!config) return {fixture.name(), GoldenOutcome::Verdict::Unsupported, "no network named " + fixture.model()};
    if (fixture.values().contains("prompts")) {
        runPrompts(fixture, *config, run);
    } else if (fixture.values().contains("params")) {
        runAutomaticMasks(fixture, *config, run);
    } else {
        return {fixture.name(), GoldenOutcome::Verdict::Unsupported, "neither prompts nor automatic masks"};
    }
    return fixture.outcome();
}

} // namespace soundmask::nn
