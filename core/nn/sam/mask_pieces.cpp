#include "core/nn/sam/mask_pieces.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace soundmask::nn {

namespace {

/// Boxes a side of torchvision's choice between moving the categories apart and going through them one by one.
constexpr std::size_t kMostMovedBoxes = 1000;

using FloatBox = std::array<float, 4>;

float areaOf(const FloatBox& box) {
    return (box[2] - box[0]) * (box[3] - box[1]);
}

float overlapOf(const FloatBox& a, const FloatBox& b) {
    const float width = std::max(0.0f, std::min(a[2], b[2]) - std::max(a[0], b[0]));
    const float height = std::max(0.0f, std::min(a[3], b[3]) - std::max(a[1], b[1]));
    const float common = width * height;
    return common / (areaOf(a) + areaOf(b) - common);
}

/// The kept ones of \p candidates, which come by falling score.
std::vector<std::int64_t> suppress(std::span<const FloatBox> boxes, const std::vector<std::int64_t>& candidates,
                                   double iou_threshold) {
    std::vector<std::int64_t> kept;
    std::vector<bool> is_suppressed(candidates.size(), false);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (is_suppressed[i]) continue;
        kept.push_back(candidates[i]);
        const FloatBox& box = boxes[static_cast<std::size_t>(candidates[i])];
        for (std::size_t j = i + 1; j < candidates.size(); ++j) {
            if (overlapOf(box, boxes[static_cast<std::size_t>(candidates[j])]) > iou_threshold) is_suppressed[j] = true;
        }
    }
    return kept;
}

/// 8-connected regions of pixels equal to \p value: a number per pixel, 0 elsewhere, and the size of each.
struct Regions {
    Grid<std::int32_t> numbers;
    std::vector<std::size_t> sizes{0}; ///< [0] is not a region
};

Regions regionsOf(const Mask& mask, bool value) {
    Regions regions;
    regions.numbers = Grid<std::int32_t>(mask.size);
    std::vector<std::pair<int, int>> open;
    const auto visit = [&](int x, int y, std::int32_t number) {
        if (x < 0 || y < 0 || x >= mask.size.width || y >= mask.size.height) return;
        if ((mask.at(x, y) != 0) != value || regions.numbers.at(x, y) != 0) return;
        regions.numbers.at(x, y) = number;
        ++regions.sizes.back();
        open.emplace_back(x, y);
    };
    for (int y = 0; y < mask.size.height; ++y) {
        for (int x = 0; x < mask.size.width; ++x) {
            if ((mask.at(x, y) != 0) != value || regions.numbers.at(x, y) != 0) continue;
            const auto number = static_cast<std::int32_t>(regions.sizes.size());
            regions.sizes.push_back(0);
            visit(x, y, number);
            while (!open.empty()) {
                const auto [px, py] = open.back();
                open.pop_back();
                for (int dy = -1; dy <= 1; ++dy) {
                    for (int dx = -1; dx <= 1; ++dx)
                        visit(px + dx, py + dy, number);
                }
            }
        }
    }
    return regions;
}

} // namespace

std::vector<PointF> pointGrid(int per_side) {
    const double offset = 1.0 / (2 * per_side);
    const double step = per_side > 1 ? ((1.0 - offset) - offset) / (per_side - 1) : 0.0;
    std::vector<double> side;
    for (int i = 0; i < per_side; ++i)
        side.push_back(i * step + offset);
    if (per_side > 1) side.back() = 1.0 - offset;
    std::vector<PointF> points;
    for (const double y : side) {
        for (const double x : side)
            points.push_back({x, y});
    }
    return points;
}

std::vector<std::vector<PointF>> pointGrids(int per_side, int layers, int downscale) {
    std::vector<std::vector<PointF>> grids;
    for (int layer = 0; layer <= layers; ++layer)
        grids.push_back(pointGrid(static_cast<int>(per_side / std::pow(downscale, layer))));
    return grids;
}

