#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/nn/golden/comparison.h"
#include "core/nn/promptable_segmenter.h"

namespace soundmask::nn {

/// A mask that the automatic generator of the reference has found.
struct WantedMask {
    nlohmann::json record;  ///< area, bbox, predicted_iou, point_coords, stability_score, crop_box
    std::string compressed; ///< its run lengths
};

AutomaticMaskOptions automaticMaskOptions(const nlohmann::json& params);

/// Compares with the limits that golden/sam/README.md states for automatic masks: the same masks in the same order.
void compareMasks(const std::vector<AutomaticMask>& got, const std::vector<WantedMask>& want, Size picture,
                  Comparison& comparison);

} // namespace soundmask::nn
