#include <condition_variable>
#include <doctest/doctest.h>
#include <mutex>

#include "tests/core/project/store/full_disk.h"
#include "tests/core/project/store/store_support.h"

using namespace soundmask;
using namespace soundmask::test;

namespace fs = std::filesystem;

namespace {

/// What the store told, to be waited for.
class Ear {
  public:
    StoreListener listener() {
        return {[this](StepSequence saved) { note([&] { m_saved = saved; }); },
                [this](const Error& error) { note([&] { m_errors.push_back(error); }); }};
    }
    bool waitForSaved(StepSequence sequence) {
        std::unique_lock lock(m_mutex);
        return m_news.wait_for(lock, std::chrono::seconds(20), [&] { return m_saved >= sequence; });
    }
    bool waitForErrors(std::size_t count) {
        std::unique_lock lock(m_mutex);
        return m_news.wait_for(lock, std::chrono::seconds(20), [&] { return m_errors.size() >= count; });
    }
    std::vector<Error> errors() const {
        const std::lock_guard lock(m_mutex);
        return m_errors;
    }

  private:
    template <typename Change>
    void note(Change change) {
        {
            const std::lock_guard lock(m_mutex);
            change();
        }
        m_news.notify_all();
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_news;
    StepSequence m_saved = 0;
    std::vector<Error> m_errors;
};

Session begin(const fs::path& file, StoreOptions options) {
    Session session = Session::create(file, std::move(options));
    session.perform({"add", {AddClip{0, clipOfSize(ClipId{1}, {64, 48})}}});
    must(session.store->flush());
    return session;
}

/// Steps of the kind that fill a disk, with small ones in between.
void paint(Session& session, RandomEdits& random) {
    for (int i = 0; i < 4; ++i) {
        session.perform(largeEdit(session.project, ClipId{1}, 300'000));
        session.perform({"review",
                         {SetReviewState{ClipId{1}, session.project.clip(ClipId{1})->review_state,
                                         static_cast<ReviewState>(random.below(4))}}});
    }
    session.undo();
}

void checkFull(const FullableDisk& disk, const Error& error, const fs::path& file) {
    CAPTURE(error.toString());
    CHECK(error.code == ErrorCode::WriteFailed);
    CHECK(error.subject == file.string());
    CHECK(error.reason.find(disk.isMounted() ? "disk is full" : "free space") != std::string::npos);
}

} // namespace

TEST_CASE("on a full disk the work stays in memory, the user hears it once, and it is saved as soon as there is room") {
    FullableDisk disk;
    MESSAGE("filled disk: " << std::string(disk.isMounted() ? "tmpfs" : "limit of file size"));
    const fs::path file = disk / "p.soundmask";
    RandomEdits random(31);
    Ear ear;
    Session session = begin(file, {.retry_pause = std::chrono::milliseconds(5)});
    session.store->setListener(ear.listener());
    disk.fill();
    paint(session, random);
    const Result<void> flushed = session.store->flush();
    REQUIRE_FALSE(flushed);
    checkFull(disk, flushed.error(), file);
    const StepSequence saved = session.store->lastSaved();
    CHECK(saved < session.store->lastAppended());

    // Work goes on, a clip is even added.
    paint(session, random);
    session.perform({"add", {AddClip{1, clipOfSize(ClipId{session.project.next_id}, {8, 6})}}});
    CHECK_FALSE(session.store->flush());
    CHECK(session.store->lastSaved() == saved);
    CHECK(std::ssize(must(session.store->history())) == saved);
    CHECK_FALSE(session.store->restoreTo(0));
    CHECK(ear.errors().size() == 1);

    disk.makeRoom();
    CHECK(ear.waitForSaved(session.store->lastAppended())); // nobody asked for it
    must(session.store->flush());
    CHECK(ear.errors().size() == 1);
    const Session before{nullptr, session.project, session.history, {}};
    session.reopen();
    CHECK(sameState(session, before));
    must(session.store->checkIntegrity());
}

TEST_CASE("the user can ask for another attempt and hears when it fails again") {
    FullableDisk disk;
    const fs::path file = disk / "p.soundmask";
    RandomEdits random(32);
    Ear ear;
    Session session = begin(file, {.retry_pause = std::chrono::hours(1)});
    session.store->setListener(ear.listener());
    disk.fill();
    paint(session, random);
    CHECK_FALSE(session.store->flush());
    REQUIRE(ear.waitForErrors(1));

    // A copy on another disk has what cannot be saved here.
    const TemporaryFolder elsewhere;
    if (!disk.isMounted()) disk.makeRoom(); // the limit holds for every folder
    must(session.store->saveCopy(elsewhere / "copy.soundmask"));
    CHECK(sameState(Session::open(elsewhere / "copy.soundmask"), session));
    CHECK(session.store->lastSaved() < session.store->lastAppended());
    if (!disk.isMounted()) disk.fill();

    session.store->retry();
    CHECK_FALSE(session.store->flush());
    REQUIRE(ear.waitForErrors(2));
    checkFull(disk, ear.errors()[1], file);
    disk.makeRoom();
    session.store->retry();
    must(session.store->flush());
    const Session before{nullptr, session.project, session.history, {}};
    session.reopen();
    CHECK(sameState(session, before));
}

TEST_CASE("a program that ends on a full disk keeps what was reported as saved, whole") {
    FullableDisk disk;
    const fs::path file = disk / "p.soundmask";
    RandomEdits random(33);
    Session session = begin(file, {});
    std::vector<Project> states{{}, session.project};
    disk.fill();
    for (int i = 0; i < 10; ++i) {
        session.perform(largeEdit(session.project, ClipId{1}, 200'000));
        states.push_back(session.project);
    }
    CHECK_FALSE(session.store->flush());
    const StepSequence saved = session.store->lastSaved();
    session.store.reset();
    disk.makeRoom();
    const Session again = Session::open(file);
    CHECK(again.store->lastSaved() == saved);
    CHECK(again.project == states[static_cast<std::size_t>(saved)]);
    CHECK(std::ssize(again.history.undoEdits()) == saved);
    must(again.store->checkIntegrity());
}

TEST_CASE("a full disk neither gets half a project nor loses the one that is there") {
    FullableDisk disk;
    const TemporaryFolder elsewhere;
    Session session = begin(elsewhere / "p.soundmask", {});
    for (int i = 0; i < 5; ++i)
        session.perform(largeEdit(session.project, ClipId{1}, 300'000));
    const fs::path old = disk / "old.soundmask", fresh = disk / "new.soundmask";
    const Project old_project = begin(old, {}).project;
    disk.fill();
    for (const fs::path& target : {old, fresh}) {
        const Result<void> copied = session.store->saveCopy(target, IfExists::Replace);
        REQUIRE_FALSE(copied);
        CHECK(copied.error().code == ErrorCode::WriteFailed);
        CHECK(copied.error().subject == target.string());
        const auto created = ProjectStore::create(target, session.project, session.history, {}, IfExists::Replace);
        REQUIRE_FALSE(created);
        CHECK(created.error().code == ErrorCode::WriteFailed);
    }
    CHECK_FALSE(fs::exists(fresh));
    disk.makeRoom();
    CHECK(Session::open(old).project == old_project);
    must(session.store->saveCopy(old, IfExists::Replace));
    CHECK(sameState(Session::open(old), session));
}
