#include "core/project/store/store_tables.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <algorithm>
#include <sqlite3.h>
#include <sstream>
#include <unordered_map>

namespace soundmask {

namespace fs = std::filesystem;

namespace {

using Kind = HistoryStep::Kind;

std::span<const std::uint8_t> blob(const SQLite::Column& column) {
    return {static_cast<const std::uint8_t*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

void bindBlob(SQLite::Statement& statement, int index, const Bytes& bytes) {
    statement.bindNoCopy(index, bytes.data(), static_cast<int>(bytes.size()));
}

bool ownsEdit(Kind kind) {
    return kind == Kind::Do || kind == Kind::Outside;
}

tl::unexpected<Error> damaged(std::string reason) {
    return fail(ErrorCode::MalformedFile, {}, std::move(reason));
}

/// Where a clip's media are, as an absolute path; empty when nowhere.
fs::path existingMedia(const fs::path& relative, const fs::path& absolute, const fs::path& folder) {
    std::error_code error;
    const fs::path beside = (folder / relative).lexically_normal();
    const bool is_beside = !relative.empty() && fs::exists(beside, error);
    // The spelling of the absolute path is the user's own; the other goes through the project's folder.
    if (!absolute.empty() && fs::exists(absolute, error) && (!is_beside || fs::equivalent(beside, absolute, error)))
        return absolute;
    return is_beside ? beside : fs::path();
}

fs::path relativeMedia(const fs::path& media, const fs::path& folder) {
    std::error_code error;
    return fs::weakly_canonical(media, error).lexically_relative(fs::weakly_canonical(folder, error));
}

} // namespace

bool StepStacks::advance(Kind kind, StepSequence edit_sequence) {
    const auto move = [&](std::vector<StepSequence>& from, std::vector<StepSequence>& to) {
        if (from.empty() || from.back() != edit_sequence) return false;
        from.pop_back();
        to.push_back(edit_sequence);
        return true;
    };
    switch (kind) {
    case Kind::Do:
        undo.push_back(edit_sequence);
        redo.clear();
        return true;
    case Kind::Undo:
        return move(undo, redo);
    case Kind::Redo:
        return move(redo, undo);
    case Kind::Outside:
        return true;
    case Kind::Forget:
        undo.clear();
        redo.clear();
        return true;
    }
    return false;
}

StoredMedia mediaOf(const Clip& clip) {
    std::error_code error;
    return {clip.path.empty() ? fs::path() : fs::absolute(clip.path, error), {}};
}

ClipPaths pathsOf(const MediaMap& media) {
    ClipPaths paths;
    for (const auto& [clip, stored] : media)
        paths.emplace_hint(paths.end(), clip, stored.path);
    return paths;
}

std::size_t StoreTables::insertStep(const StoredStep& step) {
    Bytes payload;
    if (step.step.kind != Kind::Forget && (ownsEdit(step.step.kind) || !hasEdit(step.edit_sequence)))
        payload = encodeEdit(step.step.edit);
    SQLite::Statement insert(*m_database, "INSERT INTO steps VALUES(?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, step.sequence);
    insert.bind(2, static_cast<int>(step.step.kind));
    insert.bind(3, step.edit_sequence);
    insert.bind(4, step.step.edit.title);
    insert.bind(5, step.author);
    insert.bind(6, static_cast<std::int64_t>(step.time.time_since_epoch().count()));
    if (ownsEdit(step.step.kind)) bindBlob(insert, 7, payload);
    insert.exec();
    if (!ownsEdit(step.step.kind) && !payload.empty()) {
        // An edit that was dropped from the file, yet was still in memory to be taken back: it is needed again.
        SQLite::Statement update(*m_database, "UPDATE steps SET payload = ? WHERE sequence = ?");
        bindBlob(update, 1, payload);
        update.bind(2, step.edit_sequence);
        update.exec();
    }
    return payload.size();
}

StepSequence StoreTables::lastSequence() {
    return m_database->execAndGet("SELECT IFNULL(MAX(sequence), 0) FROM steps").getInt64();
}

StepStacks StoreTables::stacks() {
    StepStacks stacks;
    SQLite::Statement rows(*m_database, "SELECT kind, edit_sequence FROM steps ORDER BY sequence");
    while (rows.executeStep())
        if (!stacks.advance(static_cast<Kind>(rows.getColumn(0).getInt()), rows.getColumn(1).getInt64()))
            throw SQLite::Exception("an undo step without its edit", SQLITE_CORRUPT);
    return stacks;
}

StoreTables::LoadedHistory StoreTables::loadHistory(const StepStacks& stacks, std::size_t limit,
                                                    const ClipPaths& paths) {
    LoadedHistory loaded;
    std::size_t bytes_left = limit;
    std::deque<Edit> undo = loadEdits(stacks.undo, bytes_left, paths, loaded.damage);
    std::deque<Edit> redo = loadEdits(stacks.redo, bytes_left, paths, loaded.damage);
    loaded.history = EditHistory({std::make_move_iterator(undo.begin()), std::make_move_iterator(undo.end())},
                                 {std::make_move_iterator(redo.begin()), std::make_move_iterator(redo.end())}, limit);
    return loaded;
}

std::deque<Edit> StoreTables::loadEdits(const std::vector<StepSequence>& stack, std::size_t& bytes_left,
                                        const ClipPaths& paths, std::optional<Error>& damage) {
    std::deque<Edit> edits;
    for (auto sequence = stack.rbegin(); sequence != stack.rend() && hasEdit(*sequence); ++sequence) {
        Result<Edit> edit = loadEdit(*sequence, paths);
        if (!edit) {
            // The project does not need it: what can be undone ends here.
            damage = edit.error();
            break;
        }
        const std::size_t bytes = bytesOf(*edit);
        // One is always kept, as EditHistory does.
        if (bytes > bytes_left && !edits.empty()) break;
        bytes_left -= std::min(bytes, bytes_left);
        edits.push_front(std::move(*edit));
    }
    return edits;
}

bool StoreTables::hasEdit(StepSequence edit_sequence) {
    SQLite::Statement row(*m_database, "SELECT payload IS NOT NULL FROM steps WHERE sequence = ?");
    row.bind(1, edit_sequence);
    return row.executeStep() && row.getColumn(0).getInt() != 0;
}

Result<Edit> StoreTables::loadEdit(StepSequence edit_sequence, const ClipPaths& paths) {
    SQLite::Statement row(*m_database, "SELECT title, payload FROM steps WHERE sequence = ? AND payload IS NOT NULL");
    row.bind(1, edit_sequence);
    if (!row.executeStep()) return damaged("step " + std::to_string(edit_sequence) + " has no edit");
    return decodeEdit(row.getColumn(0).getString(), blob(row.getColumn(1)), paths);
}

std::vector<HistoryEntry> StoreTables::entries(StepSequence before, std::size_t limit) {
    const StepSequence restorable_from =
        m_database
            ->execAndGet("SELECT IFNULL(MAX(s.sequence), 0) FROM steps AS s JOIN steps AS e ON "
                         "e.sequence = s.edit_sequence WHERE e.payload IS NULL AND s.kind <> " +
                         std::to_string(static_cast<int>(Kind::Forget)))
            .getInt64();
    SQLite::Statement rows(*m_database, "SELECT s.sequence, s.kind, s.edit_sequence, s.title, s.author, s.time_ms, "
                                        "e.title, e.payload FROM steps AS s LEFT JOIN steps AS e ON "
                                        "e.sequence = s.edit_sequence WHERE s.sequence < ? "
                                        "ORDER BY s.sequence DESC LIMIT ?");
    rows.bind(1, before);
    rows.bind(2, static_cast<std::int64_t>(limit));
    std::vector<HistoryEntry> entries;
    while (rows.executeStep()) {
        const StepSequence sequence = rows.getColumn(0).getInt64();
        EditPlace place;
        if (!rows.getColumn(7).isNull())
            if (const auto edit = decodeEdit(rows.getColumn(6).getString(), blob(rows.getColumn(7)), {}))
                place = placeOf(*edit);
        entries.push_back({sequence, static_cast<Kind>(rows.getColumn(1).getInt()), rows.getColumn(2).getInt64(),
                           rows.getColumn(3).getString(), rows.getColumn(4).getString(),
                           StepTime(std::chrono::milliseconds(rows.getColumn(5).getInt64())), place.clip, place.frame,
                           sequence >= restorable_from});
    }
    return entries;
}

Result<Edit> StoreTables::editBackTo(StepSequence sequence, const ClipPaths& paths) {
    const std::string subject = "step " + std::to_string(sequence);
    if (sequence < 0 || sequence > lastSequence())
        return fail(ErrorCode::InvalidValue, subject, "there is no such step");
    struct Effect {
        StepSequence edit_sequence;
        bool forward;
    };
    std::vector<Effect> effects;
    SQLite::Statement rows(*m_database, "SELECT kind, edit_sequence FROM steps WHERE sequence > ? ORDER BY sequence");
    rows.bind(1, sequence);
    while (rows.executeStep()) {
        const auto kind = static_cast<Kind>(rows.getColumn(0).getInt());
        if (kind == Kind::Forget) continue;
        const Effect effect{rows.getColumn(1).getInt64(), kind != Kind::Undo};
        // An edit done and at once taken back leaves nothing to restore.
        if (!effects.empty() && effects.back().edit_sequence == effect.edit_sequence &&
            effects.back().forward != effect.forward) {
            effects.pop_back();
        } else {
            effects.push_back(effect);
        }
    }
    Edit back{"restore earlier state", {}};
    for (auto effect = effects.rbegin(); effect != effects.rend(); ++effect) {
        if (!hasEdit(effect->edit_sequence))
            return fail(ErrorCode::InvalidValue, subject,
                        "edits since then were dropped to bound the size of the project file; choose a later state");
        Result<Edit> edit = loadEdit(effect->edit_sequence, paths);
        if (!edit) return edit;
        Edit undone = effect->forward ? inverted(*edit) : std::move(*edit);
        std::move(undone.changes.begin(), undone.changes.end(), std::back_inserter(back.changes));
    }
    return back;
}

std::size_t StoreTables::writeState(const Project& project, const std::set<ClipId>& changed, StepSequence sequence) {
    std::unordered_map<ClipId, const ClipRecord*> records;
    std::ostringstream order;
    for (const ClipRecord& record : project.clips) {
        records.emplace(record.clip.id, &record);
        order << record.clip.id.value << ' ';
    }
    std::size_t bytes = 0;
    SQLite::Statement put(*m_database, "INSERT OR REPLACE INTO clips VALUES(?, ?)");
    SQLite::Statement remove(*m_database, "DELETE FROM clips WHERE clip = ?");
    for (const ClipId clip : changed) {
        const auto found = records.find(clip);
        SQLite::Statement& statement = found == records.end() ? remove : put;
        Bytes encoded;
        statement.reset();
        statement.bind(1, clip.value);
        if (found != records.end()) {
            encoded = encodeRecord(*found->second);
            bindBlob(statement, 2, encoded);
        }
        statement.exec();
        bytes += encoded.size();
    }
    setMeta("clip_order", order.str());
    setMeta("next_id", std::to_string(project.next_id));
    setMeta("state_sequence", std::to_string(sequence));
    return bytes;
}

int StoreTables::dropEdits(std::size_t limit) {
    std::vector<StepSequence> dropped;
    std::int64_t bytes = m_database->execAndGet("SELECT IFNULL(SUM(LENGTH(payload)), 0) FROM steps").getInt64();
    if (bytes > static_cast<std::int64_t>(limit)) {
        SQLite::Statement rows(
            *m_database, "SELECT sequence, LENGTH(payload) FROM steps WHERE payload IS NOT NULL ORDER BY sequence");
        while (bytes > static_cast<std::int64_t>(limit) && rows.executeStep()) {
            dropped.push_back(rows.getColumn(0).getInt64());
            bytes -= rows.getColumn(1).getInt64();
        }
    }
    SQLite::Statement drop(*m_database, "UPDATE steps SET payload = NULL WHERE sequence = ?");
    for (const StepSequence sequence : dropped) {
        drop.reset();
        drop.bind(1, sequence);
        drop.exec();
    }
    return static_cast<int>(dropped.size());
}

Result<LoadedState> StoreTables::loadState(const ClipPaths& paths) {
    LoadedState state;
    std::istringstream order(meta("clip_order"));
    SQLite::Statement row(*m_database, "SELECT record FROM clips WHERE clip = ?");
    for (std::int64_t clip = 0; order >> clip;) {
        row.reset();
        row.bind(1, clip);
        if (!row.executeStep()) return damaged("clip " + std::to_string(clip) + " is missing");
        Result<ClipRecord> record = decodeRecord(blob(row.getColumn(0)), paths);
        if (!record) return fail(record.error());
        state.project.clips.push_back(std::move(*record));
    }
    state.project.next_id = metaNumber("next_id");

    SQLite::Statement rows(*m_database, "SELECT kind, edit_sequence, sequence FROM steps WHERE sequence > ? ORDER BY "
                                        "sequence");
    rows.bind(1, metaNumber("state_sequence"));
    while (rows.executeStep()) {
        const auto kind = static_cast<Kind>(rows.getColumn(0).getInt());
        if (kind == Kind::Forget) continue;
        const Result<Edit> edit = loadEdit(rows.getColumn(1).getInt64(), paths);
        if (!edit) return fail(edit.error());
        const Edit done = kind == Kind::Undo ? inverted(*edit) : *edit;
        if (auto applied = apply(state.project, done); !applied)
            return damaged("step " + rows.getColumn(2).getString() + ": " + applied.error().toString());
        for (const Change& change : done.changes)
            state.changed_clips.insert(clipOf(change));
        state.replayed_bytes += bytesOf(done);
    }
    return state;
}

MediaMap StoreTables::loadMedia(const fs::path& folder) {
    MediaMap media;
    std::vector<ClipId> moved;
    SQLite::Statement rows(*m_database, "SELECT clip, relative_path, absolute_path, fingerprint FROM media");
    while (rows.executeStep()) {
        const ClipId clip{rows.getColumn(0).getInt64()};
        const fs::path relative = rows.getColumn(1).getString(), absolute = rows.getColumn(2).getString();
        const fs::path found = existingMedia(relative, absolute, folder);
        media[clip] = {found.empty() ? absolute : found, rows.getColumn(3).getString()};
        if (!found.empty() && (found != absolute || relativeMedia(found, folder) != relative)) moved.push_back(clip);
    }
    rows.reset();
    SQLite::Transaction transaction(*m_database);
    for (const ClipId clip : moved)
        putMedia(clip, media[clip], folder);
    transaction.commit();
    return media;
}

void StoreTables::putMedia(ClipId clip, const StoredMedia& media, const fs::path& folder) {
    SQLite::Statement put(*m_database, "INSERT OR REPLACE INTO media VALUES(?, ?, ?, ?)");
    put.bind(1, clip.value);
    put.bind(2, media.path.empty() ? std::string() : relativeMedia(media.path, folder).string());
    put.bind(3, media.path.string());
    put.bind(4, media.fingerprint);
    put.exec();
}

std::string StoreTables::meta(const std::string& key) {
    SQLite::Statement row(*m_database, "SELECT value FROM meta WHERE key = ?");
    row.bind(1, key);
    return row.executeStep() ? row.getColumn(0).getString() : std::string();
}

std::int64_t StoreTables::metaNumber(const std::string& key) {
    SQLite::Statement row(*m_database, "SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?");
    row.bind(1, key);
    return row.executeStep() ? row.getColumn(0).getInt64() : 0;
}

void StoreTables::setMeta(const std::string& key, const std::string& value) {
    SQLite::Statement put(*m_database, "INSERT OR REPLACE INTO meta VALUES(?, ?)");
    put.bind(1, key);
    put.bind(2, value);
    put.exec();
}

} // namespace soundmask
