#include "core/methods/heat_prompt.h"
#include "core/base/map_sampling.h"

#include <algorithm>

#include "core/methods/heat_map_boxes.h"
#include "core/methods/point_mining.h"
#include "core/methods/sound_heat.h"
#include "core/methods/zero_shot_run.h"

namespace soundmask {

namespace {

constexpr Size kHeatSize{kMinedMapSide, kMinedMapSide};

/// The thresholds of the published scripts.
double publishedThreshold(const std::string& points, std::optional<DatasetLayout> layout) {
    const bool is_ms3 = layout == DatasetLayout::Ms3;
    if (points == "dense") return is_ms3 ? 0.7 : 0.85;
    return is_ms3 ? 0.65 : 0.6;
}

/// What both methods do before they take prompts from the heat.
class HeatRun : public ZeroShotRun {
  public:
    using ZeroShotRun::ZeroShotRun;

  protected:
    /// The prompts of a map that has a hottest place, in its pixels.
    virtual Result<PromptSet> mine(const FloatMap& heat) = 0;
    /// What the threshold `auto` came to; nothing where it was given or plays no part.
    virtual std::optional<double> automaticThreshold() const { return {}; }

  private:
    Result<void> prepare(std::vector<SeenFrame>& batch) override {
        if (auto listened = listen(batch, SoundFrontEnd::Tiled44k, "the heat map"); !listened) return listened;
        return compare(batch, options().boolean("surgery") ? nn::PlaceAttention::Surgery : nn::PlaceAttention::Trained);
    }

    Result<void> answer(const SeenFrame& seen, FramePrediction& frame) override {
        const auto direction = options().boolean("reverse") ? HeatDirection::Reverse : HeatDirection::Forward;
        const FloatMap places = heatOf(seen.similarity, direction);
        frame.heat_map = enlarged(places, kHeatSize);
        if (const PromptSet* prompts = userPrompts(seen.key_frame.frame))
            return segment(seen, *prompts, seen.frame->image.size(), true, frame);
        const bool is_flat = std::ranges::all_of(places.values, [](float heat) { return heat == 0.0f; });
        if (is_flat) count("flat-heat-map", "sound alike everywhere: their heat maps are flat");
        if (is_flat && !isPublished()) return {};
        frame.automatic_threshold = automaticThreshold();
        auto prompts = mine(*frame.heat_map);
        if (!prompts) return fail(prompts.error());
        return segment(seen, *prompts, kHeatSize, true, frame);
    }
};

class PointRun final : public HeatRun {
  public:
    PointRun(const MethodInfo& info, const InferenceRequest& request, const ResolvedOptions& options,
             FrameSource& source, const PredictionSink& sink, std::stop_token stop)
        : HeatRun(info, request, options, source, sink, std::move(stop))
        , m_points(options.text("points"))
        , m_is_automatic(!options.realOrAuto("threshold"))
        , m_threshold(options.realOrAuto("threshold").value_or(publishedThreshold(m_points, request.layout))) {
        provenance().options["threshold"] = writtenReal(m_threshold);
    }

  private:
    Result<PromptSet> mine(const FloatMap& heat) override {
        auto points = minePoints(heat);
        if (!points) return fail(points.error());
        PromptSet prompts;
        const auto add = [&](const std::vector<PointF>& places, bool is_positive) {
            for (const PointF& place : places) {
                const auto pixel = [](double p) { return std::min(static_cast<int>(p), kMinedMapSide - 1); };
                prompts.points.push_back({.point_in_video = place,
                                          .positive = is_positive,
                                          .score = heat.at(pixel(place.x), pixel(place.y)),
                                          .origin = PromptOrigin::Mined});
            }
        };
        add(points->positive, true);
        add(points->negative, false);
        return prompts;
    }

    std::optional<double> automaticThreshold() const override {
        return m_is_automatic && m_points != "global" ? std::optional(m_threshold) : std::nullopt;
    }

    Result<MinedPoints> minePoints(const FloatMap& heat) const {
        if (m_points == "global") return globalPoints(heat);
        if (m_points == "dense") return densePoints(heat, m_threshold);
        return localPoints(heat, m_threshold, isPublished() ? LocalVariant::Published : LocalVariant::Intended);
    }

    const std::string m_points;
    const bool m_is_automatic;
    const double m_threshold;
};

class BoxRun final : public HeatRun {
  public:
    using HeatRun::HeatRun;

