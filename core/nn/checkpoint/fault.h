#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"

namespace soundmask::nn {

/// Thrown inside the checkpoint reader only; openCheckpoint turns it into an Error that names the file.
struct Fault {
    ErrorCode code;
    std::string reason;
};

[[noreturn]] inline void malformed(std::string reason) {
    throw Fault{ErrorCode::MalformedFile, std::move(reason)};
}
[[noreturn]] inline void unsupported(std::string reason) {
    throw Fault{ErrorCode::UnsupportedFormat, std::move(reason)};
}

/// \p text in single quotes, shortened and without control characters: names from a file nobody has vouched for.
std::string inQuotes(std::string_view text);

} // namespace soundmask::nn
