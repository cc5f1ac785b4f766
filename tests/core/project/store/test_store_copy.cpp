#include <doctest/doctest.h>

#include "core/project/store/store_database.h"
#include "tests/core/project/store/store_support.h"

using namespace soundmask;
using namespace soundmask::test;

namespace fs = std::filesystem;

namespace {

Session someWork(const fs::path& file, std::uint64_t seed) {
    RandomEdits random(seed);
    Session session = Session::create(file);
    for (int i = 0; i < 50; ++i)
        session.perform(random.next(session.project));
    for (int i = 0; i < 7; ++i)
        session.undo();
    return session;
}

/// What is left of the folder when a process with the project open is killed: the file and its write-ahead log.
void copyAsIfKilled(const fs::path& from, const fs::path& to) {
    fs::copy_file(from, to);
    fs::copy_file(from.string() + "-wal", to.string() + "-wal");
}

} // namespace

TEST_CASE("a copy has the whole project with its history, and lives on its own") {
    const TemporaryFolder folder;
    Session session = someWork(folder / "original.soundmask", 1);
    const fs::path file = folder / "copy.soundmask";
    must(session.store->saveCopy(file)); // without a flush: it has all that was appended
    Session copy = Session::open(file);
    CHECK(sameState(copy, session));
    CHECK(must(copy.store->history()).size() == 57);
    copy.undo();
    copy.reopen();
    session.redo();
    session.reopen();
    CHECK_FALSE(sameState(copy, session));
    copy.redo();
    copy.redo();
    CHECK(copy.project.clips == session.project.clips);
}

TEST_CASE("a copy is one file: no log, lock or temporary file stays beside it") {
    const TemporaryFolder folder, other;
    Session session = someWork(folder / "original.soundmask", 2);
    must(session.store->saveCopy(other / "copy.soundmask"));
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(other.path()))
        names.push_back(entry.path().filename().string());
    CHECK(names == std::vector<std::string>{"copy.soundmask"});
    session.store.reset();
    names.clear();
    for (const auto& entry : fs::directory_iterator(folder.path()))
        names.push_back(entry.path().filename().string());
    CHECK(names == std::vector<std::string>{"original.soundmask"});
}

TEST_CASE("a copy does not overwrite by accident, nor the project itself, nor one that is open") {
    const TemporaryFolder folder;
    Session session = someWork(folder / "original.soundmask", 3);
    const fs::path taken = folder / "taken.soundmask";
    writeBytes(taken, "precious");
    CHECK(failsWith(session.store->saveCopy(taken), ErrorCode::WriteFailed, taken, "choose another name"));
    CHECK(bytesOfFile(taken) == "precious");
    CHECK(failsWith(ProjectStore::create(taken, {}, {}), ErrorCode::WriteFailed, taken, "choose another name"));
    CHECK(bytesOfFile(taken) == "precious");
    fs::create_symlink(folder / "original.soundmask", folder / "link");
    for (const fs::path& itself : {folder / "original.soundmask", folder / "link"})
        CHECK(failsWith(session.store->saveCopy(itself, IfExists::Replace), ErrorCode::InvalidValue,
                        session.store->file(), "open project itself"));
    const Session open = Session::create(folder / "open.soundmask");
    CHECK(failsWith(session.store->saveCopy(open.store->file(), IfExists::Replace), ErrorCode::FileUnreadable,
                    open.store->file(), "close it there first"));
    CHECK(failsWith(ProjectStore::create(open.store->file(), {}, {}, {}, IfExists::Replace), ErrorCode::FileUnreadable,
                    open.store->file(), "close it there first"));
    must(session.store->saveCopy(taken, IfExists::Replace));
    CHECK(sameState(Session::open(taken), session));
    const fs::path nowhere = folder / "no/such/folder/copy.soundmask";
    CHECK(failsWith(session.store->saveCopy(nowhere), ErrorCode::WriteFailed, nowhere, "folder does not exist"));
}

TEST_CASE("what a kill leaves opens with all that was saved") {
    const TemporaryFolder folder;
    Session session = someWork(folder / "original.soundmask", 4);
    must(session.store->flush());
    copyAsIfKilled(session.store->file(), folder / "killed.soundmask");
    CHECK(sameState(Session::open(folder / "killed.soundmask"), session));
}

