#pragma once

#include <QImage>
#include <QRgb>
#include <QString>
#include <array>
#include <span>

#include "core/base/image.h"

namespace soundmask {

/// How a value in [0, 1] becomes a colour. Viridis, Inferno and Turbo are our own curves through OKLab that follow the
/// look of the maps of these names; the first two rise evenly in lightness. Jet is the map of the published figures.
enum class ColourMap { Viridis, Inferno, Turbo, Jet, Grey };

using ColourTable = std::array<QRgb, 256>;

/// All maps, in the order in which they are offered.
std::span<const ColourMap> allColourMaps();
/// Name for people, translated.
QString colourMapTitle(ColourMap map);
/// The 256 opaque colours of \p map from value 0 to value 1. Computed once; any thread.
const ColourTable& colourTable(ColourMap map);
/// Colour of \p value, clamped to [0, 1]; NaN is transparent.
QRgb colourOf(ColourMap map, float value);

/// \p heat_map (values 0..1) as a picture of the same size, ARGB32 premultiplied. Values below \p threshold and NaN are
/// transparent. Within \p fade above the threshold they become opaque step by step, so that a cold heat map does not
/// darken what is below it; 0 for none.
QImage colourised(const FloatMap& heat_map, ColourMap map, float threshold = 0.0F, float fade = 0.0F);
/// A horizontal colour bar of \p size pixels, 0 at the left.
QImage colourBar(ColourMap map, int width, int height);

} // namespace soundmask
