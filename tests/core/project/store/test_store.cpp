#include <SQLiteCpp/Database.h>
#include <algorithm>
#include <atomic>
#include <doctest/doctest.h>
#include <set>
#include <thread>

#include "tests/core/project/store/store_support.h"

using namespace soundmask;
using namespace soundmask::test;

namespace fs = std::filesystem;

TEST_CASE("every kind of change survives a restart, with undo and redo") {
    const TemporaryFolder folder;
    Session session = Session::create(folder / "all.soundmask");
    std::set<std::size_t> kinds;
    std::vector<Project> states{session.project};
    const auto perform = [&](const std::string& title, Change change) {
        kinds.insert(change.index());
        session.perform(Edit{title, {std::move(change)}});
        states.push_back(session.project);
    };

    Clip clip = clipOfSize(ClipId{1}, {8, 6});
    clip.path = "/videos/w\u00f6rter \xff.mp4"; // file names need not be UTF-8
    clip.category = "playing_piano";
    clip.split = "test";
    clip.frame_rate = {30000, 1001};
    clip.frame_count = 150;
    clip.duration_s = 0.1 + 0.2;
    clip.key_frames = {{1, 28, 0.9375}, {2, 58, 1.9375}};
    perform("add clip", AddClip{0, clip});
    perform("add clip", AddClip{1, clipOfSize(ClipId{2}, {})});
    MaskLayer layer;
    layer.id = LayerId{3};
    layer.name = "piano";
    layer.class_name = "instrument";
    layer.colour = {1, 2, 255};
    layer.opacity = 1.0 / 3.0;
    layer.locked = true;
    layer.origin = LayerOrigin::GroundTruth;
    layer.masks[7] = MaskRle::fromRuns({8, 6}, {0, 5, 43});
    layer.masks[9] = MaskRle(Size{8, 6});
    layer.sound_states[2] = SoundState::OffScreen;
    perform("add layer", AddLayer{ClipId{1}, 0, layer});
    MaskLayer other;
    other.id = LayerId{4};
    perform("add layer", AddLayer{ClipId{1}, 1, other});
    perform("move layer", MoveLayer{ClipId{1}, 0, 1});
    LayerProperties properties = propertiesOf(layer);
    properties.name = "grand piano";
    properties.visible = false;
    perform("properties", SetLayerProperties{ClipId{1}, layer.id, propertiesOf(layer), properties});
    perform("stroke", EditMask{ClipId{1}, layer.id, 7, true, true, MaskRle::fromRuns({8, 6}, {4, 3, 41})});
    perform("new mask", EditMask{ClipId{1}, layer.id, 8, false, true, MaskRle::fromRuns({8, 6}, {47, 1})});
    perform("sound", SetSoundState{ClipId{1}, layer.id, 1, SoundState::Unsure, SoundState::Sounding});
    PromptSet prompts;
    prompts.points = {{{0.1, -0.0}, false, 1e-300, PromptOrigin::User}};
    prompts.boxes = {{{1, 2, 3.5, 4.25}, 0.7, "dog", PromptOrigin::Mined}};
    perform("prompts", SetPrompts{ClipId{1}, 7, {}, prompts});
    const Marker door{"door \u00e4", {1, 2, 255}};
    perform("marker", SetMarker{ClipId{1}, 7, {}, door});
    perform("rename marker", SetMarker{ClipId{1}, 7, door, Marker{"", {}}});
    perform("review", SetReviewState{ClipId{1}, ReviewState::Untouched, ReviewState::Checked});
    perform("remove layer", RemoveLayer{ClipId{1}, 0, other});
    perform("remove clip", RemoveClip{0, session.project.clips[0]});
    CHECK(kinds.size() == std::variant_size_v<Change>);

    // Forth, back and forth again, each step in a process of its own.
    session.reopen();
    CHECK(session.project == states.back());
    for (std::size_t i = states.size() - 1; i-- > 0;) {
        session.undo();
        session.reopen();
        CHECK(session.project.clips == states[i].clips);
    }
    CHECK_FALSE(session.history.canUndo());
    for (std::size_t i = 1; i < states.size(); ++i) {
        session.redo();
        session.reopen();
        CHECK(session.project.clips == states[i].clips);
    }
    CHECK_FALSE(session.history.canRedo());
}

