#include <doctest/doctest.h>

#include "core/masks/grab_cut.h"
#include "tests/core/masks/mask_samples.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

/// A red disc on a green ground, both with noise.
struct Scene {
    Size size;
    MaskRle truth;
    Image picture;

    Scene(Size s, PointF centre, double radius)
        : size(s)
        , truth(discMask(s, centre, radius))
        , picture(s) {
        std::mt19937 random(5);
        for (int y = 0; y < s.height; ++y)
            for (int x = 0; x < s.width; ++x) {
                std::uint8_t* p = picture.row(y) + 3 * x;
                const bool inside = truth.contains(x, y);
                const auto noise = static_cast<int>(random() % 40);
                p[0] = static_cast<std::uint8_t>((inside ? 190 : 40) + noise);
                p[1] = static_cast<std::uint8_t>((inside ? 40 : 120) + noise);
                p[2] = static_cast<std::uint8_t>(40 + noise);
            }
    }
};

MaskRle cut(const Scene& scene, const CutHints& hints) {
    const auto mask = grabCut(scene.picture, hints, {}, [](const Progress&) {});
    REQUIRE(mask.has_value());
    CHECK(mask->size() == scene.size);
    return *mask;
}

} // namespace

TEST_CASE("a box cuts out the object in it") {
    const Scene scene({160, 120}, {70, 60}, 28);
    CutHints hints;
    hints.box = BoxF{36, 26, 106, 96};
    const MaskRle mask = cut(scene, hints);
    CHECK(overlap(mask, scene.truth) > 0.97);
    CHECK(cut(scene, hints) == mask); // the same hints, the same mask
}

TEST_CASE("a click cuts out the object around it, another one takes away") {
    const Scene scene({160, 120}, {70, 60}, 24);
    CutHints hints;
    hints.on_object = {{70, 60}};
    CHECK(overlap(cut(scene, hints), scene.truth) > 0.95);
    hints.off_object = {{20, 100}};
    CHECK(overlap(cut(scene, hints), scene.truth) > 0.95);
}

TEST_CASE("a rough mask is improved") {
    const Scene scene({160, 120}, {70, 60}, 28);
    CutHints hints;
    hints.so_far = discMask(scene.size, {74, 63}, 24);
    CHECK(overlap(hints.so_far, scene.truth) < 0.75);
    CHECK(overlap(cut(scene, hints), scene.truth) > 0.95);
}

TEST_CASE("large pictures are worked on reduced") {
    const Scene scene({1280, 720}, {600, 400}, 210);
    CutHints hints;
    hints.box = BoxF{360, 160, 840, 640};
    CHECK(overlap(cut(scene, hints), scene.truth) > 0.98);
}

TEST_CASE("an object that reaches the border is cut out") {
    const Scene scene({160, 120}, {0, 60}, 40);
    CutHints hints;
    hints.box = BoxF{-5, 15, 45, 105};
    CHECK(overlap(cut(scene, hints), scene.truth) > 0.95);
    hints.box = BoxF{-50, -50, 500, 500};
    CHECK(grabCut(scene.picture, hints, {}, [](const Progress&) {}).has_value());
}

TEST_CASE("what cannot be done says why") {
    const Scene scene({160, 120}, {70, 60}, 28);
    const auto codeOf = [&](const CutHints& hints, std::stop_token stop = {}) {
        const auto mask = grabCut(scene.picture, hints, stop, [](const Progress&) {});
        return mask ? ErrorCode::Internal : mask.error().code;
    };
    CutHints nothing;
    CHECK(nothing.isEmpty());
    CHECK(codeOf(nothing) == ErrorCode::InvalidValue);
    CutHints outside;
    outside.box = BoxF{500, 500, 600, 600};
    CHECK(codeOf(outside) == ErrorCode::InvalidValue);
    CutHints box;
    box.box = BoxF{36, 26, 106, 96};
    std::stop_source stop;
    stop.request_stop();
    CHECK(codeOf(box, stop.get_token()) == ErrorCode::Cancelled);
}

TEST_CASE("progress is told between rounds") {
    const Scene scene({80, 60}, {40, 30}, 14);
    CutHints hints;
    hints.box = BoxF{20, 10, 60, 50};
    std::vector<double> told;
    CHECK(grabCut(scene.picture, hints, {}, [&](const Progress& p) { told.push_back(p.fraction); }).has_value());
    REQUIRE(told.size() >= 2);
    CHECK(told.front() == 0.0);
    CHECK(std::is_sorted(told.begin(), told.end()));
}
