#include "core/methods/sound_heat.h"

#include <algorithm>
#include <cmath>

namespace soundmask {

FloatMap heatOf(const FloatMap& similarity, HeatDirection direction) {
    FloatMap heat(similarity.size);
    const bool is_finite = std::ranges::all_of(similarity.values, [](float value) { return std::isfinite(value); });
    if (!is_finite || similarity.values.empty()) return heat;
    std::vector<float> scores = similarity.values;
    if (direction == HeatDirection::Reverse) {
        for (float& score : scores)
            score = 1.0f - score;
    }
    const auto [least, most] = std::ranges::minmax(scores);
    if (least == most) return heat;
    for (std::size_t i = 0; i < scores.size(); ++i)
        heat.values[i] = (scores[i] - least) / (most - least);
    return heat;
}

} // namespace soundmask
