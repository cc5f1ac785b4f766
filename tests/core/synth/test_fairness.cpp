#include <doctest/doctest.h>
#include <functional>
#include <map>
#include <utility>

#include "tests/core/synth/scene_sample.h"
#include "tests/core/synth/statistics.h"

using namespace soundmask;
using namespace soundmask::synth;
using namespace soundmask::test;

namespace {

constexpr int kScenes = 2000;

struct Groups {
    std::vector<SceneObject> sounding;
    std::vector<SceneObject> silent;
};

Groups groupsOf(const std::vector<Scene>& scenes) {
    Groups groups;
    for (const Scene& scene : scenes)
        for (const SceneObject& object : scene.objects)
            (object.sounds ? groups.sounding : groups.silent).push_back(object);
    return groups;
}

/// Chi-square of a choice, sounding against silent, over its critical value.
double unlikeness(const Groups& groups, std::size_t choices, const std::function<int(const SceneObject&)>& choice) {
    std::vector<int> sounding(choices);
    std::vector<int> silent(choices);
    for (const SceneObject& object : groups.sounding)
        ++sounding.at(static_cast<std::size_t>(choice(object)));
    for (const SceneObject& object : groups.silent)
        ++silent.at(static_cast<std::size_t>(choice(object)));
    return chiSquare(sounding, silent) / chiSquareLimit(choices - 1);
}

/// Kolmogorov-Smirnov distance of a number, sounding against silent, over its critical value.
double unlikeness(const Groups& groups, const std::function<double(const SceneObject&)>& number) {
    std::vector<double> sounding;
    std::vector<double> silent;
    for (const SceneObject& object : groups.sounding)
        sounding.push_back(number(object));
    for (const SceneObject& object : groups.silent)
        silent.push_back(number(object));
    return kolmogorovSmirnov(std::move(sounding), std::move(silent));
}

double lengthOf(const std::vector<TimeSpan>& spans) {
    double sum = 0.0;
    for (const TimeSpan& span : spans)
        sum += span.duration_s();
    return sum;
}

bool followsItsVoice(const SceneObject& object) {
    return object.motion_key == object.voice_key && object.motion_spans == object.voice_spans;
}

double share(const std::vector<SceneObject>& objects, const std::function<bool(const SceneObject&)>& test) {
    return static_cast<double>(std::ranges::count_if(objects, test)) / static_cast<double>(objects.size());
}

/// Where in the drawing order the sounding objects are: chi-square against "anywhere", over its critical value; the
/// largest of the kinds of scenes (by number of objects and of sounding ones).
double orderUnlikeness(const std::vector<Scene>& scenes) {
    std::map<std::pair<std::size_t, std::ptrdiff_t>, std::vector<int>> places;
    for (const Scene& scene : scenes) {
        const auto sounding = std::ranges::count(scene.objects, true, &SceneObject::sounds);
        if (sounding == std::ssize(scene.objects)) continue;
        auto& counts = places[{scene.objects.size(), sounding}];
        counts.resize(scene.objects.size());
        for (std::size_t i = 0; i < scene.objects.size(); ++i)
            counts[i] += scene.objects[i].sounds;
    }
    double worst = 0.0;
    for (const auto& [kind, counts] : places)
        worst = std::max(worst, chiSquareUniform(counts) / chiSquareLimit(counts.size() - 1));
    return worst;
}

} // namespace

