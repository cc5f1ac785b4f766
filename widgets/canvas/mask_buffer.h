#pragma once

#include <cstdint>

#include "core/base/mask_rle.h"

namespace soundmask {

/// A dense mask being painted on. Keeps what it was at the start of the stroke, so a stroke can be abandoned.
class MaskBuffer {
  public:
    /// Starts from \p mask; a null one counts as blank of \p size. A mask of another size is refused (returns false).
    /// Costs little when it is the mask that is there.
    bool load(const MaskRle& mask, Size size);
    void clear();

    bool isEmpty() const { return m_dense.isEmpty(); }
    const Mask& dense() const { return m_dense; }
    /// The mask before the stroke.
    const MaskRle& before() const { return m_before; }
    /// The mask as painted so far.
    MaskRle current() const { return MaskRle::fromDense(m_dense); }
    /// Another number after each change of a pixel or of the size.
    std::uint64_t revision() const { return m_revision; }

    /// Sets (or clears) all pixels whose centre is at most \p diameter / 2 from the segment \p from - \p to, and the
    /// pixel under \p to always. Returns the rectangle touched, clipped to the mask.
    PixelRect paintSegment(PointF from, PointF to, double diameter, bool set);
    /// Becomes \p mask, which has the same size.
    void replace(const MaskRle& mask);
    /// Back to `before()`.
    void revert();

  private:
    Mask m_dense;
    MaskRle m_before;
    std::uint64_t m_revision = 0;
    std::uint64_t m_before_revision = 0; ///< when the dense mask was the one before
};

} // namespace soundmask
