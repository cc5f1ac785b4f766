#include <algorithm>
#include <array>
#include <doctest/doctest.h>
#include <fstream>
#include <random>
#include <sys/resource.h>
#include <thread>

#include "core/base/atomic_file.h"
#include "core/base/image_io.h"
#include "core/media/media_probe.h"
#include "core/media/video_file.h"
#include "tests/core/media/take.h"
#include "tests/support/coded_movie.h"

using namespace soundmask;
using namespace soundmask::test;

namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

Error refused(const fs::path& path) {
    const auto info = probe(path, ProbeDepth::DecodeEveryFrame);
    REQUIRE_FALSE(info);
    CHECK(info.error().subject == path.string());
    CHECK_FALSE(info.error().reason.empty());
    const auto fast = probe(path, ProbeDepth::PacketIndex);
    REQUIRE_FALSE(fast);
    CHECK(fast.error().code == info.error().code);
    const auto video = VideoFile::open(path);
    REQUIRE_FALSE(video);
    CHECK(video.error().code == info.error().code);
    return info.error();
}

bool warns(const std::vector<Warning>& warnings, const std::string& code) {
    return std::any_of(warnings.begin(), warnings.end(), [&](const Warning& warning) { return warning.code == code; });
}

/// Opens \p path and asks for pictures and sound; nothing may crash, hang or claim what is not there.
void exercise(const fs::path& path) {
    const auto video = VideoFile::open(path);
    if (!video) {
        CHECK_FALSE(video.error().reason.empty());
        return;
    }
    const FrameIndex count = (*video)->frameCount();
    CHECK(count >= 1);
    CHECK(count <= 400);
    for (const FrameIndex index : {count - 1, FrameIndex{0}, count / 2})
        if (const auto frame = (*video)->frameAt(index)) CHECK((*frame)->image.size() == (*video)->size());
    if ((*video)->hasSound()) (void)(*video)->audio({0.0, std::min(20.0, (*video)->duration_s())}, 16000, 1);
}

} // namespace

TEST_CASE("what is no video is refused with its name and the cause") {
    const TemporaryFolder folder;
    CHECK(refused(folder / "missing.mp4").code == ErrorCode::FileNotFound);
    fs::create_directory(folder / "folder.mp4");
    CHECK(refused(folder / "folder.mp4").code == ErrorCode::FileUnreadable);
    write(folder / "empty.mp4", "");
    CHECK(refused(folder / "empty.mp4").code == ErrorCode::NotMedia);
    write(folder / "page.mp4", "<!DOCTYPE html><html><body>404 Not Found</body></html>");
    CHECK(refused(folder / "page.mp4").code == ErrorCode::NotMedia);
    std::mt19937 random(1);
    std::string garbage(65536, '\0');
    for (char& byte : garbage)
        byte = static_cast<char>(random());
    write(folder / "garbage.mp4", garbage);
    CHECK(refused(folder / "garbage.mp4").code == ErrorCode::NotMedia);
}

TEST_CASE("pictures and sound files are refused as videos whatever their names") {
    const TemporaryFolder folder;
    REQUIRE(writePng(folder / "picture.png", codedPicture(1)));
    fs::rename(folder / "picture.png", folder / "picture.mp4");
    CHECK(refused(folder / "picture.mp4").code == ErrorCode::UnsupportedFormat);

    writeCodedMovie(folder / "source.mp4", 50, {25, 1}, SoundFormat{});
    runFfmpeg({"-i", (folder / "source.mp4").string(), "-vn", "-c:a", "copy", (folder / "sound.mp4").string()});
    CHECK(refused(folder / "sound.mp4").code == ErrorCode::NoPictureStream);
    runFfmpeg({"-i", (folder / "source.mp4").string(), "-vn", (folder / "sound.wav").string()});
    CHECK(refused(folder / "sound.wav").code == ErrorCode::NoPictureStream);
    REQUIRE(writePng(folder / "cover.png", codedPicture(1)));
    runFfmpeg({"-i", (folder / "sound.wav").string(), "-i", (folder / "cover.png").string(), "-map", "0", "-map", "1",
               "-c:a", "libmp3lame", "-c:v", "png", "-disposition:v:0", "attached_pic",
               (folder / "cover.mp3").string()});
    const Error cover = refused(folder / "cover.mp3");
    CHECK(cover.code == ErrorCode::NoPictureStream);
    CHECK(cover.reason.find("cover") != std::string::npos);
}

