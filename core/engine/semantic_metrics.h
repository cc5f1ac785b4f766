#pragma once

#include <array>

#include "core/base/image.h"
#include "core/base/result.h"

namespace soundmask {

/// Classes of AVSBench-semantic, the background (0) included.
inline constexpr int kSemanticClasses = 71;

/// All in 0..1.
struct SemanticSummary {
    double miou71 = 0.0; ///< mean over all 71 classes; a class that never occurs and is never predicted counts 0
    double f71 = 0.0;    ///< the same of F (beta^2 = 0.3)
    int frames = 0;

    bool operator==(const SemanticSummary&) const = default;
};

/// mIoU and F-score of AVSBench-semantic: per class the mean over the frames where it occurs or is predicted, then the
/// mean over the classes. Source: AVSS/utils/compute_color_metrics.py.
class SemanticMetrics {
  public:
    /// Errors: ShapeMismatch; InvalidValue for a label above 70.
    Result<void> addFrame(const LabelMap& prediction, const LabelMap& truth);
    SemanticSummary summary() const;

  private:
    std::array<double, kSemanticClasses> m_iou_sums{};
    std::array<double, kSemanticClasses> m_f_sums{};
    std::array<int, kSemanticClasses> m_frames_with{};
    int m_frames = 0;
};

} // namespace soundmask
