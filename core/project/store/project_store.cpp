#include "core/project/store/project_store.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Transaction.h>
#include <array>
#include <pwd.h>
#include <sqlite3.h>
#include <unistd.h>

#include "core/base/atomic_file.h"
#include "core/base/log.h"
#include "core/project/store/media_fingerprint.h"
#include "core/project/store/store_lock.h"
#include "core/project/store/store_writer.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

using Kind = HistoryStep::Kind;

/// The user's full name where the system knows it, else the login name.
std::string userName() {
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) != 0 || !found)
        return "user " + std::to_string(::geteuid());
    const std::string full(entry.pw_gecos ? entry.pw_gecos : "");
    const std::string name = full.substr(0, full.find(','));
    return name.empty() ? entry.pw_name : name;
}

StoreOptions completed(StoreOptions options) {
    if (options.author.empty()) options.author = userName();
    return options;
}

/// One name for a file however it is reached, so that its lock is one, too.
fs::path canonicalName(const fs::path& file) {
    std::error_code error;
    fs::path canonical = fs::weakly_canonical(fs::absolute(file, error), error);
    return error ? file : canonical;
}

/// The steps that lead to \p history: its edits done, then those that can be redone taken back.
std::vector<StoredStep> stepsOf(const EditHistory& history, const std::string& author) {
    const StepTime now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    std::vector<StoredStep> steps;
    const auto add = [&](Kind kind, const Edit& edit, StepSequence edit_sequence) {
        steps.push_back({std::ssize(steps) + 1, edit_sequence, author, now, {kind, edit}});
    };
    for (const Edit& edit : history.undoEdits())
        add(Kind::Do, edit, std::ssize(steps) + 1);
    const auto& redo = history.redoEdits();
    for (auto edit = redo.rbegin(); edit != redo.rend(); ++edit)
        add(Kind::Do, *edit, std::ssize(steps) + 1);
    StepSequence taken_back = std::ssize(steps);
    for (const Edit& edit : redo)
        add(Kind::Undo, edit, taken_back--);
    return steps;
}

MediaMap mediaOf(const Project& project, const EditHistory& history) {
    MediaMap media;
    const auto note = [&](const Clip& clip) { media.try_emplace(clip.id, soundmask::mediaOf(clip)); };
    for (const ClipRecord& record : project.clips)
        note(record.clip);
    for (const std::deque<Edit>* edits : {&history.undoEdits(), &history.redoEdits()})
        for (const Edit& edit : *edits)
            for (const Change& change : edit.changes) {
                if (const auto* add = std::get_if<AddClip>(&change))
                    note(add->clip);
                else if (const auto* remove = std::get_if<RemoveClip>(&change))
                    note(remove->record.clip);
            }
    return media;
}

/// Locks \p file to be written anew.
Result<StoreLock> claim(const fs::path& file, const std::string& who, IfExists if_exists) {
    if (auto usable = checkFileSystem(file); !usable) return fail(usable.error());
    Result<StoreLock> lock = StoreLock::acquire(file, who);
    std::error_code error;
    if (lock && if_exists == IfExists::Fail && fs::exists(file, error))
        return fail(ErrorCode::WriteFailed, file.string(), "there is such a file already; choose another name");
    return lock;
}

/// A new database to become \p file, which errors name, at \p temporary.
Result<DatabasePtr> createFor(const fs::path& file, const fs::path& temporary) {
    Result<DatabasePtr> database = createDatabase(temporary);
    if (!database) database.error().subject = file.string();
    return database;
}

/// Puts the database that \p fill makes into the place of \p file, whole or not at all.
template <typename Fill>
Result<void> putDatabase(const fs::path& file, const Fill& fill) {
    return writeFileAtomically(file, [&](const fs::path& temporary) {
        const Result<void> filled = guarded(file, [&] { return fill(temporary); });
        // Where SQLite failed it may have left more than the file that is removed anyway.
        if (!filled) (void)removeLogs(temporary);
        return filled;
    });
}

std::vector<ClipId> missingMedia(const Project& project) {
    std::vector<ClipId> missing;
    std::error_code error;
    for (const ClipRecord& record : project.clips)
        if (!record.clip.path.empty() && !fs::exists(record.clip.path, error)) missing.push_back(record.clip.id);
    return missing;
}

Result<MediaMatch> compare(const MediaMap& media, ClipId clip, const fs::path& path) {
    const auto known = media.find(clip);
    if (known == media.end())
        return fail(ErrorCode::InvalidValue, "clip " + std::to_string(clip.value), "there is no such clip");
    const Result<std::string> fingerprint = mediaFingerprint(path);
    if (!fingerprint) return fail(fingerprint.error());
    std::string before = known->second.fingerprint;
    // The store may not have come to it yet.
    if (before.empty()) before = mediaFingerprint(known->second.path).value_or(std::string());
    if (before.empty()) return MediaMatch::Unknown;
    return before == *fingerprint ? MediaMatch::Same : MediaMatch::Different;
}

