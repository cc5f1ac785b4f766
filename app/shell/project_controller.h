#pragma once

#include <QObject>

#include <map>
#include <vector>

#include "app/bridge/job_bridge.h"
#include "app/document/document.h"
#include "app/shell/clip_session.h"

namespace soundmask {

/// What people do with the project file: save now, save a copy, go back to an earlier state, find moved media. All that
/// waits for the disk is a job. GUI thread.
class ProjectController : public QObject {
    Q_OBJECT

  public:
    ProjectController(Document& document, ClipSession& session, JobBridge& jobs, QObject* parent = nullptr);

    /// Tries now what may be failing, and acknowledges when the disk has everything.
    void saveNow();
    /// Writes the project with its history to \p file, replacing what is there. Works without an open project file,
    /// too.
    void saveCopy(const QString& file);
    /// Brings the project back to the state after \p sequence, as an edit that can be undone. Clips opened since then
    /// stay open, and so does their ground truth.
    void restore(StepSequence sequence);
    /// Reads the newest steps for `historyRead`.
    void readHistory();

    /// Where below \p folder the media of \p clips are, by content.
    void findMedia(const QString& folder, const std::vector<ClipId>& clips);
    /// Whether \p file is the media of \p clip.
    void compareMedia(ClipId clip, const QString& file);
    /// Which of \p clips are now beside \p file, as they were beside the place that the media of \p clip had: whole
    /// folders are moved more often than single files. Answers by `mediaFound`.
    void findBeside(ClipId clip, const std::filesystem::path& file, const std::vector<ClipId>& clips);
    /// The clips' media are there from now on, whatever they hold. Then \p wanted is opened if it is among them;
    /// otherwise the first one, unless a clip is open.
    void relocateMedia(const std::map<ClipId, std::filesystem::path>& places, ClipId wanted = {});

  Q_SIGNALS:
    /// Everything done so far is on the disk.
    void saved(const QDateTime& when);
    void copySaved(const QString& file);
    void failed(const soundmask::Error& error);
    void historyRead(const std::vector<soundmask::HistoryEntry>& entries);
    void mediaFound(const std::map<soundmask::ClipId, std::filesystem::path>& places);
    void mediaCompared(soundmask::ClipId clip, const std::filesystem::path& file, soundmask::MediaMatch match);
    void mediaRelocated();

  private:
    /// Runs \p work on the open store, or fails; \p done gets its value.
    template <typename T>
    void withStore(const QString& title, std::function<Result<T>(ProjectStore&, JobContext&)> work,
                   std::function<void(T)> done);

    Document& m_document;
    ClipSession& m_session;
    JobBridge& m_jobs;
};

} // namespace soundmask