TEST_CASE("random work in many sessions is the same as in one that never touched a disk") {
    for (const std::uint64_t seed : {1, 2, 3}) {
        CAPTURE(seed);
        const TemporaryFolder folder;
        RandomEdits random(seed);
        Session session = Session::create(folder / "random.soundmask");
        Project project;
        EditHistory history;
        for (int i = 0; i < 1500; ++i) {
            randomStep(session, random);
            if (random.below(60) != 0) continue;
            project = session.project;
            history = session.history;
            session.reopen();
            REQUIRE(session.project == project);
            REQUIRE(session.history.undoEdits() == history.undoEdits());
            REQUIRE(session.history.redoEdits() == history.redoEdits());
        }
        must(session.store->checkIntegrity());
    }
}

TEST_CASE("a state written in between and the steps after it make the whole") {
    const TemporaryFolder folder;
    RandomEdits random(4);
    Session session = Session::create(folder / "large.soundmask");
    session.perform({"add", {AddClip{0, clipOfSize(ClipId{1}, {64, 48})}}});
    for (int round = 0; round < 12; ++round) {
        // Some of these exceed what makes the writer store the state, others leave steps to do again.
        session.perform(largeEdit(session.project, ClipId{1}, random.below(800'000)));
        for (std::size_t i = random.below(20); i > 0; --i)
            session.perform(random.next(session.project));
        if (random.below(2) == 0) session.undo();
        const Project project = session.project;
        const EditHistory history = session.history;
        session.reopen();
        REQUIRE(session.project == project);
        REQUIRE(session.history.undoEdits() == history.undoEdits());
        REQUIRE(session.history.redoEdits() == history.redoEdits());
        if (!session.project.clip(ClipId{1})) break;
    }
    SQLite::Database database((folder / "large.soundmask").string());
    CHECK(database.execAndGet("SELECT value FROM meta WHERE key = 'state_sequence'").getInt() > 0);
}

TEST_CASE("any earlier state can be restored, and that be undone") {
    const TemporaryFolder folder;
    RandomEdits random(9);
    Session session = Session::create(folder / "restore.soundmask");
    std::vector<std::vector<ClipRecord>> states{{}};
    for (int i = 0; i < 150; ++i) {
        REQUIRE(randomStep(session, random) == std::ssize(states));
        states.push_back(session.project.clips);
    }
    for (std::size_t sequence = 0; sequence < states.size(); ++sequence) {
        CAPTURE(sequence);
        const Edit back = must(session.store->restoreTo(static_cast<StepSequence>(sequence)));
        Project project = session.project;
        must(apply(project, back));
        REQUIRE(project.clips == states[sequence]);
    }
    session.perform(must(session.store->restoreTo(40)));
    session.reopen();
    CHECK(session.project.clips == states[40]);
    session.undo();
    session.reopen();
    CHECK(session.project.clips == states.back());
    for (const StepSequence wrong : {-1, 1000}) {
        const Result<Edit> none = session.store->restoreTo(wrong);
        REQUIRE_FALSE(none);
        CHECK(none.error().code == ErrorCode::InvalidValue);
    }
}

TEST_CASE("the history tells who did what and when") {
    const TemporaryFolder folder;
    const auto now = [] { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); };
    const StepTime start = now();
    Session session = Session::create(folder / "who.soundmask", {.author = "Ada"});
    session.perform({"add clip", {AddClip{0, clipOfSize(ClipId{1}, {})}}});
    session.perform({"check", {SetReviewState{ClipId{1}, ReviewState::Untouched, ReviewState::Checked}}});
    session.reopen({.author = "Grace \u00fc"});
    session.undo();
    session.redo();
    session.forget();
    must(session.store->flush());
    const std::vector<HistoryEntry> entries = must(session.store->history());
    using Kind = HistoryStep::Kind;
    const struct {
        Kind kind;
        StepSequence edit;
        const char* title;
        const char* author;
    } expected[] = {{Kind::Forget, 5, "", "Grace \u00fc"},
                    {Kind::Redo, 2, "check", "Grace \u00fc"},
                    {Kind::Undo, 2, "check", "Grace \u00fc"},
                    {Kind::Do, 2, "check", "Ada"},
                    {Kind::Do, 1, "add clip", "Ada"}};
    REQUIRE(entries.size() == std::size(expected));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        CHECK(entries[i].sequence == 5 - static_cast<StepSequence>(i));
        CHECK(entries[i].kind == expected[i].kind);
        CHECK(entries[i].edit_sequence == expected[i].edit);
        CHECK(entries[i].title == expected[i].title);
        CHECK(entries[i].author == expected[i].author);
        CHECK(entries[i].time >= start);
        CHECK(entries[i].time <= now());
        CHECK(entries[i].restorable);
    }
    const std::vector<HistoryEntry> page = must(session.store->history(4, 2));
    REQUIRE(page.size() == 2);
    CHECK(page[0] == entries[2]);
    CHECK(page[1] == entries[3]);
}

TEST_CASE("without a name given, the author is the user of the system") {
    const TemporaryFolder folder;
    Session session = Session::create(folder / "user.soundmask");
    session.perform({"add clip", {AddClip{0, clipOfSize(ClipId{1}, {})}}});
    must(session.store->flush());
    CHECK_FALSE(must(session.store->history()).at(0).author.empty());
}

TEST_CASE("the file is bounded by bytes; what was dropped says so and is stored again when it is needed") {
    const TemporaryFolder folder;
    RandomEdits random(11);
    constexpr std::size_t kLimit = 1'500'000;
    const StoreOptions options{.history_bytes = kLimit};
    const fs::path file = folder / "bounded.soundmask";
    Session session = Session::create(file, options);
    session.perform({"add", {AddClip{0, clipOfSize(ClipId{1}, {64, 48})}}});
    std::vector<std::vector<ClipRecord>> states{{}, session.project.clips};
    for (int i = 0; i < 10; ++i) {
        session.perform(largeEdit(session.project, ClipId{1}, 500'000));
        states.push_back(session.project.clips);
        must(session.store->flush()); // one by one, so that the bound is enforced in between
    }
    const std::vector<HistoryEntry> entries = must(session.store->history());
    CHECK(entries.size() == 11);
    CHECK(entries.front().restorable);
    CHECK_FALSE(entries.back().restorable);
    for (const HistoryEntry& entry : entries) {
        const Result<Edit> back = session.store->restoreTo(entry.sequence);
        REQUIRE(back.has_value() == entry.restorable);
        if (!back) {
            CHECK(back.error().code == ErrorCode::InvalidValue);
            continue;
        }
        Project project = session.project;
        must(apply(project, *back));
        CHECK(project.clips == states[static_cast<std::size_t>(entry.sequence)]);
    }

    const Project project = session.project;
    const std::deque<Edit> undo = session.history.undoEdits();
    Session again = std::move(session);
    again.reopen(options);
    CHECK(again.project == project);
    const std::deque<Edit>& kept = again.history.undoEdits();
    CHECK(kept.size() < undo.size());
    CHECK(kept.size() >= 2);
    CHECK(std::equal(kept.rbegin(), kept.rend(), undo.rbegin()));

    // This session's memory still has what the file drops while it goes on.
    for (int i = 0; i < 6; ++i) {
        again.perform(largeEdit(again.project, ClipId{1}, 500'000));
        must(again.store->flush());
    }
    const std::size_t in_memory = again.history.undoEdits().size();
    while (again.history.canUndo()) {
        again.undo();
        must(again.store->flush());
    }
    const Project at_start = again.project;
    again.reopen(options);
    CHECK(again.project == at_start);
    std::size_t redone = 0;
    for (; again.history.canRedo(); ++redone)
        again.redo();
    CHECK(redone >= 2);
    CHECK(redone <= in_memory);
    again.reopen(options);
    must(again.store->checkIntegrity());
}

TEST_CASE("the undo history of an opened project is bounded in memory, the next undo is always there") {
    const TemporaryFolder folder;
    Session session = Session::create(folder / "memory.soundmask");
    session.perform({"add", {AddClip{0, clipOfSize(ClipId{1}, {64, 48})}}});
    for (int i = 0; i < 5; ++i)
        session.perform(largeEdit(session.project, ClipId{1}, 100'000));
    const Edit newest = *session.history.nextUndo();
    session.reopen({.undo_bytes = 2 * bytesOf(newest) + 100});
    CHECK(session.history.undoEdits().size() == 2);
    CHECK(*session.history.nextUndo() == newest);
    session.reopen({.undo_bytes = 1});
    CHECK(session.history.undoEdits().size() == 1);
    session.undo();
    session.reopen();
    CHECK(*session.history.nextRedo() == newest);
    CHECK(session.history.undoEdits().size() == 5);
}

TEST_CASE("a project begun in memory keeps its history in the new file") {
    const TemporaryFolder folder;
    RandomEdits random(12);
    Project project;
    EditHistory history;
    for (int i = 0; i < 40; ++i)
        must(history.perform(project, random.next(project)));
    for (int i = 0; i < 15; ++i)
        must(history.undo(project));
    Session session{must(ProjectStore::create(folder / "new.soundmask", project, history)), project, history, {}};
    session.redo();
    session.undo();
    session.undo();
    const Session before{nullptr, session.project, session.history, {}};
    session.reopen();
    CHECK(sameState(session, before));
    CHECK(session.history.undoEdits().size() == 24);
    CHECK(session.history.redoEdits().size() == 16);
}

TEST_CASE("steps that cannot be stored are refused or end the saving, never the file") {
    const TemporaryFolder folder;
    const fs::path file = folder / "misfit.soundmask";
    Session session = Session::create(file);
    CHECK(failsWith(session.store->append({HistoryStep::Kind::Undo, {"x", {SetReviewState{}}}}), ErrorCode::Internal,
                    file, "nothing to undo"));
    CHECK(must(session.store->append({HistoryStep::Kind::Do, {"nothing", {}}})) == 0);
    session.perform({"add", {AddClip{0, clipOfSize(ClipId{1}, {})}}});
    must(session.store->flush());
    std::atomic<int> failures{0};
    session.store->setListener({{}, [&](const Error&) { ++failures; }});
    must(session.store->append({HistoryStep::Kind::Do, {"x", {SetReviewState{ClipId{5}, {}, {}}}}}));
    CHECK(failsWith(session.store->flush(), ErrorCode::Internal, file, "save the project as a new file"));
    CHECK(failsWith(session.store->append({HistoryStep::Kind::Do, {"y", {SetReviewState{ClipId{1}, {}, {}}}}}),
                    ErrorCode::Internal, file, "does not fit"));
    CHECK(failsWith(session.store->saveCopy(folder / "copy.soundmask"), ErrorCode::Internal, file, "does not fit"));
    CHECK_FALSE(fs::exists(folder / "copy.soundmask"));
    CHECK(failures == 1);
    session.store.reset();
    CHECK(Session::open(file).project == session.project);
}

TEST_CASE("the listener hears of every step once it is on the disk, in order") {
    const TemporaryFolder folder;
    RandomEdits random(13);
    Session session = Session::create(folder / "listener.soundmask");
    std::vector<StepSequence> heard;
    session.store->setListener({[&](StepSequence saved) { heard.push_back(saved); }, {}});
    for (int i = 0; i < 200; ++i)
        session.perform(random.next(session.project));
    CHECK(session.store->lastAppended() == 200);
    must(session.store->flush());
    CHECK(session.store->lastSaved() == 200);
    session.store.reset(); // ends the writer thread
    REQUIRE_FALSE(heard.empty());
    CHECK(std::is_sorted(heard.begin(), heard.end()));
    CHECK(heard.back() == 200);
}

TEST_CASE("several threads may use a store") {
    const TemporaryFolder folder;
    RandomEdits random(14);
    Session session = Session::create(folder / "threads.soundmask");
    std::atomic<StepSequence> heard{0};
    session.store->setListener({[&](StepSequence saved) { heard = saved; }, {}});
    std::atomic<int> wrong{0};
    std::vector<std::jthread> readers;
    for (int i = 0; i < 2; ++i)
        readers.emplace_back([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                const StepSequence saved = session.store->lastSaved();
                const auto entries = session.store->history();
                if (!entries || std::ssize(*entries) < std::min<StepSequence>(saved, 1000)) ++wrong;
                if (!session.store->flush()) ++wrong;
                if (session.store->lastSaved() > session.store->lastAppended()) ++wrong;
                session.store->retry();
            }
        });
    for (int i = 0; i < 400; ++i)
        randomStep(session, random);
    must(session.store->flush());
    readers.clear();
    CHECK(wrong == 0);
    CHECK(session.store->lastSaved() == 400);
    session.store.reset();
    CHECK(heard == 400);
}
