// The methods that ask networks, with test weights: their masks mean nothing, their forms and rules do.
#include <doctest/doctest.h>

#include <algorithm>

#include "core/methods/method_registry.h"
#include "core/methods/point_mining.h"
#include "core/models/network_shelf.h"
#include "core/nn/networks.h"
#include "tests/core/methods/drawn_source.h"

using namespace soundmask;
using soundmask::test::DrawnSource;

namespace {

constexpr Size kVideo{320, 180};

/// Two seconds: smooth noise and a rising tone.
DrawnSource clip() {
    DrawnSource source;
    source.picture_size = kVideo;
    source.frames = 50;
    source.picture = [](double t_s) {
        Image image(kVideo);
        for (int y = 0; y < kVideo.height; ++y)
            for (int x = 0; x < image.width(); ++x)
                for (unsigned c = 0; c < 3; ++c)
                    image.row(y)[static_cast<std::size_t>(3 * x) + c] =
                        static_cast<std::uint8_t>(255 * test::smoothNoise(x / 6.0 + 9 * t_s, y / 6.0, c));
        return image;
    };
    source.sound = [](double t_s) { return static_cast<float>(0.8 * std::sin(900.0 * t_s * (1.0 + t_s))); };
    return source;
}

InferenceRequest requestFor(const std::string& method, OptionMap options = {}) {
    nn::prepareProcess();
    InferenceRequest request;
    request.method = method;
    request.options = std::move(options);
    for (const MethodInfo* info : MethodRegistry::standard().infos())
        if (info->name == method)
            for (const std::string& role : info->weight_roles)
                request.weights.emplace(role, kTestWeights);
    return request;
}

Result<Prediction> run(const InferenceRequest& request, FrameSource& source, const PredictionSink& sink = {},
                       std::stop_token stop = {}) {
    const auto method = MethodRegistry::standard().create(request.method);
    REQUIRE(method);
    if (auto good = (*method)->check(request, source); !good) return fail(good.error());
    return (*method)->predict(request, source, sink, stop);
}

Prediction predicted(const InferenceRequest& request) {
    DrawnSource source = clip();
    auto prediction = run(request, source);
    REQUIRE_MESSAGE(prediction, prediction.error().toString());
    REQUIRE(prediction->frames.size() == 2);
    for (const FramePrediction& frame : prediction->frames) {
        CHECK(frame.mask.size() == kVideo);
        for (const CandidateMask& candidate : frame.candidates)
            CHECK(candidate.mask.size() == kVideo);
    }
    return std::move(*prediction);
}

bool warns(const Prediction& prediction, const std::string& code) {
    return std::ranges::any_of(allWarnings(prediction), [&](const Warning& warning) { return warning.code == code; });
}

} // namespace

TEST_CASE("a missing weight is an error with the name of its role or file") {
    DrawnSource source = clip();
    for (const char* method : {"random-sam", "no-prompt", "heatmap-box", "point-prompt"}) {
        CAPTURE(method);
        InferenceRequest request = requestFor(method);
        request.weights.erase("sam");
        const auto without = run(request, source);
        REQUIRE_FALSE(without);
        CHECK(without.error().code == ErrorCode::MissingModel);
        CHECK(without.error().subject == "sam");
        CHECK(without.error().reason.find("sam_vit_h_4b8939.pth") != std::string::npos);
        request.weights["sam"] = "nowhere/sam.pth";
        const auto gone = run(request, source);
        REQUIRE_FALSE(gone);
        CHECK(gone.error().code == ErrorCode::MissingModel);
        CHECK(gone.error().subject == "nowhere/sam.pth");
    }
}

TEST_CASE("what listens needs a sound track") {
    DrawnSource source = clip();
    source.sound = nullptr;
    const auto silent = run(requestFor("point-prompt"), source);
    REQUIRE_FALSE(silent);
    CHECK(silent.error().code == ErrorCode::NoSoundTrack);
}

