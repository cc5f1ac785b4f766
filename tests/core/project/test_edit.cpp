#include <doctest/doctest.h>

#include <limits>
#include <set>

#include "core/project/edit.h"
#include "tests/core/project/random_edits.h"

using namespace soundmask;
using soundmask::test::RandomEdits;

namespace {

constexpr Size kSize{8, 4};
constexpr ClipId kClip{1};
constexpr LayerId kLayer{2};

MaskRle rowMask(int y, Size size = kSize) {
    Mask dense(size);
    for (int x = 0; x < size.width; ++x)
        dense.at(x, y) = 1;
    return MaskRle::fromDense(dense);
}

/// One clip with one layer that has a mask on frame 3.
Project smallProject() {
    Project project;
    Clip clip;
    clip.id = kClip;
    clip.size = kSize;
    MaskLayer layer;
    layer.id = kLayer;
    layer.masks[3] = rowMask(1);
    REQUIRE(apply(project, Edit{"setup", {AddClip{0, clip}, AddLayer{kClip, 0, layer}}}));
    return project;
}

/// Ids are never reused, so the next one stays ahead after an undo; all else must be equal.
void requireEqualButNextId(const Project& a, const Project& b) {
    REQUIRE(a.clips == b.clips);
}

} // namespace

TEST_CASE("random edits and their inverses restore every state on the way") {
    std::set<std::size_t> kinds;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        RandomEdits random(seed);
        Project project;
        std::vector<Project> states{project};
        std::vector<Edit> edits;
        for (int i = 0; i < 150; ++i) {
            edits.push_back(random.next(project));
            for (const Change& change : edits.back().changes)
                kinds.insert(change.index());
            REQUIRE(apply(project, edits.back()));
            states.push_back(project);
        }
        for (std::size_t i = edits.size(); i-- > 0;) {
            REQUIRE(apply(project, inverted(edits[i])));
            requireEqualButNextId(project, states[i]);
            // Redo, and the inverse of the inverse, come to the same.
            Project again = project;
            REQUIRE(apply(again, edits[i]));
            requireEqualButNextId(again, states[i + 1]);
            again = project;
            REQUIRE(apply(again, inverted(inverted(edits[i]))));
            requireEqualButNextId(again, states[i + 1]);
        }
        CHECK(project.next_id == states.back().next_id);
    }
    CHECK(kinds.size() == std::variant_size_v<Change>);
}

TEST_CASE("an edit that fails in the middle leaves the project as it was") {
    RandomEdits random(7);
    Project project;
    int refused = 0;
    for (int i = 0; i < 200; ++i) {
        Edit edit = random.next(project);
        Edit broken = edit;
        broken.changes.push_back(SetReviewState{ClipId{987654}, {}, {}});
        const Project before = project;
        const Result<void> result = apply(project, broken);
        REQUIRE_FALSE(result);
        CHECK(result.error().code == ErrorCode::Internal);
        REQUIRE(project == before);
        ++refused;
        REQUIRE(apply(project, edit));
    }
    CHECK(refused == 200);
}

