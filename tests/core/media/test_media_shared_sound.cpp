#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>

#include "core/media/video_file.h"
#include "tests/core/media/shared_media.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

constexpr int kRate_hz = 16000;

/// The samples of a 16-bit mono WAV, whose data chunk ends the file.
std::vector<float> readWav(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    const std::size_t data = bytes.find("data");
    REQUIRE(data != std::string::npos);
    std::vector<std::int16_t> stored((bytes.size() - data - 8) / 2);
    std::memcpy(stored.data(), bytes.data() + data + 8, stored.size() * 2);
    std::vector<float> samples(stored.size());
    std::transform(stored.begin(), stored.end(), samples.begin(),
                   [](std::int16_t s) { return static_cast<float>(s) / 32768.0F; });
    return samples;
}

/// \p samples without what lies above 4 kHz (windowed sinc).
std::vector<float> lowPassed(const std::vector<float>& samples) {
    constexpr int kReach = 64;
    std::vector<double> filter;
    for (int i = -kReach; i <= kReach; ++i) {
        const double sinc = i == 0 ? 0.5 : std::sin(0.5 * M_PI * i) / (M_PI * i);
        filter.push_back(sinc * (0.5 + 0.5 * std::cos(M_PI * i / kReach)));
    }
    std::vector<float> out(samples.size());
    const auto count = static_cast<std::ptrdiff_t>(samples.size());
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        double sum = 0.0;
        for (int k = -kReach; k <= kReach; ++k)
            if (i + k >= 0 && i + k < count)
                sum += filter[static_cast<std::size_t>(k + kReach)] * samples[static_cast<std::size_t>(i + k)];
        out[static_cast<std::size_t>(i)] = static_cast<float>(sum);
    }
    return out;
}

struct Likeness {
    double correlation = 0.0;
    double error_db = 0.0; ///< power of the difference over that of the reference
};

/// Compares \p ours from \p shift on with \p reference.
Likeness compare(const std::vector<float>& ours, const std::vector<float>& reference, std::ptrdiff_t shift) {
    double aa = 0, bb = 0, ab = 0, dd = 0;
    for (std::ptrdiff_t i = 0; i < static_cast<std::ptrdiff_t>(reference.size()); ++i) {
        if (i + shift < 0 || i + shift >= static_cast<std::ptrdiff_t>(ours.size())) continue;
        const double a = ours[static_cast<std::size_t>(i + shift)];
        const double b = reference[static_cast<std::size_t>(i)];
        aa += a * a, bb += b * b, ab += a * b, dd += (a - b) * (a - b);
    }
    return {ab / std::sqrt(aa * bb + 1e-30), 10.0 * std::log10((dd + 1e-30) / (bb + 1e-30))};
}

/// How a reference was made decides how near we can come.
struct Expectation {
    std::ptrdiff_t shift = 0; ///< samples our sound lies behind the reference
    double error_db = -45.0;
};
const std::map<std::string, Expectation> kSpecial{
    // ffmpeg's file begins with the first sample, which lies 132 samples of 44.1 kHz (47.89 of 16 kHz) after the first
    // packet's stamp; the fraction is an error that grows with frequency.
    {"d12_mono16k.wav", {48, -20.0}},
};

} // namespace

TEST_CASE("sound at 16 kHz is what ffmpeg's command line gives") {
    // The same decoder, but libsoxr here and libswresample there: their filters differ from 7 kHz on, and in the
    // reference with "async" from 4 kHz. So the whole band is compared loosely and the band below 4 kHz tightly.
    const auto reference = readJson(mediaFolder() / "reference_audio" / "reference.json");
    REQUIRE(reference.size() == 6);
    for (const auto& [wav, about] : reference.items()) {
        CAPTURE(wav);
        const auto special = kSpecial.find(wav);
        const Expectation expectation = special == kSpecial.end() ? Expectation{} : special->second;
        const auto video = take(VideoFile::open(mediaFolder() / about.at("clip").get<std::string>()));
        const auto block = take(video->audio({0.0, 5.1}, kRate_hz, 1));
        CHECK(block.rate_hz == kRate_hz);
        CHECK(block.channels == 1);
        CHECK(block.first_sample == 0);
        const auto expected = readWav(mediaFolder() / "reference_audio" / wav);
        REQUIRE(expected.size() >= static_cast<std::size_t>(2.0 * kRate_hz));

        const Likeness whole = compare(block.samples, expected, expectation.shift);
        CAPTURE(whole.error_db);
        CHECK(whole.correlation > 0.99);
        CHECK(whole.error_db < -18.0);
        const auto ours_low = lowPassed(block.samples);
        const auto expected_low = lowPassed(expected);
        const Likeness low = compare(ours_low, expected_low, expectation.shift);
        CAPTURE(low.error_db);
        CHECK(low.correlation > 0.995);
        CHECK(low.error_db < expectation.error_db);
        for (const std::ptrdiff_t off : {-1, 1}) // no other place fits better
            CHECK(compare(ours_low, expected_low, expectation.shift + off).error_db > low.error_db);
    }
}

