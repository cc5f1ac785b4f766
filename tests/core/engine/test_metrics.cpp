#include <cmath>
#include <doctest/doctest.h>
#include <limits>

#include "core/engine/metrics.h"
#include "core/engine/semantic_metrics.h"
#include "core/nn/golden/formulas.h"
#include "tests/support/golden_case.h"

using namespace soundmask;
namespace golden = soundmask::nn::formula;

namespace {

constexpr Size kAvsbench{224, 224};

/// Inclusive pixel ranges, as in the specification.
Mask rectangle(Size size, int x0, int x1, int y0, int y1) {
    Mask mask(size);
    for (int y = y0; y <= y1; ++y)
        for (int x = x0; x <= x1; ++x) mask.at(x, y) = 1;
    return mask;
}

FrameCounts counted(const Mask& prediction, const Mask& truth) { return countMask(prediction, truth).value(); }

using LogitFrames = std::vector<std::pair<FloatMap, Mask>>;

std::vector<FrameCounts> counted(const LogitFrames& frames) {
    std::vector<FrameCounts> out;
    for (const auto& [logits, truth] : frames) out.push_back(countLogits(logits, truth).value());
    return out;
}

FloatMap mapped(const Mask& mask, float set, float unset) {
    FloatMap out(mask.size);
    for (std::size_t i = 0; i < out.values.size(); ++i) out.values[i] = mask.values[i] ? set : unset;
    return out;
}

FloatMap floored(FloatMap map) {
    for (float& value : map.values) value = std::floor(value);
    return map;
}

/// The frames of the golden case's sets, in the words of its "pred" and "gt".
LogitFrames goldenFrames(const std::string& name) {
    const Size small{48, 48};
    const auto five = [](auto&& make) {
        LogitFrames frames;
        for (std::uint64_t i = 0; i < 5; ++i) frames.push_back(make(i));
        return frames;
    };
    using Frame = LogitFrames::value_type;
    if (name == "smooth") return five([&](auto i) { return Frame{golden::logit(small, 81 + i), golden::mask(small, 91 + i)}; });
    if (name == "some_empty_gt")
        return five([&](auto i) { return Frame{golden::logit(small, 101 + i), i % 2 ? Mask(small) : golden::mask(small, 111 + i)}; });
    if (name == "all_empty_gt") return five([&](auto i) { return Frame{golden::logit(small, 101 + i), Mask(small)}; });
    if (name == "all_empty_both") return five([&](auto) { return Frame{FloatMap(small, -3.0f), Mask(small)}; });
    if (name == "gt_all_ones") return five([&](auto i) { return Frame{golden::logit(small, 121 + i), Mask(small, 1)}; });
    if (name == "zero_logits_ties") return five([&](auto i) { return Frame{FloatMap(small), golden::mask(small, 131 + i)}; });
    if (name == "quantised_ties")
        return five([&](auto i) { return Frame{floored(golden::logit(small, 141 + i)), golden::mask(small, 151 + i)}; });
    if (name == "single_frame") return {{golden::logit(small, 161), golden::mask(small, 171)}};
    if (name == "saturated")
        return five([&](auto i) { return Frame{mapped(golden::mask(small, 181 + i), 50, -120), golden::mask(small, 191 + i)}; });
    if (name == "perfect")
        return five([&](auto i) { return Frame{mapped(golden::mask(small, 201 + i), 10, -10), golden::mask(small, 201 + i)}; });
    if (name == "inverted")
        return five([&](auto i) { return Frame{mapped(golden::mask(small, 201 + i), -10, 10), golden::mask(small, 201 + i)}; });
    if (name == "bool_pred")
        return five([&](auto i) { return Frame{mapped(golden::mask(small, 211 + i), 1, 0), golden::mask(small, 221 + i)}; });
    if (name == "full_224")
        return five([&](auto i) { return Frame{golden::logit(kAvsbench, 251 + i), golden::mask(kAvsbench, 261 + i)}; });
    REQUIRE(name == "rect_70x30");
    LogitFrames frames;
    for (std::uint64_t i = 0; i < 3; ++i) frames.emplace_back(golden::logit({70, 30}, 231 + i), golden::mask({70, 30}, 241 + i));
    return frames;
}

} // namespace

