#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace soundmask {

/// What to fetch, and what it has to be.
struct DownloadRequest {
    std::string url;
    std::filesystem::path target;
    std::optional<std::uint64_t> bytes; ///< the published length, if there is one
    std::string sha256;                 ///< the published hash, if there is one

    int attempts = 5;                            ///< in a row without a new byte
    std::chrono::milliseconds first_pause{1000}; ///< before the second attempt; doubled for each further one
    std::chrono::milliseconds silence{30000};    ///< without a byte, after which an attempt is given up
};

/// Fetches a file over HTTP(S). What has arrived stays in partialOf(target) when it is interrupted, by the network, a
/// stop request or the end of the program, and the next call goes on there if the server still has the same file.
/// Lost connections, silence and busy servers are tried again with growing pauses. The target appears whole or not at
/// all: length and hash are checked first, as far as they are published. Length and content of an existing target
/// are not looked at; it is replaced.
///
/// Blocks; needs a QCoreApplication, whose event loop need not run. Any thread, one download of a target at a time
/// (another one, also of another program, is refused). \p progress (may be empty) says how much has arrived.
///
/// \returns the SHA-256 of the file. Errors: FileNotFound (the server has no such file), FileUnreadable (it cannot be
/// reached or breaks off), MalformedFile (not the published file), WriteFailed (disk full), InvalidValue (no address,
/// or being downloaded already), Cancelled.
Result<std::string> download(const DownloadRequest& request, const ProgressCallback& progress, std::stop_token stop);

/// Where the part of \p target that has arrived is kept.
std::filesystem::path partialOf(const std::filesystem::path& target);

/// Deletes what has arrived of \p target.
void discardPartial(const std::filesystem::path& target);

} // namespace soundmask
