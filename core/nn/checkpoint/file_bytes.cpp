#include "core/nn/checkpoint/file_bytes.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace soundmask::nn {

namespace {

struct OpenFile {
    int descriptor;
    ~OpenFile() {
        if (descriptor >= 0) ::close(descriptor);
    }
};

} // namespace

Result<std::shared_ptr<const FileBytes>> FileBytes::map(const std::filesystem::path& path) {
    const OpenFile file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.descriptor < 0) {
        return fail(errno == ENOENT ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable, path.string(),
                    std::strerror(errno));
    }
    struct stat status {};
    if (::fstat(file.descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        return fail(ErrorCode::FileUnreadable, path.string(), "not a regular file");
    }
    std::shared_ptr<FileBytes> result(new FileBytes);
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size > 0) {
        void* mapping = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.descriptor, 0);
        if (mapping == MAP_FAILED) return fail(ErrorCode::FileUnreadable, path.string(), std::strerror(errno));
        result->m_mapping = mapping;
        result->m_bytes = {static_cast<const std::byte*>(mapping), size};
    }
    return result;
}

std::shared_ptr<const FileBytes> FileBytes::own(std::vector<std::byte> bytes) {
    std::shared_ptr<FileBytes> result(new FileBytes);
    result->m_owned = std::move(bytes);
    result->m_bytes = result->m_owned;
    return result;
}

FileBytes::~FileBytes() {
    if (m_mapping) ::munmap(m_mapping, m_bytes.size());
}

} // namespace soundmask::nn
