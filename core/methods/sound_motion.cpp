#include "core/methods/sound_motion.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <optional>

#include <opencv2/imgproc.hpp>

#include "core/methods/heat_map_prompts.h"
#include "core/methods/motion_meter.h"
#include "core/methods/motion_sound_match.h"
#include "core/methods/request_checks.h"
#include "core/methods/sound_envelope.h"
#include "core/methods/step_timer.h"

namespace soundmask {

namespace {

/// Pictures compared in a second. More cost time and see less motion in each step.
constexpr double kRate_hz = 12.5;
/// Below this many pictures a second, as in a data set's folder of stills, neighbours do not show one motion.
constexpr double kLowestRate_hz = 4.0;
/// Pictures further apart are not compared.
constexpr double kLongestStep_s = 0.5;

/// A key frame with the stretch around it that is compared.
struct Task {
    KeyFrame key_frame;
    TimeSpan window;
};

/// Key frames whose windows touch, so that their pictures are read in one go.
struct Stretch {
    std::vector<Task> tasks;
    TimeSpan span;
};

std::vector<Stretch> planStretches(const std::vector<KeyFrame>& key_frames, double window_s, double duration_s) {
    std::vector<Stretch> stretches;
    for (const KeyFrame& key_frame : key_frames) {
        const TimeSpan window{std::max(key_frame.time_s - window_s / 2.0, 0.0),
                              std::min(key_frame.time_s + window_s / 2.0, duration_s)};
        if (stretches.empty() || window.begin_s > stretches.back().span.end_s) stretches.push_back({{}, window});
        stretches.back().tasks.push_back({key_frame, window});
        stretches.back().span.end_s = std::max(stretches.back().span.end_s, window.end_s);
    }
    return stretches;
}

/// The heat of \p cells, which must not be all zeros, for each pixel of a picture of \p size; the peak stays at 1.
FloatMap heatOfPixels(const FloatMap& cells, Size size) {
    FloatMap map(size);
    const cv::Mat1f from(cells.size.height, cells.size.width, const_cast<float*>(cells.values.data()));
    cv::Mat1f to(size.height, size.width, map.values.data());
    cv::resize(from, to, to.size(), 0, 0, cv::INTER_LINEAR);
    double highest = 0.0;
    cv::minMaxLoc(to, nullptr, &highest);
    to /= highest;
    return map;
}

/// One prediction under way.
class Run {
  public:
    Run(const InferenceRequest& request, const ResolvedOptions& options, FrameSource& source,
        const PredictionSink& sink, std::stop_token stop)
        : m_source(source)
        , m_sink(sink)
        , m_stop(std::move(stop))
        , m_silence_db(options.real("silence_db"))
        , m_refine(options.boolean("refine")) {
        m_match_rules = {.longest_lag_s = options.real("lag"), .prior = options.real("prior")};
        m_heat_rules.threshold = options.real("threshold");
        m_prediction.clip = request.clip;
        m_prediction.provenance.method = SoundMotionMethod::staticInfo().name;
        m_prediction.provenance.method_version = SoundMotionMethod::staticInfo().version;
        m_prediction.provenance.options = options.all();
        const std::vector<KeyFrame> key_frames = requestedKeyFrames(request, source);
        m_key_frames = key_frames.size();
        m_stretches = planStretches(key_frames, options.real("window"), source.duration_s());
        for (const Stretch& stretch : m_stretches)
            m_planned_s += stretch.span.duration_s();
    }

    Result<Prediction> predict() {
        const double rate_hz = m_source.frameRate().toDouble();
        const bool moving = rate_hz >= kLowestRate_hz && m_source.frameCount() > 1;
        for (const Stretch& stretch : m_stretches)
            if (auto done = moving ? followStretch(stretch) : answerStills(stretch); !done) return fail(done.error());
        if (!moving)
            warn("still-pictures", "these are still pictures, so nothing moves that could be compared with the sound; "
                                   "the masks are blank. Use the video (source=raw for a data set)");
        addWarnings();
        reportProgress(m_planned_s);
        return std::move(m_prediction);
    }

  private:
    Result<void> answerStills(const Stretch& stretch) {
        for (const Task& task : stretch.tasks) {
            if (m_stop.stop_requested()) return cancelled(m_source);
            deliver(blankFrame(task));
        }
        return {};
    }

