#include <ATen/ATen.h>

#include <algorithm>

#include "core/base/map_sampling.h"
#include "core/methods/sound_heat.h"
#include "core/nn/audioclip/audioclip_file.h"
#include "core/nn/golden/audioclip_variants.h"
#include "core/nn/golden/map_tensors.h"
#include "core/nn/text/clip_tokenizer.h"

namespace soundmask::nn {

namespace fs = std::filesystem;

namespace {

using Verdict = GoldenOutcome::Verdict;

void runVisual(SetCase& set_case, GoldenRun& run, bool is_surgery) {
    const at::Tensor input = set_case.images(set_case.inputs().at("images"));
    set_case.check("input_tensor", input);
    const auto features = run.audio_clip.get().visual(input, attentionOf(is_surgery), set_case.watch(run));
    set_case.check("attnpool_global", features.global);
    set_case.markChecked("positional_embedding_after"); // ours are not overwritten
}

void runAudio(SetCase& set_case, GoldenRun& run) {
    const auto& inputs = set_case.inputs();
    const at::Tensor samples = set_case.sounds(inputs.contains("audio") ? inputs.at("audio") : nlohmann::json());
    set_case.check("embedding", run.audio_clip.get().audio(samples, set_case.watch(run)));
}

void runText(SetCase& set_case, GoldenRun& run) {
    const TextTransformer& text = run.audio_clip.get().text;
    set_case.check("embedding", text(set_case.stored().at("tokens"), set_case.watch(run)));
    set_case.check("joined_embedding", text(set_case.stored().at("joined_tokens")));
    for (const char* input : {"prompt_index", "tokens", "joined_tokens"})
        set_case.markChecked(input);
}

void runHeat(SetCase& set_case, GoldenRun& run) {
    const AudioClip& network = run.audio_clip.get();
    const auto& inputs = set_case.inputs();
    const at::Tensor image = set_case.images(nlohmann::json::array({inputs.at("image")}));
    const at::Tensor sound = unitRows(network.audio(set_case.sounds(nlohmann::json::array({inputs.at("audio")}))));
    const auto features = network.visual(image, attentionOf(set_case.is("surgery")));
    const at::Tensor cosine = soundSimilarity(sound, features.maps.back())[0]; // 7 x 7
    set_case.check("cosine_7x7", cosine);
    const FloatMap heat =
        heatOf(mapOf(cosine), set_case.is("reverse") ? HeatDirection::Reverse : HeatDirection::Forward);
    set_case.check("minmax_7x7", tensorOf(heat));
    const FloatMap large = enlarged(heat, {kMinedMapSide, kMinedMapSide});
    set_case.check("heat_224", tensorOf(large));
    set_case.check("dense_similarity_32x32", tensorOf(denseSamples(large)));
    // Points jump with the last bits of a computed map; points_* hold them exactly.
    for (const std::string& name : set_case.names()) {
        if (name.starts_with("global_") || name.starts_with("local_") || name.starts_with("dense_t"))
            set_case.markChecked(name);
    }
}

void checkLocal(SetCase& set_case, const FloatMap& map, const std::string& rule, double threshold) {
    const MinedPoints published = localPoints(map, threshold, LocalVariant::Published);
    set_case.check(rule + "_points_as_authors", joined(published));
    set_case.check(rule + "_labels", labelsOf(published));
    // Where there is no valley, what was meant is one point, and the set holds the published fallback.
    const MinedPoints intended = localPoints(map, threshold, LocalVariant::Intended);
    const std::string name = rule + "_points_xy_intended";
    if (intended.negative.size() == published.negative.size()) return set_case.check(name, joined(intended));
    const auto count = static_cast<std::int64_t>(intended.positive.size());
    set_case.comparison().tensors(name, tensorOf(intended.positive), set_case.stored().at(name).slice(0, 0, count), {});
    set_case.markChecked(name);
}

void checkDense(SetCase& set_case, const FloatMap& map, const std::string& rule, double threshold) {
    const auto points = densePoints(map, threshold);
    if (!points) throw std::runtime_error(points.error().toString());
    set_case.check(rule + "_labels", labelsOf(*points));
    const auto heatAt = [&](const std::vector<PointF>& places) {
        std::vector<float> values;
        for (const PointF& place : places)
            values.push_back(map.at(static_cast<int>(place.x), static_cast<int>(place.y)));
        return at::tensor(values);
    };
    set_case.check(rule + "_pos_values_sorted", heatAt(points->positive));
    set_case.check(rule + "_neg_values_sorted", heatAt(points->negative));
    const std::string name = rule + "_points";
    set_case.markChecked(name);
    set_case.markChecked(rule + "_cut_tie");
    if (set_case.stored().at(rule + "_cut_tie").item<std::int64_t>() != 0) return; // any of the equal cells will do
    const at::Tensor want = set_case.stored().at(name);
    const auto count = static_cast<std::int64_t>(points->positive.size());
    Tolerance as_set;
    as_set.as_set = true;
    set_case.comparison().tensors(name, tensorOf(points->positive), want.slice(0, 0, count), as_set);
    set_case.comparison().tensors(name, tensorOf(points->negative), want.slice(0, count), as_set);
}

void runPoints(SetCase& set_case) {
    constexpr double kSamSide = 1024.0;
    const FloatMap map = set_case.map();
    const MinedPoints global = globalPoints(map);
    set_case.check("global_points", joined(global));
    set_case.check("global_labels", labelsOf(global));
    set_case.check("global_points_1024", (joined(global) * (kSamSide / kMinedMapSide)).to(at::kFloat));
    set_case.check("dense_similarity_32x32", tensorOf(denseSamples(map)));
    for (const std::string& name : set_case.names()) {
        const std::string rule = name.substr(0, name.find('_', name.find('_') + 1));
        if (name.ends_with("_points_as_authors")) checkLocal(set_case, map, rule, std::stod(rule.substr(7)));
        if (name.starts_with("dense_t") && name.ends_with("_labels"))
            checkDense(set_case, map, rule, std::stod(rule.substr(7)));
    }
}

/// The sizes of the narrow checkpoints (fixtures/audioclip_narrow.json).
AudioClipConfig narrowConfig(const nlohmann::json& sizes) {
    const auto& config = sizes.at("config");
    AudioClipConfig narrow;
    narrow.embed_dim = config.at("embed_dim");
    narrow.image_side = config.at("image_resolution");
    narrow.vision_depths = config.at("vision_layers");
    narrow.vision_width = config.at("vision_width");
    narrow.context_length = config.at("context_length");
    narrow.vocabulary = config.at("vocab_size");
    narrow.text_width = config.at("transformer_width");
    narrow.text_heads = config.at("transformer_heads");
    narrow.text_depth = config.at("transformer_layers");
    narrow.fft_length = config.at("n_fft");
    narrow.hop = config.at("hop_length");
    narrow.window = config.at("win_length");
    narrow.audio_depths = sizes.at("audio_layers");
    narrow.audio_planes = sizes.at("audio_base_planes");
    narrow.audio_groups = sizes.at("audio_groups");
    narrow.audio_width_per_group = sizes.at("audio_width_per_group");
    return narrow;
}

Checkpoint openFixture(const fs::path& path, const AudioClipConfig& config, AudioClipFile kind) {
    auto opened = openCheckpoint(path);
    if (!opened) throw std::runtime_error(opened.error().toString());
    const auto found = identifyAudioClip(*opened, config);
    if (!found) throw std::runtime_error(found.error().toString());
    if (*found != kind) throw std::runtime_error(path.string() + " was taken for another kind of file");
    return std::move(*opened);
}

/// Checkpoint files of a small AudioCLIP, read by their keys.
void runNarrow(SetCase& set_case, const fs::path& root, GoldenRun& run) {
    const AudioClipConfig config = narrowConfig(readJson(root / "fixtures" / "audioclip_narrow.json"));
    for (const auto& file : set_case.inputs().at("checkpoints")) {
        const Checkpoint checkpoint = openFixture(root / file.get<std::string>(), config, AudioClipFile::Whole);
        const AudioClip network = wholeFrom(checkpoint, config);
        const auto image = network.visual(set_case.stored().at("image"), PoolAttention::QueryKey);
        for (std::size_t i = 0; i < image.maps.size(); ++i)
            set_case.check("F" + std::to_string(i + 1), image.maps[i]);
        set_case.check("image_embedding", image.global);
        set_case.check("audio_embedding", network.audio(set_case.stored().at("audio"), set_case.watch(run)));
        set_case.check("text_embedding", network.text(set_case.stored().at("tokens")));
    }
    // The sound side alone, which was made from the same weights.
    for (const char* file : {"fixtures/esrnxfbsp_narrow_zip.pt", "fixtures/esrnxfbsp_narrow_legacy.pt"}) {
        if (!fs::exists(root / file)) continue;
        const EsResNeXt sound = soundFrom(openFixture(root / file, config, AudioClipFile::Sound), config);
        set_case.check("audio_embedding", sound(set_case.stored().at("audio")));
    }
    for (const char* input : {"image", "audio", "tokens"})
        set_case.markChecked(input);
}

/// The picture and text side alone: OpenAI's archive, and CLIP's plain file of the same weights.
void runClipArchive(SetCase& set_case, const fs::path& root) {
    const AudioClipConfig config = narrowConfig(readJson(root / "fixtures" / "audioclip_narrow.json"));
    const StoredTensors inputs(root / "cases" / "fixture_audioclip_narrow.safetensors");
    const auto compare = [&](const fs::path& file, AudioClipFile kind) {
        const Clip network = clipFrom(openFixture(file, config, kind), config);
        const auto image = network.visual(inputs.at("image"), PoolAttention::QueryKey);
        set_case.check("F4", image.maps[3]);
        set_case.check("F5", image.maps[4]);
        set_case.check("image_embedding", image.global);
        set_case.check("text_embedding", network.text(inputs.at("tokens")));
    };
    compare(root / set_case.inputs().at("checkpoint").get<std::string>(), AudioClipFile::OpenAiClip);
}

GoldenOutcome runCase(const fs::path& root, const nlohmann::json& entry, GoldenRun& run) {
    const std::string id = entry.at("id"), kind = entry.at("kind");
    const auto unsupported = [&](const std::string& why) { return GoldenOutcome{id, Verdict::Unsupported, why}; };
    if (kind == "logits" && !fs::exists(root / kVocabulary)) return unsupported("CLIP's vocabulary is not beside it");
    SetCase set_case(root, entry);
    if (const auto run_variant = findVariantRunner(entry)) {
        run_variant(set_case, run);
    } else if (kind == "visual") {
        runVisual(set_case, run, id.find("surgery") != id.npos);
    } else if (kind == "audio") {
        runAudio(set_case, run);
    } else if (kind == "text") {
        runText(set_case, run);
    } else if (kind == "heatmap") {
        runHeat(set_case, run);
    } else if (kind == "points") {
        runPoints(set_case);
    } else if (id == "fixture_audioclip_narrow") {
        runNarrow(set_case, root, run);
    } else if (id == "fixture_clip_torchscript_narrow") {
        runClipArchive(set_case, root);
    } else {
        return unsupported("no reader for the kind " + kind);
    }
    return set_case.outcome();
}

/// The numbers of texts. Those that ftfy would have mended first are left to it.
GoldenOutcome runTokens(const fs::path& root, const fs::path& list) {
    const auto json = readJson(list);
    const auto tokenizer = ClipTokenizer::open(root / json.at("bpe").get<std::string>());
    if (!tokenizer) throw std::runtime_error(tokenizer.error().toString());
    Comparison comparison("text_tokens");
    int mended = 0;
    for (const auto& prompt : json.at("prompts")) {
        if (prompt.at("ftfy_matters").get<bool>()) {
            ++mended;
            continue;
        }
        const std::string text = prompt.at("text"), which = "prompt " + std::to_string(prompt.at("index").get<int>());
        comparison.require(tokenizer->encode(text) == prompt.at("ids").get<std::vector<int>>(),
                           which + " has other tokens");
        comparison.require(tokenizer->tokens(text, 77).has_value() == prompt.at("fits_77").get<bool>(),
                           which + ": whether it fits is wrong");
    }
    GoldenOutcome outcome = comparison.outcome();
    if (outcome.verdict == Verdict::Passed && mended > 0)
        outcome.detail += "; " + std::to_string(mended) + " texts that ftfy would mend first are not compared";
    return outcome;
}

/// Forms of pictures that have no positions.
GoldenOutcome runRefusedForms(const fs::path& list, GoldenRun& run) {
    Comparison comparison("visual_expected_errors");
    for (const auto& refused : readJson(list)) {
        const std::string what = refused.at("what");
        bool is_refused = false;
        try {
            run.audio_clip.get().visual(at::zeros(refused.at("shape").get<std::vector<std::int64_t>>()),
                                        attentionOf(what.starts_with("surgery")));
        } catch (const std::invalid_argument&) {
            is_refused = true;
        }
        comparison.require(is_refused, what + " was taken");
    }
    return comparison.outcome();
}

} // namespace

bool isAudioClipSet(const nlohmann::json& manifest) {
    if (!manifest.is_object() || !manifest.contains("tolerance_classes") || !manifest.contains("cases")) return false;
    const auto& cases = manifest.at("cases");
    return cases.is_array() && !cases.empty() && std::ranges::all_of(cases, [](const auto& entry) {
               return entry.contains("id") && entry.contains("kind") && entry.contains("inputs") &&
                      entry.contains("outputs");
           });
}

std::size_t runAudioClipSet(const fs::path& root, const nlohmann::json& manifest, GoldenRun& run) {
    for (const auto& entry : manifest.at("cases")) {
        if (run.stop.stop_requested()) throw Cancelled{};
        run.sink(guarded(entry.at("id"), [&] { return runCase(root, entry, run); }));
    }
    std::size_t count = manifest.at("cases").size();
    const auto runList = [&](const char* name, const std::function<GoldenOutcome(const fs::path&)>& body) {
        const fs::path list = root / "cases" / (std::string(name) + ".json");
        if (!fs::exists(list)) return;
        run.sink(guarded(name, [&] { return body(list); }));
        ++count;
    };
    runList("text_tokens", [&](const fs::path& list) { return runTokens(root, list); });
    runList("visual_expected_errors", [&](const fs::path& list) { return runRefusedForms(list, run); });
    return count;
}

} // namespace soundmask::nn
