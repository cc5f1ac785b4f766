#pragma once

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/project/store/history_entry.h"
#include "core/project/store/lost_log.h"

namespace soundmask {

class StoreLock;
class StoreWriter;
struct OpenedProject;

struct StoreOptions {
    std::string author{}; ///< who works; empty: the user's name at the operating system
    /// Bytes of edits the file keeps. The oldest are dropped above it, logged and shown as not restorable; who did what
    /// and when stays. Enforced whenever the state is written, so that the file may be over it for a while.
    std::size_t history_bytes = std::size_t{512} << 20;
    std::size_t undo_bytes = EditHistory::kDefaultByteLimit; ///< memory for the undo history of an opened project
    /// Pause between attempts to save while nothing can be saved.
    std::chrono::milliseconds retry_pause{5000};
    /// Without steps for so long, what is in the write-ahead log moves into the file, so that a copy of the file alone
    /// is whole.
    std::chrono::milliseconds settle_pause{2000};
    LostLog lost_log = LostLog::Refuse;
};

/// How a moved file compares with the one the project knew.
enum class MediaMatch {
    Same,
    Different,
    Unknown ///< the project never saw the content
};

enum class IfExists { Fail, Replace };

/// What the store tells, on its writer thread. A listener must not block, and may call no function that waits.
struct StoreListener {
    std::function<void(StepSequence saved)> saved; ///< every step up to this one is on the disk
    /// Nothing can be saved now: the steps stay in memory. Saving is tried again by itself; `saved` tells when it
    /// works. Told once for one reason, and again after `retry()`.
    std::function<void(const Error&)> failed;
};

/// A project file that is saved all the time: one SQLite database with the state, every step and the places of the
/// media. `append` only queues; a writer thread commits in order. A step reported as saved survives a kill of the
/// process and, as far as the drive keeps its word on flushing, a power loss (write-ahead log with synchronous = FULL).
/// The file is for one process at a time. Thread-safe; functions that wait for the writer thread say so.
class ProjectStore {
  public:
    /// A new file that holds \p project and \p history; appended steps go on from there. IfExists::Fail: WriteFailed
    /// when the file is there. Waits. Errors: WriteFailed (also a network drive, or one without write-ahead log),
    /// FileUnreadable when another Soundmask has the file to be replaced open.
    static Result<std::unique_ptr<ProjectStore>> create(const std::filesystem::path& file, const Project& project,
                                                        const EditHistory& history, StoreOptions options = {},
                                                        IfExists if_exists = IfExists::Fail);

    /// Opens a file and goes on where its last saved step ended, however that process ended. Waits. Errors:
    /// FileNotFound; MalformedFile (foreign, damaged, cut off); UnsupportedFormat (newer version); MissingData
    /// (copied without its write-ahead log, which held work; LostLog::Accept opens it); FileUnreadable (open elsewhere,
    /// no permission); WriteFailed (read-only folder or file, network drive, one without write-ahead log).
    static Result<OpenedProject> open(const std::filesystem::path& file, StoreOptions options = {});

    /// Saves what is queued; logs an error when that fails. Call `flush()` first to know.
    ~ProjectStore();
    ProjectStore(const ProjectStore&) = delete;
    ProjectStore& operator=(const ProjectStore&) = delete;

    const std::filesystem::path& file() const { return m_file; }
    /// Replaces the listener; a call that has begun may still be running.
    void setListener(StoreListener listener);

    /// Queues a step that was just done to the project; microseconds. \returns its number; for an empty edit the number
    /// of the step before. Errors: Internal for an undo or redo the stored history does not have, or when an earlier
    /// step did not fit the stored project: then nothing more can be saved here, and the way out is `create` elsewhere.
    Result<StepSequence> append(HistoryStep step);
    StepSequence lastAppended() const;
    StepSequence lastSaved() const;
    /// Waits until all that was appended is saved. Error: why it cannot be (also told to the listener).
    Result<void> flush();
    /// Tries again at once after a failure, e.g. when the user has made room on the disk.
    void retry();

    /// Writes a copy with everything appended so far, also what could not be saved here. Waits; may take long.
    /// Errors: as `create`, InvalidValue for this file itself, Internal when a step did not fit (see `append`).
    Result<void> saveCopy(const std::filesystem::path& copy, IfExists if_exists = IfExists::Fail);

    /// The newest \p limit saved steps before \p before, newest first. Waits.
    Result<std::vector<HistoryEntry>> history(StepSequence before = std::numeric_limits<StepSequence>::max(),
                                              std::size_t limit = 1000);
    /// The edit that brings the project, as it is after the last appended step, back to the state after step \p
    /// sequence (0: the state the file began with). To be performed as any edit, so that it can be undone. Waits.
    /// Error: InvalidValue when there is no such step or the edits since then were dropped.
    Result<Edit> restoreTo(StepSequence sequence);

    /// Whether \p path holds the content \p clip had. Waits. Errors: FileNotFound, FileUnreadable; InvalidValue for an
    /// unknown clip.
    Result<MediaMatch> compareMedia(ClipId clip, const std::filesystem::path& path);
    /// As `compareMedia`, and then remembers the new place, other content only when \p accept_different. After anything
    /// but a refused Different, call `EditHistory::relocateMedia`.
    Result<MediaMatch> relocateMedia(ClipId clip, const std::filesystem::path& path, bool accept_different = false);
    /// Where below \p folder the media of \p clips are: files with the same content, whatever they are called now, and
    /// folders of stills of the same name. Remembers nothing. Waits; may take long; \p stop ends it with what was found.
    Result<std::map<ClipId, std::filesystem::path>> findMedia(const std::filesystem::path& folder,
                                                              const std::vector<ClipId>& clips, std::stop_token stop = {});

    /// Reads the whole file for damage. Waits; may take long. Error: MalformedFile.
    Result<void> checkIntegrity();

  private:
    ProjectStore(std::filesystem::path file, StoreLock lock, std::unique_ptr<StoreWriter> writer);

    std::filesystem::path m_file;
    std::unique_ptr<StoreLock> m_lock;
    std::unique_ptr<StoreWriter> m_writer; // after the lock: it ends first
};

/// A project as it was when it was last saved.
struct OpenedProject {
    std::unique_ptr<ProjectStore> store;
    Project project;
    EditHistory history;
    std::vector<ClipId> missing_media;   ///< clips whose file is neither at its place nor beside the moved project
    std::optional<Error> history_damage; ///< why older edits cannot be undone; the project itself is whole
};

} // namespace soundmask
