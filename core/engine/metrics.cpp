#include "core/engine/metrics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

namespace soundmask {

namespace {

constexpr double kBetaSquared = 0.3;
constexpr int kLevels = kThresholds + 1;

/// The reference is PyTorch's linspace: a float32 step, multiplied and added with one rounding, from the nearer end.
std::array<float, kThresholds> makeThresholds() {
    constexpr double end = static_cast<float>(1.0 - 1e-10);
    constexpr double step = static_cast<float>(end) / static_cast<float>(kThresholds - 1);
    std::array<float, kThresholds> thresholds{};
    for (int k = 0; k < kThresholds; ++k)
        thresholds[static_cast<std::size_t>(k)] =
            static_cast<float>(k < kThresholds / 2 ? k * step : end - (kThresholds - 1 - k) * step);
    return thresholds;
}

float sigmoid(float logit) { return 1.0f / (1.0f + std::exp(-logit)); }

/// The least float for which \p reached holds, in [-200, 200]. \p reached must not fall as its argument rises.
template <typename Predicate>
float leastFloat(const Predicate& reached) {
    float low = -200.0f, high = 200.0f;
    for (;;) {
        const float middle = low + (high - low) / 2.0f;
        if (middle <= low || middle >= high) return high;
        (reached(middle) ? high : low) = middle;
    }
}

/// How many thresholds the sigmoid of a logit reaches, without a sigmoid for each pixel: the logits at which the level
/// rises are searched once with that very sigmoid, so the answers are the same to the last bit.
class LevelTable {
  public:
    LevelTable() {
        const auto& thresholds = fscoreThresholds();
        m_rises[0] = -std::numeric_limits<float>::infinity(); // the threshold 0
        for (std::size_t k = 1; k < kThresholds; ++k)
            m_rises[k] = leastFloat([&](float logit) { return sigmoid(logit) >= thresholds[k]; });
        m_set = leastFloat([](float logit) { return sigmoid(logit) > 0.5f; });
        for (int bin = 0; bin < kBins; ++bin) {
            // A bin early, as the bin of a logit near an edge is uncertain by rounding.
            const float edge = kFirst + static_cast<float>(bin - 1) / kBinsPerUnit;
            const auto above = bin == 0 ? m_rises.begin() + 1 : std::upper_bound(m_rises.begin(), m_rises.end(), edge);
            m_least[static_cast<std::size_t>(bin)] = static_cast<std::uint8_t>(above - m_rises.begin());
        }
    }

    /// 0..255; 0 for NaN only.
    std::size_t level(float logit) const {
        if (std::isnan(logit)) return 0;
        const float place = (std::clamp(logit, kFirst, kLast) - kFirst) * kBinsPerUnit;
        std::size_t level = m_least[static_cast<std::size_t>(place)];
        while (level < kThresholds && logit >= m_rises[level]) ++level;
        return level;
    }

    /// Whether the hard mask is set.
    bool isSet(float logit) const { return logit >= m_set; }

  private:
    // Between them the level goes from 1 to 255; the bins are narrower than the steps.
    static constexpr float kFirst = -8.0f, kLast = 20.0f, kBinsPerUnit = 128.0f;
    static constexpr int kBins = static_cast<int>((kLast - kFirst) * kBinsPerUnit) + 1;

