#include <ATen/ATen.h>

#include "core/base/map_sampling.h"
#include "core/methods/sound_heat.h"
#include "core/nn/audioclip/audioclip.h"
#include "core/nn/golden/map_tensors.h"
#include "core/nn/golden/runner.h"

namespace soundmask::nn {

namespace {

/// What only a training step computes.
constexpr const char* kTrainingLoss = "loss";

PoolAttention attentionOf(const std::string& model) {
    return model.ends_with("surgery") ? PoolAttention::ValueValue : PoolAttention::QueryKey;
}

/// "image0", "image1", ... as B x 3 x H x W, normalised.
at::Tensor images(const FixtureCase& fixture) {
    std::vector<at::Tensor> batch;
    for (int i = 0; fixture.hasInput("image" + std::to_string(i)); ++i) {
        batch.push_back(pixelsOf(fixture.image("image" + std::to_string(i))));
    }
    return normalizedImages(at::stack(batch));
}

/// "audio0", "audio1", ... as B x 1 x L.
at::Tensor sounds(const FixtureCase& fixture) {
    std::vector<at::Tensor> batch;
    for (int i = 0; fixture.hasInput("audio" + std::to_string(i)); ++i) {
        std::vector<float> samples = fixture.audio("audio" + std::to_string(i));
        batch.push_back(at::from_blob(samples.data(), {1, static_cast<std::int64_t>(samples.size())}).clone());
    }
    return at::stack(batch);
}

ForwardWatch watchOf(FixtureCase& fixture, GoldenRun& run) {
    return {run.stop, [&](const std::string& name, const at::Tensor& output) { fixture.check(name, output); }};
}

void runVisual(FixtureCase& fixture, GoldenRun& run) {
    const at::Tensor input = images(fixture);
    fixture.check("input", input);
    const auto features =
        run.audio_clip.get().visual(input, attentionOf(fixture.model()), watchOf(fixture, run)); // F1..F5, B x 1024
    fixture.check("global", features.global);
}

void runAudio(FixtureCase& fixture, GoldenRun& run) {
    at::Tensor samples = sounds(fixture); // B x 1 x L
    if (fixture.values().contains("input_shape")) {
        const auto shape = fixture.values().at("input_shape").get<std::vector<std::int64_t>>();
        if (shape.at(0) != samples.size(0)) // each second is a row of its own, repeated
            samples = samples.reshape({shape.at(0), 1, -1}).repeat({1, 1, shape.at(0)});
    }
    fixture.check("embedding", run.audio_clip.get().audio(samples, watchOf(fixture, run)));
}

void runText(FixtureCase& fixture, GoldenRun& run) {
    const at::Tensor tokens = fixture.stored("tokens"); // B x 77
    fixture.markChecked("tokens");
    fixture.check("embedding", run.audio_clip.get().text(tokens, watchOf(fixture, run)));
}

void runLogits(FixtureCase& fixture, GoldenRun& run) {
    const AudioClip& network = run.audio_clip.get();
    const at::Tensor image = unitRows(network.visual(images(fixture), attentionOf(fixture.model())).global); // 5 x 1024
    const at::Tensor sound = unitRows(network.audio(sounds(fixture)));                                       // 5 x 1024
    const at::Tensor text = unitRows(network.text(fixture.stored("tokens")));                                // 5 x 1024
    fixture.markChecked("tokens");
    fixture.check("image_features", image);
    fixture.check("audio_features", sound);
    fixture.check("text_features", text);
    fixture.check("logits_audio_image", matchLogits(network.logit_scale_ai, sound, image));
    fixture.check("logits_audio_text", matchLogits(network.logit_scale_at, sound, text));
    fixture.check("logits_image_text", matchLogits(network.logit_scale, image, text));
    fixture.markChecked(kTrainingLoss);
}

/// "global/...", "local_t0.6/...", "dense_t0.7/...".
void checkPoints(FixtureCase& fixture, const FloatMap& map) {
    constexpr double kSamSide = 1024.0;
    const MinedPoints global = globalPoints(map);
    fixture.check("global/points", joined(global));
    fixture.check("global/labels", labelsOf(global));
    // Stored tensors are read as float32.
    fixture.check("global/points_1024", (joined(global) * (kSamSide / kMinedMapSide)).to(at::kFloat));
    fixture.check("dense_similarity_32x32", tensorOf(denseSamples(map)));
    for (const std::string& name : fixture.tensorNames()) {
        const auto slash = name.find('/');
        const std::string rule = name.substr(0, slash);
        if (rule.starts_with("local_t") && name.ends_with("/labels")) {
            const double threshold = std::stod(rule.substr(7));
            const MinedPoints published = localPoints(map, threshold, LocalVariant::Published);
            fixture.check(rule + "/points_as_authors", joined(published));
            fixture.check(rule + "/labels", labelsOf(published));
            fixture.check(rule + "/points_xy_intended", joined(localPoints(map, threshold, LocalVariant::Intended)));
        } else if (rule.starts_with("dense_t") && name.ends_with("/positive_points")) {
            const auto dense = densePoints(map, std::stod(rule.substr(7)));
            if (!dense) throw std::runtime_error(dense.error().toString());
            fixture.comparison().number(rule + "/count", static_cast<double>(dense->positive.size()),
                                        fixture.values().at(rule).at("positives").get<double>());
            fixture.check(rule + "/positive_points", tensorOf(dense->positive));
            fixture.check(rule + "/negative_points", tensorOf(dense->negative));
        }
    }
}

void runHeat(FixtureCase& fixture, GoldenRun& run) {
    const AudioClip& network = run.audio_clip.get();
    const auto features = network.visual(images(fixture), attentionOf(fixture.model()));
    const at::Tensor sound = unitRows(network.audio(sounds(fixture)));                   // 1 x 1024
    const at::Tensor cosine = soundSimilarity(sound, features.maps.back()).select(0, 0); // 7 x 7
    fixture.check("cosine_7x7", cosine);
    const bool is_reverse = fixture.name().ends_with("reverse");
    const FloatMap heat = heatOf(mapOf(cosine), is_reverse ? HeatDirection::Reverse : HeatDirection::Forward);
    fixture.check("minmax_7x7", tensorOf(heat));
    const FloatMap large = enlarged(heat, {kMinedMapSide, kMinedMapSide});
    fixture.check("heat_224", tensorOf(large));
    fixture.check("dense_similarity_32x32", tensorOf(denseSamples(large)));
    // The points are stored for information: they jump with the last bits of the map. points_* hold them exactly.
    for (const std::string& name : fixture.tensorNames()) {
        if (name.find('/') != name.npos) fixture.markChecked(name);
    }
}

} // namespace

const AudioClip& AudioClipShelf::get() {
    if (!m_network) {
        FillParameters source(FillFamily::AudioClip);
        m_network = std::make_shared<const AudioClip>(Scope(source), AudioClipConfig{});
    }
    return *m_network;
}

GoldenOutcome runAudioClipFixture(FixtureCase& fixture, GoldenRun& run) {
    const std::string model = fixture.model();
    if (model.starts_with("AudioCLIP visual")) {
        runVisual(fixture, run);
    } else if (model.starts_with("AudioCLIP audio + visual")) {
        runHeat(fixture, run);
    } else if (model.starts_with("AudioCLIP audio")) {
        runAudio(fixture, run);
    } else if (model == "AudioCLIP text") {
        runText(fixture, run);
    } else if (model == "AudioCLIP" || model == "AudioCLIP surgery") {
        runLogits(fixture, run);
    } else if (model == "point rules") {
        checkPoints(fixture, fixture.heatMap(fixture.hasInput("map") ? "map" : "field"));
    } else {
        return {fixture.name(), GoldenOutcome::Verdict::Unsupported, "no reader for " + model};
    }
    return fixture.outcome();
}

} // namespace soundmask::nn
