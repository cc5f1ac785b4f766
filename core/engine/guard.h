#pragma once

#include <functional>
#include <string>

#include "core/base/result.h"

namespace soundmask {

/// Runs \p work and turns whatever it throws into an Error about \p subject: OutOfMemory for std::bad_alloc, Internal for
/// the rest. The boundary between code that may throw (libraries) and code that looks at results.
Result<void> guarded(const std::string& subject, const std::function<Result<void>()>& work);

} // namespace soundmask
