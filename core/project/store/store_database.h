#pragma once

#include <SQLiteCpp/Database.h>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/project/store/lost_log.h"

namespace soundmask {

using DatabasePtr = std::unique_ptr<SQLite::Database>;

/// "SMSK", SQLite's application id of a project file.
constexpr int kStoreApplicationId = 0x534d534b;

/// SQL scripts that bring a project file up to date: the one at index i from schema version i + 1 to i + 2.
using SchemaUpgrades = std::vector<std::string>;
/// Those of this program.
const SchemaUpgrades& schemaUpgrades();
/// The schema version a program with \p upgrades reads and writes.
inline int schemaVersion(const SchemaUpgrades& upgrades) {
    return static_cast<int>(upgrades.size()) + 1;
}

/// A project file whose content is broken; \p what: how.
Error damagedFile(const std::filesystem::path& file, const std::string& what);

/// What an exception of SQLite means to the user, with a remedy. \p file is the subject.
Error storeError(const SQLite::Exception& exception, const std::filesystem::path& file);

/// A new, empty project file. \p vfs: SQLite's way to the operating system, empty for the usual one. Error:
/// WriteFailed, also where the medium cannot do a write-ahead log.
Result<DatabasePtr> createDatabase(const std::filesystem::path& file, const std::string& vfs = {});

/// Opens a project file, checks that it is whole, and brings it to the current schema version (in one transaction: the
/// file has either version). \p vfs: as `createDatabase`.
/// Errors: FileNotFound; MalformedFile for a foreign, damaged or cut-off file; UnsupportedFormat for a newer version;
/// MissingData when its write-ahead log is lost; FileUnreadable; WriteFailed, also where the medium cannot do a
/// write-ahead log.
Result<DatabasePtr> openDatabase(const std::filesystem::path& file, LostLog lost_log = LostLog::Refuse,
                                 const SchemaUpgrades& upgrades = schemaUpgrades(), const std::string& vfs = {});

/// Reads the whole file for damage. Error: MalformedFile.
Result<void> checkIntegrity(SQLite::Database& database, const std::filesystem::path& file);

/// Whether the file says of itself that its write-ahead log holds work that it lacks. The file is told so before such
/// work, and told otherwise after it was moved: a copy without the log is known by that. These throw SQLite::Exception.
bool isLogOpen(SQLite::Database& database);
/// Only in the log until `moveLog`.
void setLogOpen(SQLite::Database& database, bool open);
/// Whether closing leaves the log beside the file: it must where the file says that one belongs to it.
void keepLogOnClose(SQLite::Database& database, bool keep);
/// Moves as much of the write-ahead log into the file as others who read it allow, without waiting for them.
void moveLog(SQLite::Database& database);

/// Moves the write-ahead log into the file, which then is the whole project. Errors: WriteFailed, FileUnreadable.
Result<void> emptyLog(SQLite::Database& database, const std::filesystem::path& file);

/// Deletes what SQLite keeps beside \p file while it is open. Error: WriteFailed.
Result<void> removeLogs(const std::filesystem::path& file);

/// To be called before \p file, which nobody has open, is replaced: plays the write-ahead log that a kill left behind
/// into it and deletes it. SQLite would otherwise play it into the new file. Error: as `emptyLog`.
Result<void> settleLog(const std::filesystem::path& file);

/// Runs \p work; an exception of SQLite becomes an error about \p file. \p work returns a Result.
template <typename Work>
auto guarded(const std::filesystem::path& file, Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const SQLite::Exception& exception) {
        return fail(storeError(exception, file));
    }
}

} // namespace soundmask
