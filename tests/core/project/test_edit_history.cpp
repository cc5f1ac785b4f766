#include <doctest/doctest.h>

#include "core/project/edit_history.h"
#include "tests/core/project/random_edits.h"

using namespace soundmask;
using soundmask::test::RandomEdits;

TEST_CASE("a random walk through undo, redo and new edits keeps every state exact") {
    RandomEdits random(3);
    Project project;
    EditHistory history;
    std::vector<std::vector<ClipRecord>> states{project.clips}; // what undo must lead back to, oldest first
    std::size_t now = 0;
    for (int i = 0; i < 2000; ++i) {
        const std::size_t what = random.below(10);
        if (what < 3) {
            const Result<HistoryStep> step = history.undo(project);
            CHECK(step.has_value() == (now > 0));
            if (step) {
                CHECK(step->kind == HistoryStep::Kind::Undo);
                CHECK(step->edit == *history.nextRedo());
                --now;
            }
        } else if (what < 5) {
            const Result<HistoryStep> step = history.redo(project);
            CHECK(step.has_value() == (now + 1 < states.size()));
            if (step) {
                CHECK(step->kind == HistoryStep::Kind::Redo);
                CHECK(step->edit == *history.nextUndo());
                ++now;
            }
        } else {
            const Result<HistoryStep> step = history.perform(project, random.next(project));
            REQUIRE(step);
            CHECK(step->edit == *history.nextUndo());
            CHECK_FALSE(history.canRedo());
            states.resize(++now);
            states.push_back(project.clips);
        }
        REQUIRE(project.clips == states[now]);
        REQUIRE(history.undoEdits().size() == now);
        REQUIRE(history.redoEdits().size() == states.size() - 1 - now);
    }
}

TEST_CASE("empty edits leave no trace, failing ones change nothing") {
    Project project;
    EditHistory history;
    RandomEdits random(1);
    REQUIRE(history.perform(project, random.next(project)));
    REQUIRE(history.undo(project));
    const Project before = project;
    const Result<HistoryStep> nothing = history.perform(project, Edit{"nothing", {}});
    REQUIRE(nothing);
    CHECK(nothing->edit.isEmpty());
    CHECK(history.canRedo());
    CHECK_FALSE(history.perform(project, Edit{"wrong", {SetReviewState{ClipId{99}, {}, {}}}}));
    CHECK(history.canRedo());
    CHECK_FALSE(history.canUndo());
    CHECK(history.nextUndo() == nullptr);
    CHECK(project == before);
}

TEST_CASE("the memory bound forgets the oldest edits and keeps the newest") {
    RandomEdits random(5);
    Project project;
    EditHistory history;
    for (int i = 0; i < 100; ++i)
        REQUIRE(history.perform(project, random.next(project)));
    const Edit newest = *history.nextUndo();
    const std::size_t half = history.bytes() / 2;
    history.setByteLimit(half);
    CHECK(history.bytes() <= half);
    CHECK(history.undoEdits().size() > 20);
    CHECK(history.undoEdits().size() < 100);
    CHECK(*history.nextUndo() == newest);
    while (history.canUndo())
        REQUIRE(history.undo(project));
    while (history.canRedo())
        REQUIRE(history.redo(project));
    CHECK(*history.nextUndo() == newest);
    history.setByteLimit(0);
    CHECK(history.undoEdits().size() == 1);
    REQUIRE(history.perform(project, random.next(project)));
    CHECK(history.undoEdits().size() == 1);
}

TEST_CASE("a stored history goes on where it was") {
    RandomEdits random(6);
    Project project;
    const Edit first = random.next(project);
    REQUIRE(apply(project, first));
    Project later = project;
    const Edit second = random.next(later), third = [&] {
        REQUIRE(apply(later, second));
        return random.next(later);
    }();
    EditHistory history({first}, {third, second});
    const Project middle = project;
    REQUIRE(history.redo(project));
    CHECK(*history.nextUndo() == second);
    REQUIRE(history.redo(project));
    CHECK(*history.nextUndo() == third);
    CHECK_FALSE(history.canRedo());
    REQUIRE(history.undo(project));
    REQUIRE(history.undo(project));
    CHECK(project.clips == middle.clips);
    REQUIRE(history.undo(project));
    CHECK(project.clips.empty());
}

TEST_CASE("media that moved is no edit and does not hinder undo and redo") {
    Project project;
    EditHistory history;
    Clip clip;
    clip.id = ClipId{1};
    clip.path = "/old/place.mp4";
    REQUIRE(history.perform(project, Edit{"add", {AddClip{0, clip}}}));
    REQUIRE(history.perform(project, Edit{"remove", {RemoveClip{0, project.clips[0]}}}));
    REQUIRE(history.undo(project));
    REQUIRE(history.relocateMedia(project, clip.id, "/new/place.mp4"));
    CHECK(project.clips[0].clip.path == "/new/place.mp4");
    REQUIRE(history.redo(project));
    REQUIRE(history.undo(project));
    CHECK(project.clips[0].clip.path == "/new/place.mp4");
    REQUIRE(history.undo(project));
    REQUIRE(history.redo(project));
    CHECK(project.clips[0].clip.path == "/new/place.mp4");
    const Result<void> unknown = history.relocateMedia(project, ClipId{5}, "/x");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().code == ErrorCode::InvalidValue);
}

TEST_CASE("what is done outside the history is not taken back") {
    Project project;
    EditHistory history;
    Clip clip;
    clip.id = ClipId{1};
    const Result<HistoryStep> opened = history.performOutside(project, Edit{"open clip", {AddClip{0, clip}}});
    REQUIRE(opened);
    CHECK(opened->kind == HistoryStep::Kind::Outside);
    CHECK_FALSE(history.canUndo());
    CHECK_FALSE(history.performOutside(project, Edit{"open clip", {AddClip{0, clip}}}));
    REQUIRE(history.perform(project, Edit{"review", {SetReviewState{clip.id, {}, ReviewState::Checked}}}));
    CHECK(history.forget().kind == HistoryStep::Kind::Forget);
    CHECK_FALSE(history.canUndo());
    CHECK(history.bytes() == 0);
    CHECK(project.clips[0].review_state == ReviewState::Checked);
}
