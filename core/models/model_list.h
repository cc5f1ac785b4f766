#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace soundmask {

/// One line of a model folder's list: what was installed, and how it looked when it was last read whole.
struct ListedModel {
    std::string role;
    std::string variant;
    std::filesystem::path file; ///< relative to the folder, or absolute for a referenced file
    std::uint64_t bytes = 0;
    std::string sha256;
    std::int64_t modified_ns = 0; ///< the file's date then
    bool is_damaged = false;      ///< it was not what it should be
};

/// The list in \p folder; empty if there is none. Errors: FileUnreadable, MalformedFile.
Result<std::vector<ListedModel>> readModelList(const std::filesystem::path& folder);

/// Reads, changes and writes the list, alone among all programs that use the folder. Makes the folder. Errors:
/// WriteFailed, those of readModelList, that of \p change.
Result<void> changeModelList(const std::filesystem::path& folder,
                             const std::function<Result<void>(std::vector<ListedModel>&)>& change);

/// The date of a file in nanoseconds, 0 if it is not there.
std::int64_t modifiedTime(const std::filesystem::path& file);

} // namespace soundmask
