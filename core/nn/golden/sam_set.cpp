#include <ATen/ATen.h>

#include <bit>
#include <map>

#include "core/base/image_io.h"
#include "core/base/sha256.h"
#include "core/nn/golden/mask_records.h"
#include "core/nn/golden/runner.h"
#include "core/nn/sam/mask_generator.h"

namespace soundmask::nn {

namespace fs = std::filesystem;

namespace {

using Verdict = GoldenOutcome::Verdict;

Image readPicture(const fs::path& path) {
    auto image = readImage(path);
    if (!image) throw std::runtime_error(image.error().toString());
    return std::move(*image);
}

/// Every s-th element of an axis, s the smallest step that leaves as many as are stored.
at::Tensor thinnedTo(at::Tensor whole, at::IntArrayRef stored) {
    for (std::int64_t axis = 0; axis < whole.dim() && whole.dim() == static_cast<std::int64_t>(stored.size()); ++axis) {
        const auto have = whole.size(axis), want = stored[static_cast<std::size_t>(axis)];
        std::int64_t step = 1;
        while (step < have && (have + step - 1) / step > want)
            ++step;
        whole = whole.slice(axis, 0, c10::nullopt, step);
    }
    return whole;
}

/// A case of the set "sam": the tensors of cases/ID.safetensors against the limits of the manifest.
class SamCase {
  public:
    SamCase(const fs::path& root, const nlohmann::json& entry)
        : m_description(readJson(root / entry.at("case").get<std::string>()))
        , m_stored(root / entry.at("tensors").get<std::string>())
        , m_tolerances(entry.at("tolerances"))
        , m_comparison(entry.at("id").get<std::string>()) {}

    const nlohmann::json& description() const { return m_description; }
    const StoredTensors& stored() const { return m_stored; }
    Comparison& comparison() { return m_comparison; }

    /// \p name as runSamCase emits it.
    void check(const std::string& name, const at::Tensor& output) {
        const auto slash = name.find('/');
        const std::string part = slash == name.npos || name.starts_with("tap/") ? name : name.substr(slash + 1);
        const std::string prefix = name.substr(0, name.size() - part.size());
        if (part == "resized") return checkResized(output);
        if (part == "input") return compare("input_sample", output, "preprocessed");
        if (part == "masks") return checkMasks(prefix, output);
        if (part == "low_res_logits") return compareEither(prefix + "low_res_masks", output, "low_res_masks");
        if (part == "logits") return compare(prefix + "logits_sample", output, "logits");
        if (part == "iou") return compare(name, output, "iou");
        if (part == "image_embedding") return compareEither(name, output, "image_embedding");
        if (part.starts_with("tap/")) return compare(name, output, "taps");
        compareEither(name, output, "prompt_encoder"); // dense_pe, sparse_embeddings, dense_embeddings
    }

    GoldenOutcome outcome() {
        for (const std::string& name : m_stored.names()) {
            if (!m_checked.contains(name) && !name.ends_with("/mask_input"))
                m_comparison.require(false, name + " was not computed");
        }
        return m_comparison.outcome();
    }

  private:
    void compareEither(const std::string& name, const at::Tensor& output, const char* group) {
        compare(m_stored.contains(name) ? name : name + "_sample", output, group);
    }

    void compare(const std::string& name, const at::Tensor& output, const char* group) {
        if (!m_stored.contains(name)) return;
        m_checked.insert(name);
        const at::Tensor want = m_stored.at(name);
        const auto& limits = m_tolerances.at(group);
        Tolerance tolerance;
        tolerance.atol = limits.value("max_abs", 0.0);
        if (limits.contains("max_abs_relative_to_tensor_max"))
            tolerance.atol =
                limits.at("max_abs_relative_to_tensor_max").get<double>() * output.abs().max().item<double>();
        if (limits.contains("mean_abs")) tolerance.mean_abs = limits.at("mean_abs").get<double>();
        m_comparison.tensors(name, thinnedTo(output, want.sizes()), want, tolerance);
    }

    void checkResized(const at::Tensor& output) {
        const std::string digest = hexDigest(output.const_data_ptr(), static_cast<std::size_t>(output.numel()));
        m_comparison.require(digest == m_description.at("resized_sha256_hwc_u8").get<std::string>(),
                             "the resized picture differs");
        if (!m_stored.contains("resized_sample")) return;
        m_checked.insert("resized_sample");
        const at::Tensor want = m_stored.at("resized_sample");
        m_comparison.tensors("resized_sample", thinnedTo(output, want.sizes()), want, {});
    }

