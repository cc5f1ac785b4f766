#pragma once

#include "core/methods/zero_shot_method.h"

namespace soundmask {

/// `no-prompt`: Segment Anything masks everything in a picture, AudioCLIP tells which of the cut-out objects goes with
/// the sound. Source: Sam4AVS at e8939a0, zero_shot/S4/no_prompt.py, as described in spec-zero-shot 5.
///
/// Published: the softmax of 100 times the cosines must be above one half, so at most one mask is taken; cut-outs lose
/// their last row and column; where single-pixel masks were skipped, the number of the answer is taken for the number
/// of the mask. Intended: every mask whose cosine is above the threshold; the paper gives no number, and the mean plus
/// one standard deviation of the picture's own cosines is our choice; cut-outs are whole and padded to squares, the
/// sound is given at the rate AudioCLIP was trained with.
///
/// Warnings: nothing-selected, silence (see kSilentPeak), pictures-unreadable, test-weights. The score is the best
/// probability or cosine.
class NoPromptMethod final : public ZeroShotMethod {
  public:
    static const MethodInfo& staticInfo();

    const MethodInfo& info() const override { return staticInfo(); }

  private:
    std::unique_ptr<ZeroShotRun> begin(const InferenceRequest& request, const ResolvedOptions& options,
                                       FrameSource& source, const PredictionSink& sink,
                                       std::stop_token stop) const override;
};

} // namespace soundmask
