#pragma once

#include <functional>
#include <stop_token>
#include <string>

namespace soundmask {

/// How far a long piece of work is. \p fraction in [0, 1]; \p text names the step, may be empty.
struct Progress {
    double fraction = 0.0;
    std::string text;
};

/// Called by the working thread; must return at once.
using ProgressCallback = std::function<void(const Progress&)>;

} // namespace soundmask
