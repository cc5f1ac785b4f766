#pragma once

#include "core/methods/method.h"

namespace soundmask {

/// `sound-motion`, the method without weights: what sounds often moves with its sound. Motion beside the camera's
/// (MotionMeter) in a window around each key frame is compared with the loudness and the onsets of the sound
/// (matchMotionToSound); the heat map gives points, boxes and a mask along the edges (maskFromHeat).
///
/// Reads the pictures once, in order, about twelve a second and only around the key frames. Keeps the motion of one
/// window. Heat maps have one value for each cell of the MotionMeter. Where nothing moves, or the second is silent, the
/// map is all zeros, the mask blank and a warning says so: still-pictures, nothing-moves, silence,
/// pictures-unreadable. The score is the correlation at the peak.
class SoundMotionMethod final : public Method {
  public:
    static const MethodInfo& staticInfo();

    const MethodInfo& info() const override { return staticInfo(); }
    Result<void> check(const InferenceRequest& request, const FrameSource& source) const override;
    Result<Prediction> predict(const InferenceRequest& request, FrameSource& source, const PredictionSink& sink,
                               std::stop_token stop) override;
};

} // namespace soundmask