TEST_CASE("the golden sets of the reference's mIoU and F-score") {
    const test::GoldenCase stored(SOUNDMASK_GOLDEN_DIR "/fixtures/cases", "metrics");
    REQUIRE(stored.values().size() == 14);
    for (const auto& [name, expected] : stored.values().items()) {
        CAPTURE(name);
        const LogitFrames frames = goldenFrames(name);
        const auto counts = counted(frames);
        REQUIRE(counts.size() == expected.at("gt_area").size());
        for (std::size_t i = 0; i < counts.size(); ++i) CHECK(counts[i].truth == expected.at("gt_area").at(i));
        const ClipScores scores = scoreClip(counts);
        CHECK(std::abs(scores.miou - expected.at("miou").get<double>()) <= 2e-6);
        CHECK(std::abs(scores.f - expected.at("fscore").get<double>()) <= 2e-6);
    }
    const auto smooth = counted(goldenFrames("smooth"));
    const auto precision = stored.tensors.floats("smooth/precision"), recall = stored.tensors.floats("smooth/recall");
    REQUIRE(precision.size() == 5 * kThresholds);
    for (std::size_t i = 0; i < precision.size(); ++i) {
        const FrameCounts& frame = smooth[i / kThresholds];
        const double correct = frame.correct[i % kThresholds];
        CHECK(std::abs(correct / (frame.predicted[i % kThresholds] + 1e-20) - precision[i]) <= stored.absoluteTolerance("smooth/precision"));
        CHECK(std::abs(correct / frame.truth - recall[i]) <= stored.absoluteTolerance("smooth/recall"));
    }
}

TEST_CASE("a hard mask counts as logits 0 and 1") {
    const Mask prediction = golden::mask(kAvsbench, 5), truth = golden::mask(kAvsbench, 6);
    CHECK(counted(prediction, truth) == countLogits(mapped(prediction, 1, 0), truth).value());
}

TEST_CASE("counting by histogram equals 255 passes") {
    FloatMap logits;
    SUBCASE("of smooth logits") { logits = golden::logit({61, 37}, 3); }
    SUBCASE("of logits around each threshold, float by float, and beyond all") {
        logits = FloatMap({65, 256}); // row k around threshold k
        for (int k = 0; k < 256; ++k) {
            const double threshold = k < kThresholds ? double(fscoreThresholds()[static_cast<std::size_t>(k)]) : 0.5;
            float logit = static_cast<float>(std::clamp(std::log(threshold / (1.0 - threshold)), -100.0, 100.0));
            if (k == kThresholds - 1) logit = 17.0f; // from about here on the score is 1
            for (int i = 0; i < 32; ++i) logit = std::nextafter(logit, -200.0f);
            for (int i = 0; i < 65; ++i, logit = std::nextafter(logit, 200.0f)) logits.at(i, k) = logit;
        }
        for (int i = 0; i < 65; ++i) logits.at(i, 0) = 14.0f + 0.1f * static_cast<float>(i);
    }
    const Mask truth = golden::mask(logits.size, 4);
    const FrameCounts counts = countLogits(logits, truth).value();
    for (std::size_t k = 0; k < kThresholds; ++k) {
        std::uint32_t predicted = 0, correct = 0;
        for (std::size_t i = 0; i < logits.values.size(); ++i) {
            const bool reached = 1.0f / (1.0f + std::exp(-logits.values[i])) >= fscoreThresholds()[k];
            predicted += reached;
            correct += reached && truth.values[i];
        }
        CAPTURE(k);
        CHECK(counts.predicted[k] == predicted);
        CHECK(counts.correct[k] == correct);
    }
}

TEST_CASE("every threshold is reached by a score that equals it") {
    const auto& thresholds = fscoreThresholds();
    CHECK(thresholds.front() == 0.0f);
    CHECK(thresholds.back() == 1.0f);
    for (std::size_t k = 1; k < kThresholds; ++k) CHECK(thresholds[k] > thresholds[k - 1]);
    // An infinite logit scores exactly 1 and reaches all; minus infinity reaches only 0; a NaN reaches none.
    FloatMap logits({3, 1});
    constexpr float infinity = std::numeric_limits<float>::infinity();
    logits.values = {infinity, -infinity, std::numeric_limits<float>::quiet_NaN()};
    const FrameCounts counts = countLogits(logits, Mask({3, 1}, 1)).value();
    CHECK(counts.predicted.front() == 2);
    CHECK(counts.predicted[1] == 1);
    CHECK(counts.predicted.back() == 1);
    CHECK(counts.hard_predicted == 1);
}

TEST_CASE("the synthetic clips of the zero-shot specification") {
    const Mask object = rectangle(kAvsbench, 20, 119, 30, 109), nothing(kAvsbench);
    const std::vector<FrameCounts> mixed{
        counted(rectangle(kAvsbench, 70, 169, 30, 109), object), counted(object, object), counted(nothing, object),
        counted(rectangle(kAvsbench, 180, 189, 180, 189), object), counted(rectangle(kAvsbench, 0, 55, 0, 55), nothing)};
    CHECK(scoreClip(mixed).miou == doctest::Approx(0.4541667).epsilon(1e-6));
    CHECK(scoreClip(mixed).f == doctest::Approx(0.375).epsilon(1e-6));
    CHECK(scoreClip(mixed).f_hard == doctest::Approx(0.375).epsilon(1e-6));

    const std::vector<FrameCounts> floor(5, counted(rectangle(kAvsbench, 0, 19, 0, 19), rectangle(kAvsbench, 0, 199, 0, 199)));
    CHECK(scoreClip(floor).miou == doctest::Approx(0.01).epsilon(1e-6));
    CHECK(scoreClip(floor).f == doctest::Approx(0.8363356).epsilon(1e-6));
    CHECK(scoreClip(floor).f_hard == doctest::Approx(0.0419355).epsilon(1e-5));
}

