#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>

#include "core/base/image_io.h"
#include "core/methods/sound_heat.h"
#include "core/nn/audioclip/audioclip.h"
#include "core/nn/golden/map_tensors.h"
#include "core/nn/golden/runner.h"

namespace soundmask::nn {

namespace fs = std::filesystem;

namespace {

using Verdict = GoldenOutcome::Verdict;

/// An .npy file of little-endian int16 samples, as -1..1 or in their own range.
at::Tensor readSamples(const fs::path& path, double divisor) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    constexpr std::size_t kPrefix = 10; // magic, version, length of the header
    if (bytes.size() < kPrefix || bytes.find("<i2") == bytes.npos)
        throw std::runtime_error(path.string() + ": no int16 samples");
    const std::size_t start =
        kPrefix + static_cast<std::uint8_t>(bytes[8]) + 256u * static_cast<std::uint8_t>(bytes[9]);
    at::Tensor samples = at::empty({static_cast<std::int64_t>((bytes.size() - start) / 2)}, at::kShort);
    std::memcpy(samples.mutable_data_ptr(), bytes.data() + start, static_cast<std::size_t>(samples.numel()) * 2);
    return samples.to(at::kFloat).div_(divisor);
}

Tolerance toleranceOf(const nlohmann::json& output) {
    const auto& tol = output.at("tol");
    Tolerance tolerance;
    tolerance.atol = tol.value("atol", 0.0) + tol.value("atol_std", 0.0) * output.at("stats").value("std", 0.0);
    tolerance.rtol = tol.value("rtol", 0.0);
    // The wavelets' sinc is steep at its zeros: the note of the tolerance allows 0.5 % outliers.
    tolerance.fraction = tol.value("fraction", output.at("name") == "fbsp_weights" ? 0.995 : 1.0);
    if (output.value("tol_class", std::string()) == "db") tolerance.ignore_below = -190.0;
    return tolerance;
}

/// A case of manifest.json and its stored outputs.
class SetCase {
  public:
    SetCase(const fs::path& root, const nlohmann::json& entry)
        : m_root(root)
        , m_entry(entry)
        , m_stored(root / entry.at("file").get<std::string>())
        , m_comparison(entry.at("id").get<std::string>()) {}

    const nlohmann::json& inputs() const { return m_entry.at("inputs"); }
    bool is(const char* flag) const { return m_entry.at("meta").value(flag, false); }
    const StoredTensors& stored() const { return m_stored; }
    Comparison& comparison() { return m_comparison; }
    std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const auto& output : m_entry.at("outputs"))
            names.push_back(output.at("name"));
        return names;
    }

    /// B x 3 x H x W, normalised.
    at::Tensor images(const nlohmann::json& paths) const {
        std::vector<at::Tensor> batch;
        for (const auto& path : paths) {
            const auto image = readImage(m_root / path.get<std::string>());
            if (!image) throw std::runtime_error(image.error().toString());
            batch.push_back(pixelsOf(*image));
        }
        return normalizedImages(at::stack(batch));
    }

    /// B x 1 x L.
    at::Tensor sounds(const nlohmann::json& paths) const {
        if (inputs().contains("zeros")) return at::zeros({1, 1, inputs().at("zeros").get<std::int64_t>()});
        const bool is_divided = inputs().at("scale").get<std::string>().find("/32768") != std::string::npos;
        std::vector<at::Tensor> batch;
        for (const auto& path : paths) {
            const at::Tensor samples = readSamples(m_root / path.get<std::string>(), is_divided ? 32768.0 : 1.0);
            const auto slice = inputs().at("slice").get<std::vector<std::int64_t>>();
            batch.push_back(samples.slice(0, slice.at(0), slice.at(1)).unsqueeze(0));
        }
        return at::stack(batch);
    }

    FloatMap map() const {
        auto read = readNpy(m_root / inputs().at("heat").get<std::string>());
        if (!read) throw std::runtime_error(read.error().toString());
        return std::move(*read);
    }

    /// Samples \p got as the case did and compares. An output that is not stored is passed over.
    void check(const std::string& name, const at::Tensor& got) {
        for (const auto& output : m_entry.at("outputs")) {
            if (output.at("name") != name) continue;
            m_checked.insert(name);
            at::Tensor used = got;
            if (const auto& sampling = output.at("sampling"); sampling.is_object()) {
                m_comparison.require(got.sizes() ==
                                         at::IntArrayRef(output.at("shape").get<std::vector<std::int64_t>>()),
                                     name + " has another shape");
                used = got.reshape({-1})
                           .slice(0, 0, c10::nullopt, sampling.at("stride").get<std::int64_t>())
                           .slice(0, 0, sampling.at("count").get<std::int64_t>());
            }
            m_comparison.tensors(name, used, m_stored.at(name), toleranceOf(output));
        }
    }

    void markChecked(const std::string& name) { m_checked.insert(name); }
    ForwardWatch watch(GoldenRun& run) {
        return {run.stop, [this](const std::string& name, const at::Tensor& output) { check(name, output); }};
    }

    GoldenOutcome outcome() {
        for (const std::string& name : names()) {
            if (!m_checked.contains(name)) m_comparison.require(false, name + " was not computed");
        }
        return m_comparison.outcome();
    }

  private:
    fs::path m_root;
    nlohmann::json m_entry;
    StoredTensors m_stored;
    Comparison m_comparison;
    std::set<std::string> m_checked;
};

