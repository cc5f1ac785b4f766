#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "core/base/result.h"

namespace soundmask::nn {

/// The read-only bytes of a file, mapped into memory so that only the pages that are looked at are read.
/// A file must not be shortened while it is mapped: the system then kills the process that reads the missing part.
class FileBytes {
  public:
    /// Maps a regular file; an empty one gives no bytes. Errors: FileNotFound, FileUnreadable.
    static Result<std::shared_ptr<const FileBytes>> map(const std::filesystem::path& path);
    /// Bytes that are in memory already.
    static std::shared_ptr<const FileBytes> own(std::vector<std::byte> bytes);

    ~FileBytes();
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;

    std::span<const std::byte> bytes() const { return m_bytes; }

  private:
    FileBytes() = default;

    std::vector<std::byte> m_owned;
    void* m_mapping = nullptr;
    std::span<const std::byte> m_bytes;
};

} // namespace soundmask::nn
