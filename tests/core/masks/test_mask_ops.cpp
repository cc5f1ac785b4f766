#include <doctest/doctest.h>

#include <algorithm>

#include "core/masks/mask_ops.h"
#include "core/masks/mask_select.h"
#include "tests/core/masks/mask_samples.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

constexpr Size kSize{48, 31};

/// What every operation has to take: nothing, everything, one pixel, the border, a mixture.
std::vector<MaskRle> samples() {
    std::vector<MaskRle> masks{MaskRle(kSize), fullMask(kSize), discMask(kSize, {0.5, 0.5}, 0.4),
                               discMask(kSize, {47.5, 30.5}, 0.4), shrunk(fullMask(kSize), 3)};
    Mask frame(kSize, 1);
    for (int y = 1; y + 1 < kSize.height; ++y)
        for (int x = 1; x + 1 < kSize.width; ++x)
            frame.at(x, y) = 0;
    masks.push_back(MaskRle::fromDense(frame));
    for (unsigned seed = 1; seed <= 30; ++seed)
        masks.push_back(randomMask(kSize, seed));
    return masks;
}

} // namespace

TEST_CASE("growing and shrinking are monotone and close what they opened") {
    for (const MaskRle& mask : samples())
        for (const double radius : {1.0, 1.5, 2.0, 5.0}) {
            const MaskRle more = grown(mask, radius), less = shrunk(mask, radius);
            CHECK(isInside(mask, more));
            CHECK(isInside(less, mask));
            CHECK(isInside(more, grown(mask, radius + 1)));
            CHECK(isInside(shrunk(mask, radius + 1), less));
            CHECK(isInside(mask, shrunk(more, radius)));
            CHECK(isInside(grown(less, radius), mask));
            // Shrinking the object is growing what is around it.
            if (!mask.isBlank() && mask.area() != kSize.area()) CHECK(inverse(less) == grown(inverse(mask), radius));
        }
}

TEST_CASE("growing reaches exactly the Euclidean distance") {
    const MaskRle pixel = drawnMask({".......", ".......", ".......", "...#...", ".......", ".......", "......."});
    CHECK(grown(pixel, 1) == drawnMask({".......", ".......", "...#...", "..###..", "...#...", ".......", "......."}));
    CHECK(grown(pixel, 1.5) ==
          drawnMask({".......", ".......", "..###..", "..###..", "..###..", ".......", "......."}));
    CHECK(grown(pixel, 2) == drawnMask({".......", "...#...", "..###..", ".#####.", "..###..", "...#...", "......."}));
    CHECK(grown(pixel, 0) == pixel);
    CHECK(shrunk(fullMask(kSize), 10) == fullMask(kSize)); // what lies outside is unknown
}

TEST_CASE("where in a picture a mask lies does not matter") {
    // Only the surroundings of what is set are worked on.
    const MaskRle shape =
        combined(discMask({60, 60}, {28, 30}, 14), discMask({60, 60}, {31, 28}, 4), MaskCombination::Subtract);
    Mask wide(Size{300, 200});
    for (int y = 0; y < 60; ++y)
        for (int x = 0; x < 60; ++x)
            wide.at(x + 200, y + 90) = shape.contains(x, y) ? 1 : 0;
    const auto check = [&](auto operation) {
        const MaskRle here = operation(shape), there = operation(MaskRle::fromDense(wide));
        CHECK(here.area() == there.area());
        for (int y = 0; y < 60; ++y)
            for (int x = 0; x < 60; ++x)
                CHECK(here.contains(x, y) == there.contains(x + 200, y + 90));
    };
    check([](const MaskRle& mask) { return grown(mask, 7.5); });
    check([](const MaskRle& mask) { return shrunk(mask, 3.0); });
    check([](const MaskRle& mask) { return smoothed(mask, 6.0); });
    check([](const MaskRle& mask) { return withoutHoles(mask); });
    check([](const MaskRle& mask) { return withoutIslands(mask, 20); });
}

