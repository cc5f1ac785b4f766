#pragma once

#include <cstdint>

/// The two transforms of Winograd's F(4 x 4, 3 x 3) on plain floats: 4 x 4 results of a 3 x 3 convolution cost 36
/// multiplications instead of 144. Source: Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, 2016.
namespace soundmask::nn {

constexpr std::int64_t kTileSide = 4;   ///< results of a tile, along one side
constexpr std::int64_t kWindowSide = 6; ///< what they are made of
constexpr std::int64_t kTransformed = kWindowSide * kWindowSide;
constexpr std::int64_t kChannelsAtOnce = 16; ///< channel counts are multiples of this

/// Pictures with their channels side by side (channels-last), and the tiles their results are cut into.
struct TileGrid {
    std::int64_t height, width; ///< of a picture, pixels
    std::int64_t rows() const { return (height + kTileSide - 1) / kTileSide; }
    std::int64_t columns() const { return (width + kTileSide - 1) / kTileSide; }
    std::int64_t tiles() const { return rows() * columns(); } ///< of a picture
};

/// What is done with results while they are in registers.
enum class ThenDo {
    Nothing,
    Rectify,        ///< 0 for what is less
    RectifyAndPool, ///< and the mean over each 2 x 2 places, of pictures of even height and width
};

/// Transforms the windows of the tiles \p begin .. \p end of \p pixels, which is zero around the picture.
/// \p pixels: pictures x height x width x channels; tile \p begin goes to \p out, the next one \p channels later, and
/// the 36 parts of a tile lie \p part_stride apart. Any thread.
void transformWindows(const float* pixels, const TileGrid& grid, std::int64_t channels, std::int64_t begin,
                      std::int64_t end, float* out, std::int64_t part_stride);

/// The way back: results from \p parts, laid out as above, plus \p bias, and what is \p then done with them. Pooled
/// \p pixels are pictures of height / 2 x width / 2.
void transformResults(const float* parts, std::int64_t part_stride, const TileGrid& grid, std::int64_t channels,
                      std::int64_t begin, std::int64_t end, const float* bias, ThenDo then, float* pixels);

} // namespace soundmask::nn
