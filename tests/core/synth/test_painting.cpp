#include <array>
#include <cmath>
#include <doctest/doctest.h>

#include "core/synth/random.h"
#include "core/synth/scene_painter.h"
#include "tests/core/synth/scene_sample.h"

using namespace soundmask;
using namespace soundmask::synth;
using namespace soundmask::test;

namespace {

constexpr FrameIndex kFrame = 48;

Scene onlyObject(const Scene& scene, std::size_t index) {
    Scene alone = scene;
    alone.objects = {scene.objects[index]};
    return alone;
}

Scene withoutObjects(const Scene& scene) {
    Scene empty = scene;
    empty.objects.clear();
    return empty;
}

int largestDifference(const std::uint8_t* a, const std::uint8_t* b) {
    int largest = 0;
    for (int c = 0; c < Image::kChannels; ++c)
        largest = std::max(largest, std::abs(a[c] - b[c]));
    return largest;
}

bool isOwnedNear(const LabelMap& owners, int x, int y, int reach) {
    for (int v = std::max(y - reach, 0); v <= std::min(y + reach, owners.size.height - 1); ++v)
        for (int u = std::max(x - reach, 0); u <= std::min(x + reach, owners.size.width - 1); ++u)
            if (owners.at(u, v) != 0) return true;
    return false;
}

} // namespace

TEST_CASE("an owner map fits its object exactly") {
    for (const Scene& scene : describeScenes(DatasetLayout::S4, 24)) {
        CAPTURE(scene.name);
        const PaintedFrame with = ScenePainter(onlyObject(scene, 0)).frame(kFrame);
        const PaintedFrame without = ScenePainter(withoutObjects(scene)).frame(kFrame);
        CHECK(std::ranges::count(without.owners.values, 0) == std::ssize(without.owners.values));
        int owned = 0;
        int changed = 0;
        int brighter_outside = 0;
        for (int y = 0; y < kFrameSize.height; ++y)
            for (int x = 0; x < kFrameSize.width; ++x) {
                const auto* a = with.image.row(y) + x * Image::kChannels;
                const auto* b = without.image.row(y) + x * Image::kChannels;
                if (with.owners.at(x, y) != 0) {
                    ++owned;
                    changed += largestDifference(a, b) > 3;
                } else if (!isOwnedNear(with.owners, x, y, 2)) {
                    // Its shadow is all that an object may leave outside of its mask.
                    for (int c = 0; c < Image::kChannels; ++c)
                        brighter_outside += a[c] > b[c];
                }
            }
        CHECK(owned > 500);
        CHECK(changed >= owned * 97 / 100);
        CHECK(brighter_outside == 0);
    }
}

TEST_CASE("where objects overlap the one on top owns the pixel") {
    int overlaps = 0;
    for (const Scene& scene : describeScenes(DatasetLayout::Ms3, 24)) {
        const LabelMap owners = ScenePainter(scene).frame(kFrame).owners;
        std::vector<LabelMap> alone;
        for (std::size_t i = 0; i < scene.objects.size(); ++i)
            alone.push_back(ScenePainter(onlyObject(scene, i)).frame(kFrame).owners);
        LabelMap expected(kFrameSize);
        for (std::size_t p = 0; p < expected.values.size(); ++p)
            for (std::size_t i = 0; i < alone.size(); ++i)
                if (alone[i].values[p] != 0) {
                    overlaps += expected.values[p] != 0;
                    expected.values[p] = static_cast<std::uint8_t>(i + 1);
                }
        CHECK(owners == expected);
    }
    CHECK(overlaps > 1000);
}

TEST_CASE("a mask holds the objects that sound in its second") {
    for (const Scene& scene : describeScenes(DatasetLayout::Ms3, 6)) {
        ScenePainter painter(scene);
        const LabelMap owners = painter.frame(kFrame).owners;
        for (int second = 0; second < kSeconds; ++second) {
            const Mask mask = ScenePainter::soundingMask(scene, owners, second);
            for (std::size_t p = 0; p < mask.values.size(); ++p) {
                const auto owner = owners.values[p];
                const bool sounds = owner != 0 && scene.objects[owner - 1u].soundsInSecond(second);
                if (mask.values[p] != int{sounds}) FAIL("pixel ", p, " of second ", second);
            }
        }
    }
}

TEST_CASE("no object is hidden or outside the picture") {
    std::ptrdiff_t least = 1'000'000;
    for (const DatasetLayout layout : {DatasetLayout::S4, DatasetLayout::Ms3})
        for (const Scene& scene : describeScenes(layout, 60)) {
            ScenePainter painter(scene);
            for (int second = 0; second < kSeconds; ++second) {
                const LabelMap owners = painter.frame(avsbenchFrame(second, kFrameRate, kFrameCount)).owners;
                for (std::size_t i = 0; i < scene.objects.size(); ++i) {
                    const auto area = std::ranges::count(owners.values, static_cast<std::uint8_t>(i + 1));
                    least = std::min(least, area);
                    const PixelRect box = ScenePainter::visibleBox(owners, i);
                    CHECK(area <= static_cast<std::ptrdiff_t>(box.width) * box.height);
                }
            }
        }
    MESSAGE("smallest visible area of an object: ", least, " pixels");
    CHECK(least >= 200);
}

TEST_CASE("an object that follows its voice moves while the voice is active") {
    for (int kind = 0; kind < kKindCount; ++kind) {
        Scene scene = onlyObject(describeScene(kSeed, 0, DatasetLayout::Ms3), 0);
        scene.background.pan_px_per_s = {};
        SceneObject& object = scene.objects[0];
        object.kind = static_cast<ObjectKind>(kind);
        object.motion = MotionKind::Pulse;
        object.motion_strength = 1.0;
        object.motion_key = object.voice_key;
        object.voice_spans = object.motion_spans = {{2.0, 4.0}};
        ScenePainter painter(scene);
        const auto difference = [&](FrameIndex from, FrameIndex to) {
            double sum = 0.0;
            for (FrameIndex i = from; i < to; ++i) {
                const PaintedFrame a = painter.frame(i);
                const PaintedFrame b = painter.frame(i + 1);
                for (std::size_t p = 0; p < a.image.bytes(); ++p)
                    sum += std::abs(a.image.data()[p] - b.image.data()[p]);
            }
            return sum / static_cast<double>(to - from);
        };
        CAPTURE(kindName(object.kind));
        CHECK(difference(55, 85) > 1.5 * difference(10, 40));
    }
}

TEST_CASE("a frame depends on its number alone") {
    const Scene scene = describeScene(kSeed, 3, DatasetLayout::Ms3);
    ScenePainter one(scene);
    ScenePainter other(scene);
    static_cast<void>(one.frame(120));
    static_cast<void>(one.frame(3));
    const PaintedFrame a = one.frame(60);
    const PaintedFrame b = other.frame(60);
    CHECK(a.owners == b.owners);
    CHECK(std::equal(a.image.data(), a.image.data() + a.image.bytes(), b.image.data()));
}