TEST_CASE("a new project in the place of one that was killed has nothing of it") {
    const TemporaryFolder folder;
    Session session = someWork(folder / "original.soundmask", 5);
    must(session.store->flush());
    const fs::path first = folder / "first.soundmask", second = folder / "second.soundmask";
    copyAsIfKilled(session.store->file(), first);
    copyAsIfKilled(session.store->file(), second);
    const Session other = someWork(folder / "other.soundmask", 6);
    must(other.store->saveCopy(first, IfExists::Replace));
    CHECK(sameState(Session::open(first), other));
    must(ProjectStore::create(second, other.project, other.history, {}, IfExists::Replace));
    CHECK(sameState(Session::open(second), other));
}

TEST_CASE("before a file is replaced, its log is played into it") {
    const TemporaryFolder folder;
    Session session = someWork(folder / "original.soundmask", 7);
    must(session.store->flush());
    const fs::path killed = folder / "killed.soundmask";
    copyAsIfKilled(session.store->file(), killed);
    must(settleLog(killed));
    CHECK_FALSE(fs::exists(killed.string() + "-wal"));
    CHECK(sameState(Session::open(killed), session));
    // Not a database: its leftovers go all the same.
    writeBytes(folder / "text", "text");
    writeBytes(folder / "text-wal", "log");
    must(settleLog(folder / "text"));
    CHECK(bytesOfFile(folder / "text") == "text");
    CHECK_FALSE(fs::exists(folder / "text-wal"));
}

TEST_CASE("a file copied without its log says so, is left alone, and opens as it is when that is accepted") {
    const TemporaryFolder folder;
    Session session = someWork(folder / "original.soundmask", 5);
    must(session.store->flush());
    const fs::path alone = folder / "alone.soundmask", both = folder / "both.soundmask";
    copyAsIfKilled(folder / "original.soundmask", both);
    fs::copy_file(folder / "original.soundmask", alone);
    CHECK(sameState(Session::open(both), session));
    const std::string before = bytesOfFile(alone);
    for (int time = 0; time < 2; ++time) {
        CHECK(failsWith(ProjectStore::open(alone), ErrorCode::MissingData, alone, "-wal at the end of its name"));
        CHECK(bytesOfFile(alone) == before);
    }
    fs::copy_file(folder / "original.soundmask-wal", alone.string() + "-wal"); // as advised
    CHECK(sameState(Session::open(alone), session));

    writeBytes(alone, before);
    Session rest = Session::open(alone, {.lost_log = LostLog::Accept});
    CHECK(rest.store->lastSaved() < session.store->lastSaved());
    rest.perform({"add", {AddClip{rest.project.clips.size(), clipOfSize(ClipId{900}, {})}}});
    const Project project = rest.project;
    rest.reopen();
    CHECK(rest.project == project);
}

TEST_CASE("after a pause the file alone is whole, until the next step") {
    const TemporaryFolder folder;
    const fs::path file = folder / "original.soundmask", copy = folder / "copy.soundmask";
    Session session = Session::create(file, {.settle_pause = std::chrono::milliseconds(1)});
    for (int round = 0; round < 3; ++round) {
        session.perform({"add", {AddClip{0, clipOfSize(ClipId{round + 1}, {})}}});
        must(session.store->flush());
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        bool whole = false;
        while (!whole && std::chrono::steady_clock::now() < deadline) {
            fs::copy_file(file, copy, fs::copy_options::overwrite_existing);
            const Result<OpenedProject> opened = ProjectStore::open(copy);
            whole = opened && opened->project == session.project;
        }
        CHECK(whole);
    }
    session.store.reset();
    // With the usual pause a step is nowhere but in the log at first.
    session = Session::open(file);
    session.perform({"add", {AddClip{0, clipOfSize(ClipId{9}, {})}}});
    must(session.store->flush());
    fs::copy_file(file, copy, fs::copy_options::overwrite_existing);
    CHECK(failsWith(ProjectStore::open(copy), ErrorCode::MissingData, copy, "copy both files"));
}
