#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include "core/project/store/media_fingerprint.h"
#include "tests/core/project/store/store_support.h"

using namespace soundmask;
using namespace soundmask::test;

namespace fs = std::filesystem;

namespace {

constexpr ClipId kFirst{1}, kSecond{2};

Clip clipAt(ClipId id, const fs::path& path) {
    Clip clip = clipOfSize(id, {8, 6});
    clip.path = path;
    return clip;
}

/// FOLDER/project/p.soundmask with two clips whose files lie in FOLDER/videos. Closed: the store knows their content.
Project writeProject(const fs::path& folder) {
    fs::create_directories(folder / "project");
    fs::create_directories(folder / "videos");
    writeBytes(folder / "videos/one.mp4", "content of one");
    writeBytes(folder / "videos/two.mp4", std::string(3 << 20, '2'));
    Session session = Session::create(folder / "project/p.soundmask");
    session.outside({"", {AddClip{0, clipAt(kFirst, folder / "videos/one.mp4")}}});
    session.perform({"add", {AddClip{1, clipAt(kSecond, folder / "videos/two.mp4")}}});
    must(session.store->flush());
    return session.project;
}

fs::path pathOf(const Session& session, ClipId clip) {
    return session.project.clip(clip)->clip.path;
}

} // namespace

TEST_CASE("media are found beside a project that moved, and preferred there") {
    const TemporaryFolder folder;
    const Project project = writeProject(folder / "a");
    {
        const Session session = Session::open(folder / "a/project/p.soundmask");
        CHECK(session.project == project);
        CHECK(session.missing_media.empty());
    }
    SUBCASE("moved as a whole") {
        fs::rename(folder / "a", folder / "b");
    }
    SUBCASE("copied: the copy has its own media") {
        fs::copy(folder / "a", folder / "b", fs::copy_options::recursive);
    }
    SUBCASE("moved twice") {
        fs::rename(folder / "a", folder / "c");
        Session::open(folder / "c/project/p.soundmask");
        fs::rename(folder / "c", folder / "b");
    }
    Session session = Session::open(folder / "b/project/p.soundmask");
    CHECK(session.missing_media.empty());
    CHECK(pathOf(session, kFirst) == folder / "b/videos/one.mp4");
    CHECK(pathOf(session, kSecond) == folder / "b/videos/two.mp4");
    // The edits of the history know the new place, too.
    session.undo();
    session.redo();
    CHECK(pathOf(session, kSecond) == folder / "b/videos/two.mp4");
}

TEST_CASE("media stay where they are when only the project file moves") {
    const TemporaryFolder folder;
    writeProject(folder / "a");
    fs::create_directories(folder / "elsewhere/deep");
    fs::rename(folder / "a/project/p.soundmask", folder / "elsewhere/deep/p.soundmask");
    const Session session = Session::open(folder / "elsewhere/deep/p.soundmask");
    CHECK(session.missing_media.empty());
    CHECK(pathOf(session, kFirst) == folder / "a/videos/one.mp4");
}

TEST_CASE("the file keeps a relative path and the content's fingerprint, and no path in its steps") {
    const TemporaryFolder folder;
    writeProject(folder / "a");
    SQLite::Database database((folder / "a/project/p.soundmask").string());
    CHECK(database.execAndGet("SELECT relative_path FROM media WHERE clip = 1").getString() == "../videos/one.mp4");
    CHECK(database.execAndGet("SELECT fingerprint FROM media WHERE clip = 1").getString() ==
          must(mediaFingerprint(folder / "a/videos/one.mp4")));
    CHECK(database.execAndGet("SELECT COUNT(*) FROM steps WHERE instr(payload, CAST('.mp4' AS BLOB))").getInt() == 0);
}