TEST_CASE("a playlist cannot make us open another file") {
    const TemporaryFolder folder;
    writeCodedMovie(folder / "secret.mp4", 5);
    write(folder / "list.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nsecret.mp4\n#EXT-X-ENDLIST\n");
    CHECK(refused(folder / "list.mp4").code == ErrorCode::UnsupportedFormat);
    write(folder / "concat.mp4", "ffconcat version 1.0\nfile secret.mp4\n");
    CHECK(refused(folder / "concat.mp4").code == ErrorCode::UnsupportedFormat);
    write(folder / "session.mp4", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP "
                                  "96\na=rtpmap:96 H264/90000\n");
    refused(folder / "session.mp4");
}

TEST_CASE("a truncated movie opens with what is there and says so") {
    const TemporaryFolder folder;
    writeCodedMovie(folder / "source.mp4", 120, {25, 1}, SoundFormat{});
    runFfmpeg({"-i", (folder / "source.mp4").string(), "-c", "copy", "-movflags", "faststart",
               (folder / "whole.mp4").string()});
    const std::string whole = take(readFile(folder / "whole.mp4"));
    write(folder / "half.mp4", whole.substr(0, whole.size() / 2));
    for (const ProbeDepth depth : {ProbeDepth::DecodeEveryFrame, ProbeDepth::PacketIndex}) {
        const auto info = take(probe(folder / "half.mp4", depth));
        CHECK(info.video.frames > 20);
        CHECK(info.video.frames < 100);
        CHECK(info.duration_s < 4.0);
        CHECK(warns(info.warnings, "truncated"));
    }
    const auto video = take(VideoFile::open(folder / "half.mp4"));
    for (FrameIndex i = 0; i < video->frameCount(); ++i)
        CHECK(take(video->frameAt(i))->index == i);

    const std::string source = take(readFile(folder / "source.mp4")); // its index is at the end
    write(folder / "headless.mp4", source.substr(0, source.size() / 2));
    CHECK(refused(folder / "headless.mp4").code == ErrorCode::NotMedia);
}

TEST_CASE("damage in the middle is counted, and pictures come out the same every time") {
    const TemporaryFolder folder;
    writeCodedMovie(folder / "source.mp4", 120, {25, 1});
    runFfmpeg({"-i", (folder / "source.mp4").string(), "-c:v", "libx264", "-g", "1000", "-b:v", "300k",
               (folder / "long.mp4").string()});
    std::string bytes = take(readFile(folder / "long.mp4"));
    const std::size_t data = bytes.find("mdat");
    REQUIRE(data != std::string::npos);
    std::mt19937 random(3);
    for (std::size_t i = data + (bytes.size() - data) * 3 / 10; i < data + (bytes.size() - data) / 2; ++i)
        bytes[i] = static_cast<char>(random());
    write(folder / "damaged.mp4", bytes);
    const auto info = take(probe(folder / "damaged.mp4", ProbeDepth::DecodeEveryFrame));
    CHECK(warns(info.warnings, "decode-errors"));
    CHECK(info.video.frames < 120);
    const auto forwards = take(VideoFile::open(folder / "damaged.mp4"));
    const auto backwards = take(VideoFile::open(folder / "damaged.mp4"));
    CHECK(forwards->frameCount() == info.video.frames);
    std::vector<FramePtr> frames;
    for (FrameIndex i = 0; i < forwards->frameCount(); i += 5)
        frames.push_back(take(forwards->frameAt(i)));
    for (std::size_t i = frames.size(); i-- > 0;)
        CHECK(meanDifference(take(backwards->frameAt(static_cast<FrameIndex>(5 * i)))->image, frames[i]->image) == 0.0);
}

TEST_CASE("a claimed duration costs nothing and is named") {
    const TemporaryFolder folder;
    writeCodedMovie(folder / "movie.mp4", 25, {25, 1}, SoundFormat{});
    std::string bytes = take(readFile(folder / "movie.mp4"));
    const std::size_t header = bytes.find("mvhd");
    REQUIRE(header != std::string::npos);
    bytes.replace(header + 4 + 16, 4, "\xff\xff\xff\xf0"); // version, flags, two dates, time scale, duration
    for (std::size_t track = bytes.find("tkhd"); track != std::string::npos; track = bytes.find("tkhd", track + 4))
        bytes.replace(track + 4 + 20, 4, "\xff\xff\xff\xf0");
    write(folder / "long.mp4", bytes);
    const auto info = take(probe(folder / "long.mp4", ProbeDepth::DecodeEveryFrame));
    CHECK(info.video.frames == 25);
    CHECK(info.duration_s == doctest::Approx(1.0).epsilon(0.05));
    CHECK(warns(info.warnings, "duration-claim"));
}

