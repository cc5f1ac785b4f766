#pragma once

#include <string>

#include "core/base/progress.h"

namespace soundmask {

/// Progress of piece \p index (0-based) of \p count as a part of \p whole; empty when \p whole is.
inline ProgressCallback shareOf(const ProgressCallback& whole, std::size_t index, std::size_t count) {
    if (!whole) return {};
    return [=](const Progress& step) {
        whole({(static_cast<double>(index) + step.fraction) / static_cast<double>(count),
               std::to_string(index + 1) + "/" + std::to_string(count) + " " + step.text});
    };
}

} // namespace soundmask
