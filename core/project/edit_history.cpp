#include "core/project/edit_history.h"

#include <iterator>

namespace soundmask {

namespace {

std::size_t bytesOf(const std::deque<Edit>& edits) {
    std::size_t bytes = 0;
    for (const Edit& edit : edits)
        bytes += soundmask::bytesOf(edit);
    return bytes;
}

bool relocate(Edit& edit, ClipId clip, const std::filesystem::path& path) {
    bool found = false;
    for (Change& change : edit.changes) {
        Clip* named = nullptr;
        if (auto* add = std::get_if<AddClip>(&change))
            named = &add->clip;
        else if (auto* remove = std::get_if<RemoveClip>(&change))
            named = &remove->record.clip;
        if (!named || named->id != clip) continue;
        named->path = path;
        found = true;
    }
    return found;
}

} // namespace

EditHistory::EditHistory(std::vector<Edit> undo, std::vector<Edit> redo, std::size_t byte_limit)
    : m_undo(std::make_move_iterator(undo.begin()), std::make_move_iterator(undo.end()))
    , m_redo(std::make_move_iterator(redo.begin()), std::make_move_iterator(redo.end()))
    , m_bytes(bytesOf(m_undo) + bytesOf(m_redo))
    , m_byte_limit(byte_limit) {
    forgetOldest();
}

Result<HistoryStep> EditHistory::perform(Project& project, Edit edit) {
    if (edit.isEmpty()) return HistoryStep{HistoryStep::Kind::Do, std::move(edit)};
    if (auto done = apply(project, edit); !done) return fail(done.error());
    m_bytes -= bytesOf(m_redo);
    m_redo.clear();
    m_bytes += soundmask::bytesOf(edit);
    m_undo.push_back(std::move(edit));
    HistoryStep step{HistoryStep::Kind::Do, m_undo.back()};
    forgetOldest();
    return step;
}

Result<HistoryStep> EditHistory::undo(Project& project) {
    if (!canUndo()) return fail(ErrorCode::Internal, "undo", "there is nothing to undo");
    if (auto done = apply(project, inverted(m_undo.back())); !done) return fail(done.error());
    m_redo.push_back(std::move(m_undo.back()));
    m_undo.pop_back();
    return HistoryStep{HistoryStep::Kind::Undo, m_redo.back()};
}

Result<HistoryStep> EditHistory::redo(Project& project) {
    if (!canRedo()) return fail(ErrorCode::Internal, "redo", "there is nothing to redo");
    if (auto done = apply(project, m_redo.back()); !done) return fail(done.error());
    m_undo.push_back(std::move(m_redo.back()));
    m_redo.pop_back();
    return HistoryStep{HistoryStep::Kind::Redo, m_undo.back()};
}

Result<HistoryStep> EditHistory::performOutside(Project& project, Edit edit) {
    if (auto done = apply(project, edit); !done) return fail(done.error());
    return HistoryStep{HistoryStep::Kind::Outside, std::move(edit)};
}

HistoryStep EditHistory::forget() {
    m_undo.clear();
    m_redo.clear();
    m_bytes = 0;
    return HistoryStep{HistoryStep::Kind::Forget, {}};
}

void EditHistory::setByteLimit(std::size_t bytes) {
    m_byte_limit = bytes;
    forgetOldest();
}

Result<void> EditHistory::relocateMedia(Project& project, ClipId clip, const std::filesystem::path& path) {
    bool found = false;
    if (ClipRecord* record = project.clip(clip)) {
        record->clip.path = path;
        found = true;
    }
    m_bytes = 0;
    for (std::deque<Edit>* edits : {&m_undo, &m_redo}) {
        for (Edit& edit : *edits)
            found |= relocate(edit, clip, path);
        m_bytes += bytesOf(*edits);
    }
    if (!found) return fail(ErrorCode::InvalidValue, "clip " + std::to_string(clip.value), "there is no such clip");
    return {};
}

void EditHistory::forgetOldest() {
    while (m_bytes > m_byte_limit && (m_undo.size() > 1 || !m_redo.empty())) {
        std::deque<Edit>& from = m_undo.size() > 1 ? m_undo : m_redo;
        m_bytes -= soundmask::bytesOf(from.front());
        from.pop_front();
    }
}

} // namespace soundmask
