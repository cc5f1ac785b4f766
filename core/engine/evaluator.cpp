#include "core/engine/evaluator.h"

#include <algorithm>
#include <chrono>

#include "core/base/log.h"
#include "core/engine/clip_source.h"
#include "core/engine/evaluation_journal.h"
#include "core/engine/evaluation_report.h"
#include "core/engine/guard.h"
#include "core/engine/score_json.h"
#include "core/engine/truth_reader.h"
#include "core/engine/warning_tally.h"
#include "core/methods/options.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

/// The truth of each second; no mask where the data set gives none.
using Truths = std::vector<std::optional<Mask>>;

bool isTrainedOnOneMask(const Dataset& dataset, const DatasetClip& clip) {
    return clip.split == "train" && (dataset.layout == DatasetLayout::S4 || clip.subset == AvssSubset::V1s);
}

Result<std::optional<Mask>> readTruth(const Dataset& dataset, const DatasetClip& clip, std::size_t k, WarningTally& warnings) {
    const auto pathAt = [k](const std::vector<fs::path>& paths) { return k < paths.size() ? paths[k] : fs::path(); };
    std::optional<Warning> warning;
    std::optional<Mask> mask;
    fs::path path = pathAt(clip.masks);
    if (dataset.layout == DatasetLayout::Avss) {
        path = pathAt(clip.labels_semantic);
        if (path.empty()) path = pathAt(clip.labels_rgb);
    }
    if (path.empty()) return mask;
    if (dataset.layout == DatasetLayout::Avss) {
        const auto reading = readClassMap(path);
        if (!reading) return fail(reading.error());
        mask = foregroundOf(reading->labels);
        warning = reading->warning;
    } else {
        auto reading = readBinaryMask(path);
        if (!reading) return fail(reading.error());
        mask = std::move(reading->mask);
        warning = reading->warning;
    }
    if (warning) warnings.add(path.filename().string(), *warning);
    return mask;
}

Result<Truths> readTruths(const Dataset& dataset, const DatasetClip& clip, WarningTally& warnings) {
    Truths truths;
    for (std::size_t k = 0; k < clip.seconds(); ++k) {
        auto truth = readTruth(dataset, clip, k, warnings);
        if (!truth) return fail(truth.error());
        if (!*truth && (k == 0 || !isTrainedOnOneMask(dataset, clip)))
            return fail(ErrorCode::MissingData, clip.name,
                        "there is no ground truth for second " + std::to_string(k + 1) + "; copy its gt_masks again");
        truths.push_back(std::move(*truth));
    }
    return truths;
}

Result<FrameRecord> scoreFrame(const DatasetClip& clip, const Prediction& prediction, int second, const Mask& truth) {
    const auto frame = std::find_if(prediction.frames.begin(), prediction.frames.end(),
                                    [second](const FramePrediction& f) { return f.key_frame.second == second; });
    if (frame == prediction.frames.end() || frame->mask.isNull())
        return fail(ErrorCode::MissingData, clip.name, "the method gave no mask for second " + std::to_string(second));
    const auto counts = countMask(resizedNearest(frame->mask, truth.size).toDense(), truth);
    if (!counts) return fail(counts.error());
    return FrameRecord{second, counts->pixels, counts->truth, counts->hard_predicted, counts->hard_correct, frame->score};
}

/// What can only be wrong for all clips alike.
bool concernsEveryClip(ErrorCode code) {
    return code == ErrorCode::UnknownName || code == ErrorCode::InvalidValue || code == ErrorCode::MissingModel ||
           code == ErrorCode::Cancelled;
}

/// One evaluation under way.
class Run {
  public:
    Run(Dataset dataset, const EvaluationRequest& request, ClipPictures pictures, OptionMap options, std::unique_ptr<Method> method)
        : m_dataset(std::move(dataset))
        , m_pictures(pictures)
        , m_options(std::move(options))
        , m_method(std::move(method))
        , m_weights(request.weights) {
        for (const DatasetClip& clip : m_dataset.clips)
            if (clip.split == request.split) m_clips.push_back(&clip);
    }

    const std::vector<const DatasetClip*>& clips() const { return m_clips; }

    /// Compact JSON of all that the result depends on.
    std::string configuration(const EvaluationRequest& request) const {
        std::error_code ignored;
        Json weights = Json::object();
        for (const auto& [role, path] : m_weights) {
            const auto bytes = fs::file_size(path, ignored);
            const bool exists = !ignored;
            const auto changed = fs::last_write_time(path, ignored).time_since_epoch().count();
            weights[role] = exists ? Json{path.string(), bytes, changed} : Json(path.string());
        }
        return lineText({{"dataset", fs::weakly_canonical(m_dataset.root, ignored).string()},
                         {"layout", layoutName(m_dataset.layout)},
                         {"split", request.split},
                         {"clips", m_clips.size()},
                         {"source", m_pictures == ClipPictures::Raw ? "raw" : "frames"},
                         {"method", m_method->info().name},
                         {"method_version", m_method->info().version},
                         {"options", Json(m_options)},
                         {"weights", std::move(weights)}});
    }

    Result<ClipRecordLine> evaluateClip(const DatasetClip& clip, std::stop_token stop) {
        const auto begin = std::chrono::steady_clock::now();
        ClipRecordLine record{.clip = clip.name, .time_s = 0.0, .frames = {}, .weights_sha256 = {}, .warnings = {}};
        auto done = guarded(clip.name, [&] { return fill(record, clip, stop); });
        if (!done) return fail(done.error());
        record.time_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        return record;
    }

