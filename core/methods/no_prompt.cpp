#include "core/methods/no_prompt.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

#include "core/methods/step_timer.h"
#include "core/methods/zero_shot_run.h"

namespace soundmask {

namespace {

constexpr std::size_t kCutOutsAtOnce = 16;
constexpr std::size_t kShownCandidates = 10;
constexpr double kSharpness = 100.0; ///< of the published softmax
constexpr double kPublishedThreshold = 0.5;

/// The part \p box of \p picture, black where \p mask is not set, in the middle of a black picture of \p size.
Image cutOut(const Image& picture, const Mask& mask, const PixelRect& box, Size size) {
    Image cut(size);
    const int left = (size.width - box.width) / 2, top = (size.height - box.height) / 2;
    for (int y = 0; y < box.height; ++y) {
        const std::uint8_t* from = picture.row(box.y + y) + static_cast<std::ptrdiff_t>(box.x) * Image::kChannels;
        std::uint8_t* to = cut.row(top + y) + static_cast<std::ptrdiff_t>(left) * Image::kChannels;
        const std::uint8_t* inside = mask.row(box.y + y) + box.x;
        for (int x = 0; x < box.width; ++x)
            if (inside[x]) std::copy_n(from + Image::kChannels * x, Image::kChannels, to + Image::kChannels * x);
    }
    return cut;
}

/// One object of a picture.
struct CutOut {
    std::size_t mask = 0; ///< its number among all masks
    PixelRect box;        ///< the part of the picture that is cut out
    Size size;            ///< of the black picture in whose middle it is shown
    double cosine = 0.0;  ///< with the sound
};

std::vector<double> softmax(const std::vector<CutOut>& cut_outs) {
    std::vector<double> shares;
    const double most = std::ranges::max_element(cut_outs, {}, &CutOut::cosine)->cosine;
    for (const CutOut& cut_out : cut_outs)
        shares.push_back(std::exp(kSharpness * (cut_out.cosine - most)));
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares)
        share /= sum;
    return shares;
}

/// Mean plus one standard deviation of the cosines. Nothing for one object alone, which is taken: there is nothing to
/// compare it with.
std::optional<double> ownThreshold(const std::vector<CutOut>& cut_outs) {
    if (cut_outs.size() == 1) return {};
    double sum = 0.0, squares = 0.0;
    for (const CutOut& cut_out : cut_outs) {
        sum += cut_out.cosine;
        squares += cut_out.cosine * cut_out.cosine;
    }
    const double mean = sum / static_cast<double>(cut_outs.size());
    return mean + std::sqrt(std::max(squares / static_cast<double>(cut_outs.size()) - mean * mean, 0.0));
}

class Run final : public ZeroShotRun {
  public:
    using ZeroShotRun::ZeroShotRun;

  private:
    Result<void> prepare(std::vector<SeenFrame>& batch) override {
        return listen(batch, isPublished() ? SoundFrontEnd::Quantised48k : SoundFrontEnd::Tiled44k,
                      "the choice of objects");
    }

    Result<void> answer(const SeenFrame& seen, FramePrediction& frame) override {
        const auto masks = everythingIn(segmentedPicture(seen));
        if (!masks) return fail(masks.error());
        auto cut_outs = cutOuts(*masks);
        if (auto scored = score(cut_outs, *masks, seen); !scored) return scored;
        select(cut_outs, *masks, frame);
        if (frame.mask.isBlank())
            count("nothing-selected", "have no object that goes with the sound; their masks are blank");
        return {};
    }

    Result<std::vector<nn::AutomaticMask>> everythingIn(const Image& picture) {
        const StepTimer timer(provenance().timings_s, "segmenter");
        nn::AutomaticMaskOptions everything;
        everything.points_per_side = options().integer("points_per_side");
        // The ratings of test weights mean nothing: they must not sort all masks out.
        if (isTestWeights(segmenter().sha256)) everything.pred_iou_thresh = everything.stability_score_thresh = 0.0;
        return segmenter().network->segmentEverything(
            picture, everything, [this](const Progress& step) { reportStep(zero_shot_step::kSegment, step.fraction); },
            stop());
    }

    std::vector<CutOut> cutOuts(const std::vector<nn::AutomaticMask>& masks) const {
        std::vector<CutOut> cut_outs;
        for (std::size_t i = 0; i < masks.size(); ++i) {
            PixelRect box = masks[i].box; // its width is one less than the pixels it covers
            if (isPublished() && box.isEmpty()) continue;
            Size size{box.width, box.height};
            if (!isPublished()) {
                box = masks[i].mask.bounds();
                const int side = std::max(box.width, box.height);
                size = {side, side};
            }
            if (box.isEmpty()) continue;
            cut_outs.push_back({i, box, size, 0.0});
        }
        return cut_outs;
    }

