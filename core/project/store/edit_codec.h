#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/project/edit.h"

namespace soundmask {

using Bytes = std::vector<std::uint8_t>;
/// Where the media of a clip are. The stored forms leave the path out, so that a moved file needs one change only.
using ClipPaths = std::map<ClipId, std::filesystem::path>;

/// The stored form of an edit's changes: CBOR, masks as variable-length run lengths, then a checksum, because SQLite
/// does not look at the bytes of a value. The title is stored beside it; the checksum covers it.
Bytes encodeEdit(const Edit& edit);
/// Error: MalformedFile (no subject), for any damage. A clip that \p paths does not know gets an empty path.
Result<Edit> decodeEdit(std::string title, std::span<const std::uint8_t> bytes, const ClipPaths& paths);

/// The stored form of a clip with all that was made on it.
Bytes encodeRecord(const ClipRecord& record);
/// Error: as `decodeEdit`.
Result<ClipRecord> decodeRecord(std::span<const std::uint8_t> bytes, const ClipPaths& paths);

} // namespace soundmask
