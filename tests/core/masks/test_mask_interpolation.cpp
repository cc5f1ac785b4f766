#include <doctest/doctest.h>

#include "core/masks/mask_interpolation.h"
#include "core/masks/mask_ops.h"
#include "tests/core/masks/mask_samples.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {
constexpr Size kSize{120, 80};
}

TEST_CASE("interpolation at its ends is the ends") {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const MaskRle a = randomMask(kSize, seed), b = randomMask(kSize, seed + 100);
        const MaskInterpolation way(a, b);
        CHECK(way.at(0.0) == a);
        CHECK(way.at(1.0) == b);
        CHECK(way.at(-1.0) == a);
        CHECK(way.at(2.0) == b);
    }
}

TEST_CASE("between equal masks nothing changes") {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const MaskRle mask = randomMask(kSize, seed);
        CHECK(MaskInterpolation(mask, mask).at(0.5) == mask);
    }
    const MaskRle full = fullMask(kSize);
    CHECK(MaskInterpolation(full, full).at(0.3) == full);
    CHECK(MaskInterpolation(MaskRle(kSize), MaskRle(kSize)).at(0.3).isBlank());
}

TEST_CASE("areas of nested masks go up evenly") {
    const MaskRle small = discMask(kSize, {60, 40}, 10), large = discMask(kSize, {60, 40}, 30);
    const MaskInterpolation way(small, large);
    std::size_t before = small.area();
    for (int step = 1; step < 10; ++step) {
        const double t = step / 10.0;
        const MaskRle mask = way.at(t);
        CHECK(mask.area() > before);
        before = mask.area();
        // The outline moves at an even pace.
        CHECK(overlap(mask, discMask(kSize, {60, 40}, 10 + 20 * t)) > 0.95);
    }
    CHECK(before < large.area());
}

TEST_CASE("a moving object keeps its shape and goes straight") {
    const MaskRle a = discMask(kSize, {20, 20}, 9), b = discMask(kSize, {100, 60}, 9);
    const MaskInterpolation way(a, b);
    for (const double t : {0.25, 0.5, 0.75})
        CHECK(overlap(way.at(t), discMask(kSize, {20 + 80 * t, 20 + 40 * t}, 9)) > 0.93);
}

TEST_CASE("one pixel is carried along") {
    const MaskRle a = discMask(kSize, {10.5, 10.5}, 0.4), b = discMask(kSize, {30.5, 10.5}, 0.4);
    CHECK(a.area() == 1);
    CHECK(MaskInterpolation(a, b).at(0.5) == discMask(kSize, {20.5, 10.5}, 0.4));
}

TEST_CASE("towards a blank mask an object shrinks to nothing") {
    const MaskRle disc = discMask(kSize, {60, 40}, 20);
    for (const MaskRle& object : {disc, fullMask(kSize), discMask(kSize, {0, 0}, 15)}) {
        const MaskInterpolation away(object, MaskRle(kSize)), in(MaskRle(kSize), object);
        std::size_t before = object.area();
        for (double t = 0.125; t < 1.0; t += 0.125) {
            const MaskRle mask = away.at(t);
            CHECK(isInside(mask, object));
            CHECK(mask.area() <= before);
            CHECK(mask == in.at(1.0 - t));
            before = mask.area();
        }
        CHECK(away.at(1.0).isBlank());
    }
    CHECK(overlap(MaskInterpolation(disc, MaskRle(kSize)).at(0.5), discMask(kSize, {60, 40}, 10)) > 0.9);
}

TEST_CASE("an object at the border stays at the border") {
    const MaskRle a = discMask(kSize, {0, 20}, 12), b = discMask(kSize, {0, 60}, 12);
    const MaskRle middle = MaskInterpolation(a, b).at(0.5);
    CHECK(middle.bounds().x == 0);
    CHECK(overlap(middle, discMask(kSize, {0, 40}, 12)) > 0.9);
}