TEST_CASE("sounding and silent objects come from the same distributions") {
    for (const DatasetLayout layout : {DatasetLayout::S4, DatasetLayout::Ms3}) {
        CAPTURE(layoutName(layout));
        const auto scenes = describeScenes(layout, kScenes);
        const Groups groups = groupsOf(scenes);
        REQUIRE(groups.silent.size() > kScenes);

        const std::map<std::string, double> figures{
            {"class", unlikeness(groups, kKindCount, [](const auto& o) { return static_cast<int>(o.kind); })},
            {"texture", unlikeness(groups, kTextureCount, [](const auto& o) { return static_cast<int>(o.texture); })},
            {"motion", unlikeness(groups, kMotionCount, [](const auto& o) { return static_cast<int>(o.motion); })},
            {"mirrored", unlikeness(groups, 2, [](const auto& o) { return int{o.mirrored}; })},
            {"moves with voice", unlikeness(groups, 2, [](const auto& o) { return int{followsItsVoice(o)}; })},
            {"x", unlikeness(groups, [](const auto& o) { return o.centre.x; })},
            {"y", unlikeness(groups, [](const auto& o) { return o.centre.y; })},
            {"size", unlikeness(groups, [](const auto& o) { return o.size_px; })},
            {"tilt", unlikeness(groups, [](const auto& o) { return o.tilt_turn; })},
            {"motion strength", unlikeness(groups, [](const auto& o) { return o.motion_strength; })},
            {"motion rate", unlikeness(groups, [](const auto& o) { return o.motion_rate_hz; })},
            {"loudness", unlikeness(groups, [](const auto& o) { return o.loudness; })},
            {"time in motion", unlikeness(groups, [](const auto& o) { return lengthOf(o.motion_spans); })},
            {"start of motion", unlikeness(groups, [](const auto& o) { return o.motion_spans.front().begin_s; })},
            {"time of voice", unlikeness(groups, [](const auto& o) { return lengthOf(o.voice_spans); })},
            {"drawing order", orderUnlikeness(scenes)}};
        for (const auto& figure : figures) {
            CAPTURE(figure.first);
            CHECK(figure.second < 1.0);
        }
    }
}

TEST_CASE("the measures of fairness see a bias") {
    auto scenes = describeScenes(DatasetLayout::S4, kScenes);
    // In every fifth scene the largest object is made the one that sounds and put on top.
    for (std::size_t i = 0; i < scenes.size(); i += 5) {
        for (SceneObject& object : scenes[i].objects)
            object.sounds = false;
        std::ranges::sort(scenes[i].objects, {}, &SceneObject::size_px);
        scenes[i].objects.back().sounds = true;
    }
    const Groups groups = groupsOf(scenes);
    CHECK(unlikeness(groups, [](const auto& o) { return o.size_px; }) > 1.0);
    CHECK(orderUnlikeness(scenes) > 1.0);

    auto barking = groups;
    for (std::size_t i = 0; i < barking.sounding.size(); i += 15)
        barking.sounding[i].kind = ObjectKind::Dog;
    CHECK(unlikeness(barking, kKindCount, [](const auto& o) { return static_cast<int>(o.kind); }) > 1.0);
}

TEST_CASE("most scenes have a silent object of another class") {
    for (const DatasetLayout layout : {DatasetLayout::S4, DatasetLayout::Ms3}) {
        int with_distractor = 0;
        for (const Scene& scene : describeScenes(layout, kScenes)) {
            with_distractor += std::ranges::any_of(scene.objects, [](const auto& o) { return !o.sounds; });
            std::vector<ObjectKind> kinds;
            for (const SceneObject& object : scene.objects)
                kinds.push_back(object.kind);
            std::ranges::sort(kinds);
            CHECK(std::ranges::adjacent_find(kinds) == kinds.end());
        }
        MESSAGE(layoutName(layout), ": ", with_distractor, " of ", kScenes, " scenes have a distractor");
        CHECK(with_distractor >= kScenes * 8 / 10);
    }
}

TEST_CASE("half of the objects move as their voice does, heard or not") {
    for (const DatasetLayout layout : {DatasetLayout::S4, DatasetLayout::Ms3}) {
        const Groups groups = groupsOf(describeScenes(layout, kScenes));
        for (const auto* objects : {&groups.sounding, &groups.silent}) {
            // 3.29 standard deviations: the level 0.001.
            const double tolerance = 3.29 * 0.5 / std::sqrt(static_cast<double>(objects->size()));
            const double following = share(*objects, followsItsVoice);
            MESSAGE(layoutName(layout), std::string(objects == &groups.sounding ? " sounding: " : " silent: "),
                    following, " of ", objects->size(), " follow their voice");
            CHECK(std::abs(following - 0.5) < tolerance);
            CHECK(share(*objects, [](const auto& o) { return o.motion_key == o.voice_key; }) == following);
        }
    }
}
