#include "core/nn/golden/audioclip_variants.h"

#include <ATen/ATen.h>

#include <cmath>
#include <map>
#include <numeric>
#include <random>

#include "core/base/map_sampling.h"
#include "core/engine/metrics.h"
#include "core/methods/sound_heat.h"
#include "core/methods/sound_slices.h"
#include "core/nn/audioclip/audioclip.h"
#include "core/nn/audioclip/picture_input.h"
#include "core/nn/golden/map_tensors.h"
#include "core/nn/text/clip_tokenizer.h"

namespace soundmask::nn {

namespace {

constexpr int kSide = AudioVisualEncoder::kPictureSide;

/// Test weights with some tensors replaced.
class ReplacedParameters final : public ParameterSource {
  public:
    explicit ReplacedParameters(std::map<std::string, at::Tensor> replaced)
        : m_replaced(std::move(replaced)) {}

  private:
    at::Tensor make(const WantedTensor& wanted, const at::Tensor& constructed) override {
        const auto found = m_replaced.find(wanted.key);
        return found == m_replaced.end() ? m_fill.parameter(wanted, constructed) : found->second;
    }

    FillParameters m_fill{FillFamily::AudioClip};
    std::map<std::string, at::Tensor> m_replaced;
};

void runPreprocess(SetCase& set_case, GoldenRun&) {
    const Image native = set_case.image(set_case.inputs().at("image"));
    const at::Tensor published = pictureInput(native, PictureFit::Published, kSide);
    set_case.check("tensor_bicubic_noaa_resized_crop", published);
    set_case.check("normalized_noaa", normalizedImages(published.unsqueeze(0))[0]);
    set_case.check("pil_bicubic_crop_u8_over_255", pictureInput(native, PictureFit::Smooth, kSide));
    // What later versions of the library do by default, for comparison.
    const Size size = coveringSize(native.size(), kSide);
    const at::Tensor smooth =
        at::_upsample_bicubic2d_aa(pixelsOf(native).unsqueeze(0), {size.height, size.width}, false);
    set_case.check("tensor_bicubic_aa_resized_crop", middleOf(smooth[0], kSide));

    const at::Tensor frame = pictureInput(set_case.image(set_case.inputs().at("frame0")), PictureFit::Published, kSide);
    set_case.check("frame0_224_to_tensor_normalized", normalizedImages(frame.unsqueeze(0))[0]);
    const auto perChannel = [](std::initializer_list<float> values) { return at::tensor(values).view({3, 1, 1}); };
    set_case.check("frame0_224_imagenet_normalized",
                   (frame - perChannel({0.485f, 0.456f, 0.406f})) / perChannel({0.229f, 0.224f, 0.225f}));
}

/// The published surgery writes its positions back in the size of each picture; ours stay. Here they have been
/// stretched for a picture of \p before pixels and back before the network is built.
void runAfter(std::int64_t before, SetCase& set_case, GoldenRun& run) {
    constexpr const char* kKey = "visual.attnpool.positional_embedding";
    FillParameters fill(FillFamily::AudioClip);
    const at::Tensor trained = fill.parameter({kKey, {50, 2048}});
    at::Tensor grid = trained.slice(0, 1).t().reshape({1, -1, 7, 7});
    for (const std::int64_t side : {before / 32, std::int64_t{7}})
        grid = at::upsample_bilinear2d(grid, {side, side}, false);
    const at::Tensor stretched = at::cat({trained.slice(0, 0, 1), grid.flatten(2)[0].t()});
    set_case.check("positional_embedding_after", stretched);
    ReplacedParameters source({{kKey, stretched}});
    const ModifiedResNet visual(Scope(source) / "visual", AudioClipConfig{});
    const auto features =
        visual(set_case.images(set_case.inputs().at("images")), PoolAttention::ValueValue, set_case.watch(run));
    set_case.check("attnpool_global", features.global);
}

/// Samples as the published code gets them on a CUDA device, where a division by a number is a product. Ours are
/// divided on every device, see scaledSamples(); the rest of the network must agree all the same.
void runCudaScale(SetCase& set_case, GoldenRun& run) {
    const at::Tensor samples = set_case.sounds(set_case.inputs().at("audio"));
    const at::Tensor inverse = at::full({1}, 1.0f / 65535.0f);
    const at::Tensor scaled = samples.add(32768.0).mul_(2.0).mul_(inverse).sub_(1.0);
    set_case.check("scaled", scaled);
    set_case.check("embedding", run.audio_clip.get().audio.encodeScaled(scaled, set_case.watch(run)));
}

/// The wavelets as they are before training.
void runDefaultWavelets(SetCase& set_case, GoldenRun& run) {
    const AudioClipConfig config;
    const std::int64_t bins = config.fft_length / 2 + 1;
    ReplacedParameters source({{"audio.fbsp.m", at::zeros({bins})},
                               {"audio.fbsp.fb", at::ones({bins})},
                               {"audio.fbsp.fc", at::arange(bins, at::kFloat)}});
    const EsResNeXt audio(Scope(source) / "audio", config, config.embed_dim);
    set_case.check("embedding", audio(set_case.sounds(set_case.inputs().at("audio")), set_case.watch(run)));
}

/// The seconds of tracks of several lengths, on samples that are their own numbers.
void runSlices(SetCase& set_case, GoldenRun&) {
    constexpr int kSeconds = 5, kRate_hz = AudioVisualEncoder::kRate_hz;
    const auto lengths = set_case.inputs().at("ramp_lengths").get<std::vector<SampleIndex>>();
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        std::vector<float> columns;
        for (int second = 0; second < kSeconds; ++second) {
            const SampleIndex begin = sliceBegin(second, lengths[i], kRate_hz);
            for (const SampleIndex sample : {begin, begin + 1, begin + kRate_hz - 1})
                columns.push_back(static_cast<float>(sample));
        }
        set_case.check("len_" + std::to_string(i) + "_first_of_each_second", at::tensor(columns).view({kSeconds, 3}));
    }
}

/// NumPy's legacy generator for the seed 0.
class LegacyRandom {
  public:
    double uniform() {
        const std::uint32_t high = m_twister() >> 5, low = m_twister() >> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }
    /// Source: Marsaglia's polar method.
    double normal() {
        if (m_has_spare) {
            m_has_spare = false;
            return m_spare;
        }
        double x = 0.0, y = 0.0, square = 0.0;
        do {
            x = 2.0 * uniform() - 1.0;
            y = 2.0 * uniform() - 1.0;
            square = x * x + y * y;
        } while (square >= 1.0 || square == 0.0);
        const double factor = std::sqrt(-2.0 * std::log(square) / square);
        m_spare = factor * x;
        m_has_spare = true;
        return factor * y;
    }

