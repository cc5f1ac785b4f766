#include <doctest/doctest.h>
#include <fstream>

#include "app/bridge/sound_summary.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using soundmask::test::TemporaryFolder;

namespace fs = std::filesystem;

namespace {

SoundSummary sampleSummary(int width = 100) {
    SoundSummary summary;
    summary.peaks.levels.push_back({0.005, {-0.5F, -0.25F, 0.0F}, {0.5F, 0.125F, 0.0F}});
    summary.peaks.levels.push_back({0.020, {-0.5F}, {0.5F}});
    summary.onsets_s = {0.25, 1.5};
    summary.spectrogram = QImage(width, 96, QImage::Format_RGB32);
    summary.spectrogram.fill(qRgb(10, 20, 30));
    return summary;
}

fs::path mediaFile(const fs::path& path, const std::string& content) {
    std::ofstream(path) << content;
    return path;
}

std::vector<fs::path> filesIn(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        files.push_back(entry.path());
    return files;
}

} // namespace

TEST_CASE("what was kept is found again, until the media file changes") {
    const TemporaryFolder folder;
    const SoundSummaryCache cache(folder / "cache");
    const fs::path media = mediaFile(folder / "long.mp4", "sound");
    CHECK_FALSE(cache.find(media));
    const SoundSummary kept = sampleSummary();
    cache.keep(media, kept);
    const auto found = cache.find(media);
    REQUIRE(found);
    REQUIRE(found->peaks.levels.size() == 2);
    CHECK(found->peaks.levels[0].bucket_s == 0.005);
    CHECK(found->peaks.levels[0].lowest == kept.peaks.levels[0].lowest);
    CHECK(found->peaks.levels[0].highest == kept.peaks.levels[0].highest);
    CHECK(found->onsets_s == kept.onsets_s);
    CHECK(found->spectrogram == kept.spectrogram);
    mediaFile(media, "another sound");
    CHECK_FALSE(cache.find(media));
    CHECK_FALSE(cache.find(folder / "missing.mp4"));
}

TEST_CASE("a damaged summary is not used") {
    const TemporaryFolder folder;
    const SoundSummaryCache cache(folder / "cache");
    const fs::path media = mediaFile(folder / "long.mp4", "sound");
    cache.keep(media, sampleSummary());
    const fs::path file = filesIn(folder / "cache").at(0);
    for (const auto size : {fs::file_size(file) / 2, std::uintmax_t{7}, std::uintmax_t{0}}) {
        fs::resize_file(file, size);
        CHECK_FALSE(cache.find(media));
    }
}

TEST_CASE("only so many are kept, and a folder that cannot be made is no error") {
    const TemporaryFolder folder;
    const SoundSummaryCache cache(folder / "cache", 3);
    for (int i = 0; i < 6; ++i)
        cache.keep(mediaFile(folder / (std::to_string(i) + ".mp4"), "sound"), sampleSummary());
    CHECK(filesIn(folder / "cache").size() == 3);
    const fs::path media = mediaFile(folder / "file", "no folder");
    SoundSummaryCache(media / "cache").keep(media, sampleSummary());
    CHECK_FALSE(SoundSummaryCache(media / "cache").find(media));
}
