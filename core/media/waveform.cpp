#include "core/media/waveform.h"

#include <algorithm>
#include <cmath>

namespace soundmask {

namespace {

constexpr int kRate_hz = 16000;
constexpr std::size_t kSamplesPerBucket = 80; // 5 ms, finer than a pixel at any useful zoom
constexpr double kMostBuckets = 1 << 22;      // 5.8 hours of them; a clip that claims to be longer gets coarser ones
constexpr std::size_t kCoarser = 4;
constexpr std::size_t kFewestBuckets = 512;
constexpr double kPiece_s = 10.0;

WaveformPeaks::Level coarser(const WaveformPeaks::Level& fine) {
    WaveformPeaks::Level level;
    level.bucket_s = fine.bucket_s * static_cast<double>(kCoarser);
    for (std::size_t i = 0; i < fine.lowest.size(); i += kCoarser) {
        const auto begin = static_cast<std::ptrdiff_t>(i);
        const auto end = static_cast<std::ptrdiff_t>(std::min(i + kCoarser, fine.lowest.size()));
        level.lowest.push_back(*std::min_element(fine.lowest.begin() + begin, fine.lowest.begin() + end));
        level.highest.push_back(*std::max_element(fine.highest.begin() + begin, fine.highest.begin() + end));
    }
    return level;
}

} // namespace

const WaveformPeaks::Level& WaveformPeaks::levelFor(double seconds_per_pixel) const {
    const auto too_long = std::find_if(levels.begin(), levels.end(),
                                       [&](const Level& level) { return level.bucket_s > seconds_per_pixel; });
    return too_long == levels.begin() ? levels.front() : *(too_long - 1);
}

Result<WaveformPeaks> buildWaveform(FrameSource& source, const ProgressCallback& progress, std::stop_token stop) {
    WaveformPeaks peaks;
    if (!source.hasSound()) return peaks;
    WaveformPeaks::Level finest;
    const double duration_s = source.duration_s();
    std::size_t bucket = kSamplesPerBucket; // stays a divisor of a piece, so no bucket is cut at its end
    while (duration_s * kRate_hz / static_cast<double>(bucket) > kMostBuckets)
        bucket *= 5;
    finest.bucket_s = static_cast<double>(bucket) / kRate_hz;
    for (double begin_s = 0.0; begin_s < duration_s; begin_s += kPiece_s) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, source.name(), "reading the sound was cancelled");
        const auto block = source.audio({begin_s, std::min(begin_s + kPiece_s, duration_s)}, kRate_hz, 1);
        if (!block) return fail(block.error());
        for (std::size_t i = 0; i < block->samples.size(); i += bucket) {
            const auto begin = block->samples.begin() + static_cast<std::ptrdiff_t>(i);
            const auto end =
                block->samples.begin() + static_cast<std::ptrdiff_t>(std::min(i + bucket, block->samples.size()));
            const auto [lowest, highest] = std::minmax_element(begin, end);
            finest.lowest.push_back(*lowest);
            finest.highest.push_back(*highest);
        }
        if (progress) progress({std::min(1.0, (begin_s + kPiece_s) / duration_s), {}});
    }
    peaks.levels.push_back(std::move(finest));
    while (peaks.levels.back().lowest.size() > kFewestBuckets)
        peaks.levels.push_back(coarser(peaks.levels.back()));
    return peaks;
}

} // namespace soundmask