/// Whether it is worth looking into \p entry for \p media: a fingerprint begins with the size of the file.
bool mayBe(const StoredMedia& media, const fs::directory_entry& entry) {
    std::error_code error;
    if (entry.path().filename() == media.path.filename()) return true;
    if (!entry.is_regular_file(error)) return false;
    const std::uintmax_t size = entry.file_size(error);
    return !error && media.fingerprint.starts_with(std::to_string(size) + ':');
}

/// Names the file and a remedy in errors about its content.
template <typename T>
Result<T> named(Result<T> result, const fs::path& file) {
    if (!result && result.error().subject.empty()) result.error() = damagedFile(file, result.error().reason);
    return result;
}

} // namespace

ProjectStore::ProjectStore(fs::path file, StoreLock lock, std::unique_ptr<StoreWriter> writer)
    : m_file(std::move(file))
    , m_lock(std::make_unique<StoreLock>(std::move(lock)))
    , m_writer(std::move(writer)) {}

ProjectStore::~ProjectStore() = default;

Result<std::unique_ptr<ProjectStore>> ProjectStore::create(const fs::path& file, const Project& project,
                                                           const EditHistory& history, StoreOptions options,
                                                           IfExists if_exists) {
    const fs::path path = canonicalName(file);
    options = completed(std::move(options));
    Result<StoreLock> lock = claim(path, options.author, if_exists);
    if (!lock) return fail(lock.error());

    const std::vector<StoredStep> steps = stepsOf(history, options.author);
    MediaMap media = mediaOf(project, history);
    const auto fill = [&](const fs::path& temporary) -> Result<void> {
        Result<DatabasePtr> database = createFor(path, temporary);
        if (!database) return fail(database.error());
        StoreTables tables(std::move(*database));
        SQLite::Transaction transaction(tables.database());
        std::set<ClipId> clips;
        for (const ClipRecord& record : project.clips)
            clips.insert(record.clip.id);
        for (const auto& [clip, stored] : media)
            tables.putMedia(clip, stored, path.parent_path());
        for (const StoredStep& step : steps)
            tables.insertStep(step);
        tables.writeState(project, clips, std::ssize(steps));
        transaction.commit();
        if (auto whole = emptyLog(tables.database(), path); !whole) return whole;
        return settleLog(path);
    };
    const auto written = putDatabase(path, fill);
    if (!written) return fail(written.error());

    Result<DatabasePtr> database = openDatabase(path);
    if (!database) return fail(database.error());
    WriterStart start{path,
                      StoreTables(std::move(*database)),
                      {project, {}, 0},
                      {},
                      std::ssize(steps),
                      std::move(media),
                      std::move(options),
                      false};
    for (const StoredStep& step : steps)
        start.stacks.advance(step.step.kind, step.edit_sequence);
    return std::unique_ptr<ProjectStore>(
        new ProjectStore(path, std::move(*lock), std::make_unique<StoreWriter>(std::move(start))));
}

Result<OpenedProject> ProjectStore::open(const fs::path& file, StoreOptions options) {
    const fs::path path = canonicalName(file);
    std::error_code error;
    if (!fs::exists(path, error)) return fail(ErrorCode::FileNotFound, path.string(), "there is no such project");
    if (auto usable = checkFileSystem(path); !usable) return fail(usable.error());
    options = completed(std::move(options));
    Result<StoreLock> lock = StoreLock::acquire(path, options.author);
    if (!lock) return fail(lock.error());
    Result<DatabasePtr> database = openDatabase(path, options.lost_log);
    if (!database) return fail(database.error());

    const auto load = [&]() -> Result<OpenedProject> {
        StoreTables tables(std::move(*database));
        MediaMap media = tables.loadMedia(path.parent_path());
        const ClipPaths paths = pathsOf(media);
        Result<LoadedState> state = tables.loadState(paths);
        if (!state) return fail(state.error());
        StepStacks stacks = tables.stacks();
        StoreTables::LoadedHistory loaded = tables.loadHistory(stacks, options.undo_bytes, paths);
        if (loaded.damage) {
            loaded.damage = damagedFile(path, "in its history: " + loaded.damage->reason);
            log().warn("{}", loaded.damage->toString());
        }
        const StepSequence last = tables.lastSequence();
        const bool log_open = isLogOpen(tables.database());
        OpenedProject opened{nullptr, state->project, std::move(loaded.history), missingMedia(state->project),
                             std::move(loaded.damage)};
        WriterStart start{path, std::move(tables), std::move(*state),  std::move(stacks),
                          last, std::move(media),  std::move(options), log_open};
        opened.store.reset(new ProjectStore(path, std::move(*lock), std::make_unique<StoreWriter>(std::move(start))));
        return opened;
    };
    return named(guarded(path, load), path);
}