TEST_CASE("sound that begins late is silent before, sound that ends early is silent after") {
    const auto late = take(VideoFile::open(mediaFolder() / "clips" / "d18_dog_audio_delay1p5.mp4"));
    for (const float sample : take(late->audio({0.0, 1.47}, kRate_hz, 1)).samples)
        REQUIRE(std::abs(sample) < 1e-6F);
    const auto loudest = [](const std::vector<float>& samples) {
        float most = 0.0F;
        for (const float sample : samples)
            most = std::max(most, std::abs(sample));
        return most;
    };
    CHECK(loudest(take(late->audio({1.5, 2.5}, kRate_hz, 1)).samples) > 0.1F);
    const auto early = take(VideoFile::open(mediaFolder() / "clips" / "d10_car_audio_only_2s.mp4"));
    CHECK(loudest(take(early->audio({1.0, 2.0}, kRate_hz, 1)).samples) > 0.1F);
    const auto rest = take(early->audio({2.1, 10.0}, kRate_hz, 1));
    CHECK(loudest(rest.samples) < 1e-6F);
    CHECK(rest.samples.size() == static_cast<std::size_t>(std::llround(early->duration_s() * kRate_hz)) -
                                     static_cast<std::size_t>(2.1 * kRate_hz));
}

TEST_CASE("a sample does not depend on the span it is asked with") {
    for (const std::string name :
         {"clips/n02_drag_race_car.mp4", "clips/d01_dog_vp9_opus.webm", "clips/n10_pancake_opus.mkv",
          "clips/n04_airplane_mp3_in_mp4.mp4", "clips/d02_car_mpeg4_mp3.avi"}) {
        CAPTURE(name);
        const auto whole_source = take(VideoFile::open(mediaFolder() / name));
        const auto whole = take(whole_source->audio({0.0, 5.0}, kRate_hz, 1));
        const auto pieces = take(VideoFile::open(mediaFolder() / name));
        for (const double begin_s : {4.0, 1.3, 3.1234, 0.0, 2.5}) { // jumps both ways
            CAPTURE(begin_s);
            const auto piece = take(pieces->audio({begin_s, begin_s + 0.7}, kRate_hz, 1));
            float most = 0.0F;
            for (std::size_t i = 0; i < piece.samples.size(); ++i)
                most = std::max(
                    most, std::abs(piece.samples[i] - whole.samples[static_cast<std::size_t>(piece.first_sample) + i]));
            CHECK(most < 1e-4F);
        }
    }
}

TEST_CASE("after a jump in Matroska with packets of varying length sound is right to a millisecond") {
    const auto path = mediaFolder() / "clips" / "d12_car_start10s.mkv"; // Vorbis: no stamp tells the exact sample
    const auto whole = lowPassed(take(take(VideoFile::open(path))->audio({0.0, 5.0}, kRate_hz, 1)).samples);
    const auto pieces = take(VideoFile::open(path));
    for (const double begin_s : {4.0, 1.3, 3.1234}) {
        CAPTURE(begin_s);
        const auto piece = take(pieces->audio({begin_s, begin_s + 0.7}, kRate_hz, 1));
        const auto piece_low = lowPassed(piece.samples);
        double best = 0.0;
        for (std::ptrdiff_t shift = -16; shift <= 16; ++shift)
            best = std::max(best, compare(whole, piece_low, piece.first_sample + shift).correlation);
        CHECK(best > 0.98);
    }
}
