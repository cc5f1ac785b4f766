#include "core/engine/truth_reader.h"

#include "core/base/image_io.h"
#include "core/engine/semantic_metrics.h"

namespace soundmask {

Result<LabelReading> readClassMap(const std::filesystem::path& path) {
    const auto png = readRawPng(path);
    if (!png) return fail(png.error());
    const bool coloured = png->mode == RawPng::Mode::Colour || png->mode == RawPng::Mode::ColourAlpha;
    return coloured ? readLabelMap(path, avssPalette()) : readLabelIndices(path, kSemanticClasses);
}

Mask foregroundOf(const LabelMap& labels) {
    Mask mask(labels.size);
    for (std::size_t i = 0; i < labels.values.size(); ++i) mask.values[i] = labels.values[i] != 0;
    return mask;
}

} // namespace soundmask