TEST_CASE("silent seconds are named in one warning") {
    const auto spoken = [](const InferenceRequest& request, DrawnSource& source) {
        const auto prediction = run(request, source);
        REQUIRE_MESSAGE(prediction, prediction.error().toString());
        std::vector<std::string> texts;
        for (const Warning& warning : prediction->warnings)
            if (warning.code == "silence") texts.push_back(warning.text);
        return texts;
    };
    DrawnSource source = clip();
    const auto sound = source.sound;
    const InferenceRequest points = requestFor("point-prompt", {{"points", "global"}});
    CHECK(spoken(points, source).empty());
    source.sound = [sound](double t_s) { return t_s < 1.0 ? sound(t_s) : 0.0f; };
    CHECK(spoken(points, source) == std::vector<std::string>{"second 2 is silent: the heat map there says nothing"});
    source.sound = [](double t_s) { return t_s < 0.5 ? 1.0f / 32768.0f : 0.0f; }; // as dither leaves it
    CHECK(spoken(requestFor("heatmap-box"), source) ==
          std::vector<std::string>{"seconds 1 and 2 are silent: the heat map there says nothing"});
    CHECK(spoken(requestFor("no-prompt", {{"points_per_side", "1"}}), source) ==
          std::vector<std::string>{"seconds 1 and 2 are silent: the choice of objects there says nothing"});
    CHECK(spoken(requestFor("random-sam"), source).empty()); // it does not listen
    // Who asks for one second is told of that one.
    source.sound = [sound](double t_s) { return t_s < 1.0 ? sound(t_s) : 0.0f; };
    InferenceRequest first = points;
    first.key_frames = {source.keyFrames().front()};
    CHECK(spoken(first, source).empty());
}

TEST_CASE("Point-Prompt tells how it was made and marks test weights") {
    const Prediction prediction = predicted(requestFor("point-prompt"));
    CHECK(prediction.provenance.weight_sha256.at("audioclip") == "fill");
    CHECK(prediction.provenance.weight_sha256.at("sam") == "fill");
    CHECK(prediction.provenance.options.at("threshold") == "0.85");
    CHECK(prediction.provenance.options.at("variant") == "published");
    CHECK(warns(prediction, "test-weights"));
    // Whoever shows the result marks it; what is left is to be told.
    CHECK(prediction.marks.size() == 1);
    CHECK(prediction.warnings.empty());
    const FramePrediction& frame = prediction.frames.front();
    REQUIRE(frame.heat_map);
    CHECK(frame.heat_map->size == Size{kMinedMapSide, kMinedMapSide});
    CHECK(frame.candidates.size() == 3);
    CHECK(prediction.frames[0].heat_map != prediction.frames[1].heat_map);
    const auto positive = std::ranges::count_if(frame.prompts.points, &PointPrompt::positive);
    CHECK(2 * positive == static_cast<std::ptrdiff_t>(frame.prompts.points.size()));
    for (const PointPrompt& point : frame.prompts.points) {
        CHECK(point.point_in_video.x < kVideo.width);
        CHECK(point.point_in_video.y < kVideo.height);
        // The points are centres of cells of 7 x 7 pixels of the squashed picture.
        const double cell = point.point_in_video.x * kMinedMapSide / kVideo.width / 7.0 - 0.5;
        CHECK(cell == doctest::Approx(std::round(cell)));
    }
    const auto best = std::ranges::max_element(frame.candidates, {}, &CandidateMask::score);
    CHECK(frame.mask == best->mask);
    CHECK(frame.score == best->score);
}

TEST_CASE("thresholds are the data set's unless they are given") {
    InferenceRequest request = requestFor("point-prompt");
    request.layout = DatasetLayout::Ms3;
    CHECK(predicted(request).provenance.options.at("threshold") == "0.7");
    CHECK(predicted(request).frames.front().automatic_threshold == 0.7);
    request.options = {{"points", "local"}};
    CHECK(predicted(request).provenance.options.at("threshold") == "0.65");
    CHECK(predicted(request).frames.front().automatic_threshold == 0.65);
    request.options["threshold"] = "0.5";
    CHECK(predicted(request).provenance.options.at("threshold") == "0.5");
    CHECK_FALSE(predicted(request).frames.front().automatic_threshold); // it was given
    request.options = {{"points", "global"}};
    CHECK_FALSE(predicted(request).frames.front().automatic_threshold); // it plays no part
}

TEST_CASE("published local points lie on the diagonal, intended ones where the peaks are") {
    const auto offDiagonal = [](const Prediction& prediction) {
        return std::ranges::any_of(prediction.frames, [](const FramePrediction& frame) {
            return std::ranges::any_of(frame.prompts.points, [](const PointPrompt& point) {
                const double x = point.point_in_video.x / kVideo.width, y = point.point_in_video.y / kVideo.height;
                return std::abs(x - y) > 1e-9;
            });
        });
    };
    CHECK_FALSE(offDiagonal(predicted(requestFor("point-prompt", {{"points", "local"}}))));
    CHECK(offDiagonal(predicted(requestFor("point-prompt", {{"points", "local"}, {"variant", "intended"}}))));
}

