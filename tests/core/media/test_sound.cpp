#include <algorithm>
#include <doctest/doctest.h>

#include "core/media/video_file.h"
#include "core/media/waveform.h"
#include "tests/core/media/take.h"
#include "tests/support/coded_movie.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

constexpr double kTone_hz = 440.0; // of writeCodedMovie

float loudest(const std::vector<float>& samples) {
    float most = 0.0F;
    for (const float sample : samples)
        most = std::max(most, std::abs(sample));
    return most;
}

/// The largest distance of channel \p channel from a sine that starts at \p begin_s of content time.
double distanceFromTone(const AudioBlock& block, int channel, double amplitude, double begin_s = 0.0) {
    double most = 0.0;
    for (std::size_t i = 0; i < block.frames(); ++i) {
        const double t_s =
            static_cast<double>(block.first_sample + static_cast<SampleIndex>(i)) / block.rate_hz - begin_s;
        const double tone = amplitude * std::sin(2.0 * M_PI * kTone_hz * t_s);
        const std::size_t place = i * static_cast<std::size_t>(block.channels) + static_cast<std::size_t>(channel);
        most = std::max(most, std::abs(tone - static_cast<double>(block.samples[place])));
    }
    return most;
}

/// A movie of 4 s whose sound is kept without loss.
struct Folder : TemporaryFolder {
    std::filesystem::path source = *this / "source.mp4";
    std::filesystem::path exact = *this / "exact.mkv";
    Folder() {
        writeCodedMovie(source, 100);
        runFfmpeg({"-i", source.string(), "-f", "lavfi", "-i", "aevalsrc=0.5*sin(2*PI*440*t):s=44100:d=4", "-c:v",
                   "copy", "-c:a", "pcm_s16le", exact.string()});
    }
};

} // namespace

TEST_CASE("sound comes at any rate, at the right time, to the precision of 16 bits") {
    const Folder folder;
    const auto video = take(VideoFile::open(folder.exact));
    REQUIRE(video->info().audio);
    CHECK(video->info().audio->duration_s == doctest::Approx(4.0).epsilon(0.001));
    for (const int rate_hz : {44100, 16000, 48000, 22050, 8000, 96000}) {
        CAPTURE(rate_hz);
        for (const double begin_s : {0.5, 2.0, 1.1, 3.0}) {
            CAPTURE(begin_s);
            const auto block = take(video->audio({begin_s, begin_s + 0.5}, rate_hz, 1));
            CHECK(block.rate_hz == rate_hz);
            CHECK(block.first_sample == std::llround(begin_s * rate_hz));
            CHECK(static_cast<SampleIndex>(block.frames()) ==
                  std::llround((begin_s + 0.5) * rate_hz) - block.first_sample);
            CHECK(distanceFromTone(block, 0, 0.5) < 2e-4);
        }
    }
}

TEST_CASE("pieces put together are the whole, sample by sample") {
    const Folder folder;
    const auto video = take(VideoFile::open(folder.exact));
    const auto whole = take(video->audio({0.0, 4.0}, 16000, 1));
    REQUIRE(whole.frames() == 64000);
    std::vector<float> joined;
    for (int i = 0; i < 10; ++i) {
        const auto piece = take(video->audio({0.4 * i, 0.4 * (i + 1)}, 16000, 1)).samples;
        joined.insert(joined.end(), piece.begin(), piece.end());
    }
    CHECK(joined.size() == whole.samples.size());
    CHECK(std::equal(joined.begin(), joined.end(), whole.samples.begin(),
                     [](float a, float b) { return std::abs(a - b) < 1e-6F; }));
}

TEST_CASE("spans outside the clip are cut to it") {
    const Folder folder;
    const auto video = take(VideoFile::open(folder.exact));
    CHECK(take(video->audio({-5.0, 100.0}, 16000, 1)).frames() ==
          static_cast<std::size_t>(std::llround(video->duration_s() * 16000)));
    CHECK(take(video->audio({50.0, 60.0}, 16000, 1)).frames() == 0);
    CHECK(take(video->audio({2.0, 1.0}, 16000, 1)).frames() == 0);
    for (const auto& [rate_hz, channels] :
         {std::pair{0, 1}, std::pair{-1, 1}, std::pair{1'000'000, 1}, std::pair{16000, 0}, std::pair{16000, 6}}) {
        const auto refused = video->audio({0.0, 1.0}, rate_hz, channels);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::InvalidValue);
    }
}

