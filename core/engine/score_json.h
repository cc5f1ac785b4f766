#pragma once

#include "core/engine/metrics.h"
#include "core/models/json_text.h"

namespace soundmask {

/// Adds the keys of docs/cli.md to \p document.
inline void addScores(Json& document, const BinarySummary& scores) {
    document["miou"] = scores.miou;
    document["f_batch1"] = scores.f_batch1;
    document["f_batch4"] = scores.f_batch4;
    document["f_all"] = scores.f_all;
    document["f_hard"] = scores.f_hard;
    document["clips"] = scores.clips;
    document["frames"] = scores.frames;
}

} // namespace soundmask