PoolAttention attentionOf(bool is_surgery) {
    return is_surgery ? PoolAttention::ValueValue : PoolAttention::QueryKey;
}

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

/// Checkpoint files of a small AudioCLIP, read by their keys.
void runNarrow(SetCase& set_case, const fs::path& root, GoldenRun& run) {
    const AudioClipConfig config = narrowConfig(readJson(root / "fixtures" / "audioclip_narrow.json"));
    OutlineParameters outline;
    const AudioClip outlined(Scope(outline), config);
    for (const auto& file : set_case.inputs().at("checkpoints")) {
        const fs::path path = root / file.get<std::string>();
        const auto opened = openCheckpoint(path);
        if (!opened) throw std::runtime_error(opened.error().toString());
        if (const auto match = opened->tensors.matchKeys(outline.wanted()).require(path.string()); !match)
            throw std::runtime_error(match.error().toString());
        CheckpointParameters source(opened->tensors);
        const AudioClip network(Scope(source), config);
        const auto image = network.visual(set_case.stored().at("image"), PoolAttention::QueryKey);
        for (std::size_t i = 0; i < image.maps.size(); ++i)
            set_case.check("F" + std::to_string(i + 1), image.maps[i]);
        set_case.check("image_embedding", image.global);
        set_case.check("audio_embedding", network.audio(set_case.stored().at("audio"), set_case.watch(run)));
        set_case.check("text_embedding", network.text(set_case.stored().at("tokens")));
    }
    for (const char* input : {"image", "audio", "tokens"})
        set_case.markChecked(input);
}

GoldenOutcome runCase(const fs::path& root, const nlohmann::json& entry, GoldenRun& run) {
    const std::string id = entry.at("id"), kind = entry.at("kind");
    const auto unsupported = [&](const std::string& why) { return GoldenOutcome{id, Verdict::Unsupported, why}; };
    if (id == "audio_1s_cuda_scale") return unsupported("divides as a CUDA device does; ours divides alike everywhere");
    if (id == "audio_fbsp_default_init_1s") return unsupported("no reader for constructed wavelets");
    if (id == "audio_load_padding") return unsupported("no reader for the slices of a track");
    if (id == "visual_surgery_224_after_320")
        return unsupported("our positions are not overwritten by larger pictures");
    if (kind == "logits") return unsupported("no tokens are stored and no tokenizer is there");
    if (id.starts_with("heat_noise_")) return unsupported("no subtraction of a noise's feature");
    SetCase set_case(root, entry);
    if (kind == "visual") {
        runVisual(set_case, run, id.starts_with("visual_surgery"));
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
    } else {
        return unsupported("no reader for the kind " + kind);
    }
    return set_case.outcome();
}

} // namespace

bool isAudioClipSet(const nlohmann::json& manifest) {
    if (!manifest.is_object() || !manifest.contains("tolerance_classes") || !manifest.contains("cases")) return false;
    const auto& cases = manifest.at("cases");
    return cases.is_array() && !cases.empty() &&
           std::ranges::any_of(cases, [](const auto& entry) { return entry.value("kind", "") == "heatmap"; });
}

std::size_t runAudioClipSet(const fs::path& root, const nlohmann::json& manifest, GoldenRun& run) {
    for (const auto& entry : manifest.at("cases")) {
        if (run.stop.stop_requested()) throw Cancelled{};
        run.sink(guarded(entry.at("id"), [&] { return runCase(root, entry, run); }));
    }
    return manifest.at("cases").size();
}

} // namespace soundmask::nn
