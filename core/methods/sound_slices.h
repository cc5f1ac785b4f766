#pragma once

#include <span>
#include <vector>

#include "core/base/time.h"

namespace soundmask {

/// The seconds of a track as the published scripts cut and change them (Sam4AVS, dataloader_point_prompt.py and
/// zero_shot/S4/dataloader.py). Pure functions.

/// The first sample of second \p second0 (0-based) of a track of \p length samples. Seconds that the track does not
/// have whole are its last \p rate_hz samples once more; of a shorter track, what there is from 0 on.
SampleIndex sliceBegin(int second0, SampleIndex length, int rate_hz);

/// \p samples, \p times in a row.
std::vector<float> repeated(std::span<const float> samples, int times);

/// Held in -1..1 and rounded towards 0 to 16 bits, 32767 being 1.
void quantise16(std::span<float> samples);

} // namespace soundmask
