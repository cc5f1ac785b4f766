#pragma once

#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"

namespace soundmask {

/// Prompt points taken from a heat map: the Point-Prompt of "How Can Contrastive Pre-training Benefit Audio-Visual
/// Segmentation?" (BMVC 2023) as its published code does it. Pure functions.
struct MinedPoints {
    std::vector<PointF> positive; ///< in pixels of the map
    std::vector<PointF> negative;
};

/// Which local points: those of the published code, where every point is (x, x), or those that were meant.
enum class LocalVariant {
    Published, ///< (x, x); without a valley, every pixel of exactly 0, which may be none
    Intended,  ///< (x, y); without a valley, the first least pixel
};

/// The side of the maps the rules are made for, in pixels.
inline constexpr int kMinedMapSide = 224;
/// Cells a side of the grid dense points are taken from.
inline constexpr int kDenseCells = 32;

/// The centre of the first hottest pixel and of the first coldest one. \p heat must not be empty.
MinedPoints globalPoints(const FloatMap& heat);

/// Peaks above \p threshold and valleys below 1 - \p threshold, each compared with its four neighbours (0 outside the
/// map); without a peak, every hottest pixel. Row by row; corners of pixels, not centres. \p heat holds values in
/// 0..1 and must not be empty.
MinedPoints localPoints(const FloatMap& heat, double threshold, LocalVariant variant);

/// The heat at the middle pixels of 32 x 32 cells. \p heat must be of kMinedMapSide a side.
FloatMap denseSamples(const FloatMap& heat);

/// The centres of the n hottest and of the n coldest cells of a 32 x 32 grid, each from cold to hot; n: cells of at
/// least \p threshold, held in 1..512. Equal cells keep their order. Error: InvalidValue unless \p heat is of
/// kMinedMapSide a side.
Result<MinedPoints> densePoints(const FloatMap& heat, double threshold);

} // namespace soundmask
