#include <doctest/doctest.h>
#include <fstream>

#include "core/base/atomic_file.h"
#include "core/media/video_file.h"
#include "tests/core/media/take.h"
#include "tests/support/coded_movie.h"

using namespace soundmask;
using namespace soundmask::test;

namespace fs = std::filesystem;

namespace {

int entriesIn(const fs::path& folder) {
    return static_cast<int>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

ErrorCode refusal(const fs::path& path, Size size, Rational fps, std::optional<SoundFormat> sound = {}) {
    const auto writer = VideoWriter::open(path, size, fps, sound);
    REQUIRE_FALSE(writer);
    CHECK(writer.error().subject == path.string());
    return writer.error().code;
}

} // namespace

TEST_CASE("a written movie comes back with its pictures, size, rate and sound") {
    const TemporaryFolder folder;
    for (const Size size : {Size{192, 96}, Size{193, 96}, Size{192, 97}, Size{239, 131}}) {
        CAPTURE(size.width);
        CAPTURE(size.height);
        writeCodedMovie(folder / "movie.mp4", 37, {25, 1}, SoundFormat{16000, 2}, size);
        const auto video = take(VideoFile::open(folder / "movie.mp4"));
        CHECK(video->size() == size);
        CHECK(video->frameRate() == Rational{25, 1});
        REQUIRE(video->frameCount() == 37);
        CHECK(video->warnings().empty());
        CHECK(video->info().start_s == doctest::Approx(0.0));
        CHECK(video->info().video.duration_s == doctest::Approx(1.48));
        REQUIRE(video->info().audio);
        CHECK(video->info().audio->rate_hz == 16000);
        CHECK(video->info().audio->channels == 2);
        CHECK(std::abs(video->info().audio->duration_s - 1.48) < 0.002);
        for (FrameIndex i = 0; i < 37; ++i) {
            const auto frame = take(video->frameAt(i));
            CHECK(frame->time_s == doctest::Approx(static_cast<double>(i) / 25.0));
            CHECK(codeOf(frame->image) == i);
        }
        CHECK(meanDifference(take(video->frameAt(20))->image, codedPicture(20, size)) < 4.0);
    }
}

TEST_CASE("rates that are no whole number are kept exactly") {
    const TemporaryFolder folder;
    for (const Rational fps : {Rational{30000, 1001}, Rational{1, 1}, Rational{43, 2}, Rational{1, 3}}) {
        writeCodedMovie(folder / "movie.mp4", 7, fps);
        const auto video = take(VideoFile::open(folder / "movie.mp4"));
        CHECK(video->frameRate() == fps);
        CHECK(video->frameTime_s(6) == doctest::Approx(6.0 / fps.toDouble()).epsilon(0.001));
        CHECK(video->duration_s() == doctest::Approx(7.0 / fps.toDouble()).epsilon(0.001));
    }
}

TEST_CASE("sound stays in step with the pictures") {
    const TemporaryFolder folder;
    auto writer = take(VideoWriter::open(folder / "click.mp4", kCodedSize, {25, 1}, SoundFormat{44100, 1}));
    AudioBlock silence_then_tone = sine(44100, 1, 2.0, 1000.0);
    std::fill_n(silence_then_tone.samples.begin(), 44100, 0.0F);
    for (int i = 0; i < 50; ++i)
        REQUIRE(writer->write(codedPicture(i)));
    REQUIRE(writer->write(silence_then_tone));
    REQUIRE(writer->finish());
    const auto video = take(VideoFile::open(folder / "click.mp4"));
    const auto heard = take(video->audio({0.0, 2.0}, 44100, 1)).samples;
    REQUIRE(heard.size() == 88200);
    const auto first = std::find_if(heard.begin(), heard.end(), [](float sample) { return std::abs(sample) > 0.25F; });
    CHECK(std::abs((first - heard.begin()) - 44100) < 50); // AAC smears an onset by about a millisecond
}

TEST_CASE("the same input gives the same file") {
    const TemporaryFolder folder;
    for (const char* name : {"one.mp4", "two.mp4"})
        writeCodedMovie(folder / name, 60, {25, 1}, SoundFormat{44100, 1});
    CHECK(take(readFile(folder / "one.mp4")) == take(readFile(folder / "two.mp4")));
}

TEST_CASE("a movie is not there before it is finished, and leaves nothing when it never is") {
    const TemporaryFolder folder;
    const fs::path path = folder / "deep" / "er" / "movie.mp4";
    {
        auto writer = take(VideoWriter::open(path, kCodedSize, {25, 1}, SoundFormat{}));
        for (int i = 0; i < 30; ++i)
            REQUIRE(writer->write(codedPicture(i)));
        CHECK_FALSE(fs::exists(path));
    }
    CHECK(entriesIn(path.parent_path()) == 0);

    writeCodedMovie(path, 5);
    const std::string before = take(readFile(path));
    {
        auto writer = take(VideoWriter::open(path, kCodedSize, {25, 1}));
        REQUIRE(writer->write(codedPicture(7)));
    }
    CHECK(entriesIn(path.parent_path()) == 1);
    CHECK(take(readFile(path)) == before); // an older movie of the name stays whole
    writeCodedMovie(path, 6);
    CHECK(entriesIn(path.parent_path()) == 1);
    CHECK(take(VideoFile::open(path))->frameCount() == 6);
}

TEST_CASE("what does not fit the movie is refused") {
    const TemporaryFolder folder;
    auto writer = take(VideoWriter::open(folder / "movie.mp4", kCodedSize, {25, 1}, SoundFormat{44100, 1}));
    const auto empty = writer->finish();
    REQUIRE_FALSE(empty);
    CHECK(empty.error().code == ErrorCode::InvalidValue);
    const auto other_size = writer->write(codedPicture(0, {64, 64}));
    REQUIRE_FALSE(other_size);
    CHECK(other_size.error().code == ErrorCode::ShapeMismatch);
    CHECK_FALSE(writer->write(sine(48000, 1, 0.1, 440)));
    CHECK_FALSE(writer->write(sine(44100, 2, 0.1, 440)));
    REQUIRE(writer->write(codedPicture(0)));
    REQUIRE(writer->finish());
    CHECK_FALSE(writer->finish());
    CHECK_FALSE(writer->write(codedPicture(1)));

    auto silent = take(VideoWriter::open(folder / "silent.mp4", kCodedSize, {25, 1}));
    CHECK_FALSE(silent->write(sine(44100, 1, 0.1, 440)));
}

TEST_CASE("wishes a movie cannot fulfil are refused before anything is written") {
    const TemporaryFolder folder;
    const fs::path path = folder / "movie.mp4";
    CHECK(refusal(path, {0, 10}, {25, 1}) == ErrorCode::InvalidValue);
    CHECK(refusal(path, {20000, 10}, {25, 1}) == ErrorCode::InvalidValue);
    CHECK(refusal(path, {16, 16}, {0, 1}) == ErrorCode::InvalidValue);
    CHECK(refusal(path, {16, 16}, {25, 0}) == ErrorCode::InvalidValue);
    CHECK(refusal(path, {16, 16}, {1'000'000'000'000, 1}) == ErrorCode::InvalidValue);
    CHECK(refusal(path, {16, 16}, {25, 1}, SoundFormat{44100, 6}) == ErrorCode::InvalidValue);
    CHECK(refusal(path, {16, 16}, {25, 1}, SoundFormat{12345, 1}) == ErrorCode::InvalidValue);
    fs::create_directory(folder / "folder.mp4");
    CHECK(refusal(folder / "folder.mp4", {16, 16}, {25, 1}) == ErrorCode::WriteFailed);
    CHECK(entriesIn(folder.path()) == 1);
}

TEST_CASE("a folder that cannot be written or made is an error that names the movie") {
    CHECK(refusal("/proc/soundmask/movie.mp4", {16, 16}, {25, 1}) == ErrorCode::WriteFailed);
    CHECK(refusal("/proc/movie.mp4", {16, 16}, {25, 1}) == ErrorCode::WriteFailed);
    const TemporaryFolder folder;
    std::ofstream(folder / "file") << "not a folder";
    CHECK(refusal(folder / "file" / "movie.mp4", {16, 16}, {25, 1}) == ErrorCode::WriteFailed);
}
