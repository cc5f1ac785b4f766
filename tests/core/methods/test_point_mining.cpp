// Points taken from heat maps. The maps A, B and C and their points come from the published functions, run alone.
#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

#include "core/base/map_sampling.h"
#include "core/methods/point_mining.h"
#include "core/methods/sound_heat.h"

using namespace soundmask;

namespace {

constexpr Size kLarge{kMinedMapSide, kMinedMapSide};

template <typename Value>
FloatMap places(const Value& value) {
    FloatMap map({7, 7});
    for (int r = 0; r < 7; ++r) {
        for (int c = 0; c < 7; ++c)
            map.at(c, r) = static_cast<float>(value(r, c));
    }
    return map;
}

const FloatMap kMapA = enlarged(places([](int r, int c) { return ((7 * r + c) * 37 % 33) / 32.0; }), kLarge);
const FloatMap kMapB =
    enlarged(places([](int r, int c) { return 1.0 - ((r - 2) * (r - 2) + (c - 4) * (c - 4)) / 32.0; }), kLarge);
const FloatMap kMapC = enlarged(places([](int r, int c) { return (std::abs(r - 3) + std::abs(c - 2)) / 8.0; }), kLarge);

using Points = std::vector<PointF>;

float most(const FloatMap& map) {
    return std::ranges::max(map.values);
}

} // namespace

TEST_CASE("heat is stretched to 0..1, or turned round") {
    FloatMap similarity({3, 1});
    similarity.values = {-0.5f, 0.0f, 0.5f};
    CHECK(heatOf(similarity, HeatDirection::Forward).values == std::vector<float>{0.0f, 0.5f, 1.0f});
    CHECK(heatOf(similarity, HeatDirection::Reverse).values == std::vector<float>{1.0f, 0.5f, 0.0f});
}

TEST_CASE("a similarity that says nothing has no heat") {
    const FloatMap flat({3, 2}, 0.7f);
    CHECK(heatOf(flat, HeatDirection::Reverse).values == std::vector<float>(6, 0.0f));
    FloatMap broken({2, 1}, 0.5f);
    broken.values[1] = std::numeric_limits<float>::quiet_NaN();
    CHECK(heatOf(broken, HeatDirection::Forward).values == std::vector<float>(2, 0.0f));
    CHECK(heatOf({}, HeatDirection::Forward).isEmpty());
}

TEST_CASE("enlarged heat is bilinear between centres") {
    CHECK(kMapA.at(100, 100) == 0.711311340f);
    CHECK(kMapA.at(111, 111) == 0.922126770f);
    CHECK(kMapA.at(223, 223) == 0.84375f);
    CHECK(kMapA.at(150, 40) == 0.405761720f);
    CHECK(most(kMapA) == doctest::Approx(0.9975586));
    CHECK(kMapB.at(223, 223) == 0.375f);
    CHECK(kMapB.at(150, 40) == doctest::Approx(0.9404297));
    CHECK(kMapC.at(150, 40) == 0.5546875f);
    CHECK(most(kMapC) == 0.875f);
}

TEST_CASE("beyond the outer centres enlarged heat is exactly constant") {
    FloatMap odd({7, 7});
    for (std::size_t i = 0; i < odd.values.size(); ++i)
        odd.values[i] = static_cast<float>(i * i % 31) / 30.0f; // not exact in binary
    const FloatMap large = enlarged(odd, kLarge);
    for (int y = 208; y < 224; ++y) {
        for (int x = 0; x < 224; ++x)
            REQUIRE(large.at(x, y) == large.at(x, 223));
    }
    for (int y = 0; y < 224; ++y) {
        for (int x = 208; x < 224; ++x)
            REQUIRE(large.at(x, y) == large.at(223, y));
    }
}

TEST_CASE("one enlarged value is that of the whole map") {
    FloatMap few({5, 3});
    for (std::size_t i = 0; i < few.values.size(); ++i)
        few.values[i] = static_cast<float>(i * i % 13) / 12.0f;
    const Size size{64, 48};
    const FloatMap large = enlarged(few, size);
    for (const auto& [x, y] : {std::pair{0, 0}, {63, 47}, {31, 20}, {5, 40}})
        CHECK(enlargedAt(few, size, x, y) == large.at(x, y));
}

