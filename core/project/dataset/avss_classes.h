#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace soundmask {

using PaletteColour = std::array<std::uint8_t, 3>; ///< RGB

/// The 71 classes of AVSBench-semantic by number, 0 = background. The list is also in
/// resources/classes/avsbench_v2.json with its source and licence.
std::span<const std::string_view> avssClassNames();

/// The 23 categories of AVSBench S4, in the order of the authors' script; also in resources/classes/avsbench_s4.json.
std::span<const std::string_view> s4CategoryNames();

/// Colour of class \p index in labels_rgb: PASCAL VOC's bit pattern. Three bits of the index at a time go to red, green
/// and blue, from bit 7 downward. Source: spec-supervised 5.4.
constexpr PaletteColour avssColour(unsigned index) {
    PaletteColour colour{};
    for (unsigned bit = 7; index != 0; index >>= 3, --bit)
        for (unsigned channel = 0; channel < 3; ++channel)
            colour[channel] = static_cast<std::uint8_t>(colour[channel] | (((index >> channel) & 1u) << bit));
    return colour;
}

/// The colours of all 71 classes, by number.
std::vector<PaletteColour> avssPalette();

} // namespace soundmask
