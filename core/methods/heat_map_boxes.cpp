#include "core/methods/heat_map_boxes.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

namespace soundmask {

std::vector<BoxF> boxesFromHeat(const FloatMap& heat, double threshold, BoxRule rule) {
    const cv::Mat1f values(heat.size.height, heat.size.width, const_cast<float*>(heat.values.data()));
    const cv::Mat1b hot = values >= static_cast<float>(threshold);
    cv::Mat1i labels;
    cv::Mat statistics, centres;
    const int count = cv::connectedComponentsWithStats(hot, labels, statistics, centres, 8);
    std::vector<BoxF> boxes;
    int largest = 0;
    for (int label = 1; label < count; ++label) {
        const int* region = statistics.ptr<int>(label);
        const double x = region[cv::CC_STAT_LEFT], y = region[cv::CC_STAT_TOP];
        boxes.push_back({x, y, x + region[cv::CC_STAT_WIDTH] - 1, y + region[cv::CC_STAT_HEIGHT] - 1});
        if (largest == 0 || region[cv::CC_STAT_AREA] > statistics.at<int>(largest, cv::CC_STAT_AREA)) largest = label;
    }
    if (boxes.empty()) return boxes;
    const auto only = [&](int label) { return std::vector{boxes[static_cast<std::size_t>(label - 1)]}; };
    switch (rule) {
    case BoxRule::LargestArea:
        return only(largest);
    case BoxRule::HottestPlace: {
        const auto place = std::ranges::max_element(heat.values) - heat.values.begin();
        return only(*(labels.begin() + place));
    }
    case BoxRule::Around: {
        BoxF around = boxes.front();
        for (const BoxF& box : boxes)
            around = {std::min(around.x0, box.x0), std::min(around.y0, box.y0), std::max(around.x1, box.x1),
                      std::max(around.y1, box.y1)};
        return {around};
    }
    case BoxRule::Each:
        break;
    }
    return boxes;
}

} // namespace soundmask
