#include <doctest/doctest.h>

#include "core/base/geometry.h"
#include "core/base/ids.h"
#include "core/base/time.h"

using namespace soundmask;

TEST_CASE("the AVSBench rule takes the picture near the end of each second") {
    const double rates[] = {30.0, 25.0, 29.97};
    const FrameIndex expected[][5] = {{28, 58, 88, 118, 148}, {23, 48, 73, 98, 123}, {28, 58, 88, 118, 148}};
    for (int r = 0; r < 3; ++r)
        for (int l = 0; l < 5; ++l) CHECK(avsbenchFrame(l, rates[r], 150) == expected[r][l]);
    CHECK(avsbenchFrame(4, 30.0, 100) == 99); // clamped to the last picture
    CHECK(avsbenchFrame(0, 1.0, 5) == 0);
    // Python rounds halves to the even number: 12.5 is 12, 13.5 is 14, 21.5 is 22.
    CHECK(avsbenchFrame(0, 12.5, 100) == 11);
    CHECK(avsbenchFrame(0, 13.5, 100) == 13);
    CHECK(avsbenchFrame(0, 21.5, 100) == 20);
}

TEST_CASE("a clip has at least one second and a hair's breadth does not cost one") {
    CHECK(secondCount(0.17) == 1);
    CHECK(secondCount(4.96) == 5);
    CHECK(secondCount(4.94) == 4);
    CHECK(secondCount(10.02) == 10);
}

TEST_CASE("box IoU") {
    CHECK(boxIou({0, 0, 2, 2}, {1, 0, 3, 2}) == doctest::Approx(1.0 / 3.0));
    CHECK(boxIou({0, 0, 2, 2}, {2, 0, 3, 2}) == 0.0);
    CHECK(boxIou({}, {}) == 0.0);
}

TEST_CASE("pixel rectangles unite and intersect; empty ones are neutral") {
    const PixelRect a{0, 0, 4, 4}, b{2, 2, 4, 4};
    CHECK(a.intersected(b) == PixelRect{2, 2, 2, 2});
    CHECK(a.united(b) == PixelRect{0, 0, 6, 6});
    CHECK(PixelRect{}.united(b) == b);
    CHECK(a.intersected({4, 0, 1, 1}).isEmpty());
}

static_assert(!std::is_same_v<ClipId, LayerId>);