TEST_CASE("smoothing leaves straight borders and large shapes alone and takes specks away") {
    CHECK(smoothed(fullMask(kSize), 4) == fullMask(kSize));
    CHECK(smoothed(MaskRle(kSize), 4).isBlank());
    Mask half(kSize);
    for (int y = 0; y < kSize.height; ++y)
        std::fill_n(half.row(y), 20, std::uint8_t{1});
    CHECK(smoothed(MaskRle::fromDense(half), 6) == MaskRle::fromDense(half));
    half.at(30, 15) = 1;
    half.at(5, 15) = 0;
    const MaskRle clean = smoothed(MaskRle::fromDense(half), 4);
    CHECK_FALSE(clean.contains(30, 15));
    CHECK(clean.contains(5, 15));
    for (const MaskRle& mask : samples())
        CHECK(inverse(smoothed(mask, 3)).area() + smoothed(mask, 3).area() == kSize.area());
}

TEST_CASE("holes are what the border cannot be reached from over edges") {
    CHECK(withoutHoles(drawnMask({".....", ".###.", ".#.#.", ".###.", "....."})) ==
          drawnMask({".....", ".###.", ".###.", ".###.", "....."}));
    // A diagonal gap does not open a hole, a gap over an edge does.
    CHECK(withoutHoles(drawnMask({".....", "..#..", ".#.#.", "..#..", "....."})) ==
          drawnMask({".....", "..#..", ".###.", "..#..", "....."}));
    const MaskRle open = drawnMask({".....", ".###.", ".#...", ".###.", "....."});
    CHECK(withoutHoles(open) == open);
    // At the picture's border there is no hole.
    const MaskRle bay = drawnMask({".#.", "##.", "..."});
    CHECK(withoutHoles(bay) == bay);
    for (const MaskRle& mask : samples()) {
        const MaskRle filled = withoutHoles(mask);
        CHECK(isInside(mask, filled));
        CHECK(withoutHoles(filled) == filled);
    }
}

TEST_CASE("islands are counted and removed by their size") {
    const MaskRle mask = drawnMask({"##...#", "##....", "......", "...##.", "..#..."});
    CHECK(islandAreas(mask) == std::vector<std::size_t>{4, 3, 1});
    CHECK(withoutIslands(mask, 1) == mask);
    CHECK(withoutIslands(mask, 2) == drawnMask({"##....", "##....", "......", "...##.", "..#..."}));
    CHECK(withoutIslands(mask, 4) == drawnMask({"##....", "##....", "......", "......", "......"}));
    CHECK(withoutIslands(mask, 5).isBlank());
    CHECK(islandAreas(MaskRle(kSize)).empty());
    for (const MaskRle& sample : samples()) {
        const auto areas = islandAreas(sample);
        for (const std::size_t smallest : {0U, 1U, 5U, 40U}) {
            const auto kept = std::count_if(areas.begin(), areas.end(), [&](std::size_t a) { return a >= smallest; });
            CHECK(islandAreas(withoutIslands(sample, smallest)).size() == static_cast<std::size_t>(kept));
        }
    }
}

TEST_CASE("a region is an island, holes that meet, or background") {
    const MaskRle mask = drawnMask({"##..", "#.#.", "##..", "...#"});
    CHECK(regionAt(mask, 0, 0) == drawnMask({"##..", "#.#.", "##..", "...."}));
    CHECK(regionAt(mask, 3, 3) == drawnMask({"....", "....", "....", "...#"}));
    CHECK(regionAt(mask, 1, 1) == drawnMask({"....", ".#..", "....", "...."}));
    CHECK(regionAt(mask, 3, 0) == drawnMask({"..##", "...#", "..##", "###."}));
    CHECK(regionAt(mask, 4, 0).isBlank());
    CHECK(regionAt(mask, 0, -1).isBlank());
    CHECK(regionAt(fullMask(kSize), 7, 7) == fullMask(kSize));
    // A pixel of a hole that hangs by a corner belongs to it; the background beyond a sloping wall does not.
    const MaskRle holed = drawnMask({"#####", "#..##", "###.#", "####."});
    CHECK(regionAt(holed, 1, 1) == drawnMask({".....", ".##..", "...#.", "....."}));
    CHECK(regionAt(holed, 3, 2) == regionAt(holed, 1, 1));
    CHECK(regionAt(holed, 4, 3) == drawnMask({".....", ".....", ".....", "....#"}));
}

