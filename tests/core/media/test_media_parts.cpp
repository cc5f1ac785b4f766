#include <doctest/doctest.h>
#include <fstream>

#include "core/base/image_io.h"
#include "core/media/frame_cache.h"
#include "core/media/frame_table.h"
#include "core/media/orientation.h"
#include "core/media/stills_source.h"
#include "tests/core/media/take.h"
#include "tests/support/coded_movie.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

FramePtr frame(FrameIndex index, Size size = {10, 10}) {
    return std::make_shared<const Frame>(Frame{Image(size), index, 0.0});
}

StreamScan scanOf(std::vector<PicturePacket> packets) {
    StreamScan scan;
    scan.packets = std::move(packets);
    return scan;
}

} // namespace

TEST_CASE("a frame cache keeps to its limit and drops what was used least recently") {
    FrameCache cache(1000); // a picture has 300 bytes
    for (FrameIndex i = 0; i < 3; ++i)
        cache.insert(frame(i));
    CHECK(cache.bytes() == 900);
    REQUIRE(cache.find(0)); // now 1 is the oldest
    cache.insert(frame(3));
    CHECK(cache.count() == 3);
    CHECK_FALSE(cache.find(1));
    CHECK(cache.find(0));
    CHECK(cache.find(2));
    CHECK(cache.find(3)->index == 3);
    cache.insert(frame(3));
    CHECK(cache.bytes() == 900); // the same index replaces
    for (FrameIndex i = 0; i < 100; ++i) {
        cache.insert(frame(i));
        REQUIRE(cache.bytes() <= 1000);
    }
    cache.insert(frame(500, {100, 100}));
    CHECK_FALSE(cache.find(500));
    CHECK(cache.bytes() <= 1000);
    cache.clear();
    CHECK(cache.bytes() == 0);
    CHECK(cache.count() == 0);
}

TEST_CASE("a frame table orders pictures by time and finds where to start") {
    // Decoding order 0 4 2 1 3, then a second group 5 7 6.
    const FrameTable table(scanOf({{0, true, true},
                                   {40, false, true},
                                   {20, false, true},
                                   {10, false, true},
                                   {30, false, true},
                                   {50, true, true},
                                   {70, false, true},
                                   {60, false, true}}),
                           0.1);
    REQUIRE(table.count() == 8);
    for (FrameIndex i = 0; i < 8; ++i) {
        CHECK(table.idOf(i) == 10 * i);
        CHECK(table.frameOf(10 * i) == i);
        CHECK(table.time_s(i) == doctest::Approx(static_cast<double>(i)));
    }
    CHECK(table.frameOf(15) == -1);
    CHECK(table.packetOf(40) == 1);
    CHECK(table.packetOf(41) == -1);
    CHECK(table.keyBefore(4)->frame == 0);
    CHECK(table.keyBefore(5)->frame == 5);
    CHECK(table.keyBefore(7)->packet == 5);
    CHECK(table.previous(*table.keyBefore(7))->frame == 0);
    CHECK(table.previous(*table.keyBefore(0)) == nullptr);
    CHECK(table.usualInterval_s() == doctest::Approx(1.0));
    CHECK_FALSE(table.variableRate());
}

TEST_CASE("a frame table leaves out hidden pictures and second ones of a time") {
    const FrameTable table(
        scanOf(
            {{0, true, false}, {10, false, true}, {20, false, true}, {20, false, true}, {AV_NOPTS_VALUE, false, true}}),
        1.0);
    CHECK(table.count() == 2);
    CHECK(table.duplicates() == 1);
    CHECK(table.keyBefore(0)->id == 0); // hidden, yet decoding starts there
}

TEST_CASE("a rate is variable when more than one interval in a hundred is off") {
    const auto rate = [](int odd_intervals) {
        std::vector<PicturePacket> packets;
        std::int64_t time = 0;
        for (int i = 0; i <= 200; ++i) {
            packets.push_back({time, i == 0, true});
            time += i < odd_intervals ? 80 : 40;
        }
        return FrameTable(scanOf(packets), 0.001).variableRate();
    };
    CHECK_FALSE(rate(0));
    CHECK_FALSE(rate(2)); // exactly 1 %
    CHECK(rate(3));
}