  private:
    Result<PromptSet> mine(const FloatMap& heat) override {
        static const std::map<std::string, BoxRule> rules{{"single_maxarea", BoxRule::LargestArea},
                                                          {"single_maxscore", BoxRule::HottestPlace},
                                                          {"multi_box", BoxRule::Each},
                                                          {"total_box", BoxRule::Around}};
        PromptSet prompts;
        for (const BoxF& box : boxesFromHeat(heat, options().real("threshold"), rules.at(options().text("boxes"))))
            prompts.boxes.push_back({.box_in_video = box,
                                     .score = *std::ranges::max_element(heat.values),
                                     .label = {},
                                     .origin = PromptOrigin::Mined});
        if (prompts.isEmpty()) count("no-hot-region", "have no region above the threshold; their masks are blank");
        return prompts;
    }
};

ParameterInfo threshold(std::string default_value, std::string meaning) {
    return {.key = "threshold",
            .type = ParameterInfo::Type::Real,
            .default_value = std::move(default_value),
            .minimum = 0.0,
            .maximum = 1.0,
            .choices = {},
            .meaning = std::move(meaning)};
}

/// The method's own parameters, then those of the heat map.
std::vector<ParameterInfo> heatParameters(std::vector<ParameterInfo> own) {
    own.push_back(
        {.key = "surgery",
         .type = ParameterInfo::Type::Boolean,
         .default_value = "on",
         .choices = {},
         .meaning =
             "Whether places are compared by their values alone (CLIP Surgery), which keeps each to its own object."});
    own.push_back({.key = "reverse",
                   .type = ParameterInfo::Type::Boolean,
                   .default_value = "on",
                   .choices = {},
                   .meaning = "Whether the places least like the sound are hot, as the paper found it to work."});
    return ZeroShotRun::parametersWith(std::move(own));
}

const char* const kLimits = "The heat map has 7 x 7 places and answers to what is in the picture more than to what "
                            "sounds: expect it beside the "
                            "object, and in silence, too. Sound of one second, no motion.";

} // namespace

const MethodInfo& HeatPromptMethod::pointPromptInfo() {
    static const MethodInfo info{
        .name = "point-prompt",
        .title = "Point-Prompt",
        .version = "1",
        .summary = "AudioCLIP finds the places that go with the sound; points mined from this heat map ask Segment "
                   "Anything for a mask.",
        .limits = kLimits,
        .needs_sound = true,
        .weight_roles = {"audioclip", "sam"},
        .parameters = heatParameters(
            {{.key = "points",
              .type = ParameterInfo::Type::Choice,
              .default_value = "dense",
              .choices = {"global", "local", "dense"},
              .meaning = "The hottest and the coldest place, peaks and valleys, or all hot and cold cells of a grid."},
             threshold(kAutomatic, "Heat from which a place is a positive point. auto: the paper's, which depends on "
                                   "the points and the data set (0.85 dense and 0.6 local; MS3 0.7 and 0.65).")})};
    return info;
}

const MethodInfo& HeatPromptMethod::heatMapBoxInfo() {
    static const MethodInfo info{
        .name = "heatmap-box",
        .title = "Heat-map box",
        .version = "1",
        .summary = "AudioCLIP finds the places that go with the sound; boxes around the hot regions ask Segment "
                   "Anything for a mask.",
        .limits = kLimits,
        .needs_sound = true,
        .weight_roles = {"audioclip", "sam"},
        .parameters = heatParameters(
            {{.key = "boxes",
              .type = ParameterInfo::Type::Choice,
              .default_value = "single_maxarea",
              .choices = {"single_maxarea", "single_maxscore", "multi_box", "total_box"},
              .meaning = "Around the largest hot region, the hottest one, each of them, or all together."},
             threshold("0.55", "Heat from which a place belongs to a hot region.")})};
    return info;
}

std::set<std::string> HeatPromptMethod::liveParameters(std::string_view method) {
    if (method == pointPromptInfo().name) return {"threshold", "points", "reverse"};
    if (method == heatMapBoxInfo().name) return {"threshold", "boxes", "reverse"};
    return {};
}

std::unique_ptr<ZeroShotRun> HeatPromptMethod::begin(const InferenceRequest& request, const ResolvedOptions& options,
                                                     FrameSource& source, const PredictionSink& sink,
                                                     std::stop_token stop) const {
    if (m_info.name == heatMapBoxInfo().name)
        return std::make_unique<BoxRun>(m_info, request, options, source, sink, std::move(stop));
    return std::make_unique<PointRun>(m_info, request, options, source, sink, std::move(stop));
}

} // namespace soundmask