TEST_CASE("a claimed number of samples costs no memory") {
    const TemporaryFolder folder;
    writeCodedMovie(folder / "movie.mp4", 25);
    std::string bytes = take(readFile(folder / "movie.mp4"));
    const auto poke = [&](std::size_t place, std::uint32_t value) {
        for (int i = 0; i < 4; ++i)
            bytes[place + static_cast<std::size_t>(i)] = static_cast<char>(value >> (24 - 8 * i));
    };
    const std::size_t sizes = bytes.find("stsz"), chunks = bytes.find("stsc");
    REQUIRE(sizes != std::string::npos);
    REQUIRE(chunks != std::string::npos);
    poke(sizes + 8, 1);                   // every sample has one byte
    poke(sizes + 12, 0x02000000);         // 32 million of them, 800 MB of index
    poke(chunks + 4 + 8 + 4, 0x02000000); // all in the first chunk
    write(folder / "many.mp4", bytes);
    const auto peak_KiB = [] {
        rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss;
    };
    const long before = peak_KiB();
    exercise(folder / "many.mp4");
    CHECK(peak_KiB() - before < 400 * 1024);
}

TEST_CASE("files with random damage anywhere never crash, hang or lie about their size") {
    const TemporaryFolder folder;
    writeCodedMovie(folder / "source.mp4", 60, {25, 1}, SoundFormat{16000, 1});
    std::mt19937 random(11);
    for (const char* name : {"m.mp4", "m.mkv", "m.avi", "m.ts", "m.webm"}) {
        const bool web = std::string(name) == "m.webm";
        std::vector<std::string> how{"-i",   (folder / "source.mp4").string(), "-c:v", web ? "libvpx" : "mpeg4",
                                     "-c:a", web ? "libopus" : "mp2"};
        if (std::string(name) == "m.mp4")
            how = {"-i", (folder / "source.mp4").string(), "-c", "copy", "-movflags", "faststart"};
        how.push_back((folder / name).string());
        runFfmpeg(how);
        const std::string good = take(readFile(folder / name));
        for (int round = 0; round < 24; ++round) {
            CAPTURE(name);
            CAPTURE(round);
            std::string bad = good;
            // Half of the rounds hit the headers at the front, where sizes and counts are.
            const std::size_t reach = round % 2 == 0 ? std::min<std::size_t>(good.size(), 3000) : good.size();
            for (int i = 0; i < 1 << (round % 7); ++i)
                bad[random() % reach] = static_cast<char>(random());
            if (round % 6 == 5) bad.resize(bad.size() * (random() % 100) / 100);
            write(folder / "bad", bad);
            exercise(folder / "bad");
        }
    }
}

TEST_CASE("opening stops when it is asked to") {
    const TemporaryFolder folder;
    writeCodedMovie(folder / "movie.mp4", 100, {25, 1}, SoundFormat{});
    std::stop_source stop;
    stop.request_stop();
    const auto probed = probe(folder / "movie.mp4", ProbeDepth::DecodeEveryFrame, stop.get_token());
    REQUIRE_FALSE(probed);
    CHECK(probed.error().code == ErrorCode::Cancelled);
    const auto opened = VideoFile::open(folder / "movie.mp4", stop.get_token());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::Cancelled);

    // From another thread's point of view: asked while it works.
    writeCodedMovie(folder / "long.mp4", 600, {25, 1}, SoundFormat{});
    std::stop_source later;
    const auto stopped = VideoFile::open(folder / "long.mp4", later.get_token(), [&](const Progress& progress) {
        CHECK(progress.fraction >= 0.0);
        CHECK(progress.fraction <= 1.0);
        later.request_stop();
    });
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().code == ErrorCode::Cancelled);
}

TEST_CASE("a stop after opening does not spoil the opened clip") {
    const TemporaryFolder folder;
    writeCodedMovie(folder / "movie.mp4", 20);
    std::stop_source stop;
    const auto video = take(VideoFile::open(folder / "movie.mp4", stop.get_token()));
    stop.request_stop();
    CHECK(codeOf(take(video->frameAt(13))->image) == 13);
}

TEST_CASE("clips in several threads do not disturb each other") {
    const TemporaryFolder folder;
    writeCodedMovie(folder / "movie.mp4", 60, {25, 1}, SoundFormat{});
    std::array<int, 3> right{};
    {
        std::vector<std::jthread> threads;
        for (int& count : right)
            threads.emplace_back([&] {
                const auto video = VideoFile::open(folder / "movie.mp4");
                for (FrameIndex i = 59; video && i >= 0; i -= 7)
                    if (const auto frame = (*video)->frameAt(i); frame && codeOf((*frame)->image) == i) ++count;
            });
    }
    for (const int count : right)
        CHECK(count == 9);
}