TEST_CASE("stereo becomes the mean of its channels, mono is heard on both sides") {
    const Folder folder;
    const auto path = folder / "stereo.mkv";
    runFfmpeg({"-i", folder.source.string(), "-f", "lavfi", "-i",
               "aevalsrc=0.5*sin(2*PI*440*t)|0.1*sin(2*PI*440*t):s=44100:d=4", "-c:v", "copy", "-c:a", "pcm_s16le",
               path.string()});
    const auto stereo = take(VideoFile::open(path));
    CHECK(stereo->info().audio->channels == 2);
    CHECK(distanceFromTone(take(stereo->audio({1.0, 2.0}, 44100, 1)), 0, 0.3) < 1e-4);
    const auto both = take(stereo->audio({1.0, 2.0}, 44100, 2));
    CHECK(distanceFromTone(both, 0, 0.5) < 1e-4);
    CHECK(distanceFromTone(both, 1, 0.1) < 1e-4);
    CHECK(distanceFromTone(take(stereo->audio({1.0, 2.0}, 16000, 1)), 0, 0.3) < 2e-4); // back from stereo to mono
    const auto mono = take(VideoFile::open(folder.exact));
    const auto doubled = take(mono->audio({1.0, 2.0}, 44100, 2));
    CHECK(distanceFromTone(doubled, 0, 0.5) < 1e-4);
    CHECK(distanceFromTone(doubled, 1, 0.5) < 1e-4);
}

TEST_CASE("5.1 is mixed down as ffmpeg does") {
    const Folder folder;
    const auto path = folder / "surround.mkv";
    runFfmpeg({"-i", folder.source.string(), "-f", "lavfi", "-i",
               "aevalsrc=0|0|0.5*sin(2*PI*440*t)|0|0|0:c=5.1:s=44100:d=4", "-c:v", "copy", "-c:a", "pcm_s16le",
               path.string()});
    const auto wav = folder / "mixed.mkv";
    runFfmpeg({"-i", path.string(), "-c:v", "copy", "-c:a", "pcm_s16le", "-ac", "1", wav.string()});
    const auto ours = take(take(VideoFile::open(path))->audio({1.0, 2.0}, 44100, 1));
    const auto theirs = take(take(VideoFile::open(wav))->audio({1.0, 2.0}, 44100, 1));
    REQUIRE(ours.samples.size() == theirs.samples.size());
    CHECK(loudest(theirs.samples) > 0.05F);
    float most = 0.0F;
    for (std::size_t i = 0; i < ours.samples.size(); ++i)
        most = std::max(most, std::abs(ours.samples[i] - theirs.samples[i]));
    CHECK(most < 1e-4F);
}

TEST_CASE("sound that starts after the pictures is silent before, and in step") {
    const Folder folder;
    for (const std::string name : {"late.mkv", "late.mp4", "late.ts"}) {
        CAPTURE(name);
        const bool lossless = name == "late.mkv";
        const auto path = folder / name;
        std::vector<std::string> how{"-i",         folder.source.string(),
                                     "-itsoffset", "1.5",
                                     "-i",         folder.exact.string(),
                                     "-map",       "0:v",
                                     "-map",       "1:a",
                                     "-c:v",       "copy"};
        const std::vector<std::string> coded = lossless ? std::vector<std::string>{"-c:a", "pcm_s16le"}
                                                        : std::vector<std::string>{"-c:a", "aac", "-b:a", "192k"};
        how.insert(how.end(), coded.begin(), coded.end());
        if (name == "late.mp4")
            how.insert(how.end(), {"-movie_timescale", "44100"}); // its offset is stored in these units
        how.push_back(path.string());
        runFfmpeg(how);
        const auto video = take(VideoFile::open(path));
        CHECK(std::abs(video->duration_s() - 5.5) < 0.05);
        const double offset_s = video->frameTime_s(0); // a transport stream may begin with either
        CHECK(std::abs(offset_s) < 0.05);
        CHECK(loudest(take(video->audio({0.0, 1.45}, 16000, 1)).samples) < 1e-4F);
        const auto tone = take(video->audio({2.0, 3.0}, 44100, 1));
        CHECK(loudest(tone.samples) > 0.4F);
        CHECK(distanceFromTone(tone, 0, 0.5, 1.5 + offset_s) < (lossless ? 1e-4 : 0.05));
    }
}