TEST_CASE("masks are united and subtracted") {
    const MaskRle a = drawnMask({"##..", "##.."}), b = drawnMask({".##.", "...."});
    CHECK(combined(a, b, MaskCombination::Unite) == drawnMask({"###.", "##.."}));
    CHECK(combined(a, b, MaskCombination::Subtract) == drawnMask({"#...", "##.."}));
    for (const MaskRle& mask : samples()) {
        CHECK(combined(mask, inverse(mask), MaskCombination::Unite) == fullMask(kSize));
        CHECK(combined(mask, mask, MaskCombination::Subtract).isBlank());
        CHECK(combined(MaskRle(kSize), mask, MaskCombination::Unite) == mask);
    }
}

TEST_CASE("a polygon sets the pixels whose centre it holds") {
    CHECK(filledPolygon({5, 4}, {{1, 1}, {4, 1}, {4, 3}, {1, 3}}) == drawnMask({".....", ".###.", ".###.", "....."}));
    // Whole pixels, whichever way round.
    CHECK(filledPolygon({5, 4}, {{1, 1}, {1, 3}, {4, 3}, {4, 1}}).area() == 6);
    CHECK(filledPolygon({5, 4}, {{-9, -9}, {40, -9}, {40, 40}, {-9, 40}}).area() == 20);
    CHECK(filledPolygon({5, 4}, {{1, 1}, {4, 3}}).isBlank());
    CHECK(filledPolygon({5, 4}, {}).isBlank());
    CHECK(filledPolygon({5, 4}, {{2, 2}, {2, 2}, {2, 2}}).isBlank());
    // A ring drawn twice around leaves its middle free.
    CHECK(filledPolygon({4, 4}, {{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}, {1, 1}, {3, 1}, {3, 3}, {1, 3}, {1, 1}})
              .area() == 12);
}

TEST_CASE("polygons that share an edge neither overlap nor leave a gap") {
    std::mt19937 random(3);
    for (int round = 0; round < 50; ++round) {
        const auto draw = [&](double high) { return high * (random() / 4294967296.0); };
        const PointF top{draw(kSize.width), 0}, bottom{draw(kSize.width), double(kSize.height)};
        const double w = kSize.width, h = kSize.height;
        const MaskRle left = filledPolygon(kSize, {{0, 0}, top, bottom, {0, h}});
        const MaskRle right = filledPolygon(kSize, {top, {w, 0}, {w, h}, bottom});
        CHECK(left == inverse(right));
    }
}

TEST_CASE("the wand takes what is like the pixel, connected or all over") {
    Image picture(Size{6, 3});
    const auto paint = [&](int x, int y, std::uint8_t r, std::uint8_t g, std::uint8_t b) {
        std::uint8_t* p = picture.row(y) + 3 * x;
        p[0] = r, p[1] = g, p[2] = b;
    };
    for (int y = 0; y < 3; ++y)
        for (int x = 0; x < 6; ++x)
            x == 3 ? paint(x, y, 250, 250, 250) : paint(x, y, static_cast<std::uint8_t>(100 + 4 * x), 50, 0);
    CHECK(similarPixels(picture, 0, 0, {4, true}) == drawnMask({"##....", "##....", "##...."}));
    CHECK(similarPixels(picture, 0, 0, {20, true}) == drawnMask({"###...", "###...", "###..."}));
    CHECK(similarPixels(picture, 0, 0, {20, false}) == drawnMask({"###.##", "###.##", "###.##"}));
    CHECK(similarPixels(picture, 2, 1, {4, true}) == drawnMask({".##...", ".##...", ".##..."})); // both ways
    CHECK(similarPixels(picture, 0, 0, {255, true}).area() == 18);
    CHECK(similarPixels(picture, 0, 0, {0, true}) == drawnMask({"#.....", "#.....", "#....."}));
    CHECK(similarPixels(picture, 6, 0, {}).isBlank());
}

TEST_CASE("a threshold takes what is at least as high") {
    FloatMap map(Size{3, 1});
    map.values = {0.2F, 0.5F, std::nanf("")};
    CHECK(thresholded(map, 0.5F) == drawnMask({".#."}));
    CHECK(thresholded(map, 0.0F) == drawnMask({"##."}));
    CHECK(thresholded(map, 0.6F).isBlank());
}

TEST_CASE("a null mask stays null") {
    const MaskRle none;
    for (const MaskRle& mask : {grown(none, 2), shrunk(none, 2), smoothed(none, 2), withoutHoles(none),
                                withoutIslands(none, 3), regionAt(none, 0, 0)})
        CHECK(mask.isNull());
    CHECK(islandAreas(none).empty());
}
