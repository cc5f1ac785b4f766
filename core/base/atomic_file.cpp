#include "core/base/atomic_file.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace soundmask {

namespace fs = std::filesystem;

namespace {

std::string whyNot(int error_number) {
    if (error_number == ENOSPC) return "the disk is full; free some space and try again";
    if (error_number == EACCES || error_number == EROFS) return "no permission to write here; choose another folder";
    return std::string("cannot write: ") + std::strerror(error_number);
}

fs::path temporaryBeside(const fs::path& path) {
    static std::atomic<unsigned> counter{0};
    fs::path name = "." + path.stem().string() + ".tmp" + std::to_string(::getpid()) + "-" + std::to_string(counter++);
    name += path.extension();
    return path.parent_path() / name;
}

/// Removes the temporary file unless it was renamed away.
struct RemoveOnExit {
    fs::path path;
    ~RemoveOnExit() {
        std::error_code ignored;
        fs::remove(path, ignored);
    }
};

Result<void> flushToDisk(const fs::path& file, const fs::path& shown_as) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return fail(ErrorCode::WriteFailed, shown_as.string(), whyNot(errno));
    const int failed = ::fsync(fd) != 0 ? errno : 0;
    ::close(fd);
    if (failed != 0) return fail(ErrorCode::WriteFailed, shown_as.string(), whyNot(failed));
    return {};
}

} // namespace

Result<void> writeFileAtomically(const fs::path& path, const std::function<Result<void>(const fs::path&)>& write) {
    std::error_code error;
    if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
    if (error) return fail(ErrorCode::WriteFailed, path.string(), whyNot(error.value()));
    const RemoveOnExit temporary{temporaryBeside(path)};
    if (auto written = write(temporary.path); !written) return written;
    if (auto flushed = flushToDisk(temporary.path, path); !flushed) return flushed;
    fs::rename(temporary.path, path, error);
    if (error) return fail(ErrorCode::WriteFailed, path.string(), whyNot(error.value()));
    return {};
}

Result<void> writeFileAtomically(const fs::path& path, std::span<const std::byte> bytes) {
    return writeFileAtomically(path, [&](const fs::path& temporary) -> Result<void> {
        const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
        if (fd < 0) return fail(ErrorCode::WriteFailed, path.string(), whyNot(errno));
        std::size_t done = 0;
        int failed = 0;
        while (done < bytes.size() && failed == 0) {
            const ssize_t n = ::write(fd, bytes.data() + done, bytes.size() - done);
            if (n >= 0) done += static_cast<std::size_t>(n);
            else if (errno != EINTR) failed = errno;
        }
        if (::close(fd) != 0 && failed == 0) failed = errno;
        if (failed != 0) return fail(ErrorCode::WriteFailed, path.string(), whyNot(failed));
        return {};
    });
}

Result<void> writeFileAtomically(const fs::path& path, std::string_view text) {
    return writeFileAtomically(path, std::as_bytes(std::span(text.data(), text.size())));
}

Result<std::string> readFile(const fs::path& path, std::size_t limit) {
    std::error_code error;
    if (!fs::exists(path, error)) return fail(ErrorCode::FileNotFound, path.string(), "there is no such file");
    if (!fs::is_regular_file(path, error)) return fail(ErrorCode::FileUnreadable, path.string(), "this is not a file");
    const auto size = fs::file_size(path, error);
    if (error || size > limit)
        return fail(ErrorCode::FileUnreadable, path.string(), "the file is larger than " + std::to_string(limit >> 20) + " MiB");
    std::ifstream stream(path, std::ios::binary);
    std::string text(static_cast<std::size_t>(size), '\0');
    if (!stream.read(text.data(), static_cast<std::streamsize>(size)))
        return fail(ErrorCode::FileUnreadable, path.string(), "cannot read it; check its permissions");
    return text;
}

} // namespace soundmask
