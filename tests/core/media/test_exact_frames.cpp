#include <doctest/doctest.h>
#include <random>

#include "core/base/image_io.h"
#include "core/media/video_file.h"
#include "tests/core/media/take.h"
#include "tests/support/coded_movie.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

/// Asks for all pictures forwards, backwards and in random order; picture i must carry the number i + \p first.
void checkEveryPicture(const std::filesystem::path& path, FrameIndex count, std::int64_t first = 0) {
    CAPTURE(path);
    const auto video = take(VideoFile::open(path));
    REQUIRE(video->frameCount() == count);
    std::vector<FrameIndex> order;
    for (FrameIndex i = 0; i < count; ++i)
        order.push_back(i);
    for (FrameIndex i = count; i-- > 0;)
        order.push_back(i);
    std::mt19937 random(7);
    for (int i = 0; i < 60; ++i)
        order.push_back(static_cast<FrameIndex>(random() % static_cast<unsigned>(count)));
    for (const FrameIndex index : order) {
        const auto frame = take(video->frameAt(index));
        CHECK(frame->index == index);
        REQUIRE(codeOf(frame->image) == index + first);
        CHECK(video->frameShownAt(frame->time_s) == index);
    }
}

/// A movie of 120 numbered pictures, the source of the others.
struct Folder : TemporaryFolder {
    std::filesystem::path source = *this / "source.mp4";
    Folder() { writeCodedMovie(source, 120, {25, 1}, SoundFormat{44100, 1}); }

    /// \p source through ffmpeg with \p arguments, as \p name.
    std::filesystem::path made(const std::string& name, std::vector<std::string> arguments,
                               std::vector<std::string> before = {}) const {
        const auto path = *this / name;
        before.insert(before.end(), {"-i", source.string()});
        before.insert(before.end(), arguments.begin(), arguments.end());
        before.push_back(path.string());
        runFfmpeg(before);
        return path;
    }
};

using Words = std::vector<std::string>;

} // namespace

TEST_CASE("pictures are exact in one long group with references in both directions") {
    const Folder folder;
    for (const char* name : {"long.mp4", "long.mkv", "long.ts", "long.flv"}) {
        const Words how{
            "-an", "-c:v", "libx264", "-g", "1000", "-bf", "4", "-x264-params", "b-pyramid=normal:scenecut=0:ref=4"};
        checkEveryPicture(folder.made(name, how), 120);
    }
}

TEST_CASE("pictures are exact in groups that refer across their key pictures") {
    const Folder folder;
    const Words open_gop{
        "-an", "-c:v", "libx264", "-g", "12", "-bf", "3", "-x264-params", "open-gop=1:scenecut=0:b-adapt=0"};
    checkEveryPicture(folder.made("open.mp4", open_gop), 120);
    checkEveryPicture(folder.made("open.mkv", open_gop), 120);
    checkEveryPicture(folder.made("mpeg2.ts", {"-c:v", "mpeg2video", "-q:v", "2", "-g", "12", "-bf", "2"}), 120);
}

TEST_CASE("pictures are exact in other codecs and containers") {
    const Folder folder;
    checkEveryPicture(folder.made("packed.avi", {"-c:v", "mpeg4", "-q:v", "2", "-bf", "2", "-c:a", "mp3"}), 120);
    checkEveryPicture(folder.made("intra.mov", {"-c:v", "mjpeg", "-q:v", "2", "-c:a", "pcm_s16le"}), 120);
    checkEveryPicture(folder.made("web.webm", {"-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v",
                                               "1M", "-c:a", "libopus"}),
                      120);
    checkEveryPicture(folder.made("hidden.webm", {"-an", "-c:v", "libvpx", "-auto-alt-ref", "1", "-lag-in-frames", "16",
                                                  "-b:v", "1M"}),
                      120);
}

TEST_CASE("ten bits, full colour and odd sizes decode to what ffmpeg shows") {
    const Folder folder;
    const auto compare = [&](const std::filesystem::path& path) {
        CAPTURE(path);
        const auto png = folder / "shown.png";
        runFfmpeg({"-i", path.string(), "-vf", "select=eq(n\\,50)", "-vsync", "0", "-frames:v", "1", "-pix_fmt",
                   "rgb24", png.string()});
        const auto video = take(VideoFile::open(path));
        const auto ours = take(video->frameAt(50));
        const auto theirs = take(readImage(png));
        CHECK(video->size() == theirs.size());
        CHECK(meanDifference(ours->image, theirs) < 1.0);
        CHECK(codeOf(ours->image) == 50);
    };
    compare(folder.made("ten.mp4", {"-c:v", "libx264", "-pix_fmt", "yuv420p10le"}));
    compare(folder.made("full.mp4", {"-c:v", "libx264", "-pix_fmt", "yuv444p"}));
    compare(folder.made("odd.mp4", {"-c:v", "libx264", "-vf", "scale=193:97", "-pix_fmt", "yuv444p"}));
    compare(folder.made("odd.webm", {"-c:v", "libvpx", "-vf", "scale=193:97", "-b:v", "1M"}));
    compare(folder.made("range.mov", {"-c:v", "mjpeg", "-q:v", "2", "-pix_fmt", "yuvj420p"}));
    compare(
        folder.made("tagged.mp4", {"-c:v", "libx264", "-vf", "scale=out_color_matrix=bt709", "-colorspace", "bt709"}));
    compare(folder.made("rgb.mkv", {"-c:v", "libx264rgb", "-qp", "5"}));
}

