#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "core/base/error.h"

namespace soundmask {

/// A value or the reason why there is none. Used at every boundary that can fail.
template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string subject, std::string reason) {
    return tl::make_unexpected(Error{code, std::move(subject), std::move(reason)});
}

inline tl::unexpected<Error> fail(Error error) { return tl::make_unexpected(std::move(error)); }

} // namespace soundmask