TEST_CASE("missing media are reported, found by content and taken to their new place") {
    const TemporaryFolder folder;
    writeProject(folder / "a");
    const fs::path file = folder / "a/project/p.soundmask";
    fs::create_directories(folder / "archive/2024");
    fs::create_directories(folder / "archive/2023");
    fs::rename(folder / "a/videos/one.mp4", folder / "archive/2024/one.mp4");
    writeBytes(folder / "archive/2023/one.mp4", "same name, other content");
    Session session = Session::open(file);
    REQUIRE(session.missing_media == std::vector<ClipId>{kFirst});
    CHECK(pathOf(session, kFirst) == folder / "a/videos/one.mp4"); // for the message

    const auto found = must(session.store->findMedia(folder / "archive", session.missing_media));
    REQUIRE(found.size() == 1);
    CHECK(found.at(kFirst) == folder / "archive/2024/one.mp4");
    CHECK(must(session.store->compareMedia(kFirst, folder / "archive/2024/one.mp4")) == MediaMatch::Same);
    CHECK(must(session.store->compareMedia(kFirst, folder / "archive/2023/one.mp4")) == MediaMatch::Different);

    // Other content is taken only when the user insists.
    CHECK(must(session.store->relocateMedia(kFirst, folder / "archive/2023/one.mp4")) == MediaMatch::Different);
    session.reopen();
    REQUIRE(session.missing_media == std::vector<ClipId>{kFirst});

    CHECK(must(session.store->relocateMedia(kFirst, found.at(kFirst))) == MediaMatch::Same);
    must(session.history.relocateMedia(session.project, kFirst, found.at(kFirst)));
    // What is done later knows the new place; the store must not stumble over it.
    session.perform({"remove", {RemoveClip{0, *session.project.clip(kFirst)}}});
    must(session.store->flush());
    session.undo();
    session.reopen();
    CHECK(session.missing_media.empty());
    CHECK(pathOf(session, kFirst) == found.at(kFirst));
    session.redo();
    session.undo();
    CHECK(pathOf(session, kFirst) == found.at(kFirst));

    CHECK(must(session.store->relocateMedia(kFirst, folder / "archive/2023/one.mp4", true)) == MediaMatch::Different);
    session.reopen();
    CHECK(pathOf(session, kFirst) == folder / "archive/2023/one.mp4");
    CHECK(must(session.store->compareMedia(kFirst, folder / "archive/2023/one.mp4")) == MediaMatch::Same);
}

TEST_CASE("media the store never saw can be taken, and wrong questions are answered") {
    const TemporaryFolder folder;
    Session session = Session::create(folder / "p.soundmask");
    session.outside({"", {AddClip{0, clipAt(kFirst, folder / "never.mp4")}}});
    session.reopen();
    REQUIRE(session.missing_media == std::vector<ClipId>{kFirst});
    writeBytes(folder / "there.mp4", "x");
    CHECK(must(session.store->relocateMedia(kFirst, folder / "there.mp4")) == MediaMatch::Unknown);
    session.reopen();
    CHECK(session.missing_media.empty());
    CHECK(must(session.store->compareMedia(kFirst, folder / "there.mp4")) == MediaMatch::Same);

    const auto unknown = session.store->compareMedia(ClipId{77}, folder / "there.mp4");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().code == ErrorCode::InvalidValue);
    CHECK(failsWith(session.store->relocateMedia(kFirst, folder / "nowhere.mp4"), ErrorCode::FileNotFound,
                    folder / "nowhere.mp4", "no such file"));
    CHECK(failsWith(session.store->findMedia(folder / "no folder", {kFirst}), ErrorCode::FileUnreadable,
                    folder / "no folder", "cannot search"));
}

TEST_CASE("a copy of the project elsewhere finds the same media") {
    const TemporaryFolder folder;
    writeProject(folder / "a");
    Session session = Session::open(folder / "a/project/p.soundmask");
    fs::create_directories(folder / "b/c/d");
    must(session.store->saveCopy(folder / "b/c/d/copy.soundmask"));
    const Session copy = Session::open(folder / "b/c/d/copy.soundmask");
    CHECK(copy.missing_media.empty());
    CHECK(pathOf(copy, kFirst) == folder / "a/videos/one.mp4");
    SQLite::Database database((folder / "b/c/d/copy.soundmask").string());
    CHECK(database.execAndGet("SELECT relative_path FROM media WHERE clip = 1").getString() ==
          "../../../a/videos/one.mp4");
}

TEST_CASE("a fingerprint tells contents apart, wherever they lie") {
    const TemporaryFolder folder;
    const auto of = [&](const std::string& bytes) {
        writeBytes(folder / "file", bytes);
        return must(mediaFingerprint(folder / "file"));
    };
    // SHA-256 of "abc" from FIPS 180-4's examples.
    CHECK(of("abc") == "3:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(of("").starts_with("0:"));
    std::string large(3 << 20, 'x');
    const std::string print = of(large);
    large.front() = 'y';
    CHECK(of(large) != print);
    large.front() = 'x';
    large.back() = 'y';
    CHECK(of(large) != print);
    CHECK(of(large + 'x') != print);

    fs::create_directory(folder / "stills");
    writeBytes(folder / "stills/1.png", "first");
    writeBytes(folder / "stills/2.png", "second");
    const std::string stills = must(mediaFingerprint(folder / "stills"));
    fs::rename(folder / "stills", folder / "moved");
    CHECK(must(mediaFingerprint(folder / "moved")) == stills);
    writeBytes(folder / "moved/3.png", "third");
    CHECK(must(mediaFingerprint(folder / "moved")) != stills);
    CHECK(failsWith(mediaFingerprint(folder / "nothing"), ErrorCode::FileNotFound, folder / "nothing", "no such"));
}
