#pragma once

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "core/project/store/project_store.h"
#include "tests/core/project/random_edits.h"
#include "tests/support/temporary_folder.h"

namespace soundmask::test {

inline std::string bytesOfFile(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline void writeBytes(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// The value of \p result; its error fails the test.
template <typename T>
T must(Result<T> result) {
    REQUIRE_MESSAGE(result.has_value(), (result ? std::string() : result.error().toString()));
    return std::move(*result);
}
inline void must(const Result<void>& result) {
    REQUIRE_MESSAGE(result.has_value(), (result ? std::string() : result.error().toString()));
}

/// Whether \p result failed with \p code, named \p file and gave a reason that contains \p reason.
template <typename T>
bool failsWith(const Result<T>& result, ErrorCode code, const std::filesystem::path& file, const std::string& reason) {
    if (result) return false;
    INFO(result.error().toString());
    CHECK(result.error().code == code);
    CHECK(result.error().subject == file.string());
    CHECK(result.error().reason.find(reason) != std::string::npos);
    return true;
}

/// A project as the window has it: every step goes to the store.
struct Session {
    std::unique_ptr<ProjectStore> store;
    Project project;
    EditHistory history;
    std::vector<ClipId> missing_media;

    static Session create(const std::filesystem::path& file, StoreOptions options = {}) {
        return {must(ProjectStore::create(file, {}, {}, std::move(options))), {}, {}, {}};
    }
    static Session open(const std::filesystem::path& file, StoreOptions options = {}) {
        OpenedProject opened = must(ProjectStore::open(file, std::move(options)));
        return {std::move(opened.store), std::move(opened.project), std::move(opened.history),
                std::move(opened.missing_media)};
    }

    StepSequence append(Result<HistoryStep> step) { return must(store->append(must(std::move(step)))); }
    StepSequence perform(Edit edit) { return append(history.perform(project, std::move(edit))); }
    StepSequence outside(Edit edit) { return append(history.performOutside(project, std::move(edit))); }
    StepSequence undo() { return append(history.undo(project)); }
    StepSequence redo() { return append(history.redo(project)); }
    StepSequence forget() { return append(history.forget()); }

    /// Ends the process's use of the file and opens it anew.
    void reopen(StoreOptions options = {}) {
        must(store->flush());
        const std::filesystem::path file = store->file();
        store.reset();
        *this = open(file, std::move(options));
    }
};

/// Whether the project and the edits to undo and redo are equal in every bit.
inline bool sameState(const Session& a, const Session& b) {
    return a.project == b.project && a.history.undoEdits() == b.history.undoEdits() &&
           a.history.redoEdits() == b.history.redoEdits();
}

inline Clip clipOfSize(ClipId id, Size size) {
    Clip clip;
    clip.id = id;
    clip.name = "clip";
    clip.size = size;
    return clip;
}

/// A random step of \p session: edits, undo, redo and now and then one outside the history.
inline StepSequence randomStep(Session& session, RandomEdits& random) {
    const std::size_t what = random.below(100);
    if (what < 20 && session.history.canUndo()) return session.undo();
    if (what < 32 && session.history.canRedo()) return session.redo();
    if (what == 32) return session.forget();
    if (what == 33) {
        Clip clip = clipOfSize(ClipId{session.project.next_id}, {64, 48});
        clip.path = "/videos/outside.mp4";
        return session.outside(Edit{"", {AddClip{session.project.clips.size(), clip}}});
    }
    return session.perform(random.next(session.project));
}

/// An edit of about \p bytes bytes when stored: it adds a layer of noise.
inline Edit largeEdit(const Project& project, ClipId clip, std::size_t bytes) {
    const Size size = project.clip(clip)->clip.size;
    MaskLayer layer;
    layer.id = LayerId{project.next_id};
    layer.name = "noise";
    const auto area = static_cast<std::uint32_t>(size.area());
    for (FrameIndex frame = 0; static_cast<std::size_t>(frame) * area < bytes; ++frame)
        layer.masks[frame] = MaskRle::fromRuns(size, std::vector<std::uint32_t>(area, 1));
    return {"large edit", {AddLayer{clip, 0, std::move(layer)}}};
}

} // namespace soundmask::test
