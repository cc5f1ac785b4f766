#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"

namespace soundmask {

/// Whether \p bytes begin as a JPEG file does.
bool isJpeg(std::span<const std::uint8_t> bytes);

/// The picture as RGB, turned upright by its EXIF orientation. \p subject names it in errors. Pictures over 16384
/// pixels a side are refused. Errors: MalformedFile, OutOfMemory.
Result<Image> decodeJpeg(std::span<const std::uint8_t> bytes, const std::string& subject);

/// \p image as a JPEG file. \p quality: 1 to 100. Error: WriteFailed, OutOfMemory.
Result<std::vector<std::uint8_t>> encodeJpeg(const Image& image, int quality);

} // namespace soundmask
