#include <doctest/doctest.h>

#include "core/project/store/edit_codec.h"
#include "tests/core/project/random_edits.h"

using namespace soundmask;
using soundmask::test::RandomEdits;

namespace {

/// Every path the random edits use.
ClipPaths allPaths(const Project& project) {
    ClipPaths paths;
    for (std::int64_t id = 1; id <= project.next_id + 3; ++id)
        paths[ClipId{id}] = "/videos/clip " + std::to_string(id) + ".mp4";
    return paths;
}

} // namespace

TEST_CASE("random edits and records are read back bit by bit") {
    RandomEdits random(21);
    Project project;
    for (int i = 0; i < 1500; ++i) {
        const Edit edit = random.next(project);
        const ClipPaths paths = allPaths(project);
        const Bytes bytes = encodeEdit(edit);
        const Result<Edit> read = decodeEdit(edit.title, bytes, paths);
        REQUIRE(read);
        REQUIRE(*read == edit);
        REQUIRE(encodeEdit(*read) == bytes);
        REQUIRE(apply(project, edit));
        for (const ClipRecord& record : project.clips) {
            const Result<ClipRecord> again = decodeRecord(encodeRecord(record), paths);
            REQUIRE(again);
            REQUIRE(*again == record);
        }
    }
}

TEST_CASE("runs at the edges of the variable-length form are read back") {
    for (const std::uint32_t run : {0u, 1u, 127u, 128u, 16383u, 16384u, 2097151u, 2097152u, 268435455u, 268435456u}) {
        CAPTURE(run);
        const Size size{static_cast<int>(run + 1), 1};
        const EditMask change{ClipId{1}, LayerId{2}, 3, true, true, MaskRle::fromRuns(size, {run, 1})};
        const Edit edit{"stroke", {change}};
        const Result<Edit> read = decodeEdit("stroke", encodeEdit(edit), {});
        REQUIRE(read);
        CHECK(*read == edit);
    }
}

TEST_CASE("cut off or damaged bytes and a wrong title are an error") {
    RandomEdits random(22);
    Project project;
    Edit edit;
    for (int i = 0; i < 60; ++i) {
        edit = random.next(project);
        REQUIRE(apply(project, edit));
    }
    edit = Edit{"all", {RemoveClip{0, project.clips[0]}}};
    const Bytes whole = encodeEdit(edit);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const Result<Edit> read = decodeEdit("all", std::span(whole).first(length), {});
        REQUIRE_FALSE(read);
        REQUIRE(read.error().code == ErrorCode::MalformedFile);
    }
    for (int i = 0; i < 3000; ++i) {
        Bytes damaged = whole;
        for (std::size_t n = 1 + random.below(3); n > 0; --n)
            damaged[random.below(damaged.size())] = static_cast<std::uint8_t>(random.below(256));
        REQUIRE(decodeEdit("all", damaged, {}).has_value() == (damaged == whole));
    }
    CHECK_FALSE(decodeEdit("al", whole, {}));
}
