#include "core/project/store/store_lock.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>
#include <utility>

namespace soundmask {

namespace fs = std::filesystem;

namespace {

/// Who holds the lock, as they wrote it themselves.
std::string holderOf(int fd) {
    std::array<char, 256> text{};
    const ssize_t length = ::pread(fd, text.data(), text.size() - 1, 0);
    return length > 0 ? std::string(text.data(), static_cast<std::size_t>(length)) : "an unknown process";
}

void writeHolder(int fd, const std::string& who) {
    std::array<char, 128> host{};
    ::gethostname(host.data(), host.size() - 1);
    const std::string text = who + ", process " + std::to_string(::getpid()) + " on " + host.data();
    // Only for the message to others; the lock holds without it.
    if (::ftruncate(fd, 0) == 0) std::ignore = ::pwrite(fd, text.data(), text.size(), 0);
}

/// Whether the file behind \p fd is still the one at \p path: its last holder may have deleted it in between.
bool isSameFile(int fd, const fs::path& path) {
    struct stat opened {
    }, named{};
    return ::fstat(fd, &opened) == 0 && ::stat(path.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

/// Undoes the \040 for a blank and its like.
std::string unescaped(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto digit = [&](std::size_t k) { return k < text.size() && text[k] >= '0' && text[k] <= '7'; };
        if (text[i] == '\\' && digit(i + 1) && digit(i + 2) && digit(i + 3)) {
            out.push_back(static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0')));
            i += 3;
        } else {
            out.push_back(text[i]);
        }
    }
    return out;
}

bool isInside(const fs::path& path, const fs::path& folder) {
    return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

} // namespace

Result<StoreLock> StoreLock::acquire(const fs::path& project, const std::string& who) {
    fs::path file = project;
    file += "-lock";
    for (;;) {
        const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (fd < 0) {
            if (errno == ENOSPC)
                return fail(ErrorCode::WriteFailed, project.string(), "the disk is full; free some space");
            if (errno == ENOENT)
                return fail(ErrorCode::WriteFailed, project.string(), "the folder does not exist; choose another one");
            if (errno == EACCES || errno == EROFS || errno == EPERM)
                return fail(ErrorCode::WriteFailed, project.string(),
                            "its folder cannot be written, and a project is saved all the time; copy the project to a "
                            "folder of yours and open it there");
            return fail(ErrorCode::WriteFailed, project.string(),
                        std::string("cannot write in its folder: ") + std::strerror(errno));
        }
        if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
            const std::string holder = holderOf(fd);
            ::close(fd);
            return fail(ErrorCode::FileUnreadable, project.string(),
                        "another Soundmask (" + holder + ") has this project open; close it there first");
        }
        if (isSameFile(fd, file)) {
            writeHolder(fd, who);
            return StoreLock(fd, std::move(file));
        }
        ::close(fd);
    }
}

StoreLock::StoreLock(StoreLock&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1))
    , m_file(std::move(other.m_file)) {}

StoreLock& StoreLock::operator=(StoreLock&& other) noexcept {
    std::swap(m_fd, other.m_fd);
    std::swap(m_file, other.m_file);
    return *this;
}

StoreLock::~StoreLock() {
    if (m_fd < 0) return;
    ::unlink(m_file.c_str());
    ::close(m_fd);
}

Result<void> checkFileSystem(const fs::path& project) {
    std::ifstream stream("/proc/self/mountinfo");
    std::ostringstream mountinfo;
    mountinfo << stream.rdbuf();
    std::error_code error;
    const std::string type = fileSystemType(fs::weakly_canonical(fs::absolute(project, error), error), mountinfo.str());
    if (!isNetworkFileSystem(type)) return {};
    return fail(ErrorCode::WriteFailed, project.string(),
                "it lies on a network drive (" + type +
                    "), where a project cannot be saved safely; keep the project on a disk of this computer, the "
                    "videos may stay where they are");
}

std::string fileSystemType(const fs::path& path, std::string_view mountinfo) {
    std::istringstream lines{std::string(mountinfo)};
    std::string line, type;
    std::size_t longest = 0;
    while (std::getline(lines, line)) {
        // "36 35 98:0 /root /mount/point rw,noatime master:1 - ext3 /dev/root rw": the type follows the lone dash.
        std::istringstream fields(line);
        std::string skipped, mount_point, field;
        fields >> skipped >> skipped >> skipped >> skipped >> mount_point;
        while (fields >> field && field != "-") {
        }
        std::string found;
        if (!(fields >> found)) continue;
        mount_point = unescaped(mount_point);
        // Not shorter: of two mounts on one point the later one covers the other.
        if (mount_point.size() >= longest && isInside(path, mount_point)) {
            longest = mount_point.size();
            type = found;
        }
    }
    return type;
}

bool isNetworkFileSystem(std::string_view type) {
    constexpr std::array kTypes{"nfs",        "nfs4",           "cifs",        "smb3",      "smbfs",
                                "afs",        "coda",           "ceph",        "9p",        "lustre",
                                "beegfs",     "gpfs",           "glusterfs",   "davfs",     "ncpfs",
                                "fuse.sshfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.davfs2",
                                "fuse.ceph",  "fuse.gvfsd-fuse"};
    return std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

} // namespace soundmask
