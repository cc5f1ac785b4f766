#pragma once

#include "core/base/mask_rle.h"

namespace soundmask {

/// The way from one mask to another of the same size, neither null: the outline moves evenly (signed distances are
/// mixed, as in filling between slices of a volume) while the centre of mass goes straight. From or to a blank mask the
/// object shrinks to nothing where it is. Built once for many steps; any thread.
class MaskInterpolation {
  public:
    MaskInterpolation(const MaskRle& from, const MaskRle& to);

    /// The mask at \p t in 0..1; exactly the given ones at 0 and 1.
    MaskRle at(double t) const;

  private:
    /// Positive inside, in pixels to the border.
    struct Shape {
        FloatMap distance;
        PointF centre;
    };

    static Shape shapeOf(const MaskRle& mask);

    MaskRle m_from;
    MaskRle m_to;
    Shape m_start;
    Shape m_end;
};

} // namespace soundmask
