#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <doctest/doctest.h>

#include "core/project/store/edit_codec.h"
#include "core/project/store/store_database.h"
#include "tests/core/project/store/store_support.h"

using namespace soundmask;
using namespace soundmask::test;

namespace fs = std::filesystem;

namespace {

/// A closed project with some content.
Project writeProject(const fs::path& file) {
    RandomEdits random(1);
    Session session = Session::create(file);
    for (int i = 0; i < 60; ++i)
        randomStep(session, random);
    must(session.store->flush());
    return session.project;
}

void sql(const fs::path& file, const std::string& script) {
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(script);
}

/// Checks that opening \p file is refused with \p code and \p reason and leaves the file as it is.
void checkRefused(const fs::path& file, ErrorCode code, const std::string& reason) {
    const std::string before = bytesOfFile(file);
    CHECK(failsWith(ProjectStore::open(file), code, file, reason));
    CHECK(bytesOfFile(file) == before);
}

// What a program of schema version 1 wrote: a clip of 8 x 6 pixels with the id 1, and an edit "review" that checks it.
constexpr const char* kRecordOfVersion1 = "a464636c6970a96863617465676f727960686475726174696f6efa00000000666672616d6573"
                                          "00626964016a6b65795f6672616d657380646e61"
                                          "6d6564636c697064726174658200016473697a658208066573706c697460666c617965727380"
                                          "6770726f6d707473806672657669657700768a8d"
                                          "5b1d76bb8f";
constexpr const char* kEditOfVersion1 = "81846672657669657701000384c9b147d1d4239b";

/// A project file as the first version of the format has it, written without the store's code.
void writeVersion1(const fs::path& file) {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(
        "CREATE TABLE meta(key TEXT PRIMARY KEY NOT NULL, value NOT NULL);"
        "CREATE TABLE steps(sequence INTEGER PRIMARY KEY NOT NULL, kind INTEGER NOT NULL, edit_sequence "
        "INTEGER NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL, time_ms INTEGER NOT NULL, payload BLOB);"
        "CREATE TABLE clips(clip INTEGER PRIMARY KEY NOT NULL, record BLOB NOT NULL);"
        "CREATE TABLE media(clip INTEGER PRIMARY KEY NOT NULL, relative_path TEXT NOT NULL, absolute_path TEXT "
        "NOT NULL, fingerprint TEXT NOT NULL);"
        "INSERT INTO meta VALUES('clip_order', '1 '), ('next_id', '2'), ('state_sequence', '0');"
        "INSERT INTO media VALUES(1, 'v.mp4', '/videos/v.mp4', '');"
        "PRAGMA application_id = 1397576523; PRAGMA user_version = 1;");
    database.exec("INSERT INTO clips VALUES(1, x'" + std::string(kRecordOfVersion1) + "')");
    database.exec("INSERT INTO steps VALUES(1, 0, 1, 'review', 'Ada', 1000, x'" + std::string(kEditOfVersion1) + "')");
}

} // namespace

TEST_CASE("what is not there or not a project is refused and left alone") {
    const TemporaryFolder folder;
    const fs::path file = folder / "x.soundmask";
    CHECK(failsWith(ProjectStore::open(file), ErrorCode::FileNotFound, file, "no such project"));
    CHECK_FALSE(fs::exists(file));
    for (const std::string& content : {std::string(), std::string("a text file"), std::string(5000, '\0'),
                                       std::string("SQLite format 2\0...", 20)}) {
        writeBytes(file, content);
        checkRefused(file, ErrorCode::MalformedFile, "not a Soundmask project");
    }
    fs::create_directory(folder / "folder");
    CHECK(failsWith(ProjectStore::open(folder / "folder"), ErrorCode::MalformedFile, folder / "folder",
                    "not a Soundmask project"));
    const fs::path foreign = folder / "foreign.sqlite";
    sql(foreign, "CREATE TABLE bookmarks(url TEXT); INSERT INTO bookmarks VALUES('x');");
    checkRefused(foreign, ErrorCode::MalformedFile, "database of another program");
}

