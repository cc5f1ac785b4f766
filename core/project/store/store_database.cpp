#include "core/project/store/store_database.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <array>
#include <fstream>
#include <sqlite3.h>
#include <string_view>

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr int kBusyTimeoutMs = 2000;
constexpr const char* kLogOpen = "open";
constexpr const char* kLogSettled = "settled";

// Schema version 1. A change of what edits and records hold (edit_codec.h) is a new version, too, even if no table
// changes: programs that do not know it would call the project damaged.
// steps: what happened, never deleted. edit_sequence: the step whose edit this one does, takes back or does again.
// payload: the edit (see edit_codec.h), NULL where the step has none of its own, or where it was dropped to bound the
// file. clips: the project after step "state_sequence" of meta; later steps are done again when the file is opened.
// meta: "state_sequence", "next_id", "clip_order" (ids separated by blanks), "log" since version 2 (see isLogOpen).
constexpr const char* kSchema = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY NOT NULL, value NOT NULL);
CREATE TABLE steps(
    sequence INTEGER PRIMARY KEY NOT NULL,
    kind INTEGER NOT NULL,
    edit_sequence INTEGER NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    time_ms INTEGER NOT NULL,
    payload BLOB);
CREATE TABLE clips(clip INTEGER PRIMARY KEY NOT NULL, record BLOB NOT NULL);
CREATE TABLE media(
    clip INTEGER PRIMARY KEY NOT NULL,
    relative_path TEXT NOT NULL,
    absolute_path TEXT NOT NULL,
    fingerprint TEXT NOT NULL);
)sql";

fs::path logOf(fs::path file) {
    return file += "-wal";
}

int integer(SQLite::Database& database, const std::string& pragma) {
    return database.execAndGet("PRAGMA " + pragma).getInt();
}

Error diskFull(const fs::path& file) {
    return {ErrorCode::WriteFailed, file.string(), "the disk is full; free some space"};
}

tl::unexpected<Error> noLog(const fs::path& file) {
    return fail(ErrorCode::WriteFailed, file.string(),
                "this drive cannot keep a write-ahead log, without which a project is not safe; move the project to a "
                "disk of this computer");
}

/// An acknowledged step is on the disk, not merely in the system's cache: the log is flushed at every commit. Without
/// shared memory the log cannot work and SQLite stays in another mode.
Result<void> useWriteAheadLog(SQLite::Database& database, const fs::path& file) {
    database.setBusyTimeout(kBusyTimeoutMs);
    if (database.execAndGet("PRAGMA journal_mode = WAL").getString() != "wal") return noLog(file);
    database.exec("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216;");
    return {};
}

/// To be called before anything else is asked of the content: what a newer program writes may look damaged.
Result<void> checkVersion(SQLite::Database& database, const fs::path& file, int current) {
    const int version = integer(database, "user_version");
    if (version < 1) return fail(damagedFile(file, "it has no version"));
    if (version <= current) return {};
    return fail(ErrorCode::UnsupportedFormat, file.string(),
                "the project was saved by a newer Soundmask (file version " + std::to_string(version) +
                    ", this program knows " + std::to_string(current) + "); update Soundmask to open it");
}

/// \p has_log: whether there was a write-ahead log before \p database was opened.
Result<void> checkLog(SQLite::Database& database, const fs::path& file, bool has_log, LostLog lost_log) {
    if (has_log || lost_log == LostLog::Accept || !isLogOpen(database)) return {};
    return fail(
        ErrorCode::MissingData, file.string(),
        "it was copied without its log, the file beside it with -wal at the end of its name, and the newest work "
        "is in there; copy both files from where the project was, or open it in the window as it is");
}

void upgrade(SQLite::Database& database, const SchemaUpgrades& upgrades) {
    const int version = integer(database, "user_version"), current = schemaVersion(upgrades);
    if (version == current) return;
    SQLite::Transaction transaction(database);
    for (int from = version; from < current; ++from)
        database.exec(upgrades[static_cast<std::size_t>(from) - 1]);
    database.exec("PRAGMA user_version = " + std::to_string(current));
    transaction.commit();
}

Result<void> checkHeader(const fs::path& file) {
    constexpr std::string_view kMagic("SQLite format 3\0", 16);
    std::error_code error;
    if (!fs::exists(file, error)) return fail(ErrorCode::FileNotFound, file.string(), "there is no such project");
    std::array<char, kMagic.size()> magic{};
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return fail(ErrorCode::FileUnreadable, file.string(), "cannot read it; check its permissions");
    stream.read(magic.data(), magic.size());
    if (!stream || std::string_view(magic.data(), magic.size()) != kMagic)
        return fail(ErrorCode::MalformedFile, file.string(), "this is not a Soundmask project");
    return {};
}

} // namespace

const SchemaUpgrades& schemaUpgrades() {
    static const SchemaUpgrades kUpgrades{
        // 2: clips have markers, meta has "log". Files of before have none and are read as such.
        "",
        // 3: points and boxes may have no score. Those of before all have one.
        "",
    };
    return kUpgrades;
}

Error damagedFile(const fs::path& file, const std::string& what) {
    return {ErrorCode::MalformedFile, file.string(),
            "the project file is damaged (" + what +
                "); open a backup copy, or recover it with the program sqlite3 (.recover)"};
}

