#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <numbers>

#include "core/media/time_stretch.h"
#include "tests/core/media/take.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

constexpr int kRate_hz = 48000;

/// \p in through a stretcher, fed in pieces of a tenth of a second.
std::vector<float> stretched(const std::vector<float>& in, double speed, int channels = 1) {
    const auto stretch = take(TimeStretch::create(speed, kRate_hz, channels));
    const auto lead = static_cast<std::size_t>(TimeStretch::leadFrames(kRate_hz) * channels);
    std::vector<float> out = take(stretch->push(std::vector<float>(lead, 0.0F)));
    const std::size_t piece = static_cast<std::size_t>(kRate_hz / 10) * static_cast<std::size_t>(channels);
    for (std::size_t i = 0; i < in.size(); i += piece) {
        const auto ready =
            take(stretch->push({in.begin() + static_cast<std::ptrdiff_t>(i),
                                in.begin() + static_cast<std::ptrdiff_t>(std::min(i + piece, in.size()))}));
        out.insert(out.end(), ready.begin(), ready.end());
    }
    const auto rest = take(stretch->finish());
    out.insert(out.end(), rest.begin(), rest.end());
    return out;
}

std::vector<float> tone(double hz, double span_s) {
    std::vector<float> samples(static_cast<std::size_t>(span_s * kRate_hz));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] =
            0.5F * static_cast<float>(std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(i) / kRate_hz));
    return samples;
}

/// Upward zero crossings per second in the middle of \p samples.
double pitchOf(const std::vector<float>& samples) {
    const std::size_t begin = samples.size() / 4, end = samples.size() * 3 / 4;
    int crossings = 0;
    for (std::size_t i = begin + 1; i < end; ++i)
        if (samples[i - 1] < 0.0F && samples[i] >= 0.0F) ++crossings;
    return crossings * static_cast<double>(kRate_hz) / static_cast<double>(end - begin);
}

} // namespace

TEST_CASE("stretched sound lasts as long as the speed says and keeps its pitch") {
    const std::vector<float> in = tone(440.0, 4.0);
    for (const double speed : {0.25, 0.5, 0.75, 1.25, 2.0, 4.0}) {
        CAPTURE(speed);
        const std::vector<float> out = stretched(in, speed);
        CHECK(static_cast<double>(out.size()) / kRate_hz == doctest::Approx(4.0 / speed).epsilon(0.02));
        CHECK(pitchOf(out) == doctest::Approx(440.0).epsilon(0.01));
    }
}

TEST_CASE("a click is heard when its time comes, within 15 ms of the stream") {
    std::vector<float> in(static_cast<std::size_t>(6 * kRate_hz), 0.0F);
    for (const double at_s : {1.0, 2.34, 4.56})
        for (int i = 0; i < kRate_hz / 50; ++i)
            in[static_cast<std::size_t>(at_s * kRate_hz) + static_cast<std::size_t>(i)] = i % 24 < 12 ? 0.8F : -0.8F;
    for (const double speed : {0.25, 0.5, 0.75, 1.5, 2.0}) {
        CAPTURE(speed);
        const std::vector<float> out = stretched(in, speed);
        for (const double at_s : {1.0, 2.34, 4.56}) {
            CAPTURE(at_s);
            const auto wanted = static_cast<std::ptrdiff_t>(at_s / speed * kRate_hz);
            constexpr std::ptrdiff_t kReach = kRate_hz / 5;
            const auto loud = std::find_if(out.begin() + wanted - kReach, out.begin() + wanted + kReach,
                                           [](float sample) { return std::abs(sample) > 0.3F; });
            REQUIRE(loud != out.begin() + wanted + kReach);
            CHECK(std::abs(static_cast<double>(loud - out.begin() - wanted)) / kRate_hz * speed < 0.015);
        }
    }
}

TEST_CASE("both channels are kept apart") {
    std::vector<float> in;
    for (const float sample : tone(440.0, 1.0)) {
        in.push_back(sample);
        in.push_back(0.0F);
    }
    const std::vector<float> out = stretched(in, 1.5, 2);
    float left = 0.0F, right = 0.0F;
    for (std::size_t i = 0; i + 1 < out.size(); i += 2) {
        left = std::max(left, std::abs(out[i]));
        right = std::max(right, std::abs(out[i + 1]));
    }
    CHECK(left > 0.4F);
    CHECK(right == 0.0F);
}

TEST_CASE("impossible speeds are refused") {
    for (const double speed : {0.0, -1.0, 0.05, 9.0, std::nan("")}) {
        const auto stretch = TimeStretch::create(speed, kRate_hz, 1);
        REQUIRE_FALSE(stretch);
        CHECK(stretch.error().code == ErrorCode::InvalidValue);
    }
}