TEST_CASE("global points are the first hottest and the first coldest pixel") {
    CHECK(globalPoints(kMapA).positive == Points{{208.5, 176.5}});
    CHECK(globalPoints(kMapA).negative == Points{{0.5, 0.5}});
    CHECK(globalPoints(kMapB).positive == Points{{143.5, 79.5}});
    CHECK(globalPoints(kMapB).negative == Points{{0.5, 208.5}});
    CHECK(globalPoints(kMapC).positive == Points{{208.5, 0.5}});
    CHECK(globalPoints(kMapC).negative == Points{{79.5, 111.5}});
}

TEST_CASE("local points are peaks and valleys") {
    for (const double threshold : {0.6, 0.65}) {
        CAPTURE(threshold);
        const MinedPoints intended = localPoints(kMapA, threshold, LocalVariant::Intended);
        CHECK(intended.positive == Points{{47, 48}, {79, 80}, {111, 112}, {143, 144}});
        CHECK(intended.negative == Points{{80, 47}, {112, 79}, {144, 111}, {176, 143}});
        const MinedPoints published = localPoints(kMapA, threshold, LocalVariant::Published);
        CHECK(published.positive == Points{{47, 47}, {79, 79}, {111, 111}, {143, 143}});
        CHECK(published.negative == Points{{80, 80}, {112, 112}, {144, 144}, {176, 176}});
    }
}

TEST_CASE("without a peak every hottest pixel is a local point") {
    const MinedPoints intended = localPoints(kMapB, 0.6, LocalVariant::Intended);
    CHECK(intended.positive == Points{{143, 79}, {144, 79}, {143, 80}, {144, 80}});
    CHECK(intended.negative == Points{{0, 208}});
    const MinedPoints published = localPoints(kMapB, 0.6, LocalVariant::Published);
    CHECK(published.positive == Points{{143, 143}, {144, 144}, {143, 143}, {144, 144}});
    REQUIRE(published.negative.size() == 256);
    for (int x = 0; x < 16; ++x)
        CHECK(std::ranges::count(published.negative, PointF{double(x), double(x)}) == 16);
}

TEST_CASE("without a valley and without a zero the published rule has no negative point") {
    const MinedPoints published = localPoints(kMapC, 0.6, LocalVariant::Published);
    CHECK(published.positive.size() == 512);
    CHECK(published.negative.empty());
    FloatMap flat(kLarge, 0.5f);
    CHECK(localPoints(flat, 0.6, LocalVariant::Published).positive.size() == flat.values.size());
    CHECK(localPoints(flat, 0.6, LocalVariant::Published).negative.empty());
    CHECK(localPoints(flat, 0.6, LocalVariant::Intended).negative == Points{{0, 0}});
}

TEST_CASE("dense points are the hottest and coldest cells") {
    const auto count = [](const FloatMap& map, double threshold) {
        const auto points = densePoints(map, threshold);
        REQUIRE(points);
        CHECK(points->negative.size() == points->positive.size());
        return points->positive.size();
    };
    CHECK(count(kMapA, 0.85) == 67);
    CHECK(count(kMapA, 0.7) == 263);
    CHECK(count(kMapB, 0.85) == 325);
    CHECK(count(kMapB, 0.7) == 512); // the most there are
    CHECK(count(kMapC, 0.85) == 18);
    CHECK(count(kMapC, 0.7) == 106);
    CHECK(densePoints(kMapB, 0.85)->positive.back() == PointF{143.5, 80.5});
    CHECK(most(denseSamples(kMapA)) == doctest::Approx(0.98779297));
    CHECK(std::ranges::count(denseSamples(kMapA).values, 0.0f) == 4);
    CHECK(count(FloatMap(kLarge), 0.85) == 1); // one pair is always there
}

TEST_CASE("dense points want a map of their size") {
    const auto points = densePoints(FloatMap({100, 100}), 0.7);
    REQUIRE_FALSE(points);
    CHECK(points.error().code == ErrorCode::InvalidValue);
}
