#pragma once

#include <span>

#include "core/base/image.h"
#include "core/base/time.h"
#include "core/methods/sound_envelope.h"

namespace soundmask {

/// Motion between two pictures (see MotionMeter::next).
struct MotionSample {
    TimeSpan span; ///< from the one picture to the other
    FloatMap energy;
};

/// How motion and sound are compared.
struct MatchRules {
    double longest_lag_s = 0.16; ///< motion and sound may be apart by this, either first
    double prior = 0.2;          ///< share of the heat, 0..1, that motion has even when it does not follow the sound
};

/// Where motion goes with the sound.
struct MotionSoundMatch {
    FloatMap heat;            ///< of the energy's size, 0..1 with the peak at 1; all zeros when nothing moves
    double correlation = 0.0; ///< of motion and sound at the peak, 0..1
    double lag_s = 0.0;       ///< how much later the sound is than the motion
};

/// Compares each cell's motion over time with the sound's loudness and with its onsets. One lag and one of the two
/// features is taken for the whole picture, the pair with the largest positive covariance in sum: a choice per cell
/// would find some match by chance everywhere. The heat of a cell is its mean motion times
/// prior + (1 - prior) * max(correlation, 0). With fewer than 8 samples only the motion counts. All samples have the
/// same size. Pure.
MotionSoundMatch matchMotionToSound(std::span<const MotionSample> motion, const SoundEnvelope& sound,
                                    const MatchRules& rules);

} // namespace soundmask
