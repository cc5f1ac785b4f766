#pragma once

#include <vector>

#include "core/base/image.h"

namespace soundmask {

/// Which boxes the heat-map box prompt takes; the names are those of the published code.
enum class BoxRule {
    LargestArea,  ///< single_maxarea: of the largest region, the first of equal ones
    HottestPlace, ///< single_maxscore: of the region that holds the hottest pixel
    Each,         ///< multi_box: of every region
    Around,       ///< total_box: one around all regions
};

/// Boxes around the regions of \p heat at or above \p threshold; pixels that touch at a corner belong together. Edges
/// are the outermost pixels themselves, as in the published code: a single pixel gives a box without extent. None
/// where nothing is that hot. Pure.
std::vector<BoxF> boxesFromHeat(const FloatMap& heat, double threshold, BoxRule rule);

} // namespace soundmask
