#pragma once

#include <memory>
#include <optional>

#include "core/base/image.h"

namespace soundmask {

/// Measures what moves in a sequence of pictures by itself, that is beside the motion of the camera. Works on a picture
/// of at most 256 x 256 pixels, so a step takes a few milliseconds whatever the size of the video. The same pictures
/// give the same numbers. One thread at a time.
class MotionMeter {
  public:
    MotionMeter();
    ~MotionMeter();

    /// The size the pictures of a video of \p video_size are reduced to: at most 256 and at least 32 pixels a side.
    static Size workingSize(Size video_size);
    /// How many cells next() measures in a video of \p video_size.
    static Size cellsOf(Size video_size);

    /// Motion between the picture given before and \p image, \p elapsed_s later, per cell of 4 x 4 working pixels.
    /// It is the geometric mean of the speed (px/s, the flow beside the camera's) and of the change in grey levels that
    /// the camera does not explain: flow alone invents motion in blank walls, change alone depends on contrast. What
    /// the whole picture has (the median) is subtracted; the square root of the rest, smoothed over neighbours, is
    /// returned, because correlation should not hang on the few strongest jerks. Nothing for the first picture, across
    /// a cut, and for \p elapsed_s of 0 or less.
    std::optional<FloatMap> next(const Image& image, double elapsed_s);

    /// Forgets the picture before, so the next one is a first one.
    void restart();

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace soundmask
