#pragma once

#include "core/methods/method.h"

namespace soundmask {

/// `random-sam`, a floor: Segment Anything is asked for what is at a random place. The place depends on the seed and on
/// the second only. The paper says no more than that the point is random; the place is one of 224 x 224, the answer the
/// one of three with the highest predicted quality, as in its other methods.
class RandomSamMethod final : public Method {
  public:
    static const MethodInfo& staticInfo();

    const MethodInfo& info() const override { return staticInfo(); }
    Result<void> check(const InferenceRequest& request, const FrameSource& source) const override;
    Result<Prediction> predict(const InferenceRequest& request, FrameSource& source, const PredictionSink& sink,
                               std::stop_token stop) override;
};

} // namespace soundmask
