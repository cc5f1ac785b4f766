#include "app/shell/batch_controller.h"

#include <algorithm>

namespace soundmask {

struct BatchController::Found {
    std::shared_ptr<OpenedClip> opened;
    PredictionPtr prediction;
};

namespace {

/// Where methods compute, see JobRequest.
const std::string kDevice = "cpu";

/// The work on one clip as a part of the batch: its progress is a share of the whole.
class ShareContext final : public JobContext {
  public:
    ShareContext(JobContext& whole, int index, int count, std::string name)
        : m_whole(whole)
        , m_index(index)
        , m_count(count)
        , m_name(std::move(name)) {}

    PredictionPtr prediction() const { return m_prediction; }

    std::stop_token stopToken() const override { return m_whole.stopToken(); }
    void progress(const Progress& progress) override {
        m_whole.progress({(m_index + progress.fraction) / m_count, m_name});
    }
    void frame(FramePrediction) override {} // the whole prediction follows
    void result(PredictionPtr prediction) override { m_prediction = std::move(prediction); }

  private:
    JobContext& m_whole;
    int m_index;
    int m_count;
    std::string m_name;
    PredictionPtr m_prediction;
};

std::size_t heatMapBytes(const Prediction& prediction) {
    std::size_t bytes = 0;
    for (const FramePrediction& frame : prediction.frames)
        if (frame.heat_map) bytes += frame.heat_map->values.size() * sizeof(float);
    return bytes;
}

PredictionPtr withoutHeatMaps(const Prediction& prediction) {
    auto slim = std::make_shared<Prediction>(prediction);
    for (FramePrediction& frame : slim->frames)
        frame.heat_map.reset();
    return slim;
}

} // namespace

BatchController::BatchController(Document& document, ClipSession& session, JobBridge& jobs, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
    , m_jobs(jobs) {
    connect(&m_session, &ClipSession::entriesChanged, this, [this] {
        // Something else was opened: what would be found belongs nowhere.
        if (m_running && m_session.entries().empty()) {
            m_jobs.drop(m_job);
            m_summary.cancelled = true;
            end();
        }
    });
}

const ClipSession::Entry* BatchController::entry(ClipId clip) const {
    const auto& entries = m_session.entries();
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const ClipSession::Entry& each) { return each.id == clip; });
    return found == entries.end() ? nullptr : &*found;
}

void BatchController::run(const QVector<ClipId>& clips, const InferenceRequest& request, const QString& method_title) {
    if (m_running || clips.isEmpty()) return;
    m_request = request;
    m_waiting.assign(clips.begin(), clips.end());
    m_summary = {};
    m_summary.method = method_title;
    m_summary.clips = static_cast<int>(clips.size());
    m_warnings = {};
    m_heat_map_bytes = 0;
    m_running = true;
    Q_EMIT runningChanged(true);
    next();
}

void BatchController::next() {
    const ClipSession::Entry* clip = nullptr;
    while (!m_waiting.empty() && !(clip = entry(m_waiting.front())))
        m_waiting.pop_front(); // taken off the list meanwhile
    if (!clip) return end();
    m_waiting.pop_front();
    submit(*clip);
}

void BatchController::submit(const ClipSession::Entry& clip) {
    const ClipId id = clip.id;
    const int index = m_summary.clips - static_cast<int>(m_waiting.size()) - 1;
    const std::string name = clip.location.name();
    InferenceRequest request = m_request;
    request.clip = id;
    if (const ClipRecord* record = m_document.clip(id)) request.prompts = record->prompts;
    m_clip = id;
    m_job = m_jobs.run<Found>(
        tr("%1: clip %2 of %3").arg(m_summary.method).arg(index + 1).arg(m_summary.clips), kDevice,
        [location = clip.location, request, name, index,
         count = m_summary.clips](JobContext& context) mutable -> Result<Found> {
            ShareContext share(context, index, count, name);
            share.progress({});
            auto opened = loadClip(location, context.stopToken(), {});
            if (!opened) return fail(opened.error());
            request.key_frames = opened->clip.key_frames;
            auto source = std::make_shared<std::unique_ptr<FrameSource>>(std::move(opened->source));
            const JobWork work = predictionWork(
                request, [source]() -> Result<std::unique_ptr<FrameSource>> { return std::move(*source); });
            if (auto done = work(share); !done) return fail(done.error());
            return Found{std::make_shared<OpenedClip>(std::move(*opened)), share.prediction()};
        },
        [this, id, clip_name = QString::fromStdString(name)](Result<Found> found) {
            take(id, clip_name, std::move(found));
        });
    Q_EMIT clipBegun(id);
}

void BatchController::take(ClipId clip, const QString& clip_name, Result<Found> found) {
    m_job = {};
    if (found) {
        file(clip, clip_name, std::move(*found));
    } else if (found.error().code == ErrorCode::Cancelled) {
        m_summary.cancelled = true;
        m_waiting.clear();
    } else {
        m_summary.failures.push_back({clip_name, found.error()});
    }
    Q_EMIT clipEnded(clip);
    next();
}

void BatchController::file(ClipId clip, const QString& clip_name, Found found) {
    if (!entry(clip) || !m_session.adopt(clip, *found.opened)) return;
    const std::size_t bytes = heatMapBytes(*found.prediction);
    if (m_heat_map_bytes + bytes > kMostHeatMapBytes) {
        found.prediction = withoutHeatMaps(*found.prediction);
        ++m_summary.without_heat_maps;
    } else {
        m_heat_map_bytes += bytes;
    }
    m_document.addPrediction(found.prediction);
    for (const Warning& warning : found.prediction->warnings)
        m_warnings.add(clip_name.toStdString(), warning);
    ++m_summary.done;
}

void BatchController::cancel() {
    if (m_running) m_jobs.cancel(m_job);
}

void BatchController::end() {
    m_running = false;
    m_waiting.clear();
    m_job = {};
    m_summary.warnings = m_warnings.warnings();
    Q_EMIT runningChanged(false);
    Q_EMIT finished(m_summary);
}

} // namespace soundmask