    void checkMasks(const std::string& prefix, const at::Tensor& masks) {
        const std::string name = prefix + "masks_packed";
        if (!m_stored.contains(name)) return;
        m_checked.insert(name);
        Tolerance tolerance;
        tolerance.max_fraction_different = m_tolerances.at("masks").at("max_fraction_different").get<double>();
        const at::Tensor rows = masks.flatten(1);
        m_comparison.tensors(name, rows, unpackBits(m_stored.at(name), rows.size(1)), tolerance);
    }

    nlohmann::json m_description;
    StoredTensors m_stored;
    nlohmann::json m_tolerances;
    Comparison m_comparison;
    std::set<std::string> m_checked;
};

nlohmann::json configOf(const fs::path& root, const nlohmann::json& entry) {
    if (!entry.contains("config") || entry.at("config").is_null()) return {};
    const auto file = readJson(root / entry.at("config").get<std::string>());
    return file.contains("config") ? file.at("config") : file;
}

GoldenOutcome runModel(const fs::path& root, const nlohmann::json& entry, GoldenRun& run) {
    const std::string id = entry.at("id");
    const auto config = samConfigOf(entry.at("model"), configOf(root, entry));
    if (!config) return {id, Verdict::Unsupported, "no network named " + entry.at("model").get<std::string>()};

    SamCase sam_case(root, entry);
    std::vector<GoldenPrompt> prompts;
    for (const auto& description : sam_case.description().at("prompts")) {
        GoldenPrompt& prompt = prompts.emplace_back(GoldenPrompt{description.at("id"), description, {}});
        const std::string mask = prompt.id + "/mask_input";
        if (sam_case.stored().contains(mask)) prompt.mask_input = sam_case.stored().at(mask).unsqueeze(0);
    }
    // A checkpoint beside the case holds the same fill weights; it is read, so that files are proven as well.
    std::unique_ptr<Sam> from_file;
    if (entry.contains("checkpoint") && entry.at("checkpoint").is_string()) {
        const fs::path path = root / entry.at("checkpoint").get<std::string>();
        const auto opened = openCheckpoint(path);
        if (!opened) return {id, Verdict::Failed, opened.error().toString()};
        if (const auto match = opened->tensors.matchKeys(samParameters(*config)).require(path.string()); !match)
            return {id, Verdict::Failed, match.error().toString()};
        CheckpointParameters source(opened->tensors);
        from_file = std::make_unique<Sam>(Scope(source), *config);
    }
    const Image image = readPicture(root / entry.at("image").get<std::string>());
    const Sam& sam = from_file ? *from_file : run.shelf.get(*config);
    runSamCase(
        sam, image, prompts, [&](const std::string& name, const at::Tensor& output) { sam_case.check(name, output); },
        run.stop);
    return sam_case.outcome();
}

GoldenOutcome runAutomaticMasks(const fs::path& root, const nlohmann::json& entry, GoldenRun& run) {
    const std::string id = entry.at("id");
    const auto config = samConfigOf(entry.at("model"), configOf(root, entry));
    if (!config) return {id, Verdict::Unsupported, "no network named " + entry.at("model").get<std::string>()};
    const auto description = readJson(root / entry.at("case").get<std::string>());
    const Image image = readPicture(root / description.at("image").get<std::string>());
    const SamPredictor predictor(run.shelf.get(*config, kAutomaticBiasShift));
    const AutomaticMaskOptions options = automaticMaskOptions(description.at("params"));
    const auto masks = MaskGenerator(predictor, options).generate(image, {}, run.stop);
    std::vector<WantedMask> wanted;
    for (const auto& record : description.at("records"))
        wanted.push_back({record, record.at("segmentation").at("counts")});
    Comparison comparison(id);
    compareMasks(masks, wanted, image.size(), comparison);
    return comparison.outcome();
}

/// keys/MODEL.json: every key of a model with its shape and kind of number.
GoldenOutcome runKeyList(const fs::path& path) {
    const std::string name = "keys/" + path.stem().string();
    const auto config = samConfigOf(path.stem().string(), {});
    if (!config) return {name, Verdict::Unsupported, "no network named " + path.stem().string()};
    std::map<std::string, std::pair<std::vector<std::int64_t>, bool>> ours;
    for (const WantedTensor& tensor : samParameters(*config))
        ours[tensor.key] = {tensor.shape, tensor.is_floating};
    Comparison comparison(name);
    const auto listed = readJson(path);
    comparison.number("number of keys", static_cast<double>(ours.size()),
                      static_cast<double>(listed.at("keys").size()));
    for (const auto& key : listed.at("keys")) {
        const auto found = ours.find(key.at("key").get<std::string>());
        const bool is_floating = key.at("dtype").get<std::string>().find("float") != std::string::npos;
        const bool is_equal = found != ours.end() &&
                              found->second.first == key.at("shape").get<std::vector<std::int64_t>>() &&
                              found->second.second == is_floating;
        comparison.require(is_equal, key.at("key").get<std::string>() + " differs");
    }
    return comparison.outcome();
}

/// keys/MODEL.fill_sha256.json: the fill weights of a whole model.
GoldenOutcome runFillDigest(const fs::path& path) {
    const std::string model = path.stem().stem().string(), name = "keys/" + path.stem().string();
    Sha256 digest;
    const auto listed = readJson(path.parent_path() / (model + ".json"));
    for (const auto& key : listed.at("keys")) {
        const auto shape = key.at("shape").get<std::vector<std::int64_t>>();
        if (key.at("dtype").get<std::string>().find("float") == std::string::npos) {
            std::int64_t count = 1;
            for (const auto size : shape)
                count *= size;
            digest.add(std::string(static_cast<std::size_t>(count) * sizeof(std::int64_t), '\0'));
            continue;
        }
        const auto values = fillWeights(FillFamily::Sam, key.at("key").get<std::string>(), shape);
        digest.add(std::as_bytes(std::span(*values)));
    }
    Comparison comparison(name);
    comparison.require(digest.hexDigest() == readJson(path).at("sha256_all_keys_in_order").get<std::string>(),
                       "the fill weights of " + model + " differ");
    return comparison.outcome();
}

GoldenOutcome runFillVectors(const fs::path& path) {
    Comparison comparison("keys/fill_vectors");
    const auto listed = readJson(path);
    for (const auto& vector : listed.at("vectors")) {
        if (vector.at("kind") == "zero") continue; // an integer buffer
        const std::string key = vector.at("name");
        const auto values = fillWeights(FillFamily::Sam, key, vector.at("shape").get<std::vector<std::int64_t>>());
        const auto index = vector.at("index").get<std::size_t>();
        const auto bits =
            static_cast<std::uint32_t>(std::stoul(vector.at("value_hex").get<std::string>(), nullptr, 16));
        comparison.require(values && index < values->size() && std::bit_cast<std::uint32_t>((*values)[index]) == bits,
                           key + " element " + std::to_string(index) + " differs");
    }
    return comparison.outcome();
}

} // namespace

bool isSamSet(const nlohmann::json& manifest) {
    if (!manifest.is_object() || !manifest.contains("cases") || !manifest.at("cases").is_array()) return false;
    for (const auto& entry : manifest.at("cases")) {
        if (!entry.is_object() || !entry.contains("kind") || !entry.contains("id") || !entry.contains("case"))
            return false;
    }
    return !manifest.at("cases").empty();
}

std::size_t runSamSet(const fs::path& root, const nlohmann::json& manifest, GoldenRun& run) {
    std::size_t count = 0;
    const auto report = [&](const std::string& name, const std::function<GoldenOutcome()>& body) {
        if (run.stop.stop_requested()) throw Cancelled{};
        run.sink(guarded(name, body));
        ++count;
    };
    for (const auto& entry : manifest.at("cases")) {
        const std::string id = entry.at("id"), kind = entry.at("kind");
        if (kind == "model") {
            report(id, [&] { return runModel(root, entry, run); });
        } else if (kind == "amg_end_to_end") {
            report(id, [&] { return runAutomaticMasks(root, entry, run); });
        } else if (kind == "amg_unit") {
            report(id, [&] { return runMaskPieces(root, entry); });
        } else if (kind == "checkpoint_files") {
            count += runCheckpointFiles(root / entry.at("case").get<std::string>(), run);
        } else {
            report(id, [&] { return GoldenOutcome{id, Verdict::Unsupported, "no reader for the kind " + kind}; });
        }
    }
    if (!fs::is_directory(root / "keys")) return count;
    for (const fs::path& path : sortedFiles(root / "keys", ".json")) {
        const std::string file = path.filename().string();
        report("keys/" + path.stem().string(), [&] {
            if (file == "fill_vectors.json") return runFillVectors(path);
            return file.ends_with(".fill_sha256.json") ? runFillDigest(path) : runKeyList(path);
        });
    }
    return count;
}

} // namespace soundmask::nn
