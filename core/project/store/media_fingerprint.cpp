#include "core/project/store/media_fingerprint.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <vector>

#include "core/base/sha256.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kEndBytes = std::uintmax_t{1} << 20;

tl::unexpected<Error> unreadable(const fs::path& path) {
    return fail(ErrorCode::FileUnreadable, path.string(), "cannot read it; check its permissions");
}

/// Adds the first and the last MiB of a file, or all of a short one. \returns its size.
Result<std::uintmax_t> addFile(const fs::path& path, Sha256& digest) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);
    std::ifstream stream(path, std::ios::binary);
    if (error || !stream) return unreadable(path);
    std::string bytes;
    const auto add = [&](std::uintmax_t from, std::uintmax_t count) {
        bytes.resize(static_cast<std::size_t>(count));
        stream.seekg(static_cast<std::streamoff>(from));
        stream.read(bytes.data(), static_cast<std::streamsize>(count));
        digest.add(bytes);
    };
    const std::uintmax_t first = std::min(size, kEndBytes), last = std::min(size - first, kEndBytes);
    add(0, first);
    add(size - last, last);
    if (!stream) return unreadable(path);
    return size;
}

Result<std::uintmax_t> addFolder(const fs::path& path, Sha256& digest) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error))
        if (entry->is_regular_file(error)) files.push_back(entry->path());
    if (error) return unreadable(path);
    std::sort(files.begin(), files.end());
    std::uintmax_t total = 0;
    for (const fs::path& file : files) {
        const std::uintmax_t size = fs::file_size(file, error);
        if (error) return unreadable(file);
        digest.add(file.filename().string() + '\n' + std::to_string(size) + '\n');
        total += size;
    }
    if (files.empty()) return total;
    for (const fs::path& file : {files.front(), files.back()})
        if (auto added = addFile(file, digest); !added) return added;
    return total;
}

} // namespace

Result<std::string> mediaFingerprint(const fs::path& path) {
    std::error_code error;
    if (!fs::exists(path, error))
        return fail(ErrorCode::FileNotFound, path.string(), "there is no such file or folder");
    Sha256 digest;
    const Result<std::uintmax_t> size = fs::is_directory(path, error) ? addFolder(path, digest) : addFile(path, digest);
    if (!size) return fail(size.error());
    return std::to_string(*size) + ':' + digest.hexDigest();
}

} // namespace soundmask
