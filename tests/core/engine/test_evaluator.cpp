#include <csignal>
#include <doctest/doctest.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/atomic_file.h"
#include "core/engine/evaluator.h"
#include "tests/core/engine/sample_dataset.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

constexpr int kClips = 6;

MethodFactory bright(std::function<Result<void>(const std::string&)> before_clip = {}) {
    return [before_clip](const std::string& name) -> Result<std::unique_ptr<Method>> {
        if (name != "bright") return fail(ErrorCode::UnknownName, name, "no such method");
        auto method = std::make_unique<BrightMethod>();
        method->before_clip = before_clip;
        return method;
    };
}

EvaluationRequest requestFor(const std::filesystem::path& dataset, const std::filesystem::path& out) {
    EvaluationRequest request;
    request.dataset = dataset;
    request.method = "bright";
    request.out = out;
    return request;
}

std::string contentOf(const std::filesystem::path& path) {
    return readFile(path).value();
}

void append(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::app) << text;
}

/// What an evaluation in one go writes.
struct Reference {
    TemporaryFolder folder;
    std::string summary, frames;

    Reference() {
        writeMs3(folder / "data", kClips);
        REQUIRE(evaluate(requestFor(folder / "data", folder / "whole"), {}, {}, bright()));
        summary = contentOf(folder / "whole" / "summary.json");
        frames = contentOf(folder / "whole" / "frames.csv");
    }

    void checkEqual(const std::filesystem::path& out) const {
        CHECK(contentOf(out / "summary.json") == summary);
        CHECK(contentOf(out / "frames.csv") == frames);
    }
};

} // namespace

TEST_CASE("the scores are those of the masks, over all clips and frames of the split") {
    const TemporaryFolder folder;
    writeMs3(folder / "data", 2);
    std::vector<Progress> seen;
    const auto evaluation = evaluate(
        requestFor(folder / "data", folder / "out"), [&](const Progress& p) { seen.push_back(p); }, {}, bright());
    REQUIRE(evaluation);
    CHECK(evaluation->failed.empty());

    BinaryMetrics metrics;
    for (int clip = 0; clip < 2; ++clip) {
        std::vector<FrameCounts> frames;
        for (int second = 1; second <= 5; ++second) {
            const Mask square = brightSquare(clip, second, {24, 20});
            frames.push_back(countMask(square, leftPart(square, 8)).value());
        }
        metrics.addClip(frames);
    }
    CHECK(evaluation->scores == metrics.summary());
    CHECK(evaluation->scores.miou > 0.3);
    CHECK(evaluation->scores.miou < 0.99);

    const auto document = nlohmann::json::parse(contentOf(folder / "out" / "summary.json"));
    CHECK(document.at("schema") == "soundmask/evaluation/1");
    CHECK(document.at("task") == "binary");
    CHECK(document.at("miou") == evaluation->scores.miou);
    CHECK(document.at("clips") == 2);
    CHECK(document.at("frames") == 10);
    CHECK(document.at("failed").empty());
    CHECK(document.at("configuration").at("layout") == "ms3");
    CHECK(document.at("configuration").at("options").at("threshold") == "128");
    const std::string clips = contentOf(folder / "out" / "clips.csv");
    CHECK(std::count(clips.begin(), clips.end(), '\n') == 3);
    const std::string frames = contentOf(folder / "out" / "frames.csv");
    CHECK(std::count(frames.begin(), frames.end(), '\n') == 11);
    CHECK(frames.find("clip0_0,,5,1.000000,,0,0,480,0.500000\n") != std::string::npos);
    REQUIRE(seen.size() == 3);
    CHECK(seen[1].fraction == 0.5);
    CHECK(seen.back().fraction == 1.0);
}

TEST_CASE("predictions of another size are resized to the truth") {
    const TemporaryFolder folder;
    writeMs3(folder / "data", 1);
    for (int second = 1; second <= 5; ++second) {
        const auto truth = MaskRle::fromDense(leftPart(brightSquare(0, second, {24, 20}), 8));
        const auto path =
            folder.path() / "data/ms3_data/gt_masks/test/clip0_0" / ("clip0_0_" + std::to_string(second) + ".png");
        REQUIRE(writeMaskPng(path, resizedNearest(truth, {48, 40}).toDense()));
    }
    const auto evaluation = evaluate(requestFor(folder / "data", folder / "out"), {}, {}, bright());
    REQUIRE(evaluation);
    writeMs3(folder / "same", 1);
    const auto same = evaluate(requestFor(folder / "same", folder / "out2"), {}, {}, bright());
    CHECK(evaluation->scores.miou == doctest::Approx(same->scores.miou).epsilon(1e-6));
    CHECK(evaluation->scores.f_hard == doctest::Approx(same->scores.f_hard).epsilon(1e-6));
}

