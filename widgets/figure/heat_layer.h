#pragma once

#include <QLineF>
#include <QList>
#include <vector>

#include "core/base/image.h"

namespace soundmask {

/// \p heat with enough values to look smooth over a picture of \p video: maps of few places are enlarged.
FloatMap smoothHeat(const FloatMap& heat, Size video);

/// Where a heat map has one value.
struct IsoLine {
    float level = 0.0F;
    QList<QLineF> lines_in_video; ///< in no order
};

/// The usual distance between iso-lines.
inline constexpr double kIsoStep = 0.25;

/// Iso-lines of \p heat over a picture of \p video at all multiples of \p step between 0 and 1; levels that nothing
/// crosses are left out.
std::vector<IsoLine> isoLinesOf(const FloatMap& heat, Size video, double step = kIsoStep);

} // namespace soundmask
