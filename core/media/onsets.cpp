#include "core/media/onsets.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>

namespace soundmask {

namespace {

constexpr double kWindow_s = 0.032;
constexpr double kHop_s = 0.010;
constexpr double kGap_s = 0.050;    ///< the least distance of two onsets
constexpr double kAround_s = 0.200; ///< how far the flux around a peak is looked at
constexpr double kBlock_s = 0.001;  ///< for the sharpest rise
constexpr float kCompression = 1000.0F;
constexpr float kOverAround = 1.8F; ///< a peak is so many times the median around it
constexpr float kFloor = 0.04F;     ///< and at least so high; natural logarithms, averaged over the bins
constexpr float kSilence = 1e-4F;   ///< -80 dB

constexpr int kRead_hz = 16000;
constexpr double kPiece_s = 30.0;
constexpr double kMargin_s = 0.5; ///< what a piece must know of its neighbours

/// The mean rise of the logarithmic spectrum at each hop; window i is centred on i * hop.
std::vector<float> spectralFlux(std::span<const float> samples, int window, int hop) {
    std::vector<float> hann(static_cast<std::size_t>(window));
    for (int i = 0; i < window; ++i)
        hann[static_cast<std::size_t>(i)] =
            static_cast<float>(0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * (i + 0.5) / window));
    const int bins = window / 2 + 1;
    const auto count = static_cast<std::int64_t>(samples.size());
    std::vector<float> flux, last(static_cast<std::size_t>(bins), 0.0F), level(last);
    cv::Mat piece(1, window, CV_32F), spectrum;
    // Where the sound is cut off at the end there is a rise, too, but nothing begins.
    for (std::int64_t centre = 0; centre + window / 2 <= count; centre += hop) {
        for (int i = 0; i < window; ++i) {
            const std::int64_t at = centre + i - window / 2;
            piece.at<float>(0, i) = at >= 0 && at < count
                                        ? samples[static_cast<std::size_t>(at)] * hann[static_cast<std::size_t>(i)]
                                        : 0.0F;
        }
        cv::dft(piece, spectrum, cv::DFT_COMPLEX_OUTPUT);
        float rise = 0.0F;
        for (int bin = 0; bin < bins; ++bin) {
            const auto value = spectrum.at<cv::Vec2f>(0, bin);
            // A sine of full scale has magnitude 1.
            const float magnitude = std::hypot(value[0], value[1]) * 4.0F / static_cast<float>(window);
            const auto b = static_cast<std::size_t>(bin);
            level[b] = std::log1p(kCompression * magnitude);
            rise += std::max(0.0F, level[b] - last[b]);
        }
        flux.push_back(flux.empty() ? 0.0F : rise / static_cast<float>(bins));
        std::swap(level, last);
    }
    return flux;
}

/// The begin of the block within \p reach of \p centre before which it was quietest and after which it is loudest.
std::int64_t sharpestRise(std::span<const float> samples, std::int64_t centre, std::int64_t reach, std::int64_t block) {
    const auto energy = [&](std::int64_t begin, std::int64_t end) {
        begin = std::max<std::int64_t>(begin, 0);
        end = std::min<std::int64_t>(end, static_cast<std::int64_t>(samples.size()));
        float sum = 0.0F;
        for (std::int64_t i = begin; i < end; ++i)
            sum += samples[static_cast<std::size_t>(i)] * samples[static_cast<std::size_t>(i)];
        return sum / static_cast<float>(std::max<std::int64_t>(1, end - begin));
    };
    std::int64_t best = centre;
    float most = -1.0F;
    for (std::int64_t at = centre - reach; at <= centre + reach; at += block) {
        if (at < 0 || at >= static_cast<std::int64_t>(samples.size())) continue;
        const float before = energy(at - 5 * block, at), after = energy(at, at + 5 * block);
        const float rise = (after - before) / (before + after * 0.05F + kSilence * kSilence);
        if (rise <= most) continue;
        most = rise;
        best = at;
    }
    return best;
}

} // namespace

std::vector<double> findOnsets(std::span<const float> samples, int rate_hz) {
    const int window = cv::getOptimalDFTSize(static_cast<int>(kWindow_s * rate_hz));
    const int hop = std::max(1, static_cast<int>(kHop_s * rate_hz));
    const std::vector<float> flux = spectralFlux(samples, window, hop);
    const auto around = static_cast<std::ptrdiff_t>(kAround_s / kHop_s);
    const auto gap = static_cast<std::ptrdiff_t>(kGap_s / kHop_s);
    const auto count = static_cast<std::ptrdiff_t>(flux.size());
    std::vector<double> onsets;
    std::vector<float> neighbours;
    for (std::ptrdiff_t i = 1; i < count; ++i) {
        const float here = flux[static_cast<std::size_t>(i)];
        if (here < kFloor) continue;
        const auto slice = [&](std::ptrdiff_t reach) {
            return std::span(flux).subspan(
                static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, i - reach)),
                static_cast<std::size_t>(std::min(count, i + reach + 1) - std::max<std::ptrdiff_t>(0, i - reach)));
        };
        const auto near = slice(gap);
        if (here < *std::max_element(near.begin(), near.end())) continue;
        const auto wide = slice(around);
        neighbours.assign(wide.begin(), wide.end());
        const auto middle = neighbours.begin() + static_cast<std::ptrdiff_t>(neighbours.size() / 2);
        std::nth_element(neighbours.begin(), middle, neighbours.end());
        if (here < kOverAround * *middle) continue;
        const std::int64_t begin =
            sharpestRise(samples, static_cast<std::int64_t>(i) * hop, window,
                         std::max<std::int64_t>(1, static_cast<std::int64_t>(kBlock_s * rate_hz)));
        const double time_s = static_cast<double>(begin) / rate_hz;
        if (onsets.empty() || time_s - onsets.back() >= kGap_s) onsets.push_back(time_s);
    }
    return onsets;
}

Result<std::vector<double>> readOnsets(FrameSource& source, std::stop_token stop) {
    std::vector<double> onsets;
    if (!source.hasSound()) return onsets;
    const double duration_s = source.duration_s();
    for (double begin_s = 0.0; begin_s < duration_s; begin_s += kPiece_s) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, source.name(), "reading the sound was cancelled");
        const double end_s = std::min(begin_s + kPiece_s, duration_s);
        const double from_s = std::max(0.0, begin_s - kMargin_s);
        const auto block = source.audio({from_s, std::min(end_s + kMargin_s, duration_s)}, kRead_hz, 1);
        if (!block) return fail(block.error());
        for (const double onset_s : findOnsets(block->samples, kRead_hz)) {
            const double time_s = from_s + onset_s;
            const bool is_own = time_s >= begin_s && time_s < end_s;
            if (is_own && (onsets.empty() || time_s - onsets.back() >= kGap_s)) onsets.push_back(time_s);
        }
    }
    return onsets;
}

} // namespace soundmask
