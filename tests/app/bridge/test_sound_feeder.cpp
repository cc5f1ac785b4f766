#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>

#include "app/bridge/sound_feeder.h"
#include "app/bridge/sound_map.h"
#include "tests/core/methods/drawn_source.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

constexpr int kRate = SoundFeeder::kRateHz;

/// Each sample tells its place in the clip.
float sampleAt(SampleIndex index) {
    return static_cast<float>(index % 30'011) / 32'768.0F;
}

SourceOpener countedSound() {
    return [](std::stop_token) -> Result<std::unique_ptr<FrameSource>> {
        auto source = std::make_unique<DrawnSource>();
        source->sound = [](double t_s) { return sampleAt(std::llround(t_s * kRate)); };
        return source;
    };
}

struct Heard {
    std::vector<float> left;
    SoundMap map{kRate};
};

/// What comes out first when \p course is played, \p frames of it.
Heard play(SoundFeeder& feeder, const SoundCourse& course, std::int64_t frames) {
    Heard heard;
    std::vector<float> samples(static_cast<std::size_t>(SoundFeeder::kChannels) * 977);
    feeder.start(course);
    while (static_cast<std::int64_t>(heard.left.size()) < frames) {
        REQUIRE(feeder.waitUntilReady(10'000));
        const std::int64_t wanted = std::min<std::int64_t>(977, frames - static_cast<std::int64_t>(heard.left.size()));
        const SoundFeeder::Piece piece = feeder.read(samples.data(), wanted);
        heard.map.append(piece.frames, piece.content_s, piece.speed);
        for (std::int64_t i = 0; i < piece.frames; ++i)
            heard.left.push_back(samples[static_cast<std::size_t>(i * SoundFeeder::kChannels)]);
    }
    return heard;
}

void noError(const Error& error) {
    FAIL(error.toString());
}

} // namespace

TEST_CASE("a loop comes back to the very sample, again and again") {
    SoundFeeder feeder(countedSound(), noError);
    // No whole number of the pieces that are decoded at a time.
    const SampleIndex begin = 12'345, end = 30'123;
    SoundCourse course;
    course.begin_s = 20'000.0 / kRate;
    course.loop = TimeSpan{static_cast<double>(begin) / kRate, static_cast<double>(end) / kRate};
    const Heard heard = play(feeder, course, 100'000);
    SampleIndex expected = 20'000;
    for (const float sample : heard.left) {
        REQUIRE(sample == sampleAt(expected));
        if (++expected == end) expected = begin;
    }
}

TEST_CASE("a loop at another speed has the same length each time") {
    SoundFeeder feeder(countedSound(), noError);
    SoundCourse course;
    course.speed = 0.5;
    course.loop = TimeSpan{0.25, 0.75};
    course.begin_s = 0.25;
    Heard heard = play(feeder, course, 4 * kRate);
    for (int pass = 0; pass < 4; ++pass) {
        CAPTURE(pass);
        CHECK(heard.map.momentAt(pass * kRate).content_s == doctest::Approx(0.25).epsilon(1e-6));
        CHECK(heard.map.momentAt(pass * kRate + kRate / 2).content_s == doctest::Approx(0.5).epsilon(1e-3));
        CHECK(heard.map.momentAt(pass * kRate + kRate - 1).content_s == doctest::Approx(0.75).epsilon(1e-3));
    }
}

TEST_CASE("a course with an end is silent from that sample on") {
    SoundFeeder feeder(countedSound(), noError);
    const SampleIndex end = 7'000;
    SoundCourse course;
    course.begin_s = 1'000.0 / kRate;
    course.end_s = static_cast<double>(end) / kRate;
    const Heard heard = play(feeder, course, 20'000);
    for (std::size_t i = 0; i < heard.left.size(); ++i) {
        const SampleIndex at = 1'000 + static_cast<SampleIndex>(i);
        REQUIRE(heard.left[i] == (at < end ? sampleAt(at) : 0.0F));
    }
}

TEST_CASE("a new start forgets what was decoded before") {
    SoundFeeder feeder(countedSound(), noError);
    play(feeder, {}, 5'000);
    SoundCourse course;
    course.begin_s = 2.0;
    const Heard heard = play(feeder, course, 5'000);
    CHECK(heard.left.front() == sampleAt(2 * kRate));
    CHECK(heard.left.back() == sampleAt(2 * kRate + 4'999));
}

TEST_CASE("the map follows speeds, pauses and jumps") {
    SoundMap map(1000);
    map.append(1000, 5.0);
    map.append(500, 6.0, 2.0);
    map.appendPause(100);
    map.append(1000, 1.0, 0.5);
    CHECK(map.appendedFrames() == 2600);
    CHECK(map.appendedContent_s() == doctest::Approx(1.5));
    CHECK(map.momentAt(500).content_s == doctest::Approx(5.5));
    CHECK(map.momentAt(1250).content_s == doctest::Approx(6.5));
    CHECK(map.momentAt(1550).content_s == doctest::Approx(7.0));
    CHECK(map.momentAt(1800).content_s == doctest::Approx(1.1));
    CHECK(map.momentAt(9999).content_s == doctest::Approx(1.5));
}
