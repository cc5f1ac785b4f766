#pragma once

#include <QColor>
#include <array>

#include "core/project/mask_layer.h"

namespace soundmask {

/// Object colours that stay apart for colour-blind eyes: Okabe and Ito 2008, "Color Universal Design", without black,
/// ordered so that the first ones differ most on photographs.
inline constexpr std::array<Rgb, 7> kOkabeIto{{
    {86, 180, 233},  // sky blue
    {230, 159, 0},   // orange
    {0, 158, 115},   // bluish green
    {204, 121, 167}, // reddish purple
    {240, 228, 66},  // yellow
    {213, 94, 0},    // vermilion
    {0, 114, 178},   // blue
}};

/// What a method found, before anybody made objects of it.
inline constexpr Rgb kResultColour = kOkabeIto[0];

/// Colour for the object number \p index (0-based) of a clip; starts again after the last.
constexpr Rgb objectColour(std::size_t index) {
    return kOkabeIto[index % kOkabeIto.size()];
}

inline QColor colourFromRgb(const Rgb& rgb) {
    return {rgb[0], rgb[1], rgb[2]};
}

} // namespace soundmask
