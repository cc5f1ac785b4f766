#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace soundmask {

/// The SHA-256 of a file, 64 lower-case hex digits. \p progress may be empty. Errors: FileUnreadable, Cancelled.
Result<std::string> fileDigest(const std::filesystem::path& file, const ProgressCallback& progress,
                               std::stop_token stop);

/// Copies \p from to \p to while it is read; gives the SHA-256 of what was written. The room on the disk is looked at
/// first. A failed copy is deleted. Errors: FileUnreadable, WriteFailed, Cancelled.
Result<std::string> copyWithDigest(const std::filesystem::path& from, const std::filesystem::path& to,
                                   const ProgressCallback& progress, std::stop_token stop);

/// Fails with WriteFailed if \p folder's disk has less than \p bytes free. \p folder need not exist yet.
Result<void> requireRoom(const std::filesystem::path& folder, std::uintmax_t bytes);

} // namespace soundmask