    /// Cuts out and compares a few at a time: together they are many times as large as the picture.
    Result<void> score(std::vector<CutOut>& cut_outs, const std::vector<nn::AutomaticMask>& masks,
                       const SeenFrame& seen) {
        const StepTimer timer(provenance().timings_s, "picture encoder");
        const auto fit = isPublished() ? nn::PictureFit::Published : nn::PictureFit::Smooth;
        const Image& picture = segmentedPicture(seen);
        const std::span<CutOut> all(cut_outs);
        for (std::size_t begin = 0; begin < all.size(); begin += kCutOutsAtOnce) {
            const auto some = all.subspan(begin, std::min(kCutOutsAtOnce, all.size() - begin));
            std::vector<Image> images;
            for (const CutOut& each : some) {
                if (stop().stop_requested()) return cancelled(source());
                images.push_back(cutOut(picture, masks[each.mask].mask.toDense(), each.box, each.size));
            }
            const auto vectors = encoder().network->embedPictures(images, fit, stop());
            if (!vectors) return fail(vectors.error());
            for (std::size_t i = 0; i < some.size(); ++i)
                some[i].cosine = std::inner_product(seen.sound.begin(), seen.sound.end(), (*vectors)[i].begin(), 0.0);
        }
        return {};
    }

    void select(const std::vector<CutOut>& cut_outs, const std::vector<nn::AutomaticMask>& masks,
                FramePrediction& frame) {
        if (cut_outs.empty()) return;
        std::vector<double> scores;
        double threshold = kPublishedThreshold;
        if (isPublished()) {
            scores = softmax(cut_outs);
        } else {
            std::ranges::transform(cut_outs, std::back_inserter(scores), &CutOut::cosine);
            const auto given = options().realOrAuto("threshold");
            if (!given) frame.automatic_threshold = ownThreshold(cut_outs);
            threshold = given.value_or(frame.automatic_threshold.value_or(-std::numeric_limits<double>::infinity()));
        }
        Mask all(masks.front().mask.size());
        for (std::size_t i = 0; i < scores.size(); ++i) {
            // The published code counts in the list without the masks it skipped.
            const MaskRle& mask = masks[isPublished() ? i : cut_outs[i].mask].mask;
            frame.candidates.push_back({mask, scores[i]});
            if (!(scores[i] > threshold)) continue;
            const Mask dense = mask.toDense();
            std::ranges::transform(all.values, dense.values, all.values.begin(), std::bit_or<>());
        }
        frame.score = *std::ranges::max_element(scores);
        frame.mask = inVideo(MaskRle::fromDense(all));
        std::ranges::stable_sort(frame.candidates, std::greater<>(), &CandidateMask::score);
        if (frame.candidates.size() > kShownCandidates) frame.candidates.resize(kShownCandidates);
        for (CandidateMask& candidate : frame.candidates)
            candidate.mask = inVideo(candidate.mask);
    }
};

} // namespace

const MethodInfo& NoPromptMethod::staticInfo() {
    static const MethodInfo info{
        .name = "no-prompt",
        .title = "No-Prompt",
        .version = "1",
        .summary =
            "Segment Anything masks everything in the picture; AudioCLIP tells which of the cut-out objects goes "
            "with the sound.",
        .limits = "Slow: everything is segmented. What one mask does not hold whole cannot be found; often nothing is "
                  "taken, and as published never more than one object.",
        .needs_sound = true,
        .weight_roles = {"audioclip", "sam"},
        .parameters = ZeroShotRun::parametersWith(
            {{.key = "threshold",
              .type = ParameterInfo::Type::Real,
              .default_value = kAutomatic,
              .minimum = -1.0,
              .maximum = 1.0,
              .choices = {},
              .meaning = "Cosine above which an object is taken; intended variant only, the published rule has no "
                         "choice. auto: the mean plus one standard deviation of the picture's objects, which is ours; "
                         "the paper gives no number."},
             {.key = "points_per_side",
              .type = ParameterInfo::Type::Integer,
              .default_value = "32",
              .minimum = 1.0,
              .maximum = 64.0,
              .choices = {},
              .meaning =
                  "Segment Anything is asked at so many places along each side; the paper's 32 takes longest."}})};
    return info;
}

std::unique_ptr<ZeroShotRun> NoPromptMethod::begin(const InferenceRequest& request, const ResolvedOptions& options,
                                                   FrameSource& source, const PredictionSink& sink,
                                                   std::stop_token stop) const {
    return std::make_unique<Run>(info(), request, options, source, sink, std::move(stop));
}

} // namespace soundmask
