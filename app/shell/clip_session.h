#pragma once

#include <QImage>
#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "app/bridge/clip_scout.h"
#include "app/bridge/job_bridge.h"
#include "app/bridge/opened_clip.h"
#include "app/bridge/playback.h"
#include "app/bridge/playback_decoder.h"
#include "app/bridge/project_keeper.h"
#include "app/document/document.h"
#include "core/engine/prediction_job.h"

namespace soundmask {

/// The clips at hand and the one that is open: opens files and folders in the background, and shows the picture that
/// belongs to the play head. GUI thread.
class ClipSession : public QObject {
    Q_OBJECT

  public:
    /// A clip of the list. Its id is a clip of the document once it was opened.
    struct Entry {
        ClipId id;
        ClipLocation location;
    };

    ClipSession(Document& document, JobBridge& jobs, QObject* parent = nullptr);
    ~ClipSession() override;

    /// Opens a video file, an AVSBench folder, a folder of videos or a project file. Answers by signals.
    void openPath(const QString& path);
    /// Opens a project file. Answers by signals, with `logLost` when its log is lost and that is not accepted.
    void openProject(const QString& path, LostLog lost_log = LostLog::Refuse);
    /// Opens the sample, which is made first when it is not there yet.
    void openSample();
    /// Points a clip of the list to the video it moved to; the document and the project file are the caller's matter.
    void relocate(ClipId id, const std::filesystem::path& video);
    /// Makes \p opened, a clip of the list, a clip of the document with its reference masks; nothing when it is one.
    /// \returns whether it is one now.
    bool adopt(ClipId id, OpenedClip& opened);
    /// Opens a clip of the list.
    void openClip(ClipId id);
    /// Takes a clip that is not open off the list; the work on it is kept.
    void removeEntry(ClipId id);
    void cancelOpening();
    bool isOpening() const { return m_opening.isValid(); }
    /// Closes the clip and empties the list.
    void closeAll();

    const std::vector<Entry>& entries() const { return m_entries; }
    ClipId current() const { return m_current; }
    bool hasClip() const { return m_current.isValid(); }
    /// The open clip; null when there is none.
    const ClipRecord* record() const { return m_document.clip(m_current); }
    bool hasSound() const { return m_has_sound; }
    /// Opens the clip for a job.
    SourceFactory sourceFactory() const;

    /// Saves the work on what is open.
    ProjectKeeper& keeper() { return m_keeper; }
    const ProjectKeeper& keeper() const { return m_keeper; }
    Playback& playback() { return m_playback; }
    const Playback& playback() const { return m_playback; }
    /// The picture on the screen; may be behind the play head while it is being decoded.
    const FramePtr& shownFrame() const { return m_shown; }
    void requestThumbnails(const QList<double>& times_s, int height);

  Q_SIGNALS:
    /// Something is being opened; \p fraction negative when unknown. An empty \p text: no more.
    void openingChanged(const QString& text, double fraction);
    void openFailed(const soundmask::Error& error);
    /// The project file \p path was copied without its newest work; \p error says how to get it.
    void logLost(const QString& path, const soundmask::Error& error);
    /// \p path was opened, for the list of recent files.
    void pathOpened(const QString& path);
    void entriesChanged();
    /// The media of \p clips are not where they were: a project was opened, or else \p wanted, one of them, was to be
    /// opened.
    void mediaMissing(const std::vector<soundmask::ClipId>& clips, soundmask::ClipId wanted);
    /// Another clip is open, or none.
    void currentChanged();
    /// The video of a clip was found in another place.
    void relocated(soundmask::ClipId id);
    void warningsFound(const std::vector<soundmask::Warning>& warnings);
    void frameShown();
    void frameFailed(qint64 frame, const soundmask::Error& error);
    void waveformReady(const soundmask::WaveformPeaks& peaks);
    /// Where sounds begin, in seconds.
    void onsetsReady(const std::vector<double>& times_s);
    /// There is a sound track, but the timeline cannot show it.
    void soundUnreadable();
    void spectrogramReady(const QImage& picture, double duration_s);
    void thumbnailReady(double time_s, const QImage& picture);

  private:
    void openFolder(const QString& path);
    /// Closes what is open, brings the work on \p path back, then calls \p then.
    void beginProject(const QString& path, std::function<void()> then);
    ClipId clipOfProject(const ClipLocation& location) const;
    void loadEntry(const Entry& entry);
    void useClip(ClipId id, OpenedClip opened);
    void addEntries(std::vector<ClipLocation> locations);
    void closeClip();
    void requestFrame();
    void show(const FramePtr& frame);
    /// Starts the one job that opens something; an older one is forgotten. Without \p failed, `openFailed` tells of
    /// errors.
    template <typename T>
    void startOpening(const QString& text, std::function<Result<T>(JobContext&)> work, std::function<void(T)> use,
                      std::function<void(const Error&)> failed = {});
    /// \p wanted, a clip of the document, is not there: looks which others are missing, too, and tells. \p error is
    /// told when it has come back.
    void lookForMissing(ClipId wanted, const Error& error);
    void endOpening();

    Document& m_document;
    JobBridge& m_jobs;
    ProjectKeeper m_keeper;
    std::shared_ptr<ProjectStore> m_last_store; ///< of what was closed; still to be saved to its end
    Playback m_playback;
    std::vector<Entry> m_entries;
    JobId m_opening;
    ClipId m_current;
    ClipLocation m_location;
    bool m_has_sound = false;
    FramePtr m_shown;
    std::unique_ptr<PlaybackDecoder> m_decoder;
    std::unique_ptr<ClipScout> m_scout;
    std::uint64_t m_generation = 0; ///< counts clips, so that pictures of the last one are not shown in the next
};

} // namespace soundmask