TEST_CASE("a file that was cut off at any length is refused and left alone") {
    const TemporaryFolder folder;
    writeProject(folder / "whole.soundmask");
    const std::string whole = bytesOfFile(folder / "whole.soundmask");
    const fs::path file = folder / "cut.soundmask";
    std::vector<std::size_t> lengths{1, 15, 16, 17, 99, 100, 101, 511, 512, 1023, 4095, whole.size() - 1};
    for (std::size_t length = 1; length < whole.size(); length += 4096 / 3)
        lengths.push_back(length);
    for (const std::size_t length : lengths) {
        CAPTURE(length);
        const std::string cut = whole.substr(0, length);
        writeBytes(file, cut);
        const Result<OpenedProject> opened = ProjectStore::open(file);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code == ErrorCode::MalformedFile);
        CHECK(opened.error().subject == file.string());
        CHECK(bytesOfFile(file) == cut);
    }
}

TEST_CASE("damaged bytes never crash nor pass as another project; a refused file is left alone") {
    const TemporaryFolder folder;
    const Project project = writeProject(folder / "whole.soundmask");
    const std::string whole = bytesOfFile(folder / "whole.soundmask");
    const fs::path file = folder / "damaged.soundmask";
    RandomEdits random(2);
    int refused = 0;
    for (int round = 0; round < 150; ++round) {
        CAPTURE(round);
        std::string damaged = whole;
        const std::size_t at = random.below(whole.size());
        const std::size_t length = std::min(whole.size() - at, std::size_t{1} << random.below(13));
        for (std::size_t i = 0; i < length; ++i)
            damaged[at + i] = static_cast<char>(random.below(256));
        writeBytes(file, damaged);
        const Result<OpenedProject> opened = ProjectStore::open(file);
        if (opened) { // the bytes hit a place without meaning
            CHECK(opened->project == project);
            continue;
        }
        ++refused;
        CHECK(opened.error().subject == file.string());
        CHECK_FALSE(opened.error().reason.empty());
        CHECK(bytesOfFile(file) == damaged);
    }
    CHECK(refused > 40);
}

TEST_CASE("a damaged page names the file and the way out") {
    const TemporaryFolder folder;
    const fs::path file = folder / "damaged.soundmask";
    writeProject(file);
    std::string bytes = bytesOfFile(file);
    std::fill(bytes.begin() + 4096, bytes.begin() + 8192, '\xaa');
    writeBytes(file, bytes);
    checkRefused(file, ErrorCode::MalformedFile, "open a backup copy");
}

TEST_CASE("content that is broken inside a sound database is refused with a remedy") {
    const TemporaryFolder folder;
    writeProject(folder / "whole.soundmask");
    const char* const damages[] = {
        "UPDATE steps SET payload = x'00' WHERE sequence = 3",
        "UPDATE steps SET payload = NULL WHERE sequence = 2",
        "UPDATE steps SET payload = substr(payload, 1, length(payload) - 1) WHERE sequence = 2",
        "DELETE FROM steps WHERE sequence = 1",
        "UPDATE steps SET kind = 77 WHERE sequence = 1",
        "UPDATE steps SET kind = 1 WHERE sequence = 1",
        "UPDATE meta SET value = '1 2 3' WHERE key = 'clip_order'",
        "DROP TABLE media",
        "PRAGMA user_version = 0",
    };
    for (const char* damage : damages) {
        CAPTURE(damage);
        const fs::path file = folder / "broken.soundmask";
        fs::copy_file(folder / "whole.soundmask", file, fs::copy_options::overwrite_existing);
        sql(file, damage);
        checkRefused(file, ErrorCode::MalformedFile, "damaged");
    }
}

TEST_CASE("a broken write-ahead log costs what was in it, not the project") {
    const TemporaryFolder folder;
    const fs::path file = folder / "p.soundmask";
    const Project project = writeProject(file);
    writeBytes(file.string() + "-wal", std::string(10000, 'x'));
    CHECK(Session::open(file).project == project);
}

TEST_CASE("a project of a newer program is refused with advice") {
    const TemporaryFolder folder;
    const fs::path file = folder / "newer.soundmask";
    writeProject(file);
    sql(file, "PRAGMA user_version = 99");
    checkRefused(file, ErrorCode::UnsupportedFormat, "update Soundmask to open it");
    // Whatever else is strange to this program.
    sql(file, "DROP TABLE steps; UPDATE clips SET record = x'00'");
    checkRefused(file, ErrorCode::UnsupportedFormat, "update Soundmask to open it");
}

TEST_CASE("a program that does not know the newest schema says so, not that the project is damaged") {
    const TemporaryFolder folder;
    const fs::path file = folder / "newer.soundmask";
    writeProject(file);
    SchemaUpgrades older = schemaUpgrades();
    older.pop_back();
    CHECK(failsWith(openDatabase(file, LostLog::Refuse, older), ErrorCode::UnsupportedFormat, file,
                    "update Soundmask to open it"));
}

