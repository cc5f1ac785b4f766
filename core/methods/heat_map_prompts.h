#pragma once

#include "core/base/image.h"
#include "core/base/mask_rle.h"
#include "core/project/prompt.h"

namespace soundmask {

/// How prompts and masks are taken from a heat map.
struct HeatMapRules {
    double threshold = 0.4;       ///< heat from which a place counts, in (0, 1]
    double second_peak = 0.6;     ///< a region counts when its own peak is at least this, so one of 1 is always there
    std::size_t most_regions = 3; ///< the hottest are taken
};

/// A region of at least the threshold for each object the map suggests, the hottest first: a positive point at its peak
/// and the tight box around it, both with the peak's heat. Coordinates are pixels of \p heat. A map of zeros has none.
/// \p heat holds values in 0..1. Pure.
PromptSet promptsFromHeat(const FloatMap& heat, const HeatMapRules& rules);

/// The object under the hot regions, cut out of \p picture along its edges (GrabCut, Rother, Kolmogorov and Blake 2004,
/// on a picture of at most 256 pixels a side). Where colours tell nothing (one colour, everything hot) it is the hot
/// regions themselves. \p heat is of the picture's size, 0..1; so is the result. A map of zeros gives a blank mask. The
/// same input gives the same mask.
MaskRle maskFromHeat(const FloatMap& heat, const Image& picture, const HeatMapRules& rules);

/// The hot regions themselves as a mask, without a look at the picture.
MaskRle maskOfHotRegions(const FloatMap& heat, const HeatMapRules& rules);

} // namespace soundmask