TEST_CASE("sound that starts before the pictures moves the pictures, not itself") {
    const Folder folder;
    const auto path = folder / "early.mkv";
    runFfmpeg({"-itsoffset", "1.0", "-i", folder.source.string(), "-i", folder.exact.string(), "-map", "0:v", "-map",
               "1:a", "-c:v", "copy", "-c:a", "pcm_s16le", path.string()});
    const auto video = take(VideoFile::open(path));
    CHECK(video->frameTime_s(0) == doctest::Approx(1.0).epsilon(0.002));
    CHECK(video->frameShownAt(0.2) == 0); // nothing earlier to show
    CHECK(video->duration_s() == doctest::Approx(5.0).epsilon(0.002));
    CHECK(distanceFromTone(take(video->audio({0.5, 1.5}, 44100, 1)), 0, 0.5) < 1e-4);
}

TEST_CASE("a gap in the track is silence of its length") {
    const Folder folder;
    const auto path = folder / "gap.nut"; // keeps time in samples
    runFfmpeg({"-i", folder.source.string(), "-f", "lavfi", "-i",
               "aevalsrc=0.5*sin(2*PI*440*t):s=44100:d=4,aselect='not(between(t,1,2))'", "-c:v", "copy", "-c:a",
               "pcm_s16le", path.string()});
    const auto video = take(VideoFile::open(path));
    CHECK(video->duration_s() == doctest::Approx(4.0).epsilon(0.01));
    CHECK(loudest(take(video->audio({1.1, 1.9}, 16000, 1)).samples) < 1e-3F);
    CHECK(distanceFromTone(take(video->audio({2.5, 3.5}, 44100, 1)), 0, 0.5) < 1e-3);
}

TEST_CASE("a waveform holds the extremes at every level") {
    const Folder folder;
    const auto video = take(VideoFile::open(folder.exact));
    std::vector<double> reported;
    const auto peaks =
        take(buildWaveform(*video, [&](const Progress& progress) { reported.push_back(progress.fraction); }));
    REQUIRE(peaks.levels.size() >= 1);
    CHECK(reported.back() == 1.0);
    for (std::size_t i = 0; i < peaks.levels.size(); ++i) {
        const auto& level = peaks.levels[i];
        REQUIRE(level.lowest.size() == level.highest.size());
        CHECK(static_cast<double>(level.lowest.size()) * level.bucket_s >= 4.0 - 1e-9);
        if (i > 0) CHECK(level.bucket_s == doctest::Approx(4.0 * peaks.levels[i - 1].bucket_s));
        const std::size_t middle = level.lowest.size() / 2; // a bucket of 5 ms holds two periods of the tone
        CHECK(level.highest[middle] == doctest::Approx(0.5).epsilon(0.02));
        CHECK(level.lowest[middle] == doctest::Approx(-0.5).epsilon(0.02));
    }
    CHECK(&peaks.levelFor(0.0) == &peaks.levels.front());
    CHECK(&peaks.levelFor(1e9) == &peaks.levels.back());
}

TEST_CASE("a waveform of a silent clip is empty, of a cancelled one an error") {
    const TemporaryFolder folder;
    writeCodedMovie(folder / "silent.mp4", 5);
    CHECK(take(buildWaveform(*take(VideoFile::open(folder / "silent.mp4")))).levels.empty());
    writeCodedMovie(folder / "heard.mp4", 5, {25, 1}, SoundFormat{});
    std::stop_source stop;
    stop.request_stop();
    const auto cancelled = buildWaveform(*take(VideoFile::open(folder / "heard.mp4")), {}, stop.get_token());
    REQUIRE_FALSE(cancelled);
    CHECK(cancelled.error().code == ErrorCode::Cancelled);
}
