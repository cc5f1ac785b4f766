#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <numbers>
#include <random>

#include "core/media/onsets.h"
#include "tests/core/media/take.h"
#include "tests/core/methods/drawn_source.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

constexpr int kRate_hz = 16000;
constexpr double kNear_s = 0.005;

std::vector<float> silence(double span_s) {
    return std::vector<float>(static_cast<std::size_t>(span_s * kRate_hz), 0.0F);
}

std::vector<float> noise(double span_s, float size) {
    std::mt19937 random(3);
    std::uniform_real_distribution<float> any(-size, size);
    std::vector<float> samples = silence(span_s);
    for (float& sample : samples)
        sample = any(random);
    return samples;
}

void addClick(std::vector<float>& samples, double at_s, float size) {
    const auto begin = static_cast<std::size_t>(at_s * kRate_hz);
    for (std::size_t i = 0; i < 32 && begin + i < samples.size(); ++i)
        samples[begin + i] += i % 4 < 2 ? size : -size;
}

void addTone(std::vector<float>& samples, double begin_s, double end_s, double hz, float size) {
    for (auto i = static_cast<std::size_t>(begin_s * kRate_hz); i < static_cast<std::size_t>(end_s * kRate_hz); ++i)
        samples[i] +=
            size * static_cast<float>(std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(i) / kRate_hz));
}

void checkOnsets(const std::vector<double>& found, const std::vector<double>& wanted) {
    REQUIRE(found.size() == wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        CAPTURE(wanted[i]);
        CAPTURE(found[i]);
        CHECK(std::abs(found[i] - wanted[i]) < kNear_s);
    }
}

} // namespace

TEST_CASE("clicks are found where they are, loud and soft") {
    const std::vector<double> clicks{0.3, 0.72, 1.111, 1.2, 2.005, 2.9};
    for (const float size : {0.9F, 0.1F, 0.01F}) {
        CAPTURE(size);
        std::vector<float> samples = silence(3.2);
        for (const double at_s : clicks)
            addClick(samples, at_s, size);
        checkOnsets(findOnsets(samples, kRate_hz), clicks);
    }
}

TEST_CASE("clicks in noise are found, the noise is not") {
    CHECK(findOnsets(noise(4.0, 0.05F), kRate_hz).empty());
    std::vector<float> samples = noise(4.0, 0.02F);
    for (const double at_s : {0.8, 1.9, 3.3})
        addClick(samples, at_s, 0.6F);
    checkOnsets(findOnsets(samples, kRate_hz), {0.8, 1.9, 3.3});
}

TEST_CASE("a tone begins once") {
    std::vector<float> samples = silence(3.0);
    addTone(samples, 0.5, 1.5, 440.0, 0.4F);
    addTone(samples, 2.0, 3.0, 660.0, 0.4F);
    // The hard end of the first one is heard as a click, too; the second one is cut off by the end of the clip.
    const std::vector<double> found = findOnsets(samples, kRate_hz);
    REQUIRE(found.size() == 3);
    checkOnsets({found[0], found[2]}, {0.5, 2.0});
    CHECK(std::abs(found[1] - 1.5) < 0.032); // within a window: no sample rises there
}

TEST_CASE("silence, and a sound without a begin, have no onsets") {
    CHECK(findOnsets({}, kRate_hz).empty());
    CHECK(findOnsets(silence(2.0), kRate_hz).empty());
    std::vector<float> samples = silence(2.0);
    addTone(samples, 0.0, 2.0, 300.0, 0.4F);
    const std::vector<double> found = findOnsets(samples, kRate_hz);
    CHECK(std::none_of(found.begin(), found.end(), [](double t_s) { return t_s > 0.05 && t_s < 1.9; }));
}

TEST_CASE("a long clip has the onsets of its whole, also at the seams of what is read at a time") {
    const std::vector<double> clicks{3.0, 29.49, 29.99, 30.1, 59.98, 61.5};
    std::vector<float> samples = silence(70.0);
    for (const double at_s : clicks)
        addClick(samples, at_s, 0.5F);
    DrawnSource source;
    source.frames = 70 * 25;
    source.sound = [&samples](double t_s) { return samples[static_cast<std::size_t>(std::llround(t_s * kRate_hz))]; };
    checkOnsets(take(readOnsets(source)), clicks);
    source.sound = nullptr;
    CHECK(take(readOnsets(source)).empty());
    std::stop_source cancelled;
    cancelled.request_stop();
    source.sound = [](double) { return 0.0F; };
    CHECK(readOnsets(source, cancelled.get_token()).error().code == ErrorCode::Cancelled);
}
