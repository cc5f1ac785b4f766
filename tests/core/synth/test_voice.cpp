#include <array>
#include <cmath>
#include <complex>
#include <doctest/doctest.h>
#include <numbers>

#include "core/synth/random.h"
#include "core/synth/voice.h"
#include "tests/core/synth/scene_sample.h"

using namespace soundmask;
using namespace soundmask::synth;
using namespace soundmask::test;

namespace {

constexpr int kWindow = 256;
constexpr int kHop = 800; // 50 ms
constexpr int kBands = 16;
const std::vector<TimeSpan> kAllTime{{0.0, kSeconds}};

double rms(const std::vector<std::int16_t>& samples, TimeSpan span) {
    double sum = 0.0;
    int count = 0;
    for (auto i = static_cast<std::size_t>(span.begin_s * kSoundRate_hz);
         i < static_cast<std::size_t>(span.end_s * kSoundRate_hz); ++i, ++count)
        sum += static_cast<double>(samples[i]) * samples[i];
    return std::sqrt(sum / count) / 32768.0;
}

/// How a voice sounds in a few numbers: per band (500 Hz each), mean level and its spread over time, in dB.
using Timbre = std::array<double, 2 * kBands>;

Timbre timbreOf(const std::vector<double>& samples) {
    static const auto kernel = [] {
        std::vector<std::complex<double>> values(kWindow);
        for (int i = 0; i < kWindow; ++i)
            values[static_cast<std::size_t>(i)] = std::polar(1.0, -2.0 * std::numbers::pi * i / kWindow);
        return values;
    }();
    Timbre sum{};
    Timbre squares{};
    int windows = 0;
    for (std::size_t at = 0; at + kWindow <= samples.size(); at += kHop, ++windows)
        for (int band = 0; band < kBands; ++band) {
            double power = 1e-6;
            for (int bin = band * 8; bin < band * 8 + 8; ++bin) {
                std::complex<double> value;
                for (int i = 0; i < kWindow; ++i)
                    value +=
                        samples[at + static_cast<std::size_t>(i)] * kernel[static_cast<std::size_t>(bin * i % kWindow)];
                power += std::norm(value) / kWindow;
            }
            const double level_db = 10.0 * std::log10(power);
            sum[static_cast<std::size_t>(band)] += level_db;
            squares[static_cast<std::size_t>(band)] += level_db * level_db;
        }
    Timbre timbre{};
    for (std::size_t band = 0; band < kBands; ++band) {
        const double mean = sum[band] / windows;
        timbre[band] = mean;
        timbre[kBands + band] = 2.0 * std::sqrt(squares[band] / windows - mean * mean);
    }
    return timbre;
}

double distance(const Timbre& a, const Timbre& b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

} // namespace

TEST_CASE("a voice has peak 1 while it is active and is silent elsewhere") {
    const std::vector<TimeSpan> spans{{1.0, 2.2}, {3.1, 4.0}};
    for (int kind = 0; kind < kKindCount; ++kind) {
        CAPTURE(kindName(static_cast<ObjectKind>(kind)));
        const auto samples = renderVoice(static_cast<ObjectKind>(kind), 5, spans);
        REQUIRE(samples.size() == kSeconds * kSoundRate_hz);
        double peak = 0.0;
        double outside = 0.0;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const double t_s = static_cast<double>(i) / kSoundRate_hz;
            const bool active = std::ranges::any_of(
                spans, [&](const TimeSpan& s) { return t_s >= s.begin_s - 1e-4 && t_s < s.end_s + 1e-4; });
            double& largest = active ? peak : outside;
            largest = std::max(largest, std::abs(samples[i]));
        }
        CHECK(peak == 1.0);
        CHECK(outside == 0.0);
    }
}

TEST_CASE("every class is told from the others by its sound") {
    constexpr int kKnown = 6;
    constexpr int kAsked = 4;
    std::vector<std::pair<int, Timbre>> known;
    for (int kind = 0; kind < kKindCount; ++kind)
        for (int i = 0; i < kKnown; ++i)
            known.emplace_back(
                kind, timbreOf(renderVoice(static_cast<ObjectKind>(kind), Random::hash(std::uint64_t(i)), kAllTime)));
    int right = 0;
    for (int kind = 0; kind < kKindCount; ++kind) {
        int right_of_kind = 0;
        for (int i = 0; i < kAsked; ++i) {
            const auto key = Random::hash(std::uint64_t(1000 + i));
            const Timbre heard = timbreOf(renderVoice(static_cast<ObjectKind>(kind), key, kAllTime));
            const auto nearest =
                std::ranges::min_element(known, {}, [&](const auto& entry) { return distance(entry.second, heard); });
            right_of_kind += nearest->first == kind;
        }
        CAPTURE(kindName(static_cast<ObjectKind>(kind)));
        CHECK(right_of_kind >= kAsked - 1);
        right += right_of_kind;
    }
    MESSAGE("nearest known voice is of the right class: ", right, " of ", kKindCount * kAsked);
    CHECK(right >= kKindCount * kAsked * 9 / 10);
}

TEST_CASE("two voices of one class differ") {
    for (int kind = 0; kind < kKindCount; ++kind)
        CHECK(renderVoice(static_cast<ObjectKind>(kind), 1, kAllTime) !=
              renderVoice(static_cast<ObjectKind>(kind), 2, kAllTime));
}

TEST_CASE("only what sounds is heard, and only while it sounds") {
    for (const Scene& scene : describeScenes(DatasetLayout::Ms3, 12)) {
        const auto samples = renderSound(scene);
        REQUIRE(samples.size() == kSeconds * kSoundRate_hz);
        for (int second = 0; second < kSeconds; ++second) {
            const TimeSpan span{double(second), second + 1.0};
            const bool sounds =
                std::ranges::any_of(scene.objects, [&](const auto& object) { return object.soundsInSecond(second); });
            CAPTURE(scene.name);
            CAPTURE(second);
            CHECK((rms(samples, span) > 0.01) == sounds);
        }
        Scene silenced = scene;
        for (SceneObject& object : silenced.objects)
            object.sounds = false;
        CHECK(rms(renderSound(silenced), {0.0, kSeconds}) < 0.003); // the room's own tone
    }
}

TEST_CASE("a mix of loud voices does not clip") {
    Scene scene = describeScene(kSeed, 0, DatasetLayout::S4);
    scene.objects.resize(1);
    scene.objects[0].sounds = true;
    scene.objects[0].loudness = 3.0;
    const auto samples = renderSound(scene);
    const auto [low, high] = std::ranges::minmax(samples);
    CHECK(std::max(-int{low}, int{high}) <= 29200); // 0.89 of full scale
    CHECK(std::max(-int{low}, int{high}) > 29000);
}

TEST_CASE("an event rises, stays within its level and ends") {
    for (const bool struck : {false, true}) {
        const VoiceEvent event{1.0, 0.5, 0.8, 1.0};
        CHECK(eventEnvelope(event, struck, 0.99) == 0.0);
        CHECK(eventEnvelope(event, struck, 1.5) == 0.0);
        double peak = 0.0;
        for (int i = 0; i < 500; ++i)
            peak = std::max(peak, eventEnvelope(event, struck, 1.0 + i / 1000.0));
        CHECK(peak == doctest::Approx(0.8).epsilon(0.02));
        CHECK(eventEnvelope(event, struck, 1.49) < 0.2);
    }
}
