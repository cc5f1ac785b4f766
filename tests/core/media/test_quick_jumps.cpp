#include <doctest/doctest.h>
#include <fstream>
#include <random>

#include "core/media/video_file.h"
#include "tests/core/media/take.h"
#include "tests/support/coded_movie.h"

using namespace soundmask;
using namespace soundmask::test;

namespace fs = std::filesystem;

namespace {

constexpr int kCount = 120;

/// A movie of kCount numbered pictures with one key picture only, large enough for jumps to be slow.
fs::path slowMovie(const TemporaryFolder& folder, const std::string& name, const std::vector<std::string>& format) {
    const fs::path source = folder / "source.mp4", path = folder / name;
    if (!fs::exists(source)) writeCodedMovie(source, kCount, {25, 1}, std::nullopt);
    std::vector<std::string> words{"-i",   source.string(), "-vf",     "scale=960:480:flags=neighbor",
                                   "-c:v", "libx264",       "-preset", "ultrafast",
                                   "-g",   "1000",          "-bf",     "2"};
    words.insert(words.end(), format.begin(), format.end());
    words.push_back(path.string());
    runFfmpeg(words);
    return path;
}

/// Bytes of open files in \p folder that have no name any more.
std::int64_t namelessBytes(const fs::path& folder) {
    std::int64_t bytes = 0;
    for (const auto& entry : fs::directory_iterator("/proc/self/fd")) {
        std::error_code gone;
        const std::string target = fs::read_symlink(entry.path(), gone).string();
        if (target.starts_with(folder.string()) && target.ends_with("(deleted)"))
            bytes += static_cast<std::int64_t>(fs::file_size(entry.path()));
    }
    return bytes;
}

std::vector<FrameIndex> shuffledFrames() {
    std::vector<FrameIndex> frames(kCount);
    for (int i = 0; i < kCount; ++i)
        frames[static_cast<std::size_t>(i)] = i;
    std::shuffle(frames.begin(), frames.end(), std::mt19937(3));
    return frames;
}

} // namespace

TEST_CASE("prepared jumps bring the same pictures to the bit") {
    const TemporaryFolder folder;
    const fs::path copies = folder / "copies";
    for (const auto& format : {std::vector<std::string>{"-pix_fmt", "yuv420p"},
                               {"-pix_fmt", "yuvj420p", "-colorspace", "bt709"},
                               {"-pix_fmt", "yuv420p10le"},
                               {"-pix_fmt", "yuv444p"}}) {
        CAPTURE(format[1]);
        const fs::path path = slowMovie(folder, format[1] + ".mp4", format);
        const auto plain = take(VideoFile::open(path));
        const auto prepared = take(VideoFile::open(path));
        prepared->prepareJumps(copies, std::int64_t{1} << 30);
        prepared->waitUntilPrepared();
        CHECK(namelessBytes(copies) > 0);
        CHECK(fs::is_empty(copies));
        for (const FrameIndex index : shuffledFrames()) {
            const auto expected = take(plain->frameAt(index)), got = take(prepared->frameAt(index));
            REQUIRE(codeOf(got->image) == index);
            REQUIRE(std::equal(got->image.data(), got->image.data() + got->image.bytes(), expected->image.data()));
        }
    }
    CHECK(namelessBytes(copies) == 0);
}

TEST_CASE("prepared jumps keep to their room on disk") {
    const TemporaryFolder folder;
    const fs::path copies = folder / "copies";
    const fs::path path = slowMovie(folder, "movie.mp4", {"-pix_fmt", "yuv420p"});
    const auto video = take(VideoFile::open(path));
    constexpr std::int64_t kLimit = 2 << 20, kOnePicture = 960 * 480 * 3 / 2;
    video->prepareJumps(copies, kLimit);
    for (const FrameIndex index : shuffledFrames()) {
        REQUIRE(codeOf(take(video->frameAt(index))->image) == index);
        CHECK(namelessBytes(copies) < kLimit + kOnePicture);
    }
    video->waitUntilPrepared();
    CHECK(namelessBytes(copies) < kLimit + kOnePicture);
    CHECK(namelessBytes(copies) > 0);
}

TEST_CASE("jumps work without a place for copies, and a video can be closed while it is copied") {
    const TemporaryFolder folder;
    const fs::path path = slowMovie(folder, "movie.mp4", {"-pix_fmt", "yuv420p"});
    std::ofstream(folder / "file") << "not a folder";
    const auto video = take(VideoFile::open(path));
    video->prepareJumps(folder / "file", std::int64_t{1} << 30);
    video->waitUntilPrepared();
    CHECK(codeOf(take(video->frameAt(77))->image) == 77);

    const auto closed_soon = take(VideoFile::open(path));
    closed_soon->prepareJumps(folder / "copies", std::int64_t{1} << 30);
    CHECK(codeOf(take(closed_soon->frameAt(100))->image) == 100);
}

TEST_CASE("videos whose pictures are near their keys are not copied") {
    const TemporaryFolder folder;
    const fs::path source = folder / "small.mp4";
    writeCodedMovie(source, kCount, {25, 1}, std::nullopt);
    const auto video = take(VideoFile::open(source));
    video->prepareJumps(folder / "copies", std::int64_t{1} << 30);
    video->waitUntilPrepared();
    CHECK_FALSE(fs::exists(folder / "copies"));
}