TEST_CASE("Reverse turns the heat map round") {
    const Prediction reverse = predicted(requestFor("point-prompt", {{"points", "global"}}));
    const Prediction forward = predicted(requestFor("point-prompt", {{"points", "global"}, {"reverse", "off"}}));
    for (const auto& [x, y] : {std::pair{0, 0}, {100, 50}, {223, 111}})
        CHECK(reverse.frames[0].heat_map->at(x, y) ==
              doctest::Approx(1.0 - forward.frames[0].heat_map->at(x, y)).epsilon(1e-4));
    const Prediction plain = predicted(requestFor("point-prompt", {{"points", "global"}, {"surgery", "off"}}));
    CHECK(plain.frames[0].heat_map != reverse.frames[0].heat_map);
}

TEST_CASE("a person's prompts are asked instead of mined ones") {
    InferenceRequest request = requestFor("point-prompt");
    const DrawnSource source = clip();
    request.key_frames = {source.keyFrames().front()};
    PromptSet prompts;
    prompts.points.push_back({{40.0, 30.0}, true, 1.0, PromptOrigin::User});
    request.prompts[request.key_frames.front().frame] = prompts;
    DrawnSource again = clip();
    const auto prediction = run(request, again);
    REQUIRE(prediction);
    REQUIRE(prediction->frames.size() == 1);
    const auto& points = prediction->frames.front().prompts.points;
    REQUIRE(points.size() == 1);
    CHECK(points.front() == prompts.points.front());
    CHECK(prediction->frames.front().heat_map);
}

TEST_CASE("after a run, edited points and other thresholds cost the mask decoder only") {
    InferenceRequest request = requestFor("point-prompt", {{"points", "global"}, {"variant", "intended"}});
    DrawnSource source = clip();
    const auto picture = source.picture;
    // Pictures and sounds that no case before has shown to the networks.
    source.picture = [picture](double t_s) { return picture(t_s + 100.0); };
    source.sound = [](double t_s) { return static_cast<float>(0.6 * std::sin(700.0 * t_s * (2.0 + t_s))); };
    request.key_frames = {source.keyFrames().front()};
    const auto first = run(request, source);
    REQUIRE(first);
    const FramePrediction& mined = first->frames.front();
    PromptSet edited = mined.prompts;
    REQUIRE(edited.points.size() == 2);
    edited.points.erase(edited.points.begin() + 1);                           // deleted
    edited.points[0].point_in_video = {40.0, 150.0};                          // moved
    edited.points.push_back({{200.0, 20.0}, false, 1.0, PromptOrigin::User}); // added, turned
    edited.boxes.push_back({{20.0, 100.0, 90.0, 170.0}, 1.0, {}, PromptOrigin::User});
    request.prompts[request.key_frames.front().frame] = edited;
    const auto second = run(request, source);
    REQUIRE(second);
    const FramePrediction& asked = second->frames.front();
    CHECK(asked.prompts == edited);
    CHECK(asked.heat_map == mined.heat_map);
    CHECK(asked.candidates.size() == 6); // three for the points, three for the box
    CHECK(asked.score != mined.score);
    request.prompts.clear();
    request.options["points"] = "dense";
    request.options["threshold"] = "0.5";
    const auto third = run(request, source);
    REQUIRE(third);
    CHECK(third->frames.front().prompts.points.size() > 2);
    for (const auto& again : {second, third})
        for (const char* step : {"picture encoder", "sound encoder", "segmenter"}) {
            CAPTURE(step);
            CHECK(again->provenance.timings_s.at(step) < first->provenance.timings_s.at(step) / 5.0);
        }
}

TEST_CASE("boxes are around what is hot") {
    const Prediction prediction = predicted(requestFor("heatmap-box", {{"boxes", "multi_box"}}));
    for (const FramePrediction& frame : prediction.frames) {
        REQUIRE_FALSE(frame.prompts.boxes.empty());
        CHECK(frame.candidates.size() == 3 * frame.prompts.boxes.size());
        for (const BoxPrompt& box : frame.prompts.boxes) {
            CHECK(box.box_in_video.x0 >= 0.0);
            CHECK(box.box_in_video.x1 < kVideo.width);
            CHECK(box.box_in_video.y1 < kVideo.height);
        }
    }
}

