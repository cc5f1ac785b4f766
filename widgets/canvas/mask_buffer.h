#pragma once

#include "core/base/mask_rle.h"

namespace soundmask {

/// A dense mask being painted on. Keeps what it was at the start of the stroke, so a stroke can be abandoned.
class MaskBuffer {
  public:
    /// Starts from \p mask; a null one counts as blank of \p size. A mask of another size is refused (returns false).
    bool load(const MaskRle& mask, Size size);
    void clear();

    bool isEmpty() const { return m_dense.isEmpty(); }
    const Mask& dense() const { return m_dense; }
    /// The mask before the stroke.
    const MaskRle& before() const { return m_before; }
    /// The mask as painted so far.
    MaskRle current() const { return MaskRle::fromDense(m_dense); }

    /// Sets (or clears) all pixels whose centre is at most \p diameter / 2 from the segment \p from - \p to, and the
    /// pixel under \p to always. Returns the rectangle touched, clipped to the mask.
    PixelRect paintSegment(PointF from, PointF to, double diameter, bool set);
    /// Becomes \p mask, which has the same size.
    void replace(const MaskRle& mask) { m_dense = mask.toDense(); }
    /// Back to `before()`.
    void revert();

  private:
    Mask m_dense;
    MaskRle m_before;
};

} // namespace soundmask
