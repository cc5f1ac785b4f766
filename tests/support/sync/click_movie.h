#pragma once

#include <filesystem>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"

namespace soundmask::test {

/// A dark movie with a flash and a click together about once a second, at uneven distances so that no flash can be
/// taken for another's.
struct ClickMovie {
    static constexpr int kFramesPerSecond = 25;
    static constexpr int kFlashFrames = 3;
    static constexpr int kRateHz = 48000;

    /// The picture with which flash \p k begins, 0-based.
    static FrameIndex flashFrame(int k);
    /// Whether picture \p frame is bright.
    static bool isFlash(FrameIndex frame) {
        const FrameIndex after = frame - flashFrame(static_cast<int>(frame / kFramesPerSecond));
        return after >= 0 && after < kFlashFrames;
    }
    static double flashTime_s(int k) { return static_cast<double>(flashFrame(k)) / kFramesPerSecond; }
    /// How many begin before \p duration_s.
    static int flashesBefore(double duration_s);

    /// Writes a movie of \p duration_s. Errors: those of VideoWriter.
    static Result<void> write(const std::filesystem::path& path, int duration_s);
    /// When the clicks of the sound track begin, found in what our own reader decodes; of the first \p span_s seconds.
    static Result<std::vector<double>> decodedClicks(const std::filesystem::path& path, double span_s);
};

} // namespace soundmask::test