    std::array<float, kThresholds> m_rises{};
    std::array<std::uint8_t, kBins> m_least{};
    float m_set = 0.0f;
};

const LevelTable& levels() {
    static const LevelTable table;
    return table;
}

Result<void> checkSizes(Size prediction, Size truth) {
    if (prediction == truth) return {};
    return fail(ErrorCode::ShapeMismatch, "",
                "the prediction has " + std::to_string(prediction.width) + "x" + std::to_string(prediction.height) +
                    " pixels, its ground truth " + std::to_string(truth.width) + "x" + std::to_string(truth.height));
}

/// Precision, recall and F as the reference forms them, with its 0/0 counted as 0.
double fscore(double correct, double predicted, double truth) {
    const double precision = correct / (predicted + 1e-20);
    const double recall = correct / (truth + 1e-20);
    if (precision + recall <= 0.0) return 0.0;
    return (1.0 + kBetaSquared) * precision * recall / (kBetaSquared * precision + recall);
}

} // namespace

const std::array<float, kThresholds>& fscoreThresholds() {
    static const std::array<float, kThresholds> thresholds = makeThresholds();
    return thresholds;
}

FrameCounts hardCounts(std::uint32_t pixels, std::uint32_t truth, std::uint32_t predicted, std::uint32_t correct) {
    static const std::size_t unset_level = levels().level(0.0f);
    static const std::size_t set_level = levels().level(1.0f);
    FrameCounts counts{.pixels = pixels, .truth = truth, .hard_predicted = predicted, .hard_correct = correct};
    std::fill_n(counts.predicted.begin(), set_level, predicted);
    std::fill_n(counts.correct.begin(), set_level, correct);
    std::fill_n(counts.predicted.begin(), unset_level, pixels);
    std::fill_n(counts.correct.begin(), unset_level, truth);
    return counts;
}

Result<FrameCounts> countMask(const Mask& prediction, const Mask& truth) {
    if (auto same = checkSizes(prediction.size, truth.size); !same) return fail(same.error());
    std::uint32_t predicted = 0, wanted = 0, correct = 0;
    for (std::size_t i = 0; i < truth.values.size(); ++i) {
        const std::uint32_t p = prediction.values[i] != 0, t = truth.values[i] != 0;
        predicted += p;
        wanted += t;
        correct += p & t;
    }
    return hardCounts(static_cast<std::uint32_t>(truth.values.size()), wanted, predicted, correct);
}

Result<FrameCounts> countLogits(const FloatMap& logits, const Mask& truth) {
    if (auto same = checkSizes(logits.size, truth.size); !same) return fail(same.error());
    FrameCounts counts;
    counts.pixels = static_cast<std::uint32_t>(truth.values.size());
    const LevelTable& table = levels();
    std::array<std::array<std::uint32_t, kLevels>, 2> histogram{}; // by truth, then by level
    for (std::size_t i = 0; i < truth.values.size(); ++i) {
        const float logit = logits.values[i];
        const std::uint32_t t = truth.values[i] != 0, p = table.isSet(logit);
        ++histogram[t][table.level(logit)];
        counts.truth += t;
        counts.hard_predicted += p;
        counts.hard_correct += p & t;
    }
    std::uint32_t wrong = 0, right = 0;
    for (std::size_t k = kThresholds; k-- > 0;) {
        wrong += histogram[0][k + 1];
        right += histogram[1][k + 1];
        counts.predicted[k] = wrong + right;
        counts.correct[k] = right;
    }
    return counts;
}

double frameIou(const FrameCounts& counts) {
    constexpr double epsilon = 1e-7;
    if (counts.truth == 0) return (counts.pixels - counts.hard_predicted) / (counts.pixels + epsilon);
    return counts.hard_correct / (counts.hard_predicted + counts.truth - counts.hard_correct + epsilon);
}

double frameF(const FrameCounts& counts) {
    return counts.truth == 0 ? 0.0 : fscore(counts.hard_correct, counts.hard_predicted, counts.truth);
}

void FscoreCurve::add(const FrameCounts& counts) {
    if (counts.truth == 0) return;
    for (std::size_t k = 0; k < kThresholds; ++k)
        m_sums[k] += fscore(counts.correct[k], counts.predicted[k], counts.truth);
    ++m_frames;
}

double FscoreCurve::maximum() const {
    return m_frames == 0 ? 0.0 : *std::max_element(m_sums.begin(), m_sums.end()) / m_frames;
}

ClipScores scoreClip(std::span<const FrameCounts> frames) {
    assert(!frames.empty());
    ClipScores scores;
    FscoreCurve curve;
    int with_truth = 0;
    for (const FrameCounts& counts : frames) {
        curve.add(counts);
        scores.miou += frameIou(counts);
        scores.f_hard += frameF(counts);
        with_truth += counts.truth != 0;
    }
    scores.miou /= static_cast<double>(frames.size());
    scores.f_hard /= std::max(with_truth, 1);
    scores.f = curve.maximum();
    return scores;
}

void BinaryMetrics::addClip(std::span<const FrameCounts> frames) {
    if (m_clips > 0 && m_clips % 4 == 0) {
        m_f4_sum += m_batch4.maximum();
        m_batch4 = {};
    }
    for (const FrameCounts& counts : frames) {
        m_batch4.add(counts);
        m_all.add(counts);
    }
    const ClipScores scores = scoreClip(frames);
    m_miou_sum += scores.miou;
    m_f1_sum += scores.f;
    m_hard_sum += scores.f_hard;
    ++m_clips;
    m_frames += static_cast<int>(frames.size());
}

BinarySummary BinaryMetrics::summary() const {
    if (m_clips == 0) return {};
    const int batches = (m_clips + 3) / 4;
    return {.miou = m_miou_sum / m_clips,
            .f_batch1 = m_f1_sum / m_clips,
            .f_batch4 = (m_f4_sum + m_batch4.maximum()) / batches,
            .f_all = m_all.maximum(),
            .f_hard = m_hard_sum / m_clips,
            .clips = m_clips,
            .frames = m_frames};
}

} // namespace soundmask
