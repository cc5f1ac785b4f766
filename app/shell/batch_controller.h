#pragma once

#include <QObject>

#include <deque>
#include <vector>

#include "app/bridge/job_bridge.h"
#include "app/document/document.h"
#include "app/shell/clip_session.h"
#include "core/engine/warning_tally.h"

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
    std::vector<Warning> warnings; ///< the method's, one for each kind, with the first clip it was about
    bool cancelled = false;        ///< the rest was not run
    int without_heat_maps = 0;     ///< clips whose heat maps were let go to bound memory
};

/// Runs a method over clips of the list, one job after the other, and files the results in the document. Each clip is
/// asked once, with the points and boxes it has then; what is edited while it is worked on is LiveRerun's. A clip that
/// fails does not stop the others. Clips that were never opened become clips of the document. GUI thread.
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
    /// Whether \p clip is the one that is being asked.
    bool isWorkingOn(ClipId clip) const { return m_job.isValid() && m_clip == clip; }

  Q_SIGNALS:
    void runningChanged(bool running);
    /// The work on \p clip has been given out with its points and boxes of now.
    void clipBegun(soundmask::ClipId clip);
    /// It is over, and what was found is filed; the next clip has not begun.
    void clipEnded(soundmask::ClipId clip);
    void finished(const soundmask::BatchSummary& summary);

  private:
    struct Found;

    void next();
    void submit(const ClipSession::Entry& clip);
    /// What a job found on \p clip, or why not.
    void take(ClipId clip, const QString& clip_name, Result<Found> found);
    void file(ClipId clip, const QString& clip_name, Found found);
    void end();
    const ClipSession::Entry* entry(ClipId clip) const;

    Document& m_document;
    ClipSession& m_session;
    JobBridge& m_jobs;
    InferenceRequest m_request;
    std::deque<ClipId> m_waiting;
    BatchSummary m_summary;
    WarningTally m_warnings;
    std::size_t m_heat_map_bytes = 0;
    JobId m_job;
    ClipId m_clip; ///< of the job
    bool m_running = false;
};

} // namespace soundmask

Q_DECLARE_METATYPE(soundmask::BatchSummary)