std::vector<Crop> cropBoxes(Size picture, int layers, double overlap) {
    std::vector<Crop> crops{{{0, 0, picture.width, picture.height}, 0}};
    const int shorter = std::min(picture.width, picture.height);
    for (int layer = 0; layer < layers; ++layer) {
        const int per_side = 1 << (layer + 1);
        const int shared = static_cast<int>(overlap * shorter * (2.0 / per_side));
        const auto length = [&](int whole) {
            return static_cast<int>(std::ceil(static_cast<double>(shared * (per_side - 1) + whole) / per_side));
        };
        const int width = length(picture.width), height = length(picture.height);
        for (int i = 0; i < per_side; ++i) { // columns are the outer loop
            for (int j = 0; j < per_side; ++j) {
                const std::int64_t x0 = (width - shared) * i, y0 = (height - shared) * j;
                crops.push_back({{x0, y0, std::min<std::int64_t>(x0 + width, picture.width),
                                  std::min<std::int64_t>(y0 + height, picture.height)},
                                 layer + 1});
            }
        }
    }
    return crops;
}

EdgeBox boxAround(const Mask& mask) {
    EdgeBox box{mask.size.width, mask.size.height, -1, -1};
    for (int y = 0; y < mask.size.height; ++y) {
        const std::uint8_t* row = mask.row(y);
        const std::uint8_t* end = row + mask.size.width;
        const std::uint8_t* first = std::find_if(row, end, [](std::uint8_t v) { return v != 0; });
        if (first == end) continue;
        const std::uint8_t* last = end - 1;
        while (*last == 0)
            --last;
        box = {std::min<std::int64_t>(box.x0, first - row), std::min<std::int64_t>(box.y0, y),
               std::max<std::int64_t>(box.x1, last - row), y};
    }
    return box.x1 < 0 ? EdgeBox{} : box;
}

bool isNearCropEdge(const EdgeBox& box, const EdgeBox& crop, const EdgeBox& picture, double tolerance) {
    const auto near = [&](std::int64_t edge, std::int64_t crop_edge, std::int64_t picture_edge) {
        return static_cast<double>(std::abs(edge - crop_edge)) <= tolerance &&
               static_cast<double>(std::abs(edge - picture_edge)) > tolerance;
    };
    return near(box.x0, crop.x0, picture.x0) || near(box.y0, crop.y0, picture.y0) ||
           near(box.x1, crop.x1, picture.x1) || near(box.y1, crop.y1, picture.y1);
}

Mask maskInPicture(const Mask& mask_of_crop, const EdgeBox& crop, Size picture) {
    Mask mask(picture);
    for (int y = 0; y < mask_of_crop.size.height; ++y)
        std::copy_n(mask_of_crop.row(y), mask_of_crop.size.width, mask.row(static_cast<int>(crop.y0) + y) + crop.x0);
    return mask;
}

float stabilityScore(std::span<const float> logits, float threshold, float offset) {
    const float high = threshold + offset, low = threshold - offset;
    std::int32_t inner = 0, outer = 0;
    for (const float logit : logits) {
        inner += logit > high;
        outer += logit > low;
    }
    return static_cast<float>(inner) / static_cast<float>(outer);
}

std::vector<std::int64_t> suppressOverlaps(std::span<const FloatBox> boxes, std::span<const float> scores,
                                           std::span<const std::int64_t> categories, double iou_threshold) {
    std::vector<std::int64_t> order(boxes.size());
    std::iota(order.begin(), order.end(), std::int64_t{0});
    const auto score = [&](std::int64_t i) { return scores[static_cast<std::size_t>(i)]; };
    std::ranges::stable_sort(order, [&](std::int64_t a, std::int64_t b) { return score(a) > score(b); });
    if (boxes.empty()) return order;

    if (boxes.size() <= kMostMovedBoxes) {
        float furthest = boxes.front()[0];
        for (const FloatBox& box : boxes)
            furthest = std::max(furthest, *std::ranges::max_element(box));
        std::vector<FloatBox> moved(boxes.begin(), boxes.end());
        for (std::size_t i = 0; i < moved.size(); ++i) {
            for (float& edge : moved[i])
                edge += static_cast<float>(categories[i]) * (furthest + 1.0f);
        }
        return suppress(moved, order, iou_threshold);
    }
    std::vector<std::int64_t> names(categories.begin(), categories.end());
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::vector<bool> is_kept(boxes.size(), false);
    for (const std::int64_t name : names) {
        std::vector<std::int64_t> members;
        for (const std::int64_t i : order) {
            if (categories[static_cast<std::size_t>(i)] == name) members.push_back(i);
        }
        for (const std::int64_t i : suppress(boxes, members, iou_threshold))
            is_kept[static_cast<std::size_t>(i)] = true;
    }
    std::erase_if(order, [&](std::int64_t i) { return !is_kept[static_cast<std::size_t>(i)]; });
    return order;
}

