#pragma once

#include "core/project/edit_history.h"
#include "core/project/store/edit_codec.h"
#include "tests/core/project/random_edits.h"

namespace soundmask::test {

/// Random work of the kill test: edits of every kind, large strokes on a full-HD clip, runs of undo and redo, clips
/// opened outside the history, and now and then a forgotten history.
class KillWalk {
  public:
    explicit KillWalk(std::uint64_t seed)
        : m_random(seed) {}

    /// Does one step to \p project and \p history.
    HistoryStep next(Project& project, EditHistory& history);
    std::size_t below(std::size_t end) { return m_random.below(end); }

  private:
    Edit stroke(const Project& project);

    RandomEdits m_random;
    std::size_t m_undos_to_come = 0;
};

/// Does \p step, as it was logged, to a model of the project.
Result<HistoryStep> repeat(const HistoryStep& step, Project& project, EditHistory& history);

/// The path of every clip of the walk; \p ids: how many.
ClipPaths walkPaths(std::int64_t ids);

} // namespace soundmask::test
