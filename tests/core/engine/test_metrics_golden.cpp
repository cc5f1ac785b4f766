// The metrics on the reference's own cases (golden/aclp, case "metrics").
#include <doctest/doctest.h>

#include <cmath>

#include "core/engine/metrics.h"
#include "tests/support/safetensors.h"

using namespace soundmask;

namespace {

const test::SafeTensors& stored() {
    static const test::SafeTensors file(SOUNDMASK_SHARED_DIR "/golden/aclp/cases/metrics.safetensors");
    return file;
}

/// The predictions of \p name as logits; boolean ones count as 0 and 1, as the zero-shot scripts do.
std::vector<float> logitsOf(const std::string& name) {
    const std::string tensor = "pred/" + name;
    if (stored().header().at(tensor).at("dtype") == "F32") return stored().floats(tensor);
    const auto bytes = stored().bytes(tensor);
    return {bytes.begin(), bytes.end()};
}

std::vector<FrameCounts> countsOf(const std::string& name) {
    const auto shape = stored().shape("pred/" + name); // frames x height x width
    const Size size{static_cast<int>(shape[2]), static_cast<int>(shape[1])};
    const auto logits = logitsOf(name);
    const auto truth = stored().bytes("gt/" + name);
    std::vector<FrameCounts> counts;
    for (std::size_t frame = 0; frame < shape[0]; ++frame) {
        FloatMap map(size);
        Mask mask(size);
        const auto begin = static_cast<std::ptrdiff_t>(frame * size.area());
        std::copy_n(logits.begin() + begin, size.area(), map.values.begin());
        std::copy_n(truth.begin() + begin, size.area(), mask.values.begin());
        counts.push_back(countLogits(map, mask).value());
    }
    return counts;
}

} // namespace

TEST_CASE("mIoU and F of every golden set") {
    constexpr double kTolerance = 2e-6; // as stated in the golden manifest
    int sets = 0;
    for (const auto& [tensor, described] : stored().header().items()) {
        if (tensor.rfind("pred/", 0) != 0) continue;
        const std::string name = tensor.substr(5);
        CAPTURE(name);
        ++sets;
        const ClipScores scores = scoreClip(countsOf(name));
        CHECK(std::abs(scores.miou - stored().floats("miou/" + name).at(0)) <= kTolerance);
        CHECK(std::abs(scores.f - stored().floats("fscore/" + name).at(0)) <= kTolerance);
    }
    CHECK(sets == 18);
}

TEST_CASE("precision and recall at every threshold") {
    const auto counts = countsOf("random");
    const auto precision = stored().floats("curve/random_prec"), recall = stored().floats("curve/random_recall");
    REQUIRE(precision.size() == counts.size() * kThresholds);
    for (std::size_t i = 0; i < precision.size(); ++i) {
        const FrameCounts& frame = counts[i / kThresholds];
        const double correct = frame.correct[i % kThresholds];
        CHECK(std::abs(correct / (frame.predicted[i % kThresholds] + 1e-20) - precision[i]) <= 2e-6);
        CHECK(std::abs(correct / (frame.truth + 1e-20) - recall[i]) <= 2e-6);
    }
}
