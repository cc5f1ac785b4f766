#include <doctest/doctest.h>

#include "core/base/map_sampling.h"
#include "core/methods/motion_meter.h"
#include "core/methods/sound_motion.h"
#include "tests/core/methods/drawn_source.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

const std::vector<double> kLeftBursts{0.3, 1.5, 2.1, 3.4, 4.3};
const std::vector<double> kRightBursts{0.9, 1.2, 2.7, 3.0, 3.9};
const Disc kLeft{{45.0, 60.0}, 22.0, 1};
const Disc kRight{{115.0, 60.0}, 22.0, 2};

/// Two discs that shake in bursts of their own, heard are those of \p heard.
DrawnSource twoDiscs(const std::vector<double>& heard, PointF pan_px_per_s = {}) {
    DrawnSource source;
    source.picture = [pan_px_per_s](double t) {
        const PointF camera{pan_px_per_s.x * t, pan_px_per_s.y * t};
        Disc left = kLeft, right = kRight;
        left.centre = {left.centre.x + camera.x + shake_px(kLeftBursts, t), left.centre.y + camera.y};
        right.centre = {right.centre.x + camera.x + shake_px(kRightBursts, t), right.centre.y + camera.y};
        return drawScene({160, 120}, {left, right}, camera);
    };
    source.sound = [heard](double t) { return beeps(heard, t); };
    return source;
}

/// Nothing moves but the camera.
DrawnSource ground(PointF pan_px_per_s) {
    DrawnSource source;
    source.picture = [pan_px_per_s](double t) {
        return drawScene({160, 120}, {kLeft}, {pan_px_per_s.x * t, pan_px_per_s.y * t});
    };
    source.sound = [](double t) { return beeps(kLeftBursts, t); };
    return source;
}

Result<Prediction> predict(DrawnSource& source, const InferenceRequest& request = {}, const PredictionSink& sink = {}) {
    return SoundMotionMethod().predict(request, source, sink, {});
}

InferenceRequest requestWith(OptionMap options) {
    InferenceRequest request;
    request.options = std::move(options);
    return request;
}

bool warns(const Prediction& prediction, const std::string& code) {
    return std::any_of(prediction.warnings.begin(), prediction.warnings.end(),
                       [&](const Warning& warning) { return warning.code == code; });
}

double iou(const MaskRle& mask, const Disc& disc) {
    double common = 0.0, all = 0.0;
    for (int y = 0; y < mask.size().height; ++y)
        for (int x = 0; x < mask.size().width; ++x) {
            const bool found = mask.contains(x, y), there = disc.covers({x + 0.5, y + 0.5});
            common += found && there;
            all += found || there;
        }
    return common / all;
}

void checkFinds(const Prediction& prediction, const Disc& disc) {
    REQUIRE(prediction.frames.size() == 5);
    for (const FramePrediction& frame : prediction.frames) {
        CAPTURE(frame.key_frame.second);
        REQUIRE_FALSE(frame.prompts.points.empty());
        REQUIRE_FALSE(frame.prompts.boxes.empty());
        const PointPrompt& peak = frame.prompts.points.front();
        CHECK(disc.covers(peak.point_in_video));
        CHECK(peak.positive);
        CHECK(peak.score.value() == doctest::Approx(1.0));
        CHECK(frame.prompts.boxes.front().box_in_video.contains(peak.point_in_video));
        CHECK(frame.score > 0.3);
        CHECK(iou(frame.mask, disc) > 0.6);
    }
    CHECK(prediction.warnings.empty());
}

void checkBlank(const Prediction& prediction, Size size) {
    for (const FramePrediction& frame : prediction.frames) {
        CHECK(frame.mask.size() == size);
        CHECK(frame.mask.isBlank());
        CHECK(frame.prompts.isEmpty());
        REQUIRE(frame.heat_map);
        CHECK(*frame.heat_map == FloatMap(MotionMeter::cellsOf(size)));
    }
}

} // namespace

