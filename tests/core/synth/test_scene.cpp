#include <doctest/doctest.h>
#include <set>

#include "tests/core/synth/scene_sample.h"

using namespace soundmask;
using namespace soundmask::synth;
using namespace soundmask::test;

namespace {

std::ptrdiff_t soundingCount(const Scene& scene) {
    return std::ranges::count(scene.objects, true, &SceneObject::sounds);
}

} // namespace

TEST_CASE("a single-source scene has one object that sounds all the time") {
    for (const Scene& scene : describeScenes(DatasetLayout::S4, 500)) {
        REQUIRE(soundingCount(scene) == 1);
        for (const SceneObject& object : scene.objects)
            for (int second = 0; second < kSeconds; ++second)
                CHECK(object.soundsInSecond(second) == object.sounds);
    }
}

TEST_CASE("a multi-source scene has one to three objects that start and stop") {
    std::set<std::ptrdiff_t> counts;
    int starts_late = 0;
    int stops_early = 0;
    int sounding = 0;
    int silent_seconds = 0;
    constexpr int kScenes = 500;
    for (const Scene& scene : describeScenes(DatasetLayout::Ms3, kScenes)) {
        counts.insert(soundingCount(scene));
        bool heard_at_all = false;
        for (int second = 0; second < kSeconds; ++second) {
            const bool heard =
                std::ranges::any_of(scene.objects, [&](const auto& object) { return object.soundsInSecond(second); });
            silent_seconds += !heard;
            heard_at_all |= heard;
        }
        CHECK(heard_at_all);
        for (const SceneObject& object : scene.objects) {
            double end_s = -1.0;
            for (const TimeSpan& span : object.voice_spans) {
                CHECK(span.begin_s > end_s);
                CHECK(span.duration_s() >= 0.4 - 1e-9);
                end_s = span.end_s;
            }
            CHECK(end_s <= kSeconds);
            if (!object.sounds) continue;
            ++sounding;
            starts_late += object.voice_spans.front().begin_s >= 1.0;
            stops_early += end_s <= kSeconds - 1.0;
        }
    }
    CHECK(counts == std::set<std::ptrdiff_t>{1, 2, 3});
    CHECK(starts_late > sounding / 4);
    CHECK(stops_early > sounding / 4);
    MESSAGE("seconds in which nothing sounds: ", silent_seconds, " of ", kScenes * kSeconds);
    CHECK(silent_seconds > 0);
    CHECK(silent_seconds < kScenes * kSeconds / 4);
}

TEST_CASE("a second belongs to a mask when the object sounds in a good part of it") {
    SceneObject object;
    object.sounds = true;
    object.voice_spans = {{0.3, 1.7}, {3.0, 5.0}};
    const std::vector<bool> expected{true, true, false, true, true};
    for (int second = 0; second < kSeconds; ++second)
        CHECK(object.soundsInSecond(second) == expected[static_cast<std::size_t>(second)]);
    object.sounds = false;
    CHECK_FALSE(object.soundsInSecond(0));
}

TEST_CASE("twelve scenes in a row have twelve sounding classes") {
    const auto scenes = describeScenes(DatasetLayout::S4, 48);
    for (std::size_t first = 0; first < scenes.size(); first += kKindCount) {
        std::set<ObjectKind> kinds;
        for (std::size_t i = first; i < first + kKindCount; ++i)
            kinds.insert(std::ranges::find(scenes[i].objects, true, &SceneObject::sounds)->kind);
        CHECK(kinds.size() == kKindCount);
    }
}

TEST_CASE("names are like video ids, all different, some with a leading dash") {
    std::set<std::string> names;
    bool dash = false;
    bool numbered = false;
    for (const DatasetLayout layout : {DatasetLayout::S4, DatasetLayout::Ms3})
        for (const Scene& scene : describeScenes(layout, 1000)) {
            const std::string id = scene.name.substr(0, 11);
            CHECK(id.size() == 11);
            CHECK(std::ranges::all_of(id, [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; }));
            CHECK((layout == DatasetLayout::Ms3 || scene.name == id));
            dash |= scene.name[0] == '-';
            numbered |= scene.name.size() > 11;
            names.insert(scene.name);
        }
    CHECK(names.size() == 2000);
    CHECK(dash);
    CHECK(numbered);
}

TEST_CASE("another seed describes other scenes") {
    const Scene one = describeScene(1, 0, DatasetLayout::S4);
    const Scene two = describeScene(2, 0, DatasetLayout::S4);
    CHECK(one.name == describeScene(1, 0, DatasetLayout::S4).name);
    CHECK(one.name != two.name);
    CHECK(one.objects[0].centre != two.objects[0].centre);
    CHECK(one.name.substr(0, 11) != describeScene(1, 0, DatasetLayout::Ms3).name.substr(0, 11));
}
