#include "core/methods/point_mining.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace soundmask {

namespace {

constexpr int kCellSide = kMinedMapSide / kDenseCells;
constexpr std::ptrdiff_t kMostDense = kDenseCells * kDenseCells / 2;

PointF centre(const FloatMap& heat, std::ptrdiff_t index) {
    return {static_cast<double>(index % heat.size.width) + 0.5, static_cast<double>(index / heat.size.width) + 0.5};
}

/// Every place whose pixel fits, row by row.
template <typename Fits>
std::vector<PointF> placesWhere(const FloatMap& heat, const Fits& fits) {
    std::vector<PointF> places;
    for (int y = 0; y < heat.size.height; ++y) {
        for (int x = 0; x < heat.size.width; ++x) {
            if (fits(x, y)) places.push_back({static_cast<double>(x), static_cast<double>(y)});
        }
    }
    return places;
}

} // namespace

MinedPoints globalPoints(const FloatMap& heat) {
    const auto begin = heat.values.begin();
    return {{centre(heat, std::ranges::max_element(heat.values) - begin)},
            {centre(heat, std::ranges::min_element(heat.values) - begin)}};
}

MinedPoints localPoints(const FloatMap& heat, double threshold, LocalVariant variant) {
    const auto value = [&](int x, int y) {
        const bool is_inside = x >= 0 && y >= 0 && x < heat.size.width && y < heat.size.height;
        return is_inside ? heat.at(x, y) : 0.0f;
    };
    const auto above = static_cast<float>(threshold), below = static_cast<float>(1.0 - threshold);
    MinedPoints points;
    points.positive = placesWhere(heat, [&](int x, int y) {
        const float v = heat.at(x, y);
        return v > above && v > value(x - 1, y) && v > value(x + 1, y) && v > value(x, y - 1) && v > value(x, y + 1);
    });
    points.negative = placesWhere(heat, [&](int x, int y) {
        const float v = heat.at(x, y);
        return v < below && v < value(x - 1, y) && v < value(x + 1, y) && v < value(x, y - 1) && v < value(x, y + 1);
    });
    const auto [least, most] = std::ranges::minmax_element(heat.values);
    if (points.positive.empty()) {
        const float hottest = std::max(0.0f, *most);
        points.positive = placesWhere(heat, [&](int x, int y) { return heat.at(x, y) == hottest; });
    }
    if (points.negative.empty()) {
        const float coldest = std::min(0.0f, *least); // the published code looks at the border of zeros, too
        if (variant == LocalVariant::Published) {
            points.negative = placesWhere(heat, [&](int x, int y) { return heat.at(x, y) == coldest; });
        } else {
            const auto index = static_cast<int>(least - heat.values.begin());
            points.negative = {
                {static_cast<double>(index % heat.size.width), static_cast<double>(index / heat.size.width)}};
        }
    }
    if (variant == LocalVariant::Published) {
        for (std::vector<PointF>* side : {&points.positive, &points.negative}) {
            for (PointF& point : *side)
                point.y = point.x;
        }
    }
    return points;
}

FloatMap denseSamples(const FloatMap& heat) {
    FloatMap samples({kDenseCells, kDenseCells});
    for (int y = 0; y < kDenseCells; ++y) {
        for (int x = 0; x < kDenseCells; ++x)
            samples.at(x, y) = heat.at(kCellSide * x + kCellSide / 2, kCellSide * y + kCellSide / 2);
    }
    return samples;
}

Result<MinedPoints> densePoints(const FloatMap& heat, double threshold) {
    if (heat.size != Size{kMinedMapSide, kMinedMapSide})
        return fail(ErrorCode::InvalidValue, "dense points",
                    "the heat map is " + std::to_string(heat.size.width) + " x " + std::to_string(heat.size.height) +
                        " pixels; 224 x 224 are needed");
    const FloatMap samples = denseSamples(heat);
    std::vector<int> order(samples.values.size());
    std::iota(order.begin(), order.end(), 0);
    const auto sample = [&](int index) { return samples.values[static_cast<std::size_t>(index)]; };
    std::ranges::stable_sort(order, {}, sample);
    const auto least = static_cast<float>(threshold);
    const auto hot = std::ranges::count_if(samples.values, [&](float value) { return value >= least; });
    const auto count = std::clamp<std::ptrdiff_t>(hot, 1, kMostDense);
    const auto centreOfCell = [](int index) {
        return PointF{(index % kDenseCells + 0.5) * kCellSide, (index / kDenseCells + 0.5) * kCellSide};
    };
    MinedPoints points;
    std::transform(order.end() - count, order.end(), std::back_inserter(points.positive), centreOfCell);
    std::transform(order.begin(), order.begin() + count, std::back_inserter(points.negative), centreOfCell);
    return points;
}

} // namespace soundmask
