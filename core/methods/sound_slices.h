#pragma once

#include <set>
#include <span>
#include <string>
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

/// The loudest sample of a silent second is below this, -78 dB of full scale: four steps of 16 bits. Files keep silence
/// as zeros or as dither of one step, which resampling can double; what is as faint as that is rounding, not a sound.
inline constexpr float kSilentPeak = 4.0f / 32768.0f;

bool isSilent(std::span<const float> samples);

/// Seconds, counted from 1, in words: "second 4", "seconds 2, 3 and 5", "seconds 1 to 5 and 9". Of more than eight such
/// parts the rest are counted only. \p seconds holds at least one.
std::string secondsInWords(const std::set<int>& seconds);

/// Held in -1..1 and rounded towards 0 to 16 bits, 32767 being 1.
void quantise16(std::span<float> samples);

} // namespace soundmask
