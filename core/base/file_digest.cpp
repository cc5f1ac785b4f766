#include "core/base/file_digest.h"

#include <cstdint>
#include <fstream>
#include <functional>
#include <vector>

#include "core/base/sha256.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;

/// Reads \p file in pieces; each is hashed and given to \p use, which may refuse it.
Result<std::string> readPieces(const fs::path& file, const ProgressCallback& progress, std::stop_token stop,
                               const std::function<Result<void>(std::span<const char>)>& use) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    std::ifstream stream(file, std::ios::binary);
    if (error || !stream)
        return fail(ErrorCode::FileUnreadable, file.string(), "cannot read it; check its permissions");
    Sha256 sha;
    std::vector<char> piece(kPiece);
    std::uintmax_t done = 0;
    while (done < size) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, file.string(), "cancelled");
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto count = static_cast<std::size_t>(stream.gcount());
        if (count == 0) return fail(ErrorCode::FileUnreadable, file.string(), "reading stopped before its end");
        const std::span<const char> bytes(piece.data(), count);
        sha.add(std::as_bytes(bytes));
        if (auto used = use(bytes); !used) return fail(used.error());
        done += count;
        if (progress) progress({static_cast<double>(done) / static_cast<double>(size), {}});
    }
    return sha.hexDigest();
}

} // namespace

Result<std::string> fileDigest(const fs::path& file, const ProgressCallback& progress, std::stop_token stop) {
    return readPieces(file, progress, stop, [](std::span<const char>) { return Result<void>(); });
}

Result<std::string> copyWithDigest(const fs::path& from, const fs::path& to, const ProgressCallback& progress,
                                   std::stop_token stop) {
    std::error_code error;
    if (auto room = requireRoom(to.parent_path(), fs::file_size(from, error)); !error && !room)
        return fail(room.error());
    std::ofstream out(to, std::ios::binary | std::ios::trunc);
    const auto cannot = [&] {
        return fail(ErrorCode::WriteFailed, to.string(),
                    "cannot write it; check the disk and the folder's permissions");
    };
    auto digest = readPieces(from, progress, stop, [&](std::span<const char> bytes) -> Result<void> {
        if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return cannot();
        return {};
    });
    out.close();
    if (digest && !out) digest = cannot();
    if (!digest) fs::remove(to, error);
    return digest;
}

Result<void> requireRoom(const fs::path& folder, std::uintmax_t bytes) {
    fs::path existing = fs::absolute(folder);
    std::error_code error;
    while (!fs::exists(existing, error) && existing.has_relative_path())
        existing = existing.parent_path();
    const auto space = fs::space(existing, error);
    if (error || space.available >= bytes) return {};
    const auto megabytes = [](std::uintmax_t count) { return std::to_string((count + 999'999) / 1'000'000) + " MB"; };
    return fail(ErrorCode::WriteFailed, folder.string(),
                "the disk has " + megabytes(space.available) + " free and " + megabytes(bytes) +
                    " are needed; make room, or choose another folder with SOUNDMASK_MODELS");
}

} // namespace soundmask
