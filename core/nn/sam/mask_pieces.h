#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/image.h"

/// What the automatic mask generator is made of besides its network: exact work on points, boxes and masks.
/// Source: segment_anything/utils/amg.py at dca509fe, whose results these equal; torchvision's nms.
namespace soundmask::nn {

/// The centres of \p per_side x \p per_side cells of the unit square, row by row.
std::vector<PointF> pointGrid(int per_side);
/// One grid for the picture and one for each layer of crops, each with per_side / downscale^layer points a side.
std::vector<std::vector<PointF>> pointGrids(int per_side, int layers, int downscale);

/// A box by its edge pixels. As a region of a picture (crops): x0 <= x < x1. Around a mask: x1 and y1 are inside, so a
/// single pixel has no width; an empty mask has 0 0 0 0.
struct EdgeBox {
    std::int64_t x0 = 0, y0 = 0, x1 = 0, y1 = 0;

    bool operator==(const EdgeBox&) const = default;
    EdgeBox moved(std::int64_t dx, std::int64_t dy) const { return {x0 + dx, y0 + dy, x1 + dx, y1 + dy}; }
};

struct Crop {
    EdgeBox box;
    int layer = 0; ///< 0 is the whole picture; layer n has 4^n crops
};

/// The picture and its overlapping crops. \p overlap: share of the shorter side, at layer 1.
std::vector<Crop> cropBoxes(Size picture, int layers, double overlap);

/// The edges of the set pixels.
EdgeBox boxAround(const Mask& mask);
/// True if an edge of \p box (in the picture) is within 20 pixels of the crop's edge but not of the picture's.
bool isNearCropEdge(const EdgeBox& box, const EdgeBox& crop, const EdgeBox& picture, double tolerance = 20.0);

/// The mask of a crop in the whole picture.
Mask maskInPicture(const Mask& mask_of_crop, const EdgeBox& crop, Size picture);

/// How little a mask changes when the threshold moves: IoU of the masks above threshold + offset and threshold -
/// offset. Not a number if both are empty.
float stabilityScore(std::span<const float> logits, float threshold, float offset);

/// Greedy non-maximum suppression by falling score, equal scores in order; suppressed is what overlaps a kept box of
/// its category by more than \p iou_threshold. Gives the kept indices by falling score. Computes in float32, and up to
/// 1000 boxes tells categories apart by moving them, as torchvision does.
std::vector<std::int64_t> suppressOverlaps(std::span<const std::array<float, 4>> boxes, std::span<const float> scores,
                                           std::span<const std::int64_t> categories, double iou_threshold);

enum class SmallRegion { Holes, Islands };
/// Fills holes, or removes islands, of fewer than \p area pixels (8-connected; an outside corner counts as a hole). If
/// every island is smaller, the largest stays. Returns whether the mask has changed.
bool removeSmallRegions(Mask& mask, double area, SmallRegion mode);

/// Run lengths down the columns, first run counts zeros: COCO's uncompressed form.
std::vector<std::uint32_t> columnRuns(const Mask& mask);
Mask maskFromColumnRuns(Size size, std::span<const std::uint32_t> runs);
/// COCO's compressed form: differences to the run before the last, 5 bits a character.
std::string compressedRuns(std::span<const std::uint32_t> runs);
/// Throws std::invalid_argument for text that is not of this form.
std::vector<std::uint32_t> runsFromCompressed(std::string_view text);

} // namespace soundmask::nn