bool removeSmallRegions(Mask& mask, double area, SmallRegion mode) {
    const bool fills = mode == SmallRegion::Holes;
    const Regions regions = regionsOf(mask, !fills);
    std::vector<bool> is_small(regions.sizes.size(), false);
    std::size_t small = 0;
    for (std::size_t i = 1; i < regions.sizes.size(); ++i) {
        is_small[i] = static_cast<double>(regions.sizes[i]) < area;
        small += is_small[i];
    }
    if (small == 0) return false;
    if (!fills && small + 1 == regions.sizes.size()) {
        const auto largest = std::max_element(regions.sizes.begin() + 1, regions.sizes.end());
        is_small[static_cast<std::size_t>(largest - regions.sizes.begin())] = false;
    }
    for (std::size_t i = 0; i < mask.values.size(); ++i) {
        if (is_small[static_cast<std::size_t>(regions.numbers.values[i])]) mask.values[i] = fills ? 1 : 0;
    }
    return true;
}

std::vector<std::uint32_t> columnRuns(const Mask& mask) {
    std::vector<std::uint32_t> runs;
    bool is_set = false;
    std::uint32_t run = 0;
    for (int x = 0; x < mask.size.width; ++x) {
        for (int y = 0; y < mask.size.height; ++y) {
            if ((mask.at(x, y) != 0) != is_set) {
                runs.push_back(run);
                run = 0;
                is_set = !is_set;
            }
            ++run;
        }
    }
    runs.push_back(run);
    return runs;
}

Mask maskFromColumnRuns(Size size, std::span<const std::uint32_t> runs) {
    Mask mask(size);
    std::uint64_t position = 0;
    bool is_set = false;
    for (const std::uint32_t run : runs) {
        if (position + run > size.area()) throw std::invalid_argument("the runs are longer than the mask");
        for (std::uint64_t end = position + run; position < end; ++position) {
            const auto height = static_cast<std::uint64_t>(size.height);
            mask.at(static_cast<int>(position / height), static_cast<int>(position % height)) = is_set;
        }
        is_set = !is_set;
    }
    return mask;
}

std::string compressedRuns(std::span<const std::uint32_t> runs) {
    std::string text;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        auto value = static_cast<std::int64_t>(runs[i]);
        if (i > 2) value -= static_cast<std::int64_t>(runs[i - 2]);
        for (bool is_more = true; is_more;) {
            std::int64_t bits = value & 0x1f;
            value >>= 5;
            is_more = bits & 0x10 ? value != -1 : value != 0;
            if (is_more) bits |= 0x20;
            text.push_back(static_cast<char>(bits + 48));
        }
    }
    return text;
}

std::vector<std::uint32_t> runsFromCompressed(std::string_view text) {
    std::vector<std::uint32_t> runs;
    for (std::size_t at = 0; at < text.size();) {
        std::int64_t value = 0;
        int shift = 0;
        for (bool is_more = true; is_more; shift += 5) {
            if (at == text.size() || shift > 35)
                throw std::invalid_argument("compressed runs end in the middle of a number");
            const std::int64_t bits = text[at++] - 48;
            if (bits < 0 || bits > 0x3f)
                throw std::invalid_argument("compressed runs hold a character that is not theirs");
            value |= (bits & 0x1f) << shift;
            is_more = bits & 0x20;
            if (!is_more && (bits & 0x10)) value |= -(std::int64_t{1} << (shift + 5));
        }
        if (runs.size() > 2) value += runs[runs.size() - 2];
        if (value < 0) throw std::invalid_argument("compressed runs hold a negative length");
        runs.push_back(static_cast<std::uint32_t>(value));
    }
    return runs;
}

} // namespace soundmask::nn
