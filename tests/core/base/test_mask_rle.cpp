#include <doctest/doctest.h>
#include <random>

#include "core/base/mask_rle.h"

using namespace soundmask;

namespace {

Mask randomMask(std::mt19937& random, Size size) {
    Mask mask(size);
    // Long and short runs both, so that run ends fall anywhere in a row.
    std::geometric_distribution<int> length(0.15);
    std::uint8_t value = random() & 1;
    std::size_t i = 0;
    while (i < mask.values.size()) {
        for (int n = length(random); n >= 0 && i < mask.values.size(); --n) mask.values[i++] = value;
        value ^= 1;
    }
    return mask;
}

std::size_t countSet(const Mask& mask) {
    return static_cast<std::size_t>(std::count(mask.values.begin(), mask.values.end(), std::uint8_t{1}));
}

} // namespace

TEST_CASE("a dense mask survives the way through runs, and area, bounds and contains agree with it") {
    std::mt19937 random(5);
    for (int round = 0; round < 300; ++round) {
        const Size size{1 + static_cast<int>(random() % 40), 1 + static_cast<int>(random() % 30)};
        const Mask dense = randomMask(random, size);
        const MaskRle rle = MaskRle::fromDense(dense);
        REQUIRE(rle.toDense() == dense);
        CHECK(rle.area() == countSet(dense));
        PixelRect bounds;
        for (int y = 0; y < size.height; ++y)
            for (int x = 0; x < size.width; ++x) {
                CHECK(rle.contains(x, y) == (dense.at(x, y) == 1));
                if (dense.at(x, y)) bounds = bounds.united({x, y, 1, 1});
            }
        CHECK(rle.bounds() == bounds);
    }
}

TEST_CASE("XOR of two masks is the pixels that differ, and applying it twice restores the first") {
    std::mt19937 random(6);
    for (int round = 0; round < 300; ++round) {
        const Size size{1 + static_cast<int>(random() % 25), 1 + static_cast<int>(random() % 25)};
        const Mask a = randomMask(random, size), b = randomMask(random, size);
        Mask expected(size);
        for (std::size_t i = 0; i < expected.values.size(); ++i) expected.values[i] = a.values[i] ^ b.values[i];
        const MaskRle difference = maskXor(MaskRle::fromDense(a), MaskRle::fromDense(b));
        REQUIRE(difference.toDense() == expected);
        CHECK(difference == MaskRle::fromDense(expected));
        CHECK(maskXor(MaskRle::fromDense(a), difference) == MaskRle::fromDense(b));
    }
}

TEST_CASE("runs are brought into one form, so equal masks compare equal") {
    const Size size{4, 2};
    CHECK(MaskRle::fromRuns(size, {2, 0, 1, 3, 2}) == MaskRle::fromRuns(size, {3, 3, 2}));
    CHECK(MaskRle::fromRuns(size, {0, 8}).area() == 8);
    CHECK(MaskRle::fromRuns(size, {0, 3, 0, 5}) == MaskRle::fromRuns(size, {0, 8}));
    CHECK(MaskRle::fromRuns(size, {8, 0}) == MaskRle(size));
    CHECK(MaskRle::fromRuns(size, {3, 3}).isNull());
    CHECK(MaskRle::fromRuns(size, {3, 3, 3}).isNull());
    CHECK(MaskRle(size).isBlank());
    CHECK(MaskRle().isNull());
}

TEST_CASE("nearest-neighbour resize keeps blocks when scaling up and picks pixel centres when scaling down") {
    Mask mask({2, 2});
    mask.at(1, 0) = 1;
    const Mask twice = resizedNearest(MaskRle::fromDense(mask), {4, 4}).toDense();
    for (int y = 0; y < 4; ++y)
        for (int x = 0; x < 4; ++x) CHECK(twice.at(x, y) == (x >= 2 && y < 2 ? 1 : 0));
    CHECK(resizedNearest(MaskRle::fromDense(twice), {2, 2}) == MaskRle::fromDense(mask));
}
