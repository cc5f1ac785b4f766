#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "core/project/store/edit_codec.h"
#include "core/project/store/history_entry.h"
#include "core/project/store/store_database.h"

namespace soundmask {

/// A step as it is stored.
struct StoredStep {
    StepSequence sequence = 0;
    StepSequence edit_sequence = 0;
    std::string author;
    StepTime time;
    HistoryStep step;
};

/// Steps that can be taken back or done again, by number; the next one last.
struct StepStacks {
    std::vector<StepSequence> undo;
    std::vector<StepSequence> redo;

    /// Moves on by one step. False when the step is an undo or redo that does not fit.
    bool advance(HistoryStep::Kind kind, StepSequence edit_sequence);
};

struct StoredMedia {
    std::filesystem::path path; ///< absolute, or empty
    std::string fingerprint;    ///< see media_fingerprint.h; empty while not known
};
using MediaMap = std::map<ClipId, StoredMedia>;
/// What is known of the media of a clip the store meets first.
StoredMedia mediaOf(const Clip& clip);
ClipPaths pathsOf(const MediaMap& media);

/// The project read from its file, and what is not yet in the materialised state.
struct LoadedState {
    Project project;
    std::set<ClipId> changed_clips;
    std::size_t replayed_bytes = 0;
};

/// Reads and writes the tables of a project file. Functions throw SQLite::Exception (see `guarded`); those that write
/// want a transaction around them. One thread at a time.
class StoreTables {
  public:
    explicit StoreTables(DatabasePtr database)
        : m_database(std::move(database)) {}

    SQLite::Database& database() { return *m_database; }

    /// \returns the bytes written, without those of a row itself.
    std::size_t insertStep(const StoredStep& step);
    StepSequence lastSequence();
    StepStacks stacks();
    struct LoadedHistory {
        EditHistory history;
        std::optional<Error> damage; ///< why it does not go farther back
    };
    /// The edits of the stacks as far back as they are kept and whole, and as \p limit bytes hold them.
    LoadedHistory loadHistory(const StepStacks& stacks, std::size_t limit, const ClipPaths& paths);
    std::vector<HistoryEntry> entries(StepSequence before, std::size_t limit);
    /// See ProjectStore::restoreTo. Errors: InvalidValue, MalformedFile.
    Result<Edit> editBackTo(StepSequence sequence, const ClipPaths& paths);

    /// Makes the project after step \p sequence the stored state; only \p changed clips are written. \returns the
    /// bytes.
    std::size_t writeState(const Project& project, const std::set<ClipId>& changed, StepSequence sequence);
    /// Drops the oldest edits until the rest fits \p limit bytes. To be called right after `writeState`, when no edit
    /// is needed to bring the state up to date. \returns the number dropped.
    int dropEdits(std::size_t limit);
    /// The stored state brought up to the last step. Error: MalformedFile.
    Result<LoadedState> loadState(const ClipPaths& paths);

    /// Where the media are now: beside the project in \p folder, else where they last were. Rows that changed by that
    /// are written.
    MediaMap loadMedia(const std::filesystem::path& folder);
    /// \p folder: of the project file, from which the relative path leads.
    void putMedia(ClipId clip, const StoredMedia& media, const std::filesystem::path& folder);

  private:
    Result<Edit> loadEdit(StepSequence edit_sequence, const ClipPaths& paths);
    bool hasEdit(StepSequence edit_sequence);
    std::deque<Edit> loadEdits(const std::vector<StepSequence>& stack, std::size_t& bytes_left, const ClipPaths& paths,
                               std::optional<Error>& damage);
    std::string meta(const std::string& key);
    std::int64_t metaNumber(const std::string& key);
    void setMeta(const std::string& key, const std::string& value);

    DatabasePtr m_database;
};

} // namespace soundmask
