#pragma once

#include <stop_token>
#include <vector>

#include "core/base/frame_source.h"
#include "core/base/progress.h"

namespace soundmask {

/// The outline of a sound track (mono mix) at several zoom levels, to be drawn on a timeline.
struct WaveformPeaks {
    /// One zoom level: bucket i covers [i, i + 1) * bucket_s of content time.
    struct Level {
        double bucket_s = 0.0;
        std::vector<float> lowest;  ///< smallest sample of each bucket
        std::vector<float> highest; ///< largest sample of each bucket
    };
    std::vector<Level> levels; ///< finest first, each next one four times coarser; none for a clip without sound

    /// The coarsest level whose buckets are not longer than \p seconds_per_pixel, the finest if all are longer.
    /// \pre levels is not empty.
    const Level& levelFor(double seconds_per_pixel) const;
};

/// Reads the sound of \p source piece by piece. A clip without sound gives no levels. Errors: Cancelled and those of
/// FrameSource::audio.
Result<WaveformPeaks> buildWaveform(FrameSource& source, const ProgressCallback& progress = {}, std::stop_token stop = {});

} // namespace soundmask