TEST_CASE("of two things that move, the one in time with the sound is found") {
    SUBCASE("left") {
        DrawnSource source = twoDiscs(kLeftBursts);
        const auto prediction = predict(source);
        REQUIRE(prediction);
        checkFinds(*prediction, kLeft);
    }
    SUBCASE("right") {
        DrawnSource source = twoDiscs(kRightBursts);
        const auto prediction = predict(source);
        REQUIRE(prediction);
        checkFinds(*prediction, kRight);
    }
    SUBCASE("also when the camera pans") {
        DrawnSource source = twoDiscs(kRightBursts, {25.0, -10.0});
        const auto prediction = predict(source);
        REQUIRE(prediction);
        checkFinds(*prediction, kRight);
    }
    SUBCASE("also when the sound comes a little late, within the lag") {
        DrawnSource source = twoDiscs({});
        source.sound = [](double t) { return beeps(kLeftBursts, t - 0.15); };
        const auto prediction = predict(source);
        REQUIRE(prediction);
        checkFinds(*prediction, kLeft);
    }
}

TEST_CASE("the heat map is 0..1, a value for each cell, with its peak at 1") {
    DrawnSource source = twoDiscs(kLeftBursts);
    const auto prediction = predict(source);
    REQUIRE(prediction);
    for (const FramePrediction& frame : prediction->frames) {
        REQUIRE(frame.heat_map);
        REQUIRE(frame.heat_map->size == MotionMeter::cellsOf(source.size()));
        const auto [low, high] = std::minmax_element(frame.heat_map->values.begin(), frame.heat_map->values.end());
        CHECK(*low >= 0.0f);
        CHECK(*high == doctest::Approx(1.0));
    }
}

TEST_CASE("where nothing moves the map is empty, the mask blank, and a warning says so") {
    DrawnSource source = ground({});
    const auto prediction = predict(source);
    REQUIRE(prediction);
    CHECK(prediction->frames.size() == 5);
    checkBlank(*prediction, source.size());
    CHECK(warns(*prediction, "nothing-moves"));
}

TEST_CASE("the motion of the camera is no motion") {
    DrawnSource source = ground({20.0, 5.0});
    const auto prediction = predict(source);
    REQUIRE(prediction);
    checkBlank(*prediction, source.size());
    CHECK(warns(*prediction, "nothing-moves"));
}

TEST_CASE("silence gives blank masks, second by second") {
    DrawnSource source = twoDiscs({});
    source.sound = [](double t) { return t < 3.0 ? 0.0f : beeps(kLeftBursts, t); };
    const auto prediction = predict(source);
    REQUIRE(prediction);
    REQUIRE(prediction->frames.size() == 5);
    for (std::size_t k = 0; k < 5; ++k)
        CHECK(prediction->frames[k].mask.isBlank() == (k < 3));
    REQUIRE(prediction->warnings.size() == 1);
    CHECK(prediction->warnings[0].code == "silence");
    CHECK(prediction->warnings[0].text.find("3 of 5") != std::string::npos);
}

TEST_CASE("on still pictures it says that nothing moves, without decoding any") {
    DrawnSource source = twoDiscs(kLeftBursts);
    source.rate = {1, 1};
    source.frames = 5;
    const auto prediction = predict(source);
    REQUIRE(prediction);
    CHECK(prediction->frames.size() == 5);
    checkBlank(*prediction, source.size());
    CHECK(warns(*prediction, "still-pictures"));
    CHECK(source.read.empty());
}

TEST_CASE("a clip without a sound track is refused") {
    DrawnSource source = twoDiscs({});
    source.sound = nullptr;
    const auto checked = SoundMotionMethod().check({}, source);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().code == ErrorCode::NoSoundTrack);
    CHECK(predict(source).error().code == ErrorCode::NoSoundTrack);
}

TEST_CASE("pictures of any size and clips of one picture") {
    for (const Size size : {Size{1, 1}, Size{33, 47}, Size{3, 200}, Size{600, 5}, Size{321, 181}}) {
        for (const FrameIndex frames : {1, 2, 30}) {
            CAPTURE(size.width);
            CAPTURE(size.height);
            CAPTURE(frames);
            DrawnSource source = twoDiscs(kLeftBursts);
            source.picture_size = size;
            source.frames = frames;
            source.picture = [size](double t) {
                const PointF centre{size.width / 2.0 + shake_px(kLeftBursts, t), size.height / 2.0};
                return drawScene(size, {{centre, std::min(size.width, size.height) / 3.0, 1}});
            };
            const auto prediction = predict(source);
            REQUIRE(prediction);
            REQUIRE(prediction->frames.size() == 1);
            CHECK(prediction->frames[0].mask.size() == size);
            REQUIRE(prediction->frames[0].heat_map);
            CHECK(prediction->frames[0].heat_map->size == MotionMeter::cellsOf(size));
            if (frames == 1) {
                checkBlank(*prediction, size);
                CHECK(prediction->warnings.size() == 1);
            }
        }
    }
}