TEST_CASE("a project of version 1 opens, is brought up to date and takes what is new") {
    const TemporaryFolder folder;
    const fs::path file = folder / "v1.soundmask";
    writeVersion1(file);
    Project project;
    Clip clip = clipOfSize(ClipId{1}, {8, 6});
    clip.path = "/videos/v.mp4";
    must(apply(project, {"", {AddClip{0, clip}}}));
    const Edit edit{"review", {SetReviewState{ClipId{1}, ReviewState::Untouched, ReviewState::Checked}}};
    must(apply(project, edit));
    Session session = Session::open(file);
    CHECK(session.project == project);
    CHECK(session.missing_media == std::vector<ClipId>{ClipId{1}});
    REQUIRE(session.history.canUndo());
    CHECK(*session.history.nextUndo() == edit);
    const HistoryEntry entry = must(session.store->history()).at(0);
    CHECK(entry.author == "Ada");
    CHECK(entry.time == StepTime(std::chrono::seconds(1)));
    session.perform({"marker", {SetMarker{ClipId{1}, 0, {}, Marker{"door", {1, 2, 3}}}}});
    project = session.project;
    session.reopen();
    CHECK(session.project == project);
    session.store.reset();
    CHECK(SQLite::Database(file.string()).execAndGet("PRAGMA user_version").getInt() ==
          schemaVersion(schemaUpgrades()));
}

TEST_CASE("an upgrade is made whole or not at all, and older programs then refuse the file") {
    const TemporaryFolder folder;
    const fs::path file = folder / "upgraded.soundmask";
    const Project project = writeProject(file);
    const int version = schemaVersion(schemaUpgrades());
    SchemaUpgrades broken = schemaUpgrades(), two = schemaUpgrades();
    broken.insert(broken.end(), {"CREATE TABLE notes(text)", "INSERT INTO no_such_table VALUES(1)"});
    two.insert(two.end(), {"CREATE TABLE notes(text)", "INSERT INTO notes VALUES('upgraded')"});
    CHECK_FALSE(openDatabase(file, LostLog::Refuse, broken));
    CHECK(Session::open(file).project == project);
    for (int time = 0; time < 2; ++time) {
        const DatabasePtr database = must(openDatabase(file, LostLog::Refuse, two));
        CHECK(database->execAndGet("PRAGMA user_version").getInt() == version + 2);
        CHECK(database->execAndGet("SELECT COUNT(*) FROM notes").getInt() == 1);
    }
    checkRefused(file, ErrorCode::UnsupportedFormat,
                 "file version " + std::to_string(version + 2) + ", this program knows " + std::to_string(version));
}

TEST_CASE("damage in old steps shortens the undo history and says so, the project stays whole") {
    const TemporaryFolder folder;
    const fs::path file = folder / "p.soundmask";
    Session session = Session::create(file);
    session.perform({"add", {AddClip{0, clipOfSize(ClipId{1}, {64, 48})}}});
    for (int i = 0; i < 8; ++i)
        session.perform(largeEdit(session.project, ClipId{1}, 500'000)); // enough for the state to be stored
    must(session.store->flush());
    session.store.reset();
    sql(file, "UPDATE steps SET payload = substr(payload, 2) WHERE sequence = 3");
    OpenedProject opened = must(ProjectStore::open(file));
    CHECK(opened.project == session.project);
    CHECK(opened.history.undoEdits().size() == 6); // of 9 steps those after the third
    REQUIRE(opened.history_damage);
    CHECK(opened.history_damage->subject == file.string());
    CHECK(opened.history_damage->reason.find("open a backup copy") != std::string::npos);
    CHECK(failsWith(opened.store->restoreTo(1), ErrorCode::MalformedFile, file, "damaged"));
    must(opened.store->restoreTo(3));
}

TEST_CASE("damage is found by the check") {
    const TemporaryFolder folder;
    const fs::path file = folder / "p.soundmask";
    writeProject(file);
    must(Session::open(file).store->checkIntegrity());
    std::string bytes = bytesOfFile(file);
    std::fill(bytes.begin() + 4096, bytes.begin() + 4096 + 200, '\xaa');
    writeBytes(file, bytes);
    SQLite::Database database(file.string());
    CHECK(failsWith(checkIntegrity(database, file), ErrorCode::MalformedFile, file, "damaged"));
}