TEST_CASE("full and empty predictions, and frames without a truth") {
    const Mask object = rectangle(kAvsbench, 0, 111, 0, 223), nothing(kAvsbench), everything(kAvsbench, 1);
    const std::vector<FrameCounts> full{counted(everything, object), counted(everything, nothing)};
    const std::vector<FrameCounts> none{counted(nothing, object), counted(nothing, nothing)};
    CHECK(scoreClip(full).miou == doctest::Approx(0.25));
    CHECK(scoreClip(none).miou == doctest::Approx(0.5));
    CHECK(scoreClip(full).f == doctest::Approx(1.3 * 0.5 / (0.3 * 0.5 + 1)));
    CHECK(scoreClip(none).f == scoreClip(full).f);
    CHECK(scoreClip(none).f_hard == 0.0);
    CHECK(scoreClip(std::vector{counted(nothing, nothing)}).f == 0.0);
}

TEST_CASE("batches take the maximum over one, four or all clips") {
    // Two kinds of clips that are best at different thresholds: on A only the strong pixels are right, on B all are.
    const Size size{10, 1};
    FloatMap logits(size, -2.0f);
    logits.values[0] = 4.0f;
    Mask few(size), all(size, 1);
    few.values[0] = 1;
    const std::vector<FrameCounts> a{countLogits(logits, few).value()}, b{countLogits(logits, all).value()};
    const std::vector<FrameCounts> unheard{countLogits(logits, Mask(size)).value()};
    FscoreCurve mixed;
    mixed.add(a[0]);
    mixed.add(b[0]);

    BinaryMetrics metrics;
    for (int i = 0; i < 4; ++i) metrics.addClip(a);
    for (int i = 0; i < 4; ++i) metrics.addClip(b);
    CHECK(metrics.summary().f_batch1 == doctest::Approx(1.0));
    CHECK(metrics.summary().f_batch4 == doctest::Approx(1.0));
    CHECK(metrics.summary().f_all == doctest::Approx(mixed.maximum()));
    CHECK(mixed.maximum() < 0.9);

    metrics.addClip(unheard); // its own, short batch: scores 0 and counts
    CHECK(metrics.summary().clips == 9);
    CHECK(metrics.summary().frames == 9);
    CHECK(metrics.summary().f_batch1 == doctest::Approx(8.0 / 9));
    CHECK(metrics.summary().f_batch4 == doctest::Approx(2.0 / 3));
    CHECK(metrics.summary().f_all == doctest::Approx(mixed.maximum()));

    BinaryMetrics alternating;
    for (int i = 0; i < 2; ++i) {
        alternating.addClip(a);
        alternating.addClip(b);
    }
    CHECK(alternating.summary().f_batch1 == doctest::Approx(1.0));
    CHECK(alternating.summary().f_batch4 == doctest::Approx(mixed.maximum()));
    CHECK(BinaryMetrics{}.summary() == BinarySummary{});
}

TEST_CASE("sizes that differ are an error") {
    CHECK(countMask(Mask({4, 3}), Mask({3, 4})).error().code == ErrorCode::ShapeMismatch);
    CHECK(countLogits(FloatMap({4, 3}), Mask({3, 4})).error().code == ErrorCode::ShapeMismatch);
}

TEST_CASE("semantic metrics average over the frames where a class occurs, then over 71 classes") {
    SemanticMetrics metrics;
    LabelMap truth({4, 1}), prediction({4, 1});
    truth.values = {0, 0, 7, 7};
    prediction.values = {0, 0, 7, 9};
    REQUIRE(metrics.addFrame(prediction, truth));
    // Frame 1: class 0: IoU 1, F 1; 7: IoU 1/2, P 1, R 1/2; 9: predicted only, 0 and counts.
    const double f7 = 1.3 * 0.5 / (0.3 + 0.5);
    CHECK(metrics.summary().miou71 == doctest::Approx((1 + 0.5 + 0) / 71));
    CHECK(metrics.summary().f71 == doctest::Approx((1 + f7 + 0) / 71));
    truth.values = {9, 9, 9, 9};
    REQUIRE(metrics.addFrame(truth, truth));
    // Frame 2: only class 9, right: its mean over two frames is 1/2; the others keep theirs.
    CHECK(metrics.summary().miou71 == doctest::Approx((1 + 0.5 + 0.5) / 71));
    CHECK(metrics.summary().f71 == doctest::Approx((1 + f7 + 0.5) / 71));
    CHECK(metrics.summary().frames == 2);

    prediction.values[3] = 71;
    CHECK(metrics.addFrame(prediction, truth).error().code == ErrorCode::InvalidValue);
    CHECK(metrics.addFrame(truth, prediction).error().code == ErrorCode::InvalidValue);
    CHECK(metrics.addFrame(LabelMap({2, 2}), truth).error().code == ErrorCode::ShapeMismatch);
    CHECK(metrics.summary().frames == 2);
}
