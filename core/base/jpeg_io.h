#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/base/image.h"
#include "core/base/result.h"

namespace soundmask {

/// Whether \p bytes begin as a JPEG file does.
bool isJpeg(std::span<const std::uint8_t> bytes);

/// The picture as RGB, turned upright by its EXIF orientation. \p subject names it in errors. Pictures over 16384
/// pixels a side are refused. Errors: MalformedFile, OutOfMemory.
Result<Image> decodeJpeg(std::span<const std::uint8_t> bytes, const std::string& subject);

} // namespace soundmask