TEST_CASE("a variable rate keeps every picture at its own time") {
    const Folder folder;
    // 25 a second, but pictures 40 to 79 are held twice as long.
    const auto path = folder.made(
        "vfr.mp4", {"-an", "-vf", "settb=1/1000,setpts='if(lt(N,40),N*40,if(lt(N,80),1600+(N-40)*80,4800+(N-80)*40))'",
                    "-vsync", "vfr", "-c:v", "libx264", "-bf", "3", "-g", "200", "-enc_time_base", "1:1000",
                    "-video_track_timescale", "1000"});
    checkEveryPicture(path, 120);
    const auto video = take(VideoFile::open(path));
    CHECK(video->info().video.variable_rate);
    REQUIRE(video->warnings().size() == 1);
    CHECK(video->warnings().front().code == "variable-rate");
    CHECK(video->frameTime_s(39) == doctest::Approx(1.56));
    CHECK(video->frameTime_s(41) == doctest::Approx(1.68));
    CHECK(video->frameTime_s(119) == doctest::Approx(6.36));
    CHECK(video->frameShownAt(1.67) == 40);
    CHECK(video->frameShownAt(-3.0) == 0);
    CHECK(video->frameShownAt(100.0) == 119);
    CHECK(video->duration_s() == doctest::Approx(6.4).epsilon(0.01));
    // The picture of second l is the one shown at l + 15/16: 2.9375 s is (2.9375 - 1.6) / 0.08 = 16.7 pictures
    // after 40.
    CHECK(video->keyFrames().at(2) == KeyFrame{3, 56, video->frameTime_s(56)});
}

TEST_CASE("a constant rate takes AVSBench's pictures") {
    const Folder folder;
    const auto video = take(VideoFile::open(folder.source));
    const auto keys = video->keyFrames();
    REQUIRE(keys.size() == 4); // 4.8 s
    for (std::size_t i = 0; i < keys.size(); ++i)
        CHECK(keys[i].frame == static_cast<FrameIndex>(25 * i + 23));
}

TEST_CASE("content that starts late begins at zero") {
    const Folder folder;
    for (const char* name : {"late.mkv", "late.ts"}) {
        const auto path = folder.made(name, {"-c", "copy", "-output_ts_offset", "10"});
        checkEveryPicture(path, 120);
        const auto video = take(VideoFile::open(path));
        CHECK(video->info().start_s > 9.9);
        CHECK(std::abs(video->frameTime_s(0)) < 0.1);
        CHECK(video->duration_s() == doctest::Approx(4.8).epsilon(0.02));
    }
}

TEST_CASE("an edit list hides the pictures before its begin") {
    const Folder folder;
    // Copied from 1 s on: decoding starts at the key before, which is picture 0, and the container hides 25 pictures.
    const auto long_gop = folder.made("long.mp4", {"-an", "-c:v", "libx264", "-g", "1000", "-bf", "2"});
    const auto path = folder / "edited.mp4";
    runFfmpeg({"-ss", "1.0", "-i", long_gop.string(), "-c", "copy", path.string()});
    checkEveryPicture(path, 95, 25);
    const auto video = take(VideoFile::open(path));
    CHECK(video->frameTime_s(0) == doctest::Approx(0.0));
    CHECK(video->duration_s() == doctest::Approx(3.8).epsilon(0.01));
}

TEST_CASE("a rotation is applied as ffmpeg does") {
    const Folder folder;
    for (const int degrees : {90, 180, 270}) {
        CAPTURE(degrees);
        const auto path =
            folder.made("turned.mp4", {"-c", "copy", "-metadata:s:v:0", "rotate=" + std::to_string(degrees)});
        const auto png = folder / "turned.png";
        runFfmpeg({"-i", path.string(), "-frames:v", "1", png.string()});
        const auto video = take(VideoFile::open(path));
        const auto expected = take(readImage(png));
        CHECK(std::abs(video->info().video.rotation) % 180 == (degrees == 180 ? 0 : 90));
        CHECK(video->size() == (degrees == 180 ? kCodedSize : Size{kCodedSize.height, kCodedSize.width}));
        CHECK(meanDifference(take(video->frameAt(0))->image, expected) < 1.0);
    }
}

TEST_CASE("a video without sound says so and still gives pictures") {
    const TemporaryFolder folder;
    writeCodedMovie(folder / "silent.mp4", 10);
    const auto video = take(VideoFile::open(folder / "silent.mp4"));
    CHECK_FALSE(video->hasSound());
    CHECK_FALSE(video->info().audio);
    const auto sound = video->audio({0.0, 1.0}, 16000, 1);
    REQUIRE_FALSE(sound);
    CHECK(sound.error().code == ErrorCode::NoSoundTrack);
    CHECK(sound.error().subject == (folder / "silent.mp4").string());
    CHECK(codeOf(take(video->frameAt(9))->image) == 9);
}

TEST_CASE("pictures outside the clip are refused") {
    const TemporaryFolder folder;
    writeCodedMovie(folder / "short.mp4", 3);
    const auto video = take(VideoFile::open(folder / "short.mp4"));
    for (const FrameIndex index : {FrameIndex{-1}, FrameIndex{3}, FrameIndex{1} << 40}) {
        const auto frame = video->frameAt(index);
        REQUIRE_FALSE(frame);
        CHECK(frame.error().code == ErrorCode::FrameUnavailable);
    }
}

TEST_CASE("names with spaces, dashes, colons and other scripts open") {
    const TemporaryFolder folder;
    for (const char* name : {"-dash first.mp4", "a:b?c=%20#1.mp4", "\xe7\x8a\xac \xc3\xa9t\xc3\xa9.mp4", "plain"}) {
        CAPTURE(name);
        writeCodedMovie(folder / name, 2);
        CHECK(take(VideoFile::open(folder / name))->frameCount() == 2);
    }
}