  private:
    Result<void> fill(ClipRecordLine& record, const DatasetClip& clip, std::stop_token stop) {
        WarningTally warnings;
        const auto truths = readTruths(m_dataset, clip, warnings);
        if (!truths) return fail(truths.error());
        auto source = openClip(clip, m_pictures, stop);
        if (!source) return fail(source.error());
        InferenceRequest request;
        request.method = m_method->info().name;
        request.options = m_options;
        request.weights = m_weights;
        request.layout = m_dataset.layout;
        request.key_frames = clipKeyFrames(clip, **source);
        if (auto good = m_method->check(request, **source); !good) return good;
        const auto prediction = m_method->predict(request, **source, {}, stop);
        if (!prediction) return fail(prediction.error());
        for (std::size_t k = 0; k < truths->size(); ++k) {
            if (!(*truths)[k]) continue;
            const auto frame = scoreFrame(clip, *prediction, static_cast<int>(k) + 1, *(*truths)[k]);
            if (!frame) return fail(frame.error());
            record.frames.push_back(*frame);
        }
        record.warnings = warnings.warnings();
        const std::vector<Warning> of_method = allWarnings(*prediction);
        record.warnings.insert(record.warnings.end(), of_method.begin(), of_method.end());
        record.weights_sha256 = prediction->provenance.weight_sha256;
        return {};
    }

    Dataset m_dataset;
    ClipPictures m_pictures;
    OptionMap m_options;
    std::unique_ptr<Method> m_method;
    WeightMap m_weights;
    std::vector<const DatasetClip*> m_clips;
};

Result<Run> prepare(const EvaluationRequest& request, const MethodFactory& make_method) {
    auto method = make_method(request.method);
    if (!method) return fail(method.error());
    OptionMap given = request.options;
    const auto pictures = takeSourceOption(given);
    if (!pictures) return fail(pictures.error());
    const auto options = resolveOptions(given, (*method)->info().parameters);
    if (!options) return fail(options.error());
    auto dataset = openDataset(request.dataset, request.layout);
    if (!dataset) return fail(dataset.error());
    Run run(std::move(*dataset), request, *pictures, options->all(), std::move(*method));
    if (run.clips().empty())
        return fail(ErrorCode::MissingData, request.dataset.string(), "the data set has no clips of the split \"" + request.split + "\"");
    return run;
}

/// Writes the reports. Nothing in them depends on when and in how many goes the clips were done, but clips.csv's times.
Result<Evaluation> report(const Run& run, const EvaluationJournal& journal, const std::string& configuration,
                          std::vector<FailedClip> failed, const fs::path& out) {
    std::vector<ReportedClip> clips;
    BinaryMetrics metrics;
    WarningTally warnings;
    Json weights_sha256 = Json::object();
    for (const DatasetClip* clip : run.clips()) {
        const auto record = journal.clips().find(clip->name);
        if (record == journal.clips().end()) continue;
        clips.push_back({clip->category, &record->second});
        metrics.addClip(countsOf(record->second));
        for (const Warning& warning : record->second.warnings) warnings.add(clip->name, warning);
        if (weights_sha256.empty()) weights_sha256 = Json(record->second.weights_sha256);
    }
    Evaluation evaluation{
        .scores = metrics.summary(), .failed = std::move(failed), .warnings = warnings.warnings(), .summary_json = {}};
    Json document{{"schema", "soundmask/evaluation/1"}, {"task", "binary"}};
    addScores(document, evaluation.scores);
    document["configuration"] = Json::parse(configuration);
    document["weights_sha256"] = std::move(weights_sha256);
    document["failed"] = Json::array();
    for (const FailedClip& clip : evaluation.failed)
        document["failed"].push_back({{"clip", clip.name}, {"reason", clip.error.toString()}});
    document["warnings"] = toJson(evaluation.warnings);
    evaluation.summary_json = documentText(document);
    if (auto written = writeFileAtomically(out / "frames.csv", framesCsv(clips)); !written) return fail(written.error());
    if (auto written = writeFileAtomically(out / "clips.csv", clipsCsv(clips)); !written) return fail(written.error());
    if (auto written = writeFileAtomically(out / "summary.json", evaluation.summary_json); !written) return fail(written.error());
    return evaluation;
}

} // namespace

Result<Evaluation> evaluate(const EvaluationRequest& request, const ProgressCallback& progress, std::stop_token stop,
                            const MethodFactory& make_method) {
    auto run = prepare(request, make_method);
    if (!run) return fail(run.error());
    const std::string configuration = run->configuration(request);
    auto journal = EvaluationJournal::open(request.out / "journal.jsonl", configuration);
    if (!journal) return fail(journal.error());

    std::vector<FailedClip> failed;
    const double total = static_cast<double>(run->clips().size());
    for (std::size_t i = 0; i < run->clips().size(); ++i) {
        const DatasetClip& clip = *run->clips()[i];
        if (journal->clips().contains(clip.name)) continue;
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, request.out.string(), "cancelled; the same command continues");
        if (progress) progress({static_cast<double>(i) / total, clip.name});
        auto record = run->evaluateClip(clip, stop);
        if (record) {
            if (auto added = journal->append(std::move(*record)); !added) return fail(added.error());
        } else if (concernsEveryClip(record.error().code)) {
            return fail(record.error());
        } else {
            log().info("{} is skipped: {}", clip.name, record.error().toString()); // the caller tells of it at the end
            failed.push_back({clip.name, record.error()});
        }
    }
    if (progress) progress({1.0, ""});
    return report(*run, *journal, configuration, std::move(failed), request.out);
}

} // namespace soundmask
