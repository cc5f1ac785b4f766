#include "widgets/figure/heat_layer.h"

#include <QTransform>
#include <algorithm>
#include <cmath>

#include "core/base/map_sampling.h"
#include "widgets/figure/iso_lines.h"

namespace soundmask {

namespace {

/// Colours and lines between fewer values would show corners.
constexpr int kSmoothSide = 256;
/// Lines of a larger map look the same from every second or fourth value.
constexpr int kMostCells = 640;

} // namespace

FloatMap smoothHeat(const FloatMap& heat, Size video) {
    const int side = std::max(heat.size.width, heat.size.height);
    if (heat.isEmpty() || video.isEmpty() || side >= kSmoothSide / 2) return heat;
    const double scale = std::min(1.0, double(kSmoothSide) / std::max(video.width, video.height));
    const Size size{static_cast<int>(std::ceil(video.width * scale)),
                    static_cast<int>(std::ceil(video.height * scale))};
    return enlarged(heat, size);
}

std::vector<IsoLine> isoLinesOf(const FloatMap& heat, Size video, double step) {
    const FloatMap map = smoothHeat(heat, video);
    std::vector<IsoLine> all;
    if (map.isEmpty()) return all;
    const int stride = std::max(1, std::max(map.size.width, map.size.height) / kMostCells);
    const QTransform video_from_map =
        QTransform::fromScale(double(video.width) / map.size.width, double(video.height) / map.size.height);
    const int levels = static_cast<int>(std::lround(1.0 / step)) - 1;
    for (int i = 1; i <= levels; ++i) {
        IsoLine line{static_cast<float>(i * step), {}};
        for (const QLineF& piece : isoLines(map, line.level, stride))
            line.lines_in_video.append(video_from_map.map(piece));
        if (!line.lines_in_video.isEmpty()) all.push_back(std::move(line));
    }
    return all;
}

} // namespace soundmask