TEST_CASE("a stop is noticed before the next picture") {
    DrawnSource source = twoDiscs(kLeftBursts);
    std::stop_source stop;
    source.on_read = [&](FrameIndex index) {
        if (index >= 40) stop.request_stop();
    };
    const auto prediction = SoundMotionMethod().predict({}, source, {}, stop.get_token());
    REQUIRE_FALSE(prediction);
    CHECK(prediction.error().code == ErrorCode::Cancelled);
    CHECK(std::count_if(source.read.begin(), source.read.end(), [](FrameIndex index) { return index >= 40; }) == 1);
}

TEST_CASE("one key frame reads only around it and gets the answer that it gets among all") {
    DrawnSource source = twoDiscs(kLeftBursts);
    source.frames = 500;
    const auto all = predict(source);
    REQUIRE(all);
    source.read.clear();
    InferenceRequest request;
    request.key_frames = {source.keyFrames()[9]};
    const auto one = predict(source, request);
    REQUIRE(one);
    REQUIRE(one->frames.size() == 1);
    CHECK(one->frames[0].mask == all->frames[9].mask);
    CHECK(one->frames[0].heat_map == all->frames[9].heat_map);
    CHECK(one->frames[0].prompts.boxes == all->frames[9].prompts.boxes);
    for (const FrameIndex index : source.read)
        CHECK(std::abs(source.frameTime_s(index) - request.key_frames[0].time_s) < 2.2);
}

TEST_CASE("pictures are read once and in order") {
    DrawnSource source = twoDiscs(kLeftBursts);
    REQUIRE(predict(source, requestWith({{"refine", "off"}})));
    CHECK(std::is_sorted(source.read.begin(), source.read.end(), std::less_equal<>()));
    CHECK(source.read.size() == 63); // every second one of 125
}

TEST_CASE("two runs give the same, frames come in order and progress ends at 1") {
    DrawnSource source = twoDiscs(kLeftBursts);
    std::vector<int> seconds;
    std::vector<double> progress;
    const PredictionSink sink{[&](const FramePrediction& frame) { seconds.push_back(frame.key_frame.second); },
                              [&](const Progress& step) { progress.push_back(step.fraction); }};
    const auto first = predict(source, {}, sink);
    const auto second = predict(source);
    REQUIRE(first);
    REQUIRE(second);
    for (std::size_t k = 0; k < first->frames.size(); ++k) {
        CHECK(first->frames[k].mask == second->frames[k].mask);
        CHECK(first->frames[k].heat_map == second->frames[k].heat_map);
    }
    CHECK(seconds == std::vector<int>{1, 2, 3, 4, 5});
    REQUIRE_FALSE(progress.empty());
    CHECK(std::is_sorted(progress.begin(), progress.end()));
    CHECK(progress.back() == 1.0);
    CHECK(first->provenance.method == "sound-motion");
    CHECK(first->provenance.options.at("window") == "4");
    for (const char* step : {"decode", "motion", "sound", "match", "mask"})
        CHECK(first->provenance.timings_s.at(step) > 0.0);
}

TEST_CASE("a picture that cannot be decoded is left out with a warning") {
    DrawnSource source = twoDiscs(kLeftBursts);
    source.broken_frame = 40;
    const auto prediction = predict(source);
    REQUIRE(prediction);
    REQUIRE(prediction->warnings.size() == 1);
    CHECK(prediction->warnings[0].code == "pictures-unreadable");
    CHECK(kLeft.covers(prediction->frames[1].prompts.points.at(0).point_in_video));
}

TEST_CASE("a higher threshold marks less, and without refinement the mask is the hot region") {
    DrawnSource source = twoDiscs(kLeftBursts);
    const auto low = predict(source, requestWith({{"threshold", "0.3"}, {"refine", "off"}}));
    const auto high = predict(source, requestWith({{"threshold", "0.8"}, {"refine", "off"}}));
    REQUIRE(low);
    REQUIRE(high);
    for (std::size_t k = 0; k < 5; ++k) {
        CHECK(high->frames[k].mask.area() < low->frames[k].mask.area());
        const FloatMap heat = enlarged(*high->frames[k].heat_map, source.size());
        const Mask mask = high->frames[k].mask.toDense();
        for (std::size_t i = 0; i < heat.values.size(); ++i)
            if (mask.values[i]) REQUIRE(heat.values[i] >= 0.78f); // the peak lies between pixels
    }
}