Error storeError(const SQLite::Exception& exception, const fs::path& file) {
    const std::string name = file.string();
    switch (exception.getExtendedErrorCode()) {
    case SQLITE_IOERR_SHMOPEN:
    case SQLITE_IOERR_SHMMAP:
    case SQLITE_IOERR_SHMLOCK:
        return noLog(file).value();
    case SQLITE_IOERR_SHMSIZE:
        return diskFull(file);
    default:
        break;
    }
    constexpr int kPrimaryCode = 0xff; // some calls answer with an extended code
    switch (exception.getErrorCode() & kPrimaryCode) {
    case SQLITE_FULL:
        return diskFull(file);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: // a table or column is not there
        return damagedFile(file, exception.what());
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::FileUnreadable, name, "another program is using the project file; close it there first"};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorCode::WriteFailed, name,
                "the project cannot be written, and a project is saved all the time; copy it to a folder of yours and "
                "open it there"};
    case SQLITE_IOERR:
        return {ErrorCode::WriteFailed, name,
                std::string("the drive failed (") + exception.what() + "); check it and its free space"};
    case SQLITE_NOMEM:
        return {ErrorCode::OutOfMemory, name, "not enough memory; close other programs and try again"};
    default:
        return {ErrorCode::WriteFailed, name, std::string("the project file failed: ") + exception.what()};
    }
}

Result<DatabasePtr> createDatabase(const fs::path& file, const std::string& vfs) {
    return guarded(file, [&]() -> Result<DatabasePtr> {
        auto database =
            std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 0, vfs);
        if (auto wal = useWriteAheadLog(*database, file); !wal) return fail(wal.error());
        SQLite::Transaction transaction(*database);
        database->exec("PRAGMA application_id = " + std::to_string(kStoreApplicationId));
        database->exec("PRAGMA user_version = 1");
        database->exec(kSchema);
        for (const std::string& script : schemaUpgrades())
            database->exec(script);
        database->exec("PRAGMA user_version = " + std::to_string(schemaVersion(schemaUpgrades())));
        transaction.commit();
        return database;
    });
}

Result<DatabasePtr> openDatabase(const fs::path& file, LostLog lost_log, const SchemaUpgrades& upgrades,
                                 const std::string& vfs) {
    if (auto header = checkHeader(file); !header) return fail(header.error());
    std::error_code error;
    const std::uintmax_t log_bytes = fs::file_size(logOf(file), error);
    const bool has_log = !error && log_bytes > 0;
    return guarded(file, [&]() -> Result<DatabasePtr> {
        auto database = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE, 0, vfs);
        if (sqlite3_db_readonly(database->getHandle(), "main") == 1)
            return fail(storeError(SQLite::Exception("read-only", SQLITE_READONLY), file));
        if (integer(*database, "application_id") != kStoreApplicationId)
            return fail(ErrorCode::MalformedFile, file.string(),
                        "this is a database of another program, not a Soundmask project");
        if (auto known = checkVersion(*database, file, schemaVersion(upgrades)); !known) return fail(known.error());
        if (auto wal = useWriteAheadLog(*database, file); !wal) return fail(wal.error());
        if (auto whole = checkIntegrity(*database, file); !whole) return fail(whole.error());
        if (auto log = checkLog(*database, file, has_log, lost_log); !log) return fail(log.error());
        upgrade(*database, upgrades);
        keepLogOnClose(*database, isLogOpen(*database));
        return database;
    });
}

Result<void> checkIntegrity(SQLite::Database& database, const fs::path& file) {
    return guarded(file, [&]() -> Result<void> {
        const std::string verdict = database.execAndGet("PRAGMA integrity_check(1)").getString();
        if (verdict == "ok") return {};
        // The last line says what, those before it where.
        return fail(damagedFile(file, verdict.substr(verdict.rfind('\n') + 1)));
    });
}

bool isLogOpen(SQLite::Database& database) {
    SQLite::Statement row(database, "SELECT value FROM meta WHERE key = 'log'");
    return row.executeStep() && row.getColumn(0).getString() == kLogOpen;
}

void setLogOpen(SQLite::Database& database, bool open) {
    SQLite::Statement put(database, "INSERT OR REPLACE INTO meta VALUES('log', ?)");
    put.bind(1, open ? kLogOpen : kLogSettled);
    put.exec();
}

void keepLogOnClose(SQLite::Database& database, bool keep) {
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, nullptr);
}

void moveLog(SQLite::Database& database) {
    database.exec("PRAGMA wal_checkpoint(PASSIVE)");
}

Result<void> emptyLog(SQLite::Database& database, const fs::path& file) {
    return guarded(file, [&]() -> Result<void> {
        if (database.execAndGet("PRAGMA wal_checkpoint(TRUNCATE)").getInt() == 0) return {};
        return fail(storeError(SQLite::Exception("busy", SQLITE_BUSY), file));
    });
}

Result<void> removeLogs(const fs::path& file) {
    for (const char* suffix : {"-wal", "-shm", "-journal"}) {
        fs::path leftover = file;
        leftover += suffix;
        std::error_code error;
        fs::remove(leftover, error);
        if (error) return fail(ErrorCode::WriteFailed, leftover.string(), "cannot delete it: " + error.message());
    }
    return {};
}

Result<void> settleLog(const fs::path& file) {
    std::error_code error;
    if (fs::exists(file, error)) {
        const Result<void> settled = guarded(file, [&] {
            SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
            if (auto emptied = emptyLog(database, file); !emptied || !isLogOpen(database)) return emptied;
            setLogOpen(database, false);
            return emptyLog(database, file);
        });
        // Of what is no database, or a damaged one, no log can be kept.
        if (!settled && settled.error().code != ErrorCode::MalformedFile) return settled;
    }
    return removeLogs(file);
}

} // namespace soundmask
