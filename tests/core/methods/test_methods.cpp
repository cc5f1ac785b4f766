#include <doctest/doctest.h>

#include "core/methods/method_registry.h"
#include "core/methods/options.h"
#include "core/methods/request_checks.h"
#include "tests/core/methods/drawn_source.h"

using namespace soundmask;
using soundmask::test::DrawnSource;

namespace {

DrawnSource greySource(Size size, FrameIndex frames) {
    DrawnSource source;
    source.picture_size = size;
    source.frames = frames;
    source.picture = [size](double) { return Image(size); };
    return source;
}

std::unique_ptr<Method> method(std::string_view name) {
    auto made = MethodRegistry::standard().create(name);
    REQUIRE(made);
    return std::move(*made);
}

InferenceRequest requestWith(OptionMap options) {
    InferenceRequest request;
    request.options = std::move(options);
    return request;
}

const std::vector<ParameterInfo> kParameters{
    {.key = "on", .type = ParameterInfo::Type::Boolean, .default_value = "off", .choices = {}, .meaning = {}},
    {.key = "count",
     .type = ParameterInfo::Type::Integer,
     .default_value = "3",
     .minimum = 1,
     .maximum = 9,
     .choices = {},
     .meaning = {}},
    {.key = "share",
     .type = ParameterInfo::Type::Real,
     .default_value = "0.25",
     .minimum = 0,
     .maximum = 1,
     .choices = {},
     .meaning = {}},
    {.key = "kind", .type = ParameterInfo::Type::Choice, .default_value = "a", .choices = {"a", "b"}, .meaning = {}},
};

} // namespace

TEST_CASE("a choice that this machine does not have is refused with the reason") {
    const std::vector<ParameterInfo> parameters{{.key = "device",
                                                 .type = ParameterInfo::Type::Choice,
                                                 .default_value = "cpu",
                                                 .choices = {"auto", "cpu"},
                                                 .meaning = {},
                                                 .restriction = "there is no card"}};
    const auto refused = resolveOptions({{"device", "cuda:0"}}, parameters);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason ==
          "\"cuda:0\" is not allowed here, as there is no card; give one of auto, cpu");
}

TEST_CASE("every registered method can be made, explains itself and has defaults inside its ranges") {
    std::vector<std::string> names;
    for (const MethodInfo* info : MethodRegistry::standard().infos()) {
        CAPTURE(info->name);
        names.push_back(info->name);
        CHECK(method(info->name)->info().name == info->name);
        CHECK_FALSE(info->title.empty());
        CHECK_FALSE(info->version.empty());
        CHECK_FALSE(info->summary.empty());
        CHECK_FALSE(info->limits.empty());
        const auto defaults = resolveOptions({}, info->parameters);
        REQUIRE(defaults);
        for (const ParameterInfo& parameter : info->parameters) {
            CHECK_FALSE(parameter.meaning.empty());
            CHECK(defaults->text(parameter.key) == parameter.default_value); // so the default is in canonical form
        }
    }
    for (const char* expected : {"full-mask", "centre-box", "sound-motion"})
        CHECK(std::count(names.begin(), names.end(), expected) == 1);
}

TEST_CASE("an unknown method is an error that lists the known ones") {
    const auto made = MethodRegistry::standard().create("telepathy");
    REQUIRE_FALSE(made);
    CHECK(made.error().code == ErrorCode::UnknownName);
    CHECK(made.error().subject == "telepathy");
    CHECK(made.error().reason.find("sound-motion") != std::string::npos);
}

TEST_CASE("options are checked and come in canonical form") {
    const auto options = resolveOptions({{"on", "true"}, {"share", "0.50"}}, kParameters);
    REQUIRE(options);
    CHECK(options->boolean("on"));
    CHECK(options->integer("count") == 3);
    CHECK(options->real("share") == 0.5);
    CHECK(options->all() == OptionMap{{"on", "on"}, {"count", "3"}, {"share", "0.5"}, {"kind", "a"}});

    const auto error = [](const char* key, const char* value) {
        const auto refused = resolveOptions({{key, value}}, kParameters);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().subject == key);
        return refused.error();
    };
    CHECK(error("colour", "red").code == ErrorCode::UnknownName);
    CHECK(error("colour", "red").reason.find("count") != std::string::npos);
    for (const auto& [key, value] : std::vector<std::pair<const char*, const char*>>{{"on", "maybe"},
                                                                                     {"count", "0"},
                                                                                     {"count", "10"},
                                                                                     {"count", "2.5"},
                                                                                     {"count", ""},
                                                                                     {"share", "1.01"},
                                                                                     {"share", "nan"},
                                                                                     {"share", "0,5"},
                                                                                     {"share", "0.5x"},
                                                                                     {"kind", "c"}}) {
        CAPTURE(key);
        CAPTURE(value);
        CHECK(error(key, value).code == ErrorCode::InvalidValue);
    }
    CHECK(error("count", "10").reason.find("1 to 9") != std::string::npos);
}

