#pragma once

#include <vector>

#include "core/base/image.h"
#include "core/synth/backdrop.h"
#include "core/synth/canvas.h"
#include "core/synth/scene.h"
#include "core/synth/voice.h"

namespace soundmask::synth {

/// A picture and whose pixels they are.
struct PaintedFrame {
    Image image;
    /// 0 = background, i + 1 = object i of the scene: the top-most object that covers at least half of the pixel.
    LabelMap owners;
};

/// Paints the pictures of one scene. One thread at a time; the result depends on the scene and the frame only.
class ScenePainter {
  public:
    explicit ScenePainter(const Scene& scene);

    /// Picture \p index of kFrameCount, shown at index / kFrameRate.
    PaintedFrame frame(FrameIndex index);

    /// Pixels of the objects that sound in second \p second0 (0-based).
    static Mask soundingMask(const Scene& scene, const LabelMap& owners, int second0);
    /// Tight box around the pixels of object \p object; empty when it is hidden.
    static PixelRect visibleBox(const LabelMap& owners, std::size_t object);

  private:
    struct Mover {
        std::vector<VoiceEvent> events; ///< of the voice that drives the motion
        std::vector<double> travelled;  ///< per frame: how much of the whole activity lies before it, 0..1
    };

    void drawObject(const SceneObject& object, const Mover& mover, FrameIndex index);

    Scene m_scene;
    Backdrop m_backdrop;
    Canvas m_canvas;
    std::vector<Mover> m_movers;
};

} // namespace soundmask::synth
