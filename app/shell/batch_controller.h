#pragma once

#include <QObject>

#include <deque>
#include <map>
#include <vector>

#include "app/bridge/job_bridge.h"
#include "app/document/document.h"
#include "app/shell/clip_session.h"

namespace soundmask {

/// What became of a run over several clips.
struct BatchSummary {
    struct Failure {
        QString clip;
        Error error;
    };

    QString method; ///< title for people
    int clips = 0;  ///< how many there were
    int done = 0;
    std::vector<Failure> failures;
    bool cancelled = false;    ///< the rest was not run
    int without_heat_maps = 0; ///< clips whose heat maps were let go to bound memory
};

/// Runs a method over clips of the list, one job after the other, and files the results in the document. A clip that
/// fails does not stop the others. Clips that were never opened become clips of the document. Frames whose points and
/// boxes are edited while their clip is worked on are asked again after it. GUI thread.
class BatchController : public QObject {
    Q_OBJECT

  public:
    /// Results of more bytes of heat maps than this keep masks, points and boxes only.
    static constexpr std::size_t kMostHeatMapBytes = std::size_t{1} << 30;

    BatchController(Document& document, ClipSession& session, JobBridge& jobs, QObject* parent = nullptr);

    /// Runs \p request, which names no clip, on \p clips. Nothing happens while a batch runs or without clips.
    void run(const QVector<ClipId>& clips, const InferenceRequest& request, const QString& method_title);
    void cancel();
    bool isRunning() const { return m_running; }

  Q_SIGNALS:
    void runningChanged(bool running);
    void finished(const soundmask::BatchSummary& summary);

  private:
    struct Found;

    void next();
    /// Submits the work on \p key_frames of \p clip; on all when empty.
    void submit(const ClipSession::Entry& clip, std::vector<KeyFrame> key_frames);
    /// What a job found on \p clip, or why not.
    void take(ClipId clip, const QString& clip_name, Result<Found> found);
    void file(ClipId clip, Found found);
    /// Those of \p prediction whose points or boxes are others than the job was given.
    std::vector<KeyFrame> editedMeanwhile(ClipId clip, const Prediction& prediction) const;
    void end();
    const ClipSession::Entry* entry(ClipId clip) const;

    Document& m_document;
    ClipSession& m_session;
    JobBridge& m_jobs;
    InferenceRequest m_request;
    std::map<FrameIndex, PromptSet> m_asked; ///< the prompts that the job at work was given
    ClipId m_counted;                        ///< the last clip that the summary counts as done
    std::deque<ClipId> m_waiting;
    BatchSummary m_summary;
    std::size_t m_heat_map_bytes = 0;
    JobId m_job;
    bool m_running = false;
};

} // namespace soundmask

Q_DECLARE_METATYPE(soundmask::BatchSummary)
