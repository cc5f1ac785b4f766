#pragma once

#include "core/methods/zero_shot_method.h"

namespace soundmask {

/// `random-sam`, a floor: Segment Anything is asked for what is at a random place. The place depends on the seed and on
/// the second only. The paper says no more than that the point is random; the place is one of 224 x 224, the answer the
/// one of three with the highest predicted quality, as in its other methods.
class RandomSamMethod final : public ZeroShotMethod {
  public:
    static const MethodInfo& staticInfo();

    const MethodInfo& info() const override { return staticInfo(); }

  private:
    std::unique_ptr<ZeroShotRun> begin(const InferenceRequest& request, const ResolvedOptions& options,
                                       FrameSource& source, const PredictionSink& sink,
                                       std::stop_token stop) const override;
};

} // namespace soundmask
