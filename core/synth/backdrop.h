#pragma once

#include "core/base/image.h"
#include "core/synth/canvas.h"
#include "core/synth/scene.h"

namespace soundmask::synth {

/// The painted background of a scene, larger than the picture so that the camera can pan over it.
class Backdrop {
  public:
    explicit Backdrop(const Background& background);

    /// The part seen at \p time_s, kFrameSize.
    Grid<Colour> viewAt(double time_s) const;

  private:
    Background m_background;
    Grid<Colour> m_picture;
};

} // namespace soundmask::synth
