#include <ATen/ATen.h>

#include <cmath>
#include <regex>

#include "core/engine/metrics.h"
#include "core/nn/golden/formulas.h"
#include "core/nn/golden/runner.h"

namespace soundmask::nn {

namespace {

constexpr double kTolerance = 2e-6; ///< as the case says
/// Of pairs whose formulas name no size.
constexpr Size kUsualSize{48, 48};

/// A formula as the case writes it, such as "floor(logit(48,48,141+i)), 5 frames".
struct Formula {
    explicit Formula(const std::string& written)
        : text(written) {
        static const std::regex call("(logit|mask)\\((\\d+),(\\d+),(\\d+)(\\+i)?\\)"), counted("(\\d+) frames?$");
        std::smatch found;
        if (std::regex_search(text, found, call)) {
            name = found[1];
            size = {std::stoi(found[2]), std::stoi(found[3])};
            seed = std::stoull(found[4]);
        }
        if (std::regex_search(text, found, counted)) frames = std::stoi(found[1]);
    }

    bool contains(const std::string& words) const { return text.find(words) != text.npos; }
    FloatMap logit(int frame) const { return formula::logit(size, seed + static_cast<std::uint64_t>(frame)); }
    Mask mask(int frame) const { return formula::mask(size, seed + static_cast<std::uint64_t>(frame)); }

    std::string text;
    std::string name;
    Size size = kUsualSize;
    std::uint64_t seed = 0;
    int frames = 0;
};

/// The prediction of \p frame as logits; a boolean one as 0 and 1, as the reference takes it.
FloatMap prediction(const Formula& formula, int frame) {
    if (formula.name == "logit") {
        FloatMap map = formula.logit(frame);
        if (formula.contains("floor("))
            for (float& value : map.values)
                value = std::floor(value);
        return map;
    }
    if (formula.name == "mask") {
        static const std::regex choice("\\? (-?\\d+) : (-?\\d+)");
        std::smatch found;
        const bool chooses = std::regex_search(formula.text, found, choice);
        const float set = chooses ? std::stof(found[1]) : 1.0f, unset = chooses ? std::stof(found[2]) : 0.0f;
        if (!chooses && !formula.contains("as bool")) throw std::runtime_error("no reader for " + formula.text);
        const Mask mask = formula.mask(frame);
        FloatMap map(mask.size);
        std::ranges::transform(mask.values, map.values.begin(), [&](auto value) { return value ? set : unset; });
        return map;
    }
    static const std::regex constant("^constant (-?\\d+),");
    std::smatch found;
    if (std::regex_search(formula.text, found, constant)) return FloatMap(formula.size, std::stof(found[1]));
    if (formula.text.starts_with("zeros")) return FloatMap(formula.size);
    throw std::runtime_error("no reader for " + formula.text);
}

/// \p size is that of the prediction.
Mask truth(const Formula& formula, Size size, int frame) {
    if (formula.text == "zeros") return Mask(size);
    if (formula.text == "ones") return Mask(size, 1);
    if (formula.name != "mask") throw std::runtime_error("no reader for " + formula.text);
    if (formula.contains("frames 1 and 3 zero") && (frame == 1 || frame == 3)) return Mask(size);
    return formula.mask(frame);
}

std::vector<FrameCounts> countsOf(const nlohmann::json& pair) {
    const Formula wanted(pair.at("pred").get<std::string>()), real(pair.at("gt").get<std::string>());
    const bool is_boolean = wanted.contains("as bool");
    std::vector<FrameCounts> counts;
    std::vector<std::uint8_t> boolean_bytes, truth_bytes;
    std::vector<float> logits;
    for (int frame = 0; frame < wanted.frames; ++frame) {
        const FloatMap map = prediction(wanted, frame);
        const Mask mask = truth(real, map.size, frame);
        logits.insert(logits.end(), map.values.begin(), map.values.end());
        truth_bytes.insert(truth_bytes.end(), mask.values.begin(), mask.values.end());
        const auto counted = countLogits(map, mask);
        if (!counted) throw std::runtime_error(counted.error().toString());
        counts.push_back(*counted);
    }
    boolean_bytes.assign(logits.begin(), logits.end());
    const std::string digest = is_boolean ? hexDigest(boolean_bytes.data(), boolean_bytes.size())
                                          : hexDigest(logits.data(), logits.size() * sizeof(float));
    if (digest != pair.at("pred_sha256").get<std::string>() ||
        hexDigest(truth_bytes.data(), truth_bytes.size()) != pair.at("gt_u8_sha256").get<std::string>())
        throw std::runtime_error("the formulas " + wanted.text + " and " + real.text + " give other values");
    return counts;
}

/// Frames x thresholds, with the reference's guard against nothing predicted.
void checkCurves(FixtureCase& fixture, const std::string& name, const std::vector<FrameCounts>& counts) {
    const auto frames = static_cast<std::int64_t>(counts.size());
    at::Tensor precision = at::empty({frames, kThresholds}), recall = at::empty({frames, kThresholds});
    float *p = precision.mutable_data_ptr<float>(), *r = recall.mutable_data_ptr<float>();
    for (const FrameCounts& frame : counts)
        for (std::size_t k = 0; k < kThresholds; ++k) {
            *p++ = static_cast<float>(frame.correct[k] / (frame.predicted[k] + 1e-20));
            *r++ = static_cast<float>(frame.correct[k] / (frame.truth + 1e-20));
        }
    fixture.check(name + "/precision", precision);
    fixture.check(name + "/recall", recall);
}

} // namespace

GoldenOutcome runMetricsFixture(FixtureCase& fixture) {
    for (const auto& [name, pair] : fixture.values().items()) {
        const std::vector<FrameCounts> counts = countsOf(pair);
        const ClipScores scores = scoreClip(counts);
        fixture.comparison().number(name + "/miou", scores.miou, pair.at("miou").get<double>(), kTolerance);
        fixture.comparison().number(name + "/fscore", scores.f, pair.at("fscore").get<double>(), kTolerance);
        const auto areas = pair.at("gt_area").get<std::vector<double>>();
        for (std::size_t frame = 0; frame < areas.size(); ++frame)
            fixture.comparison().number(name + "/gt_area", counts.at(frame).truth, areas[frame]);
        checkCurves(fixture, name, counts);
    }
    return fixture.outcome();
}

} // namespace soundmask::nn
