// The rules of the zero-shot methods that need no network.
#include <doctest/doctest.h>

#include "core/methods/heat_map_boxes.h"
#include "core/methods/sound_slices.h"
#include "core/models/recently_used.h"

using namespace soundmask;

TEST_CASE("a second that a track does not have whole is its last one") {
    constexpr int kRate = 44100;
    CHECK(sliceBegin(0, 5 * kRate, kRate) == 0);
    CHECK(sliceBegin(4, 5 * kRate, kRate) == 4 * kRate);
    CHECK(sliceBegin(4, 7 * kRate, kRate) == 4 * kRate);
    const SampleIndex short_track = 4 * kRate + 20000; // four whole seconds
    CHECK(sliceBegin(3, short_track, kRate) == 3 * kRate);
    CHECK(sliceBegin(4, short_track, kRate) == short_track - kRate);
    CHECK(sliceBegin(3, kRate, kRate) == 0);
    CHECK(sliceBegin(3, 100, kRate) == 0);
}

TEST_CASE("16 bits are rounded towards zero") {
    std::vector<float> samples{0.0f, 1.0f, -1.0f, 2.0f, 0.5f, -0.5f, 1.0e-5f};
    quantise16(samples);
    CHECK(samples == std::vector<float>{0.0f, 1.0f, -1.0f, 1.0f, 16383.0f / 32767.0f, -16383.0f / 32767.0f, 0.0f});
    CHECK(repeated(std::vector<float>{1.0f, 2.0f}, 3) == std::vector<float>{1, 2, 1, 2, 1, 2});
}

TEST_CASE("what is fainter than dither is silent") {
    std::vector<float> samples(44100, 0.0f);
    CHECK(isSilent(samples));
    samples[4000] = -2.0f / 32768.0f;
    CHECK(isSilent(samples));
    samples[44099] = -4.0f / 32768.0f;
    CHECK_FALSE(isSilent(samples));
}

TEST_CASE("seconds are named in words, many of them in few") {
    CHECK(secondsInWords({4}) == "second 4");
    CHECK(secondsInWords({2, 5}) == "seconds 2 and 5");
    CHECK(secondsInWords({2, 3, 5}) == "seconds 2, 3 and 5");
    CHECK(secondsInWords({1, 2, 3, 4, 5}) == "seconds 1 to 5");
    CHECK(secondsInWords({1, 2, 3, 9, 10, 12, 13, 14}) == "seconds 1 to 3, 9, 10 and 12 to 14");
    CHECK(secondsInWords({1, 3, 5, 7, 9, 11, 13, 15}) == "seconds 1, 3, 5, 7, 9, 11, 13 and 15");
    CHECK(secondsInWords({1, 2, 3, 5, 7, 9, 11, 13, 15, 17, 19, 20}) ==
          "seconds 1 to 3, 5, 7, 9, 11, 13, 15, 17 and 2 more");
}

TEST_CASE("boxes hold the regions of at least the threshold, edge pixels included") {
    FloatMap heat({8, 6});
    heat.at(1, 1) = 0.6f; // two pixels that touch at a corner
    heat.at(2, 2) = 0.7f;
    heat.at(6, 4) = 0.9f; // one pixel
    heat.at(5, 0) = 0.5f;
    const auto boxes = [&](BoxRule rule) { return boxesFromHeat(heat, 0.6, rule); };
    CHECK(boxes(BoxRule::LargestArea) == std::vector<BoxF>{{1, 1, 2, 2}});
    CHECK(boxes(BoxRule::HottestPlace) == std::vector<BoxF>{{6, 4, 6, 4}});
    CHECK(boxes(BoxRule::Each) == std::vector<BoxF>{{1, 1, 2, 2}, {6, 4, 6, 4}});
    CHECK(boxes(BoxRule::Around) == std::vector<BoxF>{{1, 1, 6, 4}});
    CHECK(boxesFromHeat(heat, 0.95, BoxRule::Each).empty());
    heat.at(3, 3) = 0.6f;
    heat.at(6, 3) = heat.at(5, 4) = 0.6f; // now both have three pixels: the first one
    CHECK(boxes(BoxRule::LargestArea) == std::vector<BoxF>{{1, 1, 3, 3}});
}

TEST_CASE("what was not used for the longest time is forgotten first") {
    RecentlyUsed<int, char> last(2);
    last.keep(1, 'a');
    last.keep(2, 'b');
    CHECK(last.find(1) == 'a');
    last.keep(3, 'c');
    CHECK_FALSE(last.find(2));
    CHECK(last.find(1) == 'a');
    CHECK(last.find(3) == 'c');
}