    /// Reads the stretch's pictures in order and answers each key frame as soon as its window is over.
    Result<void> followStretch(const Stretch& stretch) {
        const auto step = std::max<FrameIndex>(1, std::lround(m_source.frameRate().toDouble() / kRate_hz));
        const FrameIndex last = m_source.frameShownAt(stretch.span.end_s);
        auto unseen = stretch.tasks.begin(), unanswered = unseen;
        m_meter.restart();
        m_motion.clear();
        m_previous_time_s.reset();
        // The pictures compared are multiples of the step, whatever was asked for: one key frame alone gets the answer
        // that it gets among all.
        const FrameIndex first = m_source.frameShownAt(stretch.span.begin_s) / step * step;
        for (FrameIndex index = first; index <= last; index += step) {
            for (; unseen != stretch.tasks.end() && unseen->key_frame.frame <= index; ++unseen)
                if (auto kept = keepPicture(*unseen); !kept) return kept;
            for (; unanswered != unseen && unanswered->window.end_s < m_source.frameTime_s(index); ++unanswered)
                if (auto answered = answer(*unanswered); !answered) return answered;
            if (auto measured = measure(index); !measured) return measured;
            reportProgress(m_done_s + m_source.frameTime_s(index) - stretch.span.begin_s);
        }
        for (; unseen != stretch.tasks.end(); ++unseen)
            if (auto kept = keepPicture(*unseen); !kept) return kept;
        for (; unanswered != stretch.tasks.end(); ++unanswered)
            if (auto answered = answer(*unanswered); !answered) return answered;
        m_done_s += stretch.span.duration_s();
        return {};
    }

    /// The picture, or none when it alone cannot be decoded.
    Result<FramePtr> decode(FrameIndex index) {
        if (m_stop.stop_requested()) return cancelled(m_source);
        const StepTimer timer(m_prediction.provenance.timings_s, "decode");
        auto frame = m_source.frameAt(index);
        if (frame || frame.error().code != ErrorCode::FrameUnavailable) return frame;
        ++m_unreadable;
        return FramePtr();
    }

    Result<void> keepPicture(const Task& task) {
        if (!m_refine) return {};
        auto frame = decode(task.key_frame.frame);
        if (!frame) return fail(frame.error());
        m_pictures.push_back(std::move(*frame));
        return {};
    }

    Result<void> measure(FrameIndex index) {
        const auto frame = decode(index);
        if (!frame) return fail(frame.error());
        const double time_s = m_source.frameTime_s(index);
        if (!*frame || (m_previous_time_s && time_s - *m_previous_time_s > kLongestStep_s)) m_meter.restart();
        if (!*frame) return {};
        const double before_s = std::exchange(m_previous_time_s, time_s).value_or(time_s);
        const StepTimer timer(m_prediction.provenance.timings_s, "motion");
        if (auto energy = m_meter.next((*frame)->image, time_s - before_s))
            m_motion.push_back({{before_s, time_s}, std::move(*energy)});
        return {};
    }

    Result<void> answer(const Task& task) {
        if (m_stop.stop_requested()) return cancelled(m_source);
        const double lag_s = m_match_rules.longest_lag_s;
        const TimeSpan second{double(task.key_frame.second - 1), double(task.key_frame.second)};
        const auto sound = readSound(
            {std::min(task.window.begin_s - lag_s, second.begin_s), std::max(task.window.end_s + lag_s, second.end_s)});
        if (!sound) return fail(sound.error());

        std::erase_if(m_motion, [&](const MotionSample& sample) { return sample.span.end_s <= task.window.begin_s; });
        const FramePtr picture = m_refine ? std::move(m_pictures.front()) : FramePtr();
        if (m_refine) m_pictures.pop_front();

        FramePrediction frame = blankFrame(task);
        if (sound->peak_db(second) < m_silence_db)
            ++m_silent;
        else if (!findSounding(frame, *sound, picture))
            ++m_still;
        deliver(std::move(frame));
        return {};
    }

    /// Fills in heat map, prompts and mask. False when nothing moves with the sound.
    bool findSounding(FramePrediction& frame, const SoundEnvelope& sound, const FramePtr& picture) {
        {
            const StepTimer timer(m_prediction.provenance.timings_s, "match");
            MotionSoundMatch match = matchMotionToSound(m_motion, sound, m_match_rules);
            const auto hot = [](float heat) { return heat > 0.0f; };
            if (std::none_of(match.heat.values.begin(), match.heat.values.end(), hot)) return false;
            frame.heat_map = std::move(match.heat);
            frame.score = match.correlation;
        }
        const StepTimer timer(m_prediction.provenance.timings_s, "mask");
        const FloatMap heat = heatOfPixels(*frame.heat_map, m_source.size());
        frame.prompts = promptsFromHeat(heat, m_heat_rules);
        frame.mask = picture ? maskFromHeat(heat, picture->image, m_heat_rules) : maskOfHotRegions(heat, m_heat_rules);
        return true;
    }

    Result<SoundEnvelope> readSound(TimeSpan span) {
        const StepTimer timer(m_prediction.provenance.timings_s, "sound");
        return SoundEnvelope::read(m_source,
                                   {std::max(span.begin_s, 0.0), std::min(span.end_s, m_source.duration_s())});
    }

    FramePrediction blankFrame(const Task& task) const {
        FramePrediction frame;
        frame.key_frame = task.key_frame;
        frame.heat_map = FloatMap(MotionMeter::cellsOf(m_source.size()));
        frame.mask = MaskRle(m_source.size());
        return frame;
    }

