#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "core/base/image.h"
#include "core/base/result.h"
#include "core/project/dataset/avss_classes.h"

namespace soundmask {

/// A ground-truth mask and how it was stored.
struct MaskReading {
    Mask mask;                      ///< in the size of the file
    std::string encoding;           ///< e.g. "grey-8"; see readBinaryMask
    std::optional<Warning> warning; ///< "mask-encoding" unless the file is 8-bit grey with 0 and 255 only
};

/// Reads a binary mask in any of the encodings found in the wild. What counts as foreground, by `encoding`:
/// - "grey-8", "grey-16", "bilevel", "palette": any value or index other than 0 (so 0/1 and 0/255 agree);
/// - "rgb-grey": all pixels have R = G = B. With at most one level besides black that level; with more, above 127;
/// - "rgb-classes": some pixel is coloured, or all levels are greys of the AVSS palette (64, 128, 192): any but black;
/// - "jpeg" and other lossy or unknown files: luma (0.299 R + 0.587 G + 0.114 B) above 127.
/// Alpha is ignored. The kind of file is told by its content, not its name. Errors: FileNotFound, MalformedFile.
Result<MaskReading> readBinaryMask(const std::filesystem::path& path);

/// A map of class numbers and what was odd about it.
struct LabelReading {
    LabelMap labels;                ///< in the size of the file
    std::optional<Warning> warning; ///< "unmatched-labels": how many pixels became background
};

/// Reads AVSS's labels_rgb: each pixel's colour is looked up in \p palette (position = class number); others become 0
/// with a warning. A palette PNG is read through its own colours. Errors: FileNotFound, MalformedFile (also: not a PNG,
/// as a lossy file has no exact colours).
Result<LabelReading> readLabelMap(const std::filesystem::path& path, std::span<const PaletteColour> palette);

/// Reads AVSS's labels_semantic: grey values or palette indices are class numbers; those from \p class_count on become
/// 0 with a warning. Errors: FileNotFound, MalformedFile (also: a coloured picture).
Result<LabelReading> readLabelIndices(const std::filesystem::path& path, int class_count);

} // namespace soundmask