TEST_CASE("a request that cannot run is refused with the reason") {
    const DrawnSource source = greySource({8, 6}, 50);
    const auto code = [&](const char* name, const InferenceRequest& request) {
        const auto checked = method(name)->check(request, source);
        REQUIRE_FALSE(checked);
        return checked.error().code;
    };
    InferenceRequest weights, outside;
    weights.weights["sam"] = "sam.pth";
    outside.key_frames = {{1, 50, 2.0}};
    CHECK(code("full-mask", requestWith({{"fraction", "0.5"}})) == ErrorCode::UnknownName);
    CHECK(code("centre-box", requestWith({{"fraction", "2"}})) == ErrorCode::InvalidValue);
    CHECK(code("full-mask", weights) == ErrorCode::InvalidValue);
    CHECK(code("full-mask", outside) == ErrorCode::InvalidValue);
    CHECK(code("sound-motion", {}) == ErrorCode::NoSoundTrack);
    CHECK(method("full-mask")->check({}, source));
}

TEST_CASE("baselines answer with exact boxes for each key frame, in order, and read nothing") {
    DrawnSource source = greySource({10, 7}, 75);
    int delivered = 0;
    double progress = 0.0;
    const PredictionSink sink{[&](const FramePrediction&) { ++delivered; },
                              [&](const Progress& step) { progress = step.fraction; }};

    SUBCASE("the whole picture") {
        const auto prediction = method("full-mask")->predict({}, source, sink, {});
        REQUIRE(prediction);
        REQUIRE(prediction->frames.size() == 3);
        for (const FramePrediction& frame : prediction->frames) {
            CHECK(frame.mask.area() == 70);
            CHECK_FALSE(frame.heat_map);
            REQUIRE(frame.prompts.boxes.size() == 1);
            CHECK(frame.prompts.boxes[0].box_in_video == BoxF{0, 0, 10, 7});
        }
        CHECK(prediction->frames[2].key_frame == KeyFrame{3, 73, 73 / 25.0});
    }
    SUBCASE("half of each side, rounded, in the middle") {
        const auto prediction = method("centre-box")->predict({}, source, sink, {});
        REQUIRE(prediction);
        CHECK(prediction->frames[0].mask.bounds() == PixelRect{2, 1, 5, 4});
        CHECK(prediction->frames[0].mask.area() == 20);
        CHECK(prediction->provenance.options == OptionMap{{"fraction", "0.5"}});
    }
    SUBCASE("never less than a pixel") {
        const auto prediction = method("centre-box")->predict(requestWith({{"fraction", "0.01"}}), source, sink, {});
        REQUIRE(prediction);
        CHECK(prediction->frames[0].mask.bounds() == PixelRect{4, 3, 1, 1});
    }
    CHECK(delivered == 3);
    CHECK(progress == 1.0);
    CHECK(source.read.empty());
}

TEST_CASE("key frames asked for are predicted in order of time") {
    DrawnSource source = greySource({4, 4}, 75);
    InferenceRequest request;
    request.key_frames = {{3, 73, 2.92}, {1, 23, 0.92}};
    const auto prediction = method("full-mask")->predict(request, source, {}, {});
    REQUIRE(prediction);
    REQUIRE(prediction->frames.size() == 2);
    CHECK(prediction->frames[0].key_frame.second == 1);
    CHECK(prediction->frames[1].key_frame.second == 3);
}

TEST_CASE("a stopped baseline is cancelled") {
    DrawnSource source = greySource({4, 4}, 75);
    std::stop_source stop;
    stop.request_stop();
    const auto prediction = method("full-mask")->predict({}, source, {}, stop.get_token());
    REQUIRE_FALSE(prediction);
    CHECK(prediction.error().code == ErrorCode::Cancelled);
}
