#pragma once

#include <spdlog/spdlog.h>

namespace soundmask {

/// The one logger of the core. Quiet (warnings and worse, on stderr) until a program chooses otherwise; thread-safe.
spdlog::logger& log();

} // namespace soundmask