TEST_CASE("changes that do not fit are refused and change nothing") {
    const Project before = smallProject();
    Clip other;
    other.id = ClipId{9};
    Clip nameless;
    MaskLayer layer;
    layer.id = LayerId{10};
    MaskLayer wrong_size = layer;
    wrong_size.masks[0] = rowMask(0, Size{4, 8});
    MaskLayer null_mask = layer;
    null_mask.masks[0] = MaskRle();
    MaskLayer negative_frame = layer;
    negative_frame.masks[-1] = rowMask(0);
    MaskLayer too_opaque = layer;
    too_opaque.opacity = 1.5;
    MaskLayer second_zero = layer;
    second_zero.sound_states[0] = SoundState::Silent;
    ClipRecord changed_record = before.clips[0];
    changed_record.clip.name = "another";
    MaskLayer changed_layer = before.clips[0].layers[0];
    changed_layer.masks[3] = rowMask(2);
    LayerProperties now = propertiesOf(before.clips[0].layers[0]);
    LayerProperties stale = now;
    stale.name = "stale";
    LayerProperties opaque = now;
    opaque.opacity = std::numeric_limits<double>::quiet_NaN();
    PromptSet one_point;
    one_point.points.push_back({{1.0, 2.0}, true, 1.0, PromptOrigin::User});
    PromptSet not_a_number = one_point;
    not_a_number.points[0].point_in_video.x = std::numeric_limits<double>::infinity();

    const std::vector<std::pair<const char*, Change>> cases{
        {"clip without id", AddClip{0, nameless}},
        {"clip twice", AddClip{0, before.clips[0].clip}},
        {"clip behind the end", AddClip{2, other}},
        {"remove behind the end", RemoveClip{1, before.clips[0]}},
        {"remove another clip", RemoveClip{0, changed_record}},
        {"layer on no clip", AddLayer{ClipId{9}, 0, layer}},
        {"layer without id", AddLayer{kClip, 0, MaskLayer{}}},
        {"layer twice", AddLayer{kClip, 0, before.clips[0].layers[0]}},
        {"layer behind the end", AddLayer{kClip, 2, layer}},
        {"layer mask of another size", AddLayer{kClip, 0, wrong_size}},
        {"layer with a null mask", AddLayer{kClip, 0, null_mask}},
        {"layer with a negative frame", AddLayer{kClip, 0, negative_frame}},
        {"layer opacity", AddLayer{kClip, 0, too_opaque}},
        {"layer second 0", AddLayer{kClip, 0, second_zero}},
        {"remove layer of no clip", RemoveLayer{ClipId{9}, 0, before.clips[0].layers[0]}},
        {"remove layer behind the end", RemoveLayer{kClip, 1, before.clips[0].layers[0]}},
        {"remove another layer", RemoveLayer{kClip, 0, changed_layer}},
        {"move of no clip", MoveLayer{ClipId{9}, 0, 0}},
        {"move from behind the end", MoveLayer{kClip, 1, 0}},
        {"move to behind the end", MoveLayer{kClip, 0, 1}},
        {"properties of no layer", SetLayerProperties{kClip, LayerId{9}, now, now}},
        {"stale properties", SetLayerProperties{kClip, kLayer, stale, now}},
        {"opacity not a number", SetLayerProperties{kClip, kLayer, now, opaque}},
        {"mask of no layer", EditMask{kClip, LayerId{9}, 0, false, true, rowMask(0)}},
        {"mask of another clip", EditMask{ClipId{9}, kLayer, 0, false, true, rowMask(0)}},
        {"mask on a negative frame", EditMask{kClip, kLayer, -1, false, true, rowMask(0)}},
        {"mask of another size", EditMask{kClip, kLayer, 0, false, true, rowMask(0, Size{4, 8})}},
        {"null mask", EditMask{kClip, kLayer, 0, false, true, MaskRle()}},
        {"mask that was not there", EditMask{kClip, kLayer, 0, true, true, rowMask(0)}},
        {"mask that was there", EditMask{kClip, kLayer, 3, false, true, rowMask(0)}},
        {"removed mask leaves pixels", EditMask{kClip, kLayer, 3, true, false, rowMask(0)}},
        {"sound of no layer", SetSoundState{kClip, LayerId{9}, 1, {}, SoundState::Silent}},
        {"sound of second 0", SetSoundState{kClip, kLayer, 0, {}, SoundState::Silent}},
        {"stale sound", SetSoundState{kClip, kLayer, 1, SoundState::Silent, SoundState::Sounding}},
        {"prompts of no clip", SetPrompts{ClipId{9}, 0, {}, one_point}},
        {"prompts on a negative frame", SetPrompts{kClip, -1, {}, one_point}},
        {"stale prompts", SetPrompts{kClip, 0, one_point, {}}},
        {"prompts not numbers", SetPrompts{kClip, 0, {}, not_a_number}},
        {"marker on no clip", SetMarker{ClipId{9}, 0, {}, Marker{}}},
        {"marker on a negative frame", SetMarker{kClip, -1, {}, Marker{}}},
        {"stale marker", SetMarker{kClip, 0, Marker{"gone", {}}, {}}},
        {"review of no clip", SetReviewState{ClipId{9}, {}, {}}},
        {"stale review", SetReviewState{kClip, ReviewState::Checked, ReviewState::Edited}},
    };
    for (const auto& [name, change] : cases) {
        CAPTURE(name);
        Project project = before;
        const Result<void> result = apply(project, Edit{"broken", {change}});
        CHECK_FALSE(result);
        CHECK(project == before);
        if (!result) CHECK(result.error().subject == "broken");
    }
}