  private:
    std::mt19937 m_twister{0};
    double m_spare = 0.0;
    bool m_has_spare = false;
};

/// The published code can subtract the feature of a noise, which no published figure uses.
void runNoise(SetCase& set_case, GoldenRun& run) {
    constexpr std::int64_t kLength = 220500, kHead = 4096;
    const std::string kind = set_case.inputs().at("noise");
    const double percent = set_case.inputs().at("percent");
    LegacyRandom random;
    at::Tensor noise = at::zeros({1, 1, kLength});
    float* samples = noise.mutable_data_ptr<float>();
    for (std::int64_t i = 0; i < kLength && kind != "zero"; ++i)
        samples[i] = static_cast<float>(percent * (kind == "rand" ? random.uniform() : random.normal()));
    set_case.check("noise_head", noise.flatten().slice(0, 0, kHead));
    const AudioClip& network = run.audio_clip.get();
    const at::Tensor redundant = unitRows(network.audio(noise)); // 1 x 1024
    set_case.check("redundant_feature", redundant);
    const at::Tensor image = set_case.images(nlohmann::json::array({set_case.inputs().at("image")}));
    const at::Tensor sound =
        unitRows(network.audio(set_case.sounds(nlohmann::json::array({set_case.inputs().at("audio")})))); // 1 x 1024
    const auto features = network.visual(image, PoolAttention::ValueValue);
    const FloatMap cosine = mapOf(soundSimilarity(sound - redundant, features.maps.back())[0]);
    set_case.check("heat_224", tensorOf(enlarged(heatOf(cosine, HeatDirection::Reverse), {kSide, kSide})));
}

void runLogits(SetCase& set_case, GoldenRun& run) {
    const AudioClip& network = run.audio_clip.get();
    const auto tokenizer = ClipTokenizer::open(set_case.root() / kVocabulary);
    if (!tokenizer) throw std::runtime_error(tokenizer.error().toString());
    std::vector<at::Tensor> tokens;
    for (const auto& words : set_case.inputs().at("text")) {
        std::string text;
        for (const auto& word : words)
            text += (text.empty() ? "" : ", ") + word.get<std::string>();
        const auto row = tokenizer->tokens(text, static_cast<std::size_t>(network.config.context_length));
        if (!row) throw std::runtime_error(row.error().toString());
        tokens.push_back(at::tensor(*row, at::kLong));
    }
    const at::Tensor text = unitRows(network.text(at::stack(tokens)));                                // 5 x 1024
    const at::Tensor sound = unitRows(network.audio(set_case.sounds(set_case.inputs().at("audio")))); // 5 x 1024
    for (const bool is_surgery : {false, true}) {
        const std::string prefix = is_surgery ? "surgery_" : "orig_";
        const at::Tensor image =
            unitRows(network.visual(set_case.images(set_case.inputs().at("images")), attentionOf(is_surgery)).global);
        set_case.check(prefix + "audio_features", sound);
        set_case.check(prefix + "image_features", image);
        set_case.check(prefix + "text_features", text);
        set_case.check(prefix + "logits_audio_image", matchLogits(network.logit_scale_ai, sound, image));
        set_case.check(prefix + "logits_audio_text", matchLogits(network.logit_scale_at, sound, text));
        set_case.check(prefix + "logits_image_text", matchLogits(network.logit_scale, image, text));
        set_case.markChecked(prefix + "loss"); // only training computes it
    }
}

/// The scores of the set's own predictions; boolean ones count as 0 and 1, as in the zero-shot scripts.
void runMetrics(SetCase& set_case, GoldenRun&) {
    const StoredTensors& stored = set_case.stored();
    const auto countsOf = [&](const std::string& name) {
        const at::Tensor scores = stored.at("pred/" + name), truth = stored.at("gt/" + name).to(at::kByte).contiguous();
        std::vector<FrameCounts> counts;
        for (std::int64_t i = 0; i < scores.size(0); ++i) {
            const FloatMap map = mapOf(scores[i]);
            Mask mask(map.size);
            std::copy_n(truth[i].const_data_ptr<std::uint8_t>(), mask.values.size(), mask.values.begin());
            auto counted = countLogits(map, mask);
            if (!counted) throw std::runtime_error(counted.error().toString());
            counts.push_back(*counted);
        }
        return counts;
    };
    for (const std::string& tensor : set_case.names()) {
        if (!tensor.starts_with("pred/")) continue;
        const std::string name = tensor.substr(5);
        const ClipScores scores = scoreClip(countsOf(name));
        set_case.check("miou/" + name, at::tensor({static_cast<float>(scores.miou)}));
        set_case.check("fscore/" + name, at::tensor({static_cast<float>(scores.f)}));
        set_case.markChecked(tensor);
        set_case.markChecked("gt/" + name);
    }
    constexpr double kNothing = 1e-20; // as the reference avoids division by zero
    std::vector<float> precision, recall;
    for (const FrameCounts& frame : countsOf("random")) {
        for (std::size_t k = 0; k < frame.correct.size(); ++k) {
            precision.push_back(static_cast<float>(frame.correct[k] / (frame.predicted[k] + kNothing)));
            recall.push_back(static_cast<float>(frame.correct[k] / (frame.truth + kNothing)));
        }
    }
    const auto curves = [](const std::vector<float>& values) { return at::tensor(values).view({-1, kThresholds}); };
    set_case.check("curve/random_prec", curves(precision));
    set_case.check("curve/random_recall", curves(recall));
    const auto& thresholds = fscoreThresholds();
    set_case.check("curve/thresholds", at::tensor(std::vector<float>(thresholds.begin(), thresholds.end())));
}

} // namespace

VariantRunner findVariantRunner(const nlohmann::json& entry) {
    const std::string id = entry.at("id"), kind = entry.at("kind");
    const auto& inputs = entry.at("inputs");
    if (kind == "preprocess") return runPreprocess;
    if (kind == "logits") return runLogits;
    if (kind == "metrics") return runMetrics;
    if (inputs.contains("ramp_lengths")) return runSlices;
    if (inputs.value("noise", "none") != "none") return runNoise;
    if (id.find("cuda_scale") != id.npos) return runCudaScale;
    if (id.find("default_init") != id.npos) return runDefaultWavelets;
    if (const auto after = id.find("_after_"); after != id.npos) {
        const std::int64_t before = std::stoll(id.substr(after + 7));
        return [before](SetCase& set_case, GoldenRun& run) { runAfter(before, set_case, run); };
    }
    return {};
}

} // namespace soundmask::nn
