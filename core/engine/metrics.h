#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "core/base/image.h"
#include "core/base/result.h"

namespace soundmask {

/// Number of thresholds of the F-score.
inline constexpr int kThresholds = 255;

/// The thresholds: float32 linspace(0, 1 - 1e-10, 255), ascending; the last one rounds to 1.
/// Source: Eval_Fmeasure of AVSBench, utils/utility.py.
const std::array<float, kThresholds>& fscoreThresholds();

/// What one frame adds to the binary metrics; the pixels are not needed after counting.
struct FrameCounts {
    std::uint32_t pixels = 0;
    std::uint32_t truth = 0;          ///< set in the ground truth
    std::uint32_t hard_predicted = 0; ///< score above 0.5
    std::uint32_t hard_correct = 0;   ///< of these, set in the ground truth
    std::array<std::uint32_t, kThresholds> predicted{}; ///< score at or above threshold k
    std::array<std::uint32_t, kThresholds> correct{};   ///< of these, set in the ground truth

    bool operator==(const FrameCounts&) const = default;
};

/// The counts of a hard mask as the zero-shot scripts score it: the mask goes through a sigmoid once more, so that unset
/// pixels score 0.5 and set ones 0.731 (Sam4AVS, utils/utility.py). \p predicted pixels are set, \p correct of them rightly.
FrameCounts hardCounts(std::uint32_t pixels, std::uint32_t truth, std::uint32_t predicted, std::uint32_t correct);

/// hardCounts of a mask; any value but 0 is set. Error: ShapeMismatch.
Result<FrameCounts> countMask(const Mask& prediction, const Mask& truth);

/// Counts real-valued logits; the score is their sigmoid in float32. A NaN reaches no threshold. Error: ShapeMismatch.
Result<FrameCounts> countLogits(const FloatMap& logits, const Mask& truth);

/// Intersection over union of the hard mask. With an empty truth: the share of pixels rightly left unset.
double frameIou(const FrameCounts& counts);
/// F-score (beta^2 = 0.3) of the hard mask; 0 with an empty truth.
double frameF(const FrameCounts& counts);

/// Mean F-score over frames as a function of the threshold. Frames with an empty truth do not take part.
class FscoreCurve {
  public:
    void add(const FrameCounts& counts);
    /// The best mean over all thresholds; 0 when no frame took part.
    double maximum() const;

  private:
    std::array<double, kThresholds> m_sums{};
    int m_frames = 0;
};

/// One clip for itself, that is with batch 1.
struct ClipScores {
    double miou = 0.0;   ///< mean over all frames
    double f = 0.0;      ///< maximum of the clip's mean curve
    double f_hard = 0.0; ///< mean F of the hard masks over the frames with a truth
};
/// \p frames must not be empty.
ClipScores scoreClip(std::span<const FrameCounts> frames);

/// All in 0..1.
struct BinarySummary {
    double miou = 0.0;     ///< mean over clips of the clip's mean
    double f_batch1 = 0.0; ///< mean over clips of the maximum of the clip's mean curve
    double f_batch4 = 0.0; ///< the same with the maximum taken over four consecutive clips
    double f_all = 0.0;    ///< maximum of the mean curve of all frames
    double f_hard = 0.0;   ///< mean over clips of the hard masks' F; not lifted by the floor of the other three
    int clips = 0;
    int frames = 0;

    bool operator==(const BinarySummary&) const = default;
};

/// mIoU and F-score of AVSBench (S4 and MS3) over clips in data set order. A clip or batch without any frame that has a
/// truth scores F 0 and still counts. Source: mask_iou and Eval_Fmeasure, avs_scripts/*/utils/utility.py.
class BinaryMetrics {
  public:
    /// \p frames must not be empty.
    void addClip(std::span<const FrameCounts> frames);
    /// What was added so far; the last batch of four may be short.
    BinarySummary summary() const;

  private:
    double m_miou_sum = 0.0;
    double m_f1_sum = 0.0;
    double m_f4_sum = 0.0;
    double m_hard_sum = 0.0;
    FscoreCurve m_batch4;
    FscoreCurve m_all;
    int m_clips = 0;
    int m_frames = 0;
};

} // namespace soundmask
