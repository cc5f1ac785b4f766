#pragma once

#include <cstddef>
#include <deque>
#include <filesystem>
#include <vector>

#include "core/base/result.h"
#include "core/project/edit.h"
#include "core/project/project.h"

namespace soundmask {

/// What happened to a project and its history, as the project store keeps it.
struct HistoryStep {
    enum class Kind {
        Do,
        Undo,
        Redo,
        Outside, ///< done without being undoable, such as opening a clip
        Forget   ///< the history was emptied; no edit
    };

    Kind kind = Kind::Do;
    Edit edit; ///< as it was first done: for Undo the edit taken back (not its inverse), for Redo the one done again

    bool operator==(const HistoryStep&) const = default;
};

/// Undo and redo of a project. Every call changes the project and the history together or neither.
/// Not thread-safe: belongs to the thread that owns the project.
class EditHistory {
  public:
    static constexpr std::size_t kDefaultByteLimit = std::size_t{256} << 20;

    EditHistory() = default;
    /// A stored history. \p undo: oldest first, the last is undone first; \p redo: the last is done again first.
    /// \p byte_limit: see `setByteLimit`.
    EditHistory(std::vector<Edit> undo, std::vector<Edit> redo, std::size_t byte_limit = kDefaultByteLimit);

    /// Does \p edit and forgets what could be redone. An empty edit changes nothing: the step that comes back has an
    /// empty edit and is not to be stored. Error: as `apply`.
    Result<HistoryStep> perform(Project& project, Edit edit);
    /// Takes the last edit back. Error: Internal when there is none, or as `apply`.
    Result<HistoryStep> undo(Project& project);
    /// Does the edit taken back last again. Error: Internal when there is none, or as `apply`.
    Result<HistoryStep> redo(Project& project);
    /// Does \p edit without making it undoable. The caller sees to it that the edits of the history still fit after it.
    /// Error: as `apply`.
    Result<HistoryStep> performOutside(Project& project, Edit edit);
    /// Empties the history.
    HistoryStep forget();

    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }
    /// The edit that `undo` takes back, null when there is none. Valid until the next change of the history.
    const Edit* nextUndo() const { return canUndo() ? &m_undo.back() : nullptr; }
    const Edit* nextRedo() const { return canRedo() ? &m_redo.back() : nullptr; }
    /// The edits that can be taken back, oldest first.
    const std::deque<Edit>& undoEdits() const { return m_undo; }
    /// The edits that can be done again, the next one last.
    const std::deque<Edit>& redoEdits() const { return m_redo; }

    /// The memory the edits may hold (see `bytesOf(const Edit&)`). The oldest are forgotten first, then those farthest
    /// from being redone; the next undo is always kept.
    void setByteLimit(std::size_t bytes);
    std::size_t bytes() const { return m_bytes; }

    /// Points \p clip to a moved file, in the project and in every edit that names the clip; not an edit itself, so
    /// that it is not undone. Error: InvalidValue when neither knows the clip.
    Result<void> relocateMedia(Project& project, ClipId clip, const std::filesystem::path& path);

  private:
    void forgetOldest();

    std::deque<Edit> m_undo;
    std::deque<Edit> m_redo;
    std::size_t m_bytes = 0;
    std::size_t m_byte_limit = kDefaultByteLimit;
};

} // namespace soundmask