TEST_CASE("an orientation follows the display matrix") {
    constexpr std::int32_t kOne = 1 << 16, kEnd = 1 << 30;
    const std::int32_t upright[9] = {kOne, 0, 0, 0, kOne, 0, 0, 0, kEnd};
    const std::int32_t phone[9] = {0, kOne, 0, -kOne, 0, 0, 0, 0, kEnd};
    const std::int32_t head_down[9] = {-kOne, 0, 0, 0, -kOne, 0, 0, 0, kEnd};
    const std::int32_t mirrored[9] = {-kOne, 0, 0, 0, kOne, 0, 0, 0, kEnd};
    const std::int32_t slanted[9] = {kOne, kOne, 0, -kOne, kOne, 0, 0, 0, kEnd};
    CHECK(orientationOf(nullptr).displayed({4, 3}) == Size{4, 3});
    CHECK_FALSE(orientationOf(upright).transposed);
    CHECK(orientationOf(phone).displayed({4, 3}) == Size{3, 4});
    CHECK(orientationOf(phone).rotation == -90);
    CHECK((orientationOf(head_down).mirrored_x && orientationOf(head_down).mirrored_y));
    CHECK((orientationOf(mirrored).mirrored_x != orientationOf(mirrored).mirrored_y));
    CHECK(orientationOf(slanted).odd_angle);
    CHECK(orientationOf(slanted).displayed({4, 3}) == Size{4, 3});
}

TEST_CASE("stills are a clip of one picture a second") {
    const TemporaryFolder folder;
    std::vector<std::filesystem::path> pictures;
    for (int i = 0; i < 5; ++i) {
        pictures.push_back(folder / (std::to_string(i + 1) + ".png"));
        REQUIRE(writePng(pictures.back(), codedPicture(i)));
    }
    writeCodedMovie(folder / "tone.mp4", 125, {25, 1}, SoundFormat{16000, 1});
    runFfmpeg({"-i", (folder / "tone.mp4").string(), "-vn", (folder / "tone.wav").string()});
    const auto stills = take(StillsSource::open("clip", pictures, folder / "tone.wav"));
    CHECK(stills->name() == "clip");
    CHECK(stills->size() == kCodedSize);
    CHECK(stills->frameCount() == 5);
    CHECK(stills->duration_s() == 5.0);
    CHECK(stills->frameShownAt(0.0) == 0);
    CHECK(stills->frameShownAt(1.9) == 0);
    CHECK(stills->frameShownAt(1.9375) == 1);
    CHECK(stills->frameShownAt(99.0) == 4);
    const auto keys = stills->keyFrames();
    REQUIRE(keys.size() == 5);
    for (FrameIndex i = 0; i < 5; ++i) {
        CHECK(keys[static_cast<std::size_t>(i)] ==
              KeyFrame{static_cast<int>(i) + 1, i, static_cast<double>(i) + 0.9375});
        CHECK(codeOf(take(stills->frameAt(i))->image) == i);
    }
    CHECK_FALSE(stills->frameAt(5));
    CHECK_FALSE(stills->frameAt(-1));
    REQUIRE(stills->hasSound());
    CHECK(take(stills->audio({0.0, 9.0}, 16000, 1)).frames() == 80000);
}

TEST_CASE("stills with a missing, damaged or oddly sized picture fail where it is asked for") {
    const TemporaryFolder folder;
    const auto none = StillsSource::open("none", {});
    REQUIRE_FALSE(none);
    CHECK(none.error().code == ErrorCode::InvalidValue);
    CHECK_FALSE(StillsSource::open("missing", {folder / "1.png"}));
    REQUIRE(writePng(folder / "1.png", codedPicture(0)));
    REQUIRE(writePng(folder / "2.png", codedPicture(1, {64, 64})));
    const auto stills = take(StillsSource::open("clip", {folder / "1.png", folder / "2.png", folder / "3.png"}));
    CHECK_FALSE(stills->hasSound());
    CHECK(stills->frameAt(0));
    for (const FrameIndex index : {1, 2}) {
        const auto frame_or = stills->frameAt(index);
        REQUIRE_FALSE(frame_or);
        CHECK(frame_or.error().code == ErrorCode::FrameUnavailable);
        CHECK(frame_or.error().subject.ends_with(std::to_string(index + 1) + ".png"));
    }
    const auto silent = stills->audio({0.0, 1.0}, 16000, 1);
    REQUIRE_FALSE(silent);
    CHECK(silent.error().code == ErrorCode::NoSoundTrack);
    std::ofstream(folder / "sound.wav") << "no sound";
    const auto text_as_sound = StillsSource::open("clip", {folder / "1.png"}, folder / "sound.wav");
    REQUIRE_FALSE(text_as_sound);
    CHECK(text_as_sound.error().code == ErrorCode::MalformedFile);
    CHECK(text_as_sound.error().subject == (folder / "sound.wav").string());
    CHECK(text_as_sound.error().reason == "this is not a sound file; copy or download it again");
    CHECK(StillsSource::open("clip", {folder / "1.png"}, folder / "1.png").error().reason ==
          "this is a still picture, not a sound file");
    // The format, and then the file ends.
    std::ofstream(folder / "sound.wav")
        << std::string("RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\x3e\0\0\0\x7d\0\0\2\0\x10\0", 36);
    const auto cut = StillsSource::open("clip", {folder / "1.png"}, folder / "sound.wav");
    REQUIRE_FALSE(cut);
    CHECK(cut.error().reason.find("video") == std::string::npos);
    CHECK(cut.error().reason.find("the sound file is damaged; copy or download it again") == 0);
}