    void deliver(FramePrediction frame) {
        if (m_sink.on_frame) m_sink.on_frame(frame);
        m_prediction.frames.push_back(std::move(frame));
    }

    void reportProgress(double done_s) const {
        if (m_sink.on_progress) m_sink.on_progress({std::clamp(done_s / m_planned_s, 0.0, 1.0), {}});
    }

    void warn(const char* code, std::string text) { m_prediction.warnings.push_back({code, std::move(text)}); }

    void addWarnings() {
        const auto of_all = [this](std::size_t count) {
            return std::to_string(count) + " of " + std::to_string(m_key_frames) + " key frames";
        };
        if (m_silent > 0) warn("silence", "the sound is silent at " + of_all(m_silent) + "; their masks are blank");
        if (m_still > 0)
            warn("nothing-moves", "nothing moves with the sound around " + of_all(m_still) + "; their masks are blank");
        if (m_unreadable > 0)
            warn("pictures-unreadable", std::to_string(m_unreadable) + " pictures cannot be decoded and were left out");
    }

    FrameSource& m_source;
    const PredictionSink& m_sink;
    std::stop_token m_stop;
    double m_silence_db;
    bool m_refine;
    MatchRules m_match_rules;
    HeatMapRules m_heat_rules;
    std::vector<Stretch> m_stretches;
    std::size_t m_key_frames = 0;
    double m_planned_s = 0.0, m_done_s = 0.0; ///< of all stretches, for the progress
    Prediction m_prediction;

    MotionMeter m_meter;
    std::vector<MotionSample> m_motion; ///< of the current window
    std::optional<double> m_previous_time_s;
    std::deque<FramePtr> m_pictures; ///< of the key frames not answered yet; a null one cannot be decoded

    std::size_t m_silent = 0, m_still = 0, m_unreadable = 0;
};

} // namespace

const MethodInfo& SoundMotionMethod::staticInfo() {
    static const MethodInfo info{
        .name = "sound-motion",
        .title = "Sound and motion",
        .version = "1",
        .summary =
            "Marks what moves in time with the sound: motion beside the camera's, compared with the loudness and "
            "the onsets of the sound, cut out along the edges. Needs no network weights.",
        .limits =
            "Knows nothing about things. Fails where what sounds does not move, where something else moves more or "
            "in the same rhythm, in steady sounds, and where the whole picture shakes; it does not know a person "
            "from the instrument. On still pictures nothing moves, so it finds nothing: use the video.",
        .needs_sound = true,
        .weight_roles = {},
        .parameters = {{.key = "window",
                        .type = ParameterInfo::Type::Real,
                        .default_value = "4",
                        .minimum = 1.0,
                        .maximum = 20.0,
                        .choices = {},
                        .meaning = "Seconds around each key frame in which motion and sound are compared."},
                       {.key = "lag",
                        .type = ParameterInfo::Type::Real,
                        .default_value = "0.16",
                        .minimum = 0.0,
                        .maximum = 1.0,
                        .choices = {},
                        .meaning = "Seconds that motion and sound may be apart, whichever is first."},
                       {.key = "prior",
                        .type = ParameterInfo::Type::Real,
                        .default_value = "0.2",
                        .minimum = 0.0,
                        .maximum = 1.0,
                        .choices = {},
                        .meaning = "Share of the heat that motion has even when it does not follow the sound."},
                       {.key = "threshold",
                        .type = ParameterInfo::Type::Real,
                        .default_value = "0.4",
                        .minimum = 0.05,
                        .maximum = 0.95,
                        .choices = {},
                        .meaning = "Heat from which a place belongs to the sounding object."},
                       {.key = "silence_db",
                        .type = ParameterInfo::Type::Real,
                        .default_value = "-50",
                        .minimum = -120.0,
                        .maximum = 0.0,
                        .choices = {},
                        .meaning = "Level, in dB of full scale, below which a second is silent."},
                       {.key = "refine",
                        .type = ParameterInfo::Type::Boolean,
                        .default_value = "on",
                        .minimum = 0.0,
                        .maximum = 0.0,
                        .choices = {},
                        .meaning = "Whether the mask follows the edges of the picture (GrabCut)."}}};
    return info;
}

Result<void> SoundMotionMethod::check(const InferenceRequest& request, const FrameSource& source) const {
    return checkRequest(info(), request, source).map([](const ResolvedOptions&) {});
}

Result<Prediction> SoundMotionMethod::predict(const InferenceRequest& request, FrameSource& source,
                                              const PredictionSink& sink, std::stop_token stop) {
    const auto options = checkRequest(info(), request, source);
    if (!options) return fail(options.error());
    return Run(request, *options, source, sink, std::move(stop)).predict();
}

} // namespace soundmask
