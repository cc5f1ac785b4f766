#pragma once

#include <vector>

#include "core/base/frame_source.h"
#include "core/base/result.h"

namespace soundmask {

/// How loud a stretch of sound is and where in it something begins, a hundred times a second.
class SoundEnvelope {
  public:
    /// Both features over some short time.
    struct Features {
        double loudness = 0.0; ///< natural logarithm of the RMS level (full scale = 0), floored at -60 dB
        double onset = 0.0;    ///< mean rise of the compressed spectrum, 0 or more
    };

    /// Reads \p span of the source's sound, mono at 16 kHz. Errors: those of FrameSource::audio.
    static Result<SoundEnvelope> read(FrameSource& source, TimeSpan span);

    /// Means over \p span; the nearest values where it holds none; silence when nothing was read at all.
    Features mean(TimeSpan span) const;

    /// The loudest 25 ms inside \p span, in dB of full scale (0 = RMS 1); -200 in digital silence and where
    /// nothing was read.
    double peak_db(TimeSpan span) const;

  private:
    struct Step {
        double time_s; ///< middle of the analysis window
        double rms;
        double onset;
    };
    std::vector<Step> m_steps;
};

} // namespace soundmask
