#include <doctest/doctest.h>

#include "core/base/sha256.h"
#include "core/project/store/edit_codec.h"
#include "core/project/store/store_database.h"
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

// When this fails, programs of before cannot read what this one writes: add an upgrade to `schemaUpgrades`, so that
// they say so, make sure that older files are still read, and only then change the digest here.
TEST_CASE("the stored form belongs to the schema version") {
    MaskLayer layer;
    layer.id = LayerId{2};
    layer.name = "piano";
    layer.masks[3] = MaskRle::fromRuns({4, 2}, {1, 2, 5});
    layer.sound_states[0] = SoundState::OffScreen;
    PromptSet prompts;
    prompts.points = {{{1.5, 2.5}, true, 0.5, PromptOrigin::User}, {{3.5, 2.5}, true, {}, PromptOrigin::Mined}};
    prompts.boxes = {{{0, 1, 2, 3}, 0.25, "dog", PromptOrigin::Mined}, {{1, 1, 2, 2}, {}, "", PromptOrigin::Mined}};
    const Marker marker{"door", {1, 2, 3}};
    ClipRecord record;
    record.clip.id = ClipId{1};
    record.clip.name = "clip";
    record.clip.key_frames = {{0, 28, 0.9375}};
    record.review_state = ReviewState::Checked;
    record.layers = {layer};
    record.prompts = {{3, prompts}};
    record.markers = {{3, marker}};
    const ClipId clip{1};
    const Edit edit{
        "all",
        {AddClip{0, record.clip}, RemoveClip{0, record}, AddLayer{clip, 0, layer}, RemoveLayer{clip, 0, layer},
         MoveLayer{clip, 0, 1}, SetLayerProperties{clip, layer.id, propertiesOf(layer), propertiesOf(layer)},
         EditMask{clip, layer.id, 3, true, false, layer.masks[3]},
         SetSoundState{clip, layer.id, 0, SoundState::Unsure, SoundState::Sounding}, SetPrompts{clip, 3, {}, prompts},
         SetMarker{clip, 3, {}, marker}, SetReviewState{clip, ReviewState::Untouched, ReviewState::Checked}}};
    REQUIRE(edit.changes.size() == std::variant_size_v<Change>);
    Sha256 digest;
    for (const Bytes& bytes : {encodeEdit(edit), encodeRecord(record)})
        digest.add({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    CHECK(schemaVersion(schemaUpgrades()) == 3);
    CHECK(digest.hexDigest() == "d5b0b76d5d58d8800243e8685facf0fe86662ee35935419974837466aa70c14d");
}
