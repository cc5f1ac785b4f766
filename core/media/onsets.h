#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "core/base/frame_source.h"

namespace soundmask {

/// Where sounds begin: peaks of the spectral flux (the rise of the logarithmic spectrum from one window to the next),
/// above the flux around them, moved to the sharpest rise of the samples. Source: Bello et al. 2005, A Tutorial on
/// Onset Detection in Music Signals, 3. \p samples is one channel in [-1, 1] at \p rate_hz, from 8000 on. \returns
/// seconds from the first sample, ascending, at least 0.05 s apart; a sound that is there from the first sample on has
/// no onset.
std::vector<double> findOnsets(std::span<const float> samples, int rate_hz);

/// The onsets of a clip's sound in content time, read in pieces: an hour is never held at once. None for a clip without
/// sound. Any thread but the GUI's. Errors: Cancelled and those of FrameSource::audio.
Result<std::vector<double>> readOnsets(FrameSource& source, std::stop_token stop = {});

} // namespace soundmask
