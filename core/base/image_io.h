#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"

namespace soundmask {

/// A PNG's samples as stored, with nothing expanded or scaled.
struct RawPng {
    enum class Mode { Bilevel, Grey, GreyAlpha, Palette, Colour, ColourAlpha };

    Size size;
    Mode mode = Mode::Grey;
    int bit_depth = 8; ///< as stored: 1, 2, 4, 8 or 16
    int channels = 1;
    std::vector<std::uint16_t> samples;              ///< height x width x channels
    std::vector<std::array<std::uint8_t, 3>> palette; ///< RGB, Palette mode only
};

/// Reads a PNG without interpreting it (palette images keep their indices). Pictures over 16384 pixels a side are
/// refused. Errors: FileNotFound, MalformedFile.
Result<RawPng> readRawPng(const std::filesystem::path& path);

/// Reads a PNG or a JPEG as RGB: EXIF rotation of a JPEG applied, transparency left out. Pictures over 16384 pixels a
/// side are refused. Errors: FileNotFound, MalformedFile, OutOfMemory.
Result<Image> readImage(const std::filesystem::path& path);

/// Writers are atomic and byte-for-byte reproducible. Error: WriteFailed.
Result<void> writePng(const std::filesystem::path& path, const Image& image);
/// 8-bit grey.
Result<void> writePng(const std::filesystem::path& path, const Grid<std::uint8_t>& grey);
/// 8-bit indexed with a palette of at most 256 colours.
Result<void> writeIndexedPng(const std::filesystem::path& path, const LabelMap& labels,
                             const std::vector<std::array<std::uint8_t, 3>>& palette);
/// An AVSBench mask: 8-bit grey, 0 or 255.
Result<void> writeMaskPng(const std::filesystem::path& path, const Mask& mask);

/// NumPy's .npy, version 1.0, little-endian float32, C order, shape (height, width).
Result<void> writeNpy(const std::filesystem::path& path, const FloatMap& map);
/// Reads what writeNpy writes. Errors: FileNotFound, MalformedFile.
Result<FloatMap> readNpy(const std::filesystem::path& path);

} // namespace soundmask