TEST_CASE("Random SAM depends on its seed and the second only") {
    const Prediction one = predicted(requestFor("random-sam", {{"seed", "1"}}));
    const Prediction same = predicted(requestFor("random-sam", {{"seed", "1"}}));
    const Prediction other = predicted(requestFor("random-sam", {{"seed", "2"}, {"multimask", "off"}}));
    CHECK(one.frames[1].mask == same.frames[1].mask);
    CHECK(one.frames[0].prompts == same.frames[0].prompts);
    CHECK(one.frames[0].prompts.points[0].point_in_video != one.frames[1].prompts.points[0].point_in_video);
    CHECK(one.frames[0].prompts.points[0].point_in_video != other.frames[0].prompts.points[0].point_in_video);
    CHECK_FALSE(one.frames[0].prompts.points[0].score); // there is no heat
    CHECK(one.frames[0].candidates.size() == 3);
    CHECK(other.frames[0].candidates.size() == 1);
}

TEST_CASE("No-Prompt takes at most one object as published and says where it takes none") {
    const Prediction published = predicted(requestFor("no-prompt", {{"points_per_side", "2"}}));
    for (const FramePrediction& frame : published.frames) {
        CHECK_FALSE(frame.heat_map);
        REQUIRE_FALSE(frame.candidates.empty());
        CHECK(frame.score == frame.candidates.front().score);
        CHECK((frame.score > 0.5) != frame.mask.isBlank());
        const bool is_one = std::ranges::any_of(
            frame.candidates, [&](const CandidateMask& candidate) { return candidate.mask == frame.mask; });
        CHECK((frame.mask.isBlank() || is_one));
    }
    const bool any_blank =
        std::ranges::any_of(published.frames, [](const FramePrediction& frame) { return frame.mask.isBlank(); });
    CHECK(warns(published, "nothing-selected") == any_blank);
}

TEST_CASE("No-Prompt as intended takes every object above the threshold") {
    const OptionMap options{{"points_per_side", "2"}, {"variant", "intended"}};
    for (const FramePrediction& frame : predicted(requestFor("no-prompt", options)).frames) {
        REQUIRE_FALSE(frame.candidates.empty());
        CHECK_FALSE(frame.mask.isBlank());          // the best one is above the mean of all
        if (frame.candidates.size() == 1) continue; // taken without a threshold
        REQUIRE(frame.automatic_threshold);
        CHECK(*frame.automatic_threshold < frame.candidates.front().score);
        CHECK(*frame.automatic_threshold > frame.candidates.back().score);
    }
    OptionMap all = options, none = options;
    all["threshold"] = "-1";
    none["threshold"] = "1";
    const Prediction everything = predicted(requestFor("no-prompt", all));
    CHECK(everything.frames[0].mask.area() >= everything.frames[0].candidates.front().mask.area());
    const Prediction nothing = predicted(requestFor("no-prompt", none));
    CHECK(nothing.frames[0].mask.isBlank());
    CHECK_FALSE(nothing.frames[0].automatic_threshold);
}

TEST_CASE("a stop request ends a run between two steps, and progress goes up to the end") {
    DrawnSource source = clip();
    std::stop_source stop;
    double last = 0.0;
    PredictionSink sink;
    sink.on_frame = [&](const FramePrediction&) { stop.request_stop(); };
    sink.on_progress = [&](const Progress& progress) {
        CHECK(progress.fraction >= last);
        last = progress.fraction;
    };
    const auto stopped = run(requestFor("point-prompt", {{"points", "global"}}), source, sink, stop.get_token());
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().code == ErrorCode::Cancelled);
    last = 0.0;
    sink.on_frame = {};
    CHECK(run(requestFor("point-prompt", {{"points", "global"}}), source, sink));
    CHECK(last == 1.0);
}

TEST_CASE("a picture that cannot be decoded has a blank mask and a warning") {
    DrawnSource source = clip();
    source.broken_frame = source.keyFrames().back().frame;
    const auto prediction = run(requestFor("random-sam"), source);
    REQUIRE(prediction);
    REQUIRE(prediction->frames.size() == 2);
    CHECK(prediction->frames.back().mask.isBlank());
    CHECK(warns(*prediction, "pictures-unreadable"));
}

TEST_CASE("networks are not loaded into memory that is not there") {
    nn::prepareProcess();
    NetworkShelf shelf([] {
        Machine machine;
        machine.free_memory_bytes = 100'000'000;
        return machine;
    });
    const auto segmenter = shelf.segmenter("fill:vit-h", {});
    REQUIRE_FALSE(segmenter);
    CHECK(segmenter.error().code == ErrorCode::OutOfMemory);
    CHECK(segmenter.error().subject == "SAM ViT-H");
    const auto encoder = shelf.encoder(kTestWeights, {});
    REQUIRE_FALSE(encoder);
    CHECK(encoder.error().code == ErrorCode::OutOfMemory);
}
