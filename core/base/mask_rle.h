#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/image.h"

namespace soundmask {

/// A binary mask as run lengths, row-major, first run counts zeros (may be 0). A value: copies share the runs.
class MaskRle {
  public:
    MaskRle() = default;
    /// An empty mask (no pixel set) of \p size.
    explicit MaskRle(Size size);
    /// From a dense mask; any non-zero value counts as set.
    static MaskRle fromDense(const Mask& dense);
    /// From stored runs. They must sum to size.area(); otherwise the result `isNull()`.
    static MaskRle fromRuns(Size size, std::vector<std::uint32_t> runs);

    /// Whether there is no mask at all, not even an empty one.
    bool isNull() const { return m_size.isEmpty(); }
    Size size() const { return m_size; }
    /// Number of set pixels.
    std::size_t area() const { return m_area; }
    bool isBlank() const { return m_area == 0; }
    const std::vector<std::uint32_t>& runs() const;
    /// Tight box around the set pixels; empty when none is set.
    PixelRect bounds() const;
    bool contains(int x, int y) const;
    /// Dense form, 0 or 1.
    Mask toDense() const;
    /// Memory held by the runs, in bytes.
    std::size_t bytes() const { return runs().size() * sizeof(std::uint32_t); }

    bool operator==(const MaskRle& other) const;

  private:
    Size m_size;
    std::size_t m_area = 0;
    std::shared_ptr<const std::vector<std::uint32_t>> m_runs;
};

/// Pixels that differ between two masks of one size, as runs: undo of a stroke is the same XOR again.
MaskRle maskXor(const MaskRle& a, const MaskRle& b);

/// Nearest-neighbour resize (source pixel = floor((i + 0.5) * from / to)).
MaskRle resizedNearest(const MaskRle& mask, Size to);

} // namespace soundmask