TEST_CASE("stopped anywhere and called again, it ends with the same summary") {
    const Reference reference;
    for (int stop_after = 0; stop_after < kClips; ++stop_after) {
        CAPTURE(stop_after);
        const auto out = reference.folder / ("stopped" + std::to_string(stop_after));
        std::stop_source stop;
        int clips = 0;
        const auto count = [&](const std::string&) -> Result<void> {
            if (clips++ == stop_after) stop.request_stop();
            return {};
        };
        const auto first = evaluate(requestFor(reference.folder / "data", out), {}, stop.get_token(), bright(count));
        REQUIRE_FALSE(first);
        CHECK(first.error().code == ErrorCode::Cancelled);
        CHECK_FALSE(std::filesystem::exists(out / "summary.json"));

        int again = 0;
        const auto second = evaluate(requestFor(reference.folder / "data", out), {}, {},
                                     bright([&](const std::string&) -> Result<void> {
                                         ++again;
                                         return {};
                                     }));
        REQUIRE(second);
        CHECK(again == kClips - stop_after); // nothing is done twice
        reference.checkEqual(out);
    }
}

TEST_CASE("a killed process leaves a folder that continues") {
    const Reference reference;
    const auto out = reference.folder / "killed";
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        int clips = 0;
        (void)evaluate(requestFor(reference.folder / "data", out), {}, {},
                       bright([&](const std::string&) -> Result<void> {
                           if (++clips == 4) ::raise(SIGKILL);
                           return {};
                       }));
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    append(out / "journal.jsonl", R"({"clip":"clip3_3","time_s":0.1,"fra)"); // as if killed while writing
    int again = 0;
    REQUIRE(
        evaluate(requestFor(reference.folder / "data", out), {}, {}, bright([&](const std::string&) -> Result<void> {
                     ++again;
                     return {};
                 })));
    CHECK(again == kClips - 3);
    reference.checkEqual(out);
}

TEST_CASE("a finished evaluation called again does no clip and says the same") {
    const Reference reference;
    REQUIRE(evaluate(requestFor(reference.folder / "data", reference.folder / "whole"), {}, {},
                     bright([](const std::string& clip) -> Result<void> {
                         FAIL("did " << clip << " again");
                         return {};
                     })));
    reference.checkEqual(reference.folder / "whole");
}

TEST_CASE("another configuration in the same folder is refused and leaves it alone") {
    const Reference reference;
    auto request = requestFor(reference.folder / "data", reference.folder / "whole");
    request.options["threshold"] = "200";
    const auto other = evaluate(request, {}, {}, bright());
    REQUIRE_FALSE(other);
    CHECK(other.error().code == ErrorCode::InvalidValue);
    CHECK(other.error().reason.find("options") != std::string::npos);
    reference.checkEqual(reference.folder / "whole");
    // The default written out is not another configuration.
    request.options["threshold"] = "128";
    CHECK(evaluate(request, {}, {}, bright()));
}

TEST_CASE("a journal with a damaged line in the middle is refused") {
    const Reference reference;
    append(reference.folder / "whole" / "journal.jsonl", "{\"clip\":\n{}\n");
    const auto again = evaluate(requestFor(reference.folder / "data", reference.folder / "whole"), {}, {}, bright());
    REQUIRE_FALSE(again);
    CHECK(again.error().code == ErrorCode::MalformedFile);
}

TEST_CASE("two evaluations do not write into one folder") {
    const TemporaryFolder folder;
    writeMs3(folder / "data", 1);
    std::optional<Error> inner;
    REQUIRE(
        evaluate(requestFor(folder / "data", folder / "out"), {}, {}, bright([&](const std::string&) -> Result<void> {
                     const auto nested = evaluate(requestFor(folder / "data", folder / "out"), {}, {}, bright());
                     if (!nested) inner = nested.error();
                     return {};
                 })));
    REQUIRE(inner.has_value());
    CHECK(inner->reason.find("another evaluation") != std::string::npos);
}