TEST_CASE("masks change by their XOR, appear and disappear") {
    Project project = smallProject();
    const auto masks = [&]() -> const std::map<FrameIndex, MaskRle>& { return project.clips[0].layers[0].masks; };
    REQUIRE(apply(project, Edit{"stroke", {EditMask{kClip, kLayer, 3, true, true, rowMask(2)}}}));
    CHECK(masks().at(3) == maskXor(rowMask(1), rowMask(2)));
    REQUIRE(apply(project, Edit{"blank", {EditMask{kClip, kLayer, 4, false, true, MaskRle(kSize)}}}));
    CHECK(masks().at(4).isBlank());
    REQUIRE(apply(project, Edit{"clear", {EditMask{kClip, kLayer, 3, true, false, masks().at(3)}}}));
    CHECK(masks().count(3) == 0);
}

TEST_CASE("a state is kept in one form") {
    Project project = smallProject();
    MaskLayer layer;
    layer.id = LayerId{5};
    layer.sound_states = {{1, SoundState::Unsure}, {2, SoundState::Silent}};
    const Edit add{"add", {AddLayer{kClip, 1, layer}}};
    REQUIRE(apply(project, add));
    CHECK(project.clips[0].layers[1].sound_states.size() == 1);
    CHECK(project.next_id == 6);
    REQUIRE(apply(project, inverted(add)));
    CHECK(project.clips == smallProject().clips);
}

TEST_CASE("the place and the memory of an edit") {
    CHECK_FALSE(placeOf(Edit{}).clip.isValid());
    const EditMask stroke{kClip, kLayer, 3, true, true, rowMask(2)};
    EditMask elsewhere = stroke;
    elsewhere.frame = 4;
    EditMask other_clip = stroke;
    other_clip.clip = ClipId{7};
    CHECK(placeOf(Edit{"", {stroke}}).clip == kClip);
    CHECK(placeOf(Edit{"", {stroke}}).frame == 3);
    CHECK(placeOf(Edit{"", {stroke, elsewhere}}).clip == kClip);
    CHECK(placeOf(Edit{"", {stroke, elsewhere}}).frame == -1);
    CHECK_FALSE(placeOf(Edit{"", {stroke, other_clip}}).clip.isValid());
    CHECK(placeOf(Edit{"", {MoveLayer{kClip, 0, 0}}}).frame == -1);
    CHECK(placeOf(Edit{"", {MoveLayer{kClip, 0, 0}, stroke}}).frame == 3);

    Mask checkers(Size{100, 100});
    for (std::size_t i = 0; i < checkers.values.size(); i += 2)
        checkers.values[i] = 1;
    EditMask fine = stroke;
    fine.changed = MaskRle::fromDense(checkers);
    CHECK(bytesOf(Edit{"", {fine}}) > 10000 * sizeof(std::uint32_t));
    CHECK(bytesOf(Edit{"", {fine}}) < 2 * 10000 * sizeof(std::uint32_t));
    CHECK(bytesOf(Edit{"", {stroke}}) < 2000);
}
