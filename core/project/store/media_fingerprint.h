#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace soundmask {

/// What tells whether a file is the same one after it moved: "SIZE:SHA256", the digest over its first and its last MiB.
/// A longer file is not read whole: a video edited in its middle changes its index at one end, or its size, too.
/// A folder of stills: the digest over the names and sizes of its files, and over its first and last file.
/// Errors: FileNotFound, FileUnreadable.
Result<std::string> mediaFingerprint(const std::filesystem::path& path);

} // namespace soundmask
