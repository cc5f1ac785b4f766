#include <doctest/doctest.h>

#include "core/methods/heat_map_prompts.h"
#include "core/methods/motion_meter.h"
#include "core/methods/motion_sound_match.h"
#include "core/methods/sound_envelope.h"
#include "tests/core/methods/drawn_source.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

constexpr double kPi = 3.14159265358979;

/// 1 at the centre of each disc, falling to 0 at twice its radius, times \p heat.
void addBump(FloatMap& map, const Disc& disc, float heat) {
    for (int y = 0; y < map.size.height; ++y)
        for (int x = 0; x < map.size.width; ++x) {
            const double way = std::hypot(x + 0.5 - disc.centre.x, y + 0.5 - disc.centre.y);
            const auto value = static_cast<float>(heat * std::max(0.0, 1.0 - way / (2.0 * disc.radius)));
            map.at(x, y) = std::max(map.at(x, y), value);
        }
}

SoundEnvelope envelopeOf(const std::function<float(double)>& sound, double seconds) {
    DrawnSource source;
    source.frames = std::lround(25.0 * seconds);
    source.sound = sound;
    auto envelope = SoundEnvelope::read(source, {0.0, seconds});
    REQUIRE(envelope);
    return std::move(*envelope);
}

} // namespace

TEST_CASE("the envelope tells level, silence and where a sound begins") {
    const SoundEnvelope envelope = envelopeOf(
        [](double t) { return t < 1.0 ? 0.0f : static_cast<float>(0.5 * std::sin(2.0 * kPi * 1000.0 * t)); }, 2.0);
    CHECK(envelope.peak_db({0.0, 1.0}) == doctest::Approx(-200.0));
    CHECK(envelope.peak_db({1.0, 2.0}) == doctest::Approx(-9.03).epsilon(0.01)); // a sine of 0.5
    CHECK(envelope.peak_db({5.0, 6.0}) == doctest::Approx(-200.0));
    CHECK(envelope.mean({0.2, 0.4}).loudness == doctest::Approx(std::log(1e-3)));
    CHECK(envelope.mean({1.2, 1.4}).loudness == doctest::Approx(std::log(0.5 / std::sqrt(2.0))).epsilon(0.01));
    CHECK(envelope.mean({0.95, 1.05}).onset > 10.0 * (envelope.mean({1.4, 1.5}).onset + 1e-3));
    CHECK(envelope.mean({0.4, 0.5}).onset == 0.0);
}

TEST_CASE("the meter measures a disc that moves, not the camera and not across a cut") {
    const Size size{160, 120};
    MotionMeter meter;
    CHECK_FALSE(meter.next(drawScene(size, {{{80, 60}, 20, 1}}), 0.08));
    SUBCASE("a disc") {
        const auto energy = meter.next(drawScene(size, {{{83, 60}, 20, 1}}), 0.08);
        REQUIRE(energy);
        CHECK(energy->size == Size{40, 30});
        CHECK(energy->at(20, 15) > 1.0f);
        CHECK(energy->at(4, 4) == 0.0f);
        CHECK(energy->at(36, 26) == 0.0f);
    }
    SUBCASE("the camera") {
        const auto energy = meter.next(drawScene(size, {{{80, 60}, 20, 1}}, {2.0, 1.0}), 0.08);
        REQUIRE(energy);
        CHECK(*std::max_element(energy->values.begin(), energy->values.end()) < 0.5f);
    }
    SUBCASE("a cut") {
        Image other(size);
        std::fill_n(other.data(), other.bytes(), std::uint8_t{255});
        CHECK_FALSE(meter.next(other, 0.08));
    }
    SUBCASE("after a restart, without time passing, and for another size") {
        CHECK_FALSE(meter.next(drawScene(size, {{{83, 60}, 20, 1}}), 0.0));
        CHECK_FALSE(meter.next(drawScene({80, 60}, {}), 0.08));
        meter.restart();
        CHECK_FALSE(meter.next(drawScene({80, 60}, {}), 0.08));
    }
}

TEST_CASE("few samples give the motion alone, none give nothing") {
    const SoundEnvelope sound = envelopeOf([](double t) { return beeps({0.2}, t); }, 1.0);
    CHECK(matchMotionToSound({}, sound, {}).heat.isEmpty());
    std::vector<MotionSample> motion(3, {{0.0, 0.08}, FloatMap({2, 1})});
    for (MotionSample& sample : motion)
        sample.energy.values = {4.0f, 1.0f};
    const MotionSoundMatch match = matchMotionToSound(motion, sound, {});
    CHECK(match.correlation == 0.0);
    CHECK(match.heat.values == std::vector<float>{1.0f, 0.25f});
}

TEST_CASE("prompts come from the hot regions, the hottest first, whole pixels") {
    FloatMap heat({100, 60});
    addBump(heat, {{70.5, 20.5}, 10.0}, 1.0f);
    addBump(heat, {{20.5, 40.5}, 8.0}, 0.7f);
    addBump(heat, {{20.5, 8.5}, 4.0}, 0.5f); // hot, but not a peak that counts
    const PromptSet prompts = promptsFromHeat(heat, {});
    REQUIRE(prompts.points.size() == 2);
    REQUIRE(prompts.boxes.size() == 2);
    CHECK(prompts.points[0].point_in_video == PointF{70.5, 20.5});
    CHECK(*prompts.points[0].score == doctest::Approx(1.0));
    CHECK(prompts.points[1].point_in_video == PointF{20.5, 40.5});
    CHECK(*prompts.points[1].score == doctest::Approx(0.7));
    CHECK(prompts.boxes[0].box_in_video == BoxF{58, 8, 83, 33}); // 12 px to each side are at 0.4 or more
    CHECK(promptsFromHeat(FloatMap({100, 60}), {}).isEmpty());
    CHECK(maskOfHotRegions(heat, {}).bounds() == PixelRect{14, 8, 69, 39});
}

TEST_CASE("the mask follows the edges of the picture") {
    const Disc disc{{80.0, 60.0}, 25.0, 1};
    const Image picture = drawScene({160, 120}, {disc});
    FloatMap heat(picture.size());
    addBump(heat, {{86.0, 56.0}, 17.0}, 1.0f); // roughly there, too small
    const auto wrong = [&](const MaskRle& mask) {
        int count = 0;
        for (int y = 0; y < 120; ++y)
            for (int x = 0; x < 160; ++x)
                count += mask.contains(x, y) != disc.covers({x + 0.5, y + 0.5});
        return count;
    };
    const MaskRle mask = maskFromHeat(heat, picture, {});
    CHECK(wrong(mask) < 100); // a twentieth of its pixels
    CHECK(wrong(maskOfHotRegions(heat, {})) > 300);
    CHECK(maskFromHeat(heat, picture, {}) == mask);
    CHECK(maskFromHeat(FloatMap(picture.size()), picture, {}).isBlank());
    CHECK_FALSE(maskFromHeat(heat, Image(picture.size()), {}).isNull()); // one colour
    CHECK(maskFromHeat(FloatMap(picture.size(), 1.0f), picture, {}).area() == picture.size().area());
}
