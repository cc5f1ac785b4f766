#include "core/methods/heat_map_prompts.h"

#include <algorithm>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace soundmask {

namespace {

constexpr int kLongestSide = 256;
constexpr int kGrabCutSteps = 3;

/// A connected region of hot pixels.
struct Region {
    int label;
    cv::Rect box;
    cv::Point peak;
    float heat;
};

/// OpenCV has no const view; nothing writes through this one.
cv::Mat1f view(const FloatMap& map) {
    return {map.size.height, map.size.width, const_cast<float*>(map.values.data())};
}

/// The regions that count, the hottest first. \p labels gets the number of its region for each pixel.
std::vector<Region> hotRegions(const cv::Mat1f& heat, const HeatMapRules& rules, cv::Mat1i& labels) {
    cv::Mat statistics, centres;
    const cv::Mat1b hot = heat >= rules.threshold;
    const int count = cv::connectedComponentsWithStats(hot, labels, statistics, centres);
    std::vector<Region> regions;
    for (int label = 1; label < count; ++label) {
        const int* box = statistics.ptr<int>(label);
        regions.push_back(
            {label,
             {box[cv::CC_STAT_LEFT], box[cv::CC_STAT_TOP], box[cv::CC_STAT_WIDTH], box[cv::CC_STAT_HEIGHT]},
             {},
             -1.0f});
    }
    for (int y = 0; y < heat.rows; ++y)
        for (int x = 0; x < heat.cols; ++x) {
            if (labels(y, x) == 0) continue;
            Region& region = regions[static_cast<std::size_t>(labels(y, x) - 1)];
            if (heat(y, x) <= region.heat) continue;
            region.heat = heat(y, x);
            region.peak = {x, y};
        }
    std::erase_if(regions, [&](const Region& region) { return region.heat < rules.second_peak; });
    std::stable_sort(regions.begin(), regions.end(), [](const Region& a, const Region& b) { return a.heat > b.heat; });
    if (regions.size() > rules.most_regions) regions.resize(rules.most_regions);
    return regions;
}

cv::Mat1b regionMask(const cv::Mat1i& labels, const std::vector<Region>& regions) {
    cv::Mat1b mask = cv::Mat1b::zeros(labels.size());
    for (const Region& region : regions)
        mask.setTo(1, labels == region.label);
    return mask;
}

MaskRle toRle(const cv::Mat1b& mask) {
    Mask dense({mask.cols, mask.rows});
    for (int y = 0; y < mask.rows; ++y)
        std::copy_n(mask.ptr(y), mask.cols, dense.row(y));
    return MaskRle::fromDense(dense);
}

/// Keeps the parts of \p mask that touch \p hot: GrabCut finds the same colours elsewhere too.
void keepTouching(cv::Mat1b& mask, const cv::Mat1b& hot) {
    cv::Mat1i labels;
    const int count = cv::connectedComponents(mask, labels);
    std::vector<bool> touches(static_cast<std::size_t>(count), false);
    for (int y = 0; y < mask.rows; ++y)
        for (int x = 0; x < mask.cols; ++x)
            if (hot(y, x)) touches[static_cast<std::size_t>(labels(y, x))] = true;
    for (int y = 0; y < mask.rows; ++y)
        for (int x = 0; x < mask.cols; ++x)
            mask(y, x) = mask(y, x) && touches[static_cast<std::size_t>(labels(y, x))];
}

/// GrabCut from the hot regions. Empty when there is no colour to learn from on either side.
cv::Mat1b cutOut(const cv::Mat3b& picture, const cv::Mat1f& heat, const cv::Mat1b& hot, double threshold) {
    cv::Mat1b state(hot.size(), cv::GC_PR_BGD);
    state.setTo(cv::GC_BGD, heat < threshold / 4.0);
    state.setTo(cv::GC_PR_FGD, hot);
    const int inside = cv::countNonZero(hot);
    // Each side is described by five colours.
    if (inside < 5 || hot.total() - static_cast<std::size_t>(inside) < 5) return {};
    cv::setRNGSeed(1); // the first guess of the colours draws from this thread's generator
    cv::Mat background, foreground;
    cv::grabCut(picture, state, {}, background, foreground, kGrabCutSteps, cv::GC_INIT_WITH_MASK);
    cv::Mat1b mask = (state & 1) != 0; // GC_FGD and GC_PR_FGD are odd
    mask /= 255;
    keepTouching(mask, hot);
    return mask;
}

} // namespace

PromptSet promptsFromHeat(const FloatMap& heat, const HeatMapRules& rules) {
    cv::Mat1i labels;
    PromptSet prompts;
    for (const Region& region : hotRegions(view(heat), rules, labels)) {
        prompts.points.push_back({.point_in_video = {region.peak.x + 0.5, region.peak.y + 0.5},
                                  .positive = true,
                                  .score = region.heat,
                                  .origin = PromptOrigin::Mined});
        const cv::Point end = region.box.br();
        prompts.boxes.push_back(
            {.box_in_video = {double(region.box.x), double(region.box.y), double(end.x), double(end.y)},
             .score = region.heat,
             .label = {},
             .origin = PromptOrigin::Mined});
    }
    return prompts;
}

MaskRle maskFromHeat(const FloatMap& heat, const Image& picture, const HeatMapRules& rules) {
    const double scale = std::min(1.0, double(kLongestSide) / std::max(picture.width(), picture.height()));
    const cv::Size small(std::max(1, cvRound(picture.width() * scale)), std::max(1, cvRound(picture.height() * scale)));
    const cv::Mat full(picture.height(), picture.width(), CV_8UC3, const_cast<std::uint8_t*>(picture.data()),
                       picture.stride());
    cv::Mat3b reduced;
    cv::Mat1f reduced_heat;
    cv::resize(full, reduced, small, 0, 0, cv::INTER_AREA);
    cv::resize(view(heat), reduced_heat, small, 0, 0, cv::INTER_AREA);

    cv::Mat1i labels;
    const std::vector<Region> regions = hotRegions(reduced_heat, rules, labels);
    const cv::Mat1b hot = regionMask(labels, regions);
    const cv::Mat1b mask = cutOut(reduced, reduced_heat, hot, rules.threshold);
    if (mask.empty() || cv::countNonZero(mask) == 0) return maskOfHotRegions(heat, rules);
    return resizedNearest(toRle(mask), heat.size);
}

MaskRle maskOfHotRegions(const FloatMap& heat, const HeatMapRules& rules) {
    cv::Mat1i labels;
    const std::vector<Region> regions = hotRegions(view(heat), rules, labels);
    return toRle(regionMask(labels, regions));
}

} // namespace soundmask
