#pragma once

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sched.h>
#include <string>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/support/temporary_folder.h"

namespace soundmask::test {

/// A folder whose disk can be filled. A small tmpfs of this process where the system lets it mount one; elsewhere no
/// file of the process may grow.
class FullableDisk {
  public:
    FullableDisk() {
        static const bool kMayMount = mayMount();
        m_mounted = kMayMount && ::mount("tmpfs", m_folder.path().c_str(), "tmpfs", 0, "size=12m") == 0;
        ::signal(SIGXFSZ, SIG_IGN); // a write beyond the limit is an error, as on a full disk
    }
    ~FullableDisk() {
        makeRoom();
        if (m_mounted) ::umount2(m_folder.path().c_str(), MNT_DETACH);
    }
    FullableDisk(const FullableDisk&) = delete;
    FullableDisk& operator=(const FullableDisk&) = delete;

    std::filesystem::path operator/(const std::string& name) const { return m_folder / name; }
    /// Whether it is a disk of its own, where not even a new file has room.
    bool isMounted() const { return m_mounted; }

    void fill() {
        if (m_mounted) {
            std::ofstream ballast(m_folder / "ballast", std::ios::binary | std::ios::app);
            const std::string page(4096, 'x');
            while (ballast.write(page.data(), static_cast<std::streamsize>(page.size())).flush()) {
            }
            return;
        }
        std::uintmax_t largest = 0;
        for (const auto& entry : std::filesystem::directory_iterator(m_folder.path()))
            largest = std::max(largest, entry.file_size());
        setLimit(static_cast<rlim_t>(largest));
    }

    void makeRoom() {
        if (m_mounted) {
            std::filesystem::remove(m_folder / "ballast");
        } else {
            setLimit(RLIM_INFINITY);
        }
    }

  private:
    static void writeText(const char* file, const std::string& text) { std::ofstream(file) << text; }

    /// Gives the process mounts of its own, as root or as the root of a user namespace.
    static bool mayMount() {
        const uid_t user = ::geteuid();
        const gid_t group = ::getegid();
        if (::unshare(CLONE_NEWNS | (user == 0 ? 0 : CLONE_NEWUSER)) != 0) return false;
        if (user != 0) {
            writeText("/proc/self/setgroups", "deny");
            writeText("/proc/self/uid_map", "0 " + std::to_string(user) + " 1");
            writeText("/proc/self/gid_map", "0 " + std::to_string(group) + " 1");
        }
        return ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    }

    static void setLimit(rlim_t bytes) {
        rlimit limit{};
        ::getrlimit(RLIMIT_FSIZE, &limit);
        limit.rlim_cur = std::min(bytes, limit.rlim_max);
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }

    TemporaryFolder m_folder;
    bool m_mounted = false;
};

} // namespace soundmask::test
