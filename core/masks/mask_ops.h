#pragma once

#include <vector>

#include "core/base/mask_rle.h"

namespace soundmask {

// All functions take and give masks of one size; a null mask gives a null one. What lies outside the picture counts as
// unknown: objects that touch its border keep touching it. Any thread.

enum class MaskCombination { Unite, Subtract };

/// \p a with the pixels of \p b added or taken away. Both have one size.
MaskRle combined(const MaskRle& a, const MaskRle& b, MaskCombination how);

/// The pixels whose centre lies inside the closed polygon (odd-even rule), in pixel coordinates; corners may lie
/// outside the picture. Blank below three corners. Polygons that share an edge neither overlap nor leave a gap.
MaskRle filledPolygon(Size size, const std::vector<PointF>& corners);

/// The part under (\p x, \p y): of the object, its island; of holes, those that meet there over edges or corners; of
/// the background, what is connected over edges, as all holes are cut off from it. Blank when the place is outside.
MaskRle regionAt(const MaskRle& mask, int x, int y);

/// All pixels at most \p radius (>= 0, pixels, Euclidean between centres) from a set one.
MaskRle grown(const MaskRle& mask, double radius);
/// Without the pixels at most \p radius from one that is not set. `shrunk(grown(m, r), r)` contains m.
MaskRle shrunk(const MaskRle& mask, double radius);
/// Without bumps and notches that are small against \p radius (>= 0, pixels).
MaskRle smoothed(const MaskRle& mask, double radius);
/// With all holes set: pixels from which no way over edges leads to the picture's border.
MaskRle withoutHoles(const MaskRle& mask);

/// Pixels of each island, largest first. Pixels that meet at a corner belong to one island.
std::vector<std::size_t> islandAreas(const MaskRle& mask);
/// Without islands of fewer than \p smallest_area pixels.
MaskRle withoutIslands(const MaskRle& mask, std::size_t smallest_area);

/// Where \p map is at least \p threshold; not where it is not a number.
MaskRle thresholded(const FloatMap& map, float threshold);

} // namespace soundmask