void ProjectStore::setListener(StoreListener listener) {
    m_writer->setListener(std::move(listener));
}
Result<StepSequence> ProjectStore::append(HistoryStep step) {
    return m_writer->append(std::move(step));
}
StepSequence ProjectStore::lastAppended() const {
    return m_writer->lastAppended();
}
StepSequence ProjectStore::lastSaved() const {
    return m_writer->lastSaved();
}
Result<void> ProjectStore::flush() {
    return m_writer->flush();
}
void ProjectStore::retry() {
    m_writer->retry();
}

Result<void> ProjectStore::saveCopy(const fs::path& copy, IfExists if_exists) {
    const fs::path path = canonicalName(copy);
    if (path == m_file) return fail(ErrorCode::InvalidValue, path.string(), "this is the open project itself");
    const Result<StoreLock> lock = claim(path, m_writer->author(), if_exists);
    if (!lock) return fail(lock.error());
    return m_writer->call([&]() -> Result<void> {
        if (const auto misfit = m_writer->misfit()) return fail(*misfit);
        const auto fill = [&](const fs::path& temporary) -> Result<void> {
            Result<DatabasePtr> database = createFor(path, temporary);
            if (!database) return fail(database.error());
            if (SQLite::Backup(**database, m_writer->tables().database()).executeStep() != SQLITE_DONE)
                return fail(ErrorCode::FileUnreadable, m_file.string(), "another program is using the project file");
            StoreTables tables(std::move(*database));
            SQLite::Transaction transaction(tables.database());
            for (const StoredStep& step : m_writer->unsavedSteps())
                tables.insertStep(step);
            for (const auto& [clip, media] : m_writer->media())
                tables.putMedia(clip, media, path.parent_path());
            setLogOpen(tables.database(), false); // this file has no log
            transaction.commit();
            if (auto whole = emptyLog(tables.database(), path); !whole) return whole;
            return settleLog(path);
        };
        return putDatabase(path, fill);
    });
}

Result<std::vector<HistoryEntry>> ProjectStore::history(StepSequence before, std::size_t limit) {
    return m_writer->call(
        [&]() -> Result<std::vector<HistoryEntry>> { return m_writer->tables().entries(before, limit); });
}

Result<Edit> ProjectStore::restoreTo(StepSequence sequence) {
    return m_writer->call([&]() -> Result<Edit> {
        if (const auto failure = m_writer->failure()) return fail(*failure);
        return named(m_writer->tables().editBackTo(sequence, pathsOf(m_writer->media())), m_file);
    });
}

Result<MediaMatch> ProjectStore::compareMedia(ClipId clip, const fs::path& path) {
    return m_writer->call([&] { return compare(m_writer->media(), clip, path); });
}

Result<MediaMatch> ProjectStore::relocateMedia(ClipId clip, const fs::path& path, bool accept_different) {
    return m_writer->call([&]() -> Result<MediaMatch> {
        const Result<MediaMatch> match = compare(m_writer->media(), clip, path);
        if (!match || (*match == MediaMatch::Different && !accept_different)) return match;
        const Result<std::string> fingerprint = mediaFingerprint(path);
        if (!fingerprint) return fail(fingerprint.error());
        std::error_code error;
        const StoredMedia moved{fs::absolute(path, error), *fingerprint};
        m_writer->openLog();
        SQLite::Transaction transaction(m_writer->tables().database());
        m_writer->tables().putMedia(clip, moved, m_writer->folder());
        transaction.commit();
        m_writer->media()[clip] = moved;
        return match;
    });
}

Result<std::map<ClipId, fs::path>> ProjectStore::findMedia(const fs::path& folder, const std::vector<ClipId>& clips,
                                                           std::stop_token stop) {
    // A copy, so that steps can be saved during the search.
    const Result<MediaMap> media = m_writer->call([&]() -> Result<MediaMap> { return m_writer->media(); });
    if (!media) return fail(media.error());
    std::map<ClipId, fs::path> found;
    std::error_code error;
    constexpr auto kOptions = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator entry(folder, kOptions, error), end; !error && entry != end;
         entry.increment(error)) {
        if (stop.stop_requested() || found.size() == clips.size()) break;
        for (const ClipId clip : clips) {
            const auto known = media->find(clip);
            if (known == media->end() || found.contains(clip) || !mayBe(known->second, *entry)) continue;
            if (const auto match = compare(*media, clip, entry->path()); match && *match == MediaMatch::Same)
                found.emplace(clip, entry->path());
        }
    }
    if (error) return fail(ErrorCode::FileUnreadable, folder.string(), "cannot search this folder: " + error.message());
    return found;
}

Result<void> ProjectStore::checkIntegrity() {
    return m_writer->call([&] { return soundmask::checkIntegrity(m_writer->tables().database(), m_file); });
}

} // namespace soundmask
