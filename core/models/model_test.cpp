#include "core/models/model_test.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>
#include <span>

#include "core/models/memory_need.h"
#include "core/models/network_shelf.h"
#include "core/nn/networks.h"

namespace soundmask {

namespace {

constexpr Size kPictureSize{640, 480};
constexpr double kTone_hz = 440.0;
/// How long a self-test may take, and the least that is left for a picture.
constexpr std::chrono::milliseconds kPatience{3000}, kPicturePatience{500};

class Stopwatch {
  public:
    double lap_s() {
        const auto now = Clock::now();
        return std::chrono::duration<double>(now - std::exchange(m_begin, now)).count();
    }

  private:
    using Clock = std::chrono::steady_clock;
    Clock::time_point m_begin = Clock::now();
};

/// A bright disc in the middle of a dark ramp: something to segment.
Image drawnPicture(Size size) {
    Image image(size);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const int dx = x - image.width() / 2, dy = y - image.height() / 2, radius = image.height() / 4;
            const bool is_disc = dx * dx + dy * dy < radius * radius;
            for (int c = 0; c < Image::kChannels; ++c)
                image.row(y)[x * Image::kChannels + c] =
                    static_cast<std::uint8_t>(is_disc ? 230 - 40 * c : x * 60 / image.width());
        }
    }
    return image;
}

bool areFinite(std::span<const float> values) {
    return !values.empty() &&
           std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

tl::unexpected<Error> notFinite(const InstalledModel& model) {
    return fail(ErrorCode::MalformedFile, model.path.string(),
                "the network's answers are not finite numbers; the weights are damaged, get the file again");
}

tl::unexpected<Error> notRepeatable(const InstalledModel& model) {
    return fail(ErrorCode::Internal, model.path.string(),
                "asked twice, the network gave different answers; the memory of this computer may be faulty");
}

/// The first part of a self-test, which \p model has no share in.
Result<void> testArithmetic(nn::Networks& networks, const InstalledModel& model, std::stop_token stop) {
    using Family = nn::SelfTestFamily;
    const Family family = model.role != "sam"         ? Family::AudioClip
                          : model.variant == "mobile" ? Family::MobileSam
                                                      : Family::Sam;
    const auto outcome = networks.testArithmetic(family, std::move(stop));
    if (!outcome) return fail(outcome.error());
    if (outcome->verdict == nn::GoldenOutcome::Verdict::Passed) return {};
    return fail(ErrorCode::Internal, outcome->name + " (" + outcome->detail + ")",
                "with test weights, this computer calculates other numbers than the reference; the program or its "
                "LibTorch is damaged, not the model file: install both again");
}

bool isSound(const nn::MaskCandidate& candidate) {
    return candidate.mask.size() == kPictureSize && std::isfinite(candidate.predicted_iou) &&
           areFinite(candidate.low_res_logits.values);
}

bool areSame(const nn::MaskCandidate& a, const nn::MaskCandidate& b) {
    return a.predicted_iou == b.predicted_iou && a.low_res_logits.values == b.low_res_logits.values;
}

Result<void> testSegmenter(nn::Networks& networks, const InstalledModel& model, nn::SamVariant variant,
                           std::stop_token stop, ModelTestReport& report) {
    Stopwatch watch;
    auto segmenter = networks.loadSegmenter({variant, model.path});
    if (!segmenter) return fail(segmenter.error());
    report.steps.emplace_back("loading", watch.lap_s());
    std::chrono::milliseconds left = kPatience;
    for (const auto& [step, seconds] : report.steps)
        left -= std::chrono::milliseconds(std::lround(seconds * 1e3));
    const auto seen = (*segmenter)->embedWithin(std::max(left, kPicturePatience), drawnPicture(kPictureSize), stop);
    if (!seen) return fail(seen.error());
    report.blocks_left_out = seen->blocks_left_out;
    report.steps.emplace_back("picture", watch.lap_s());
    nn::MaskPrompt click;
    click.points.push_back({{kPictureSize.width / 2.0, kPictureSize.height / 2.0}, true});
    const auto answers = (*segmenter)->predict(*seen->embedding, std::span(&click, 1), true);
    if (!answers) return fail(answers.error());
    const auto again = (*segmenter)->predict(*seen->embedding, std::span(&click, 1), true);
    if (!again) return fail(again.error());
    report.steps.emplace_back("click", watch.lap_s());
    const auto& candidates = answers->front();
    if (candidates.size() != 3 || !std::ranges::all_of(candidates, isSound)) return notFinite(model);
    if (!std::ranges::equal(candidates, again->front(), areSame)) return notRepeatable(model);
    return {};
}

Result<void> testAudioClip(nn::Networks& networks, const InstalledModel& model, std::stop_token stop,
                           ModelTestReport& report) {
    using Encoder = nn::AudioVisualEncoder;
    Stopwatch watch;
    auto encoder = networks.loadAudioClip({model.path});
    if (!encoder) return fail(encoder.error());
    report.steps.emplace_back("loading", watch.lap_s());
    std::vector<std::vector<float>> tone(1);
    for (int i = 0; i < Encoder::kRate_hz; ++i)
        tone[0].push_back(static_cast<float>(std::sin(2.0 * std::numbers::pi * kTone_hz * i / Encoder::kRate_hz)));
    const auto sounds = (*encoder)->embedSounds(tone, stop);
    if (!sounds) return fail(sounds.error());
    const auto again = (*encoder)->embedSounds(tone, stop);
    if (!again) return fail(again.error());
    report.steps.emplace_back("sound", watch.lap_s());
    std::vector<Image> pictures;
    pictures.push_back(drawnPicture({Encoder::kPictureSide, Encoder::kPictureSide}));
    const auto maps = (*encoder)->similarity(pictures, *sounds, nn::PlaceAttention::Surgery, stop);
    if (!maps) return fail(maps.error());
    report.steps.emplace_back("picture", watch.lap_s());
    if (maps->size() != 1 || !areFinite(sounds->front()) || !areFinite(maps->front().values)) return notFinite(model);
    if (*sounds != *again) return notRepeatable(model);
    return {};
}

} // namespace

bool canTest(std::string_view role) {
    return role == "sam" || role == "audioclip";
}

Result<ModelTestReport> testModel(const InstalledModel& model, std::stop_token stop) {
    const auto variant = model.role == "sam" ? samVariantOf(model.variant) : std::nullopt;
    if (!variant && model.role != "audioclip")
        return fail(ErrorCode::UnsupportedFormat, model.id(),
                    "this version of the program has no network that uses it");
    const Machine machine = lookAtMachine();
    if (const ModelFile* file = ModelCatalogue::official().file(model.role, model.variant))
        if (auto room = requireMemory(*file, machine); !room) return fail(room.error());
    const auto networks = nn::openNetworks();
    if (!networks) return fail(networks.error());
    ModelTestReport report{(*networks)->version(), machine.threads, {}};
    Stopwatch watch;
    if (auto right = testArithmetic(**networks, model, stop); !right) return fail(right.error());
    report.steps.emplace_back("arithmetic", watch.lap_s());
    const auto works = variant ? testSegmenter(**networks, model, *variant, stop, report)
                               : testAudioClip(**networks, model, stop, report);
    if (!works) return fail(works.error());
    return report;
}

} // namespace soundmask
