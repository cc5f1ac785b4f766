#pragma once

#include <filesystem>

#include "core/base/result.h"
#include "core/project/dataset/mask_reader.h"

namespace soundmask {

/// Reads a class map of AVSBench-semantic, whether it holds the classes' colours (labels_rgb) or numbers
/// (labels_semantic). Errors: FileNotFound, MalformedFile.
Result<LabelReading> readClassMap(const std::filesystem::path& path);

/// Where something is, that is any class but the background.
Mask foregroundOf(const LabelMap& labels);

} // namespace soundmask
