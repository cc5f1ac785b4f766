#include "core/methods/random_sam.h"

#include "core/methods/zero_shot_run.h"

namespace soundmask {

namespace {

constexpr int kSide = nn::AudioVisualEncoder::kPictureSide;

/// The \p draw-th number of a stream, below kSide. Source: Steele et al., SplitMix64.
int randomBelowSide(std::uint64_t stream, std::uint64_t draw) {
    std::uint64_t z = stream * 0xD1342543DE82EF95u + (draw + 1) * 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return static_cast<int>((z ^ (z >> 31)) % kSide);
}

class Run final : public ZeroShotRun {
  public:
    using ZeroShotRun::ZeroShotRun;

  private:
    Result<void> prepare(std::vector<SeenFrame>&) override { return {}; }

    Result<void> answer(const SeenFrame& seen, FramePrediction& frame) override {
        const auto seed = static_cast<std::uint64_t>(options().integer("seed"));
        const auto second = static_cast<std::uint64_t>(seen.key_frame.second);
        PromptSet prompts;
        prompts.points.push_back({.point_in_video = {static_cast<double>(randomBelowSide(seed, 2 * second)),
                                                     static_cast<double>(randomBelowSide(seed, 2 * second + 1))},
                                  .positive = true,
                                  .score = {},
                                  .origin = PromptOrigin::Mined});
        return segment(seen, prompts, {kSide, kSide}, options().boolean("multimask"), frame);
    }
};

} // namespace

const MethodInfo& RandomSamMethod::staticInfo() {
    static const MethodInfo info{
        .name = "random-sam",
        .title = "Random SAM",
        .version = "1",
        .summary = "Asks Segment Anything for what is at a random place. A floor to compare other methods with.",
        .limits = "Hears nothing: the place is random.",
        .needs_sound = false,
        .weight_roles = {"sam"},
        .parameters = ZeroShotRun::parametersWith(
            {{.key = "seed",
              .type = ParameterInfo::Type::Integer,
              .default_value = "0",
              .minimum = 0.0,
              .maximum = 1e6,
              .choices = {},
              .meaning = "Another number gives other places, the same one the same places."},
             {.key = "multimask",
              .type = ParameterInfo::Type::Boolean,
              .default_value = "on",
              .choices = {},
              .meaning = "Whether Segment Anything gives three masks, of which the best rated is taken, or one."}})};
    return info;
}

std::unique_ptr<ZeroShotRun> RandomSamMethod::begin(const InferenceRequest& request, const ResolvedOptions& options,
                                                    FrameSource& source, const PredictionSink& sink,
                                                    std::stop_token stop) const {
    return std::make_unique<Run>(info(), request, options, source, sink, std::move(stop));
}

} // namespace soundmask
