#pragma once

#include <QLineF>
#include <QList>

#include "core/base/image.h"

namespace soundmask {

/// Line pieces where \p map crosses \p level, in video coordinates (values sit at pixel centres), by marching squares.
/// \p step > 1 looks at every step-th pixel only, for large maps.
QList<QLineF> isoLines(const FloatMap& map, float level, int step = 1);

} // namespace soundmask
