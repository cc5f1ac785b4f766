#include "core/engine/semantic_metrics.h"

#include <cstdint>
#include <string>

namespace soundmask {

namespace {

using ClassCounts = std::array<std::uint32_t, 256>;

Result<void> checkLabels(const ClassCounts& counts, const char* what) {
    for (std::size_t label = kSemanticClasses; label < counts.size(); ++label) {
        if (counts[label] > 0)
            return fail(ErrorCode::InvalidValue, "",
                        std::string("the ") + what + " has label " + std::to_string(label) + "; labels go from 0 to 70");
    }
    return {};
}

} // namespace

Result<void> SemanticMetrics::addFrame(const LabelMap& prediction, const LabelMap& truth) {
    if (prediction.size != truth.size)
        return fail(ErrorCode::ShapeMismatch, "", "the prediction and its ground truth differ in size");
    ClassCounts predicted{}, labelled{}, common{};
    for (std::size_t i = 0; i < truth.values.size(); ++i) {
        const std::uint8_t p = prediction.values[i], t = truth.values[i];
        ++predicted[p];
        ++labelled[t];
        common[t] += p == t;
    }
    if (auto good = checkLabels(predicted, "prediction"); !good) return good;
    if (auto good = checkLabels(labelled, "ground truth"); !good) return good;
    for (std::size_t c = 0; c < kSemanticClasses; ++c) {
        const double joint = static_cast<double>(predicted[c]) + labelled[c] - common[c];
        if (joint == 0.0) continue;
        ++m_frames_with[c];
        if (common[c] == 0) continue; // both are 0: the reference's 0/0 of F counts as 0
        m_iou_sums[c] += common[c] / (joint + 2.22e-16);
        const double precision = static_cast<double>(common[c]) / predicted[c];
        const double recall = static_cast<double>(common[c]) / labelled[c];
        m_f_sums[c] += 1.3 * precision * recall / (0.3 * precision + recall);
    }
    ++m_frames;
    return {};
}

SemanticSummary SemanticMetrics::summary() const {
    SemanticSummary summary{.frames = m_frames};
    for (std::size_t c = 0; c < kSemanticClasses; ++c) {
        if (m_frames_with[c] == 0) continue;
        summary.miou71 += m_iou_sums[c] / m_frames_with[c] / kSemanticClasses;
        summary.f71 += m_f_sums[c] / m_frames_with[c] / kSemanticClasses;
    }
    return summary;
}

} // namespace soundmask
