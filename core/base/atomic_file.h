#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

#include "core/base/result.h"

namespace soundmask {

/// Writes \p bytes to a temporary file beside \p path, flushes it to the disk and renames it, so that \p path holds
/// either the old or the whole new content. Makes missing parent folders. Error: WriteFailed, naming \p path.
Result<void> writeFileAtomically(const std::filesystem::path& path, std::span<const std::byte> bytes);
Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view text);

/// The same for writers that need a path: \p write fills the temporary file it is given (same extension as \p path).
Result<void> writeFileAtomically(const std::filesystem::path& path,
                                 const std::function<Result<void>(const std::filesystem::path& temporary)>& write);

/// A whole file. Refuses more than \p limit bytes. Errors: FileNotFound, FileUnreadable.
Result<std::string> readFile(const std::filesystem::path& path, std::size_t limit = std::size_t{256} << 20);

} // namespace soundmask
