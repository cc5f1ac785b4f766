#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace soundmask {

/// Exclusive use of a project file, by an OS lock on "PROJECT-lock" beside it. The system takes the lock away when the
/// process ends, however it ends; a lock file left behind by a kill hinders nobody.
class StoreLock {
  public:
    /// \p who: the person, told to those who find the project locked. Errors: FileUnreadable, naming the holder, when
    /// another Soundmask (or this one) has the project open; WriteFailed with advice when the folder cannot be written.
    static Result<StoreLock> acquire(const std::filesystem::path& project, const std::string& who);

    StoreLock(StoreLock&& other) noexcept;
    StoreLock& operator=(StoreLock&& other) noexcept;
    ~StoreLock();

  private:
    StoreLock(int fd, std::filesystem::path file)
        : m_fd(fd)
        , m_file(std::move(file)) {}

    int m_fd = -1;
    std::filesystem::path m_file;
};

/// Refuses to keep a project on a network file system: SQLite's write-ahead log needs memory shared by all who use the
/// file, which exists on one computer only. Error: WriteFailed with advice.
Result<void> checkFileSystem(const std::filesystem::path& project);

/// The type ("ext4", "nfs4") of the file system that holds \p path, an absolute path, according to \p mountinfo, the
/// text of Linux's /proc/self/mountinfo; empty when it does not say. Source: proc(5).
std::string fileSystemType(const std::filesystem::path& path, std::string_view mountinfo);
bool isNetworkFileSystem(std::string_view type);

} // namespace soundmask