TEST_CASE("bad clips are listed and skipped, and tried again by the next call") {
    const Reference reference;
    const auto out = reference.folder / "bad";
    const auto picture = reference.folder.path() / "data/ms3_data/visual_frames/clip2_2/clip2_2.mp4_3.png";
    const std::string good_picture = contentOf(picture);
    std::filesystem::resize_file(picture, 40);
    const auto evaluation = evaluate(requestFor(reference.folder / "data", out), {}, {},
                                     bright([](const std::string& clip) -> Result<void> {
                                         if (clip.find("clip4") != std::string::npos)
                                             throw std::runtime_error("no luck");
                                         return {};
                                     }));
    REQUIRE(evaluation);
    REQUIRE(evaluation->failed.size() == 2);
    CHECK(evaluation->failed[0].name == "clip2_2");
    CHECK(evaluation->failed[1].name == "clip4_4");
    CHECK(evaluation->failed[1].error.reason == "no luck");
    CHECK(evaluation->scores.clips == kClips - 2);
    const auto document = nlohmann::json::parse(evaluation->summary_json);
    CHECK(document.at("failed").at(0).at("clip") == "clip2_2");

    REQUIRE(writeFileAtomically(picture, good_picture));
    REQUIRE(evaluate(requestFor(reference.folder / "data", out), {}, {}, bright()));
    reference.checkEqual(out);
}

TEST_CASE("a clip without its truth is bad; a split without clips, an unknown method or option stop at once") {
    const TemporaryFolder folder;
    writeMs3(folder / "data", 2);
    std::filesystem::remove(folder.path() / "data/ms3_data/gt_masks/test/clip1_1/clip1_1_4.png");
    const auto evaluation = evaluate(requestFor(folder / "data", folder / "out"), {}, {}, bright());
    REQUIRE(evaluation);
    REQUIRE(evaluation->failed.size() == 1);
    CHECK(evaluation->failed[0].error.code == ErrorCode::MissingData);
    CHECK(evaluation->failed[0].error.reason == "there is no ground truth for second 4; copy its gt_masks again");

    std::filesystem::remove(folder.path() / "data/ms3_data/visual_frames/clip0_0/clip0_0.mp4_3.png");
    const auto gap = evaluate(requestFor(folder / "data", folder / "gap"), {}, {}, bright());
    REQUIRE(gap);
    REQUIRE(gap->failed.size() == 2);
    CHECK(gap->failed[0].error.reason ==
          "the picture of second 3 is missing in the data set; copy its visual_frames again, or use source=raw");

    const auto errorOf = [&](auto change) {
        auto request = requestFor(folder / "data", folder / "other");
        change(request);
        const auto result = evaluate(request, {}, {}, bright());
        REQUIRE_FALSE(result);
        return result.error().code;
    };
    CHECK(errorOf([](auto& r) { r.split = "val"; }) == ErrorCode::MissingData);
    CHECK(errorOf([](auto& r) { r.method = "dark"; }) == ErrorCode::UnknownName);
    CHECK(errorOf([](auto& r) { r.options["colour"] = "red"; }) == ErrorCode::UnknownName);
    CHECK(errorOf([](auto& r) { r.options["threshold"] = "300"; }) == ErrorCode::InvalidValue);
    CHECK(errorOf([](auto& r) { r.options["source"] = "radio"; }) == ErrorCode::InvalidValue);
    CHECK(errorOf([&](auto& r) { r.dataset = folder / "nowhere"; }) == ErrorCode::FileNotFound);
    // There are no raw videos, which is a fault of each clip.
    auto raw = requestFor(folder / "data", folder / "raw");
    raw.options["source"] = "raw";
    const auto without = evaluate(raw, {}, {}, bright());
    REQUIRE(without);
    REQUIRE(without->failed.size() == 2);
    CHECK(without->failed[0].error.reason ==
          "its raw video is missing in the data set; copy its raw_videos again, or use source=frames");
    CHECK(without->scores.clips == 0);
}

TEST_CASE("AVSBench-semantic: anything but the background is the truth") {
    const TemporaryFolder folder;
    const auto clip = folder.path() / "data" / "v1m" / "uid_0";
    std::filesystem::create_directories(folder / "data");
    std::ofstream(folder / "data" / "metadata.csv")
        << "vid,uid,s_min,s_sec,a_obj,split,label\nuid,uid_0,0,0,dog,test,v1m\n";
    for (int k = 0; k < 5; ++k) {
        const Mask square = brightSquare(1, k + 1, {24, 20});
        REQUIRE(writePng(clip / "frames" / (std::to_string(k) + ".jpg"), pictureOf(square)));
        LabelMap labels(square.size);
        for (std::size_t i = 0; i < labels.values.size(); ++i)
            labels.values[i] = square.values[i] ? 17 + k : 0;
        REQUIRE(writePng(clip / "labels_semantic" / (std::to_string(k) + ".png"), labels));
    }
    const auto evaluation = evaluate(requestFor(folder / "data", folder / "out"), {}, {}, bright());
    REQUIRE(evaluation);
    CHECK(evaluation->failed.empty());
    CHECK(evaluation->scores.frames == 5);
    CHECK(evaluation->scores.miou == doctest::Approx(1.0).epsilon(1e-6));
}
