#include "core/nn/golden/mask_records.h"

#include <algorithm>
#include <cmath>

#include "core/nn/sam/mask_pieces.h"

namespace soundmask::nn {

namespace {

constexpr std::size_t kFewPixels = 100; ///< smaller masks are compared with wider limits

double overlap(const Mask& a, const Mask& b) {
    std::size_t common = 0, all = 0;
    for (std::size_t i = 0; i < a.values.size(); ++i) {
        common += a.values[i] && b.values[i];
        all += a.values[i] || b.values[i];
    }
    return all == 0 ? 1.0 : static_cast<double>(common) / static_cast<double>(all);
}

void compareRect(Comparison& comparison, const std::string& name, const PixelRect& got, const nlohmann::json& want,
                 double limit) {
    const double numbers[] = {double(got.x), double(got.y), double(got.width), double(got.height)};
    for (std::size_t i = 0; i < 4; ++i)
        comparison.number(name, numbers[i], want.at(i).get<double>(), limit);
}

} // namespace

AutomaticMaskOptions automaticMaskOptions(const nlohmann::json& params) {
    AutomaticMaskOptions options;
    const auto read = [&](const char* key, auto& value) {
        if (params.contains(key)) params.at(key).get_to(value);
    };
    read("points_per_side", options.points_per_side);
    read("points_per_batch", options.points_per_batch);
    read("pred_iou_thresh", options.pred_iou_thresh);
    read("stability_score_thresh", options.stability_score_thresh);
    read("stability_score_offset", options.stability_score_offset);
    read("box_nms_thresh", options.box_nms_thresh);
    read("crop_n_layers", options.crop_n_layers);
    read("crop_nms_thresh", options.crop_nms_thresh);
    read("crop_overlap_ratio", options.crop_overlap_ratio);
    read("crop_n_points_downscale_factor", options.crop_n_points_downscale_factor);
    read("min_mask_region_area", options.min_mask_region_area);
    return options;
}

void compareMasks(const std::vector<AutomaticMask>& got, const std::vector<WantedMask>& want, Size picture,
                  Comparison& comparison) {
    comparison.number("number of masks", static_cast<double>(got.size()), static_cast<double>(want.size()));
    for (std::size_t i = 0; i < std::min(got.size(), want.size()); ++i) {
        const std::string name = "mask " + std::to_string(i) + " ";
        const auto& record = want[i].record;
        const auto area = record.at("area").get<double>();
        const bool is_small = area < static_cast<double>(kFewPixels);
        comparison.number(name + "area", static_cast<double>(got[i].mask.area()), area, std::max(2.0, 0.005 * area));
        compareRect(comparison, name + "bbox", got[i].box, record.at("bbox"), 1.0);
        compareRect(comparison, name + "crop_box", got[i].crop, record.at("crop_box"), 0.0);
        comparison.number(name + "predicted_iou", got[i].predicted_iou, record.at("predicted_iou"), 2e-5);
        comparison.number(name + "stability_score", got[i].stability_score, record.at("stability_score"),
                          is_small ? 0.2 : 2e-3);
        const auto& point = record.at("point_coords").at(0);
        comparison.number(name + "point x", got[i].point_in_video.x, point.at(0), 1e-4);
        comparison.number(name + "point y", got[i].point_in_video.y, point.at(1), 1e-4);

        const auto runs = runsFromCompressed(want[i].compressed);
        const Mask wanted = maskFromColumnRuns(picture, runs);
        const Mask dense = got[i].mask.toDense();
        comparison.require(compressedRuns(runs) == want[i].compressed,
                           name + "runs do not compress to the stored text");
        comparison.require((dense == wanted) == (columnRuns(dense) == runs), name + "runs and mask disagree");
        if (!is_small) comparison.number(name + "overlap", overlap(dense, wanted), 1.0, 0.02);
    }
}

} // namespace soundmask::nn
