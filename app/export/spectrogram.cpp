#include "app/export/spectrogram.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>
#include <vector>

#include "widgets/figure/colour_map.h"

namespace soundmask {

namespace {

constexpr int kRateHz = 16000;
constexpr int kWindow = 512; ///< 32 ms
constexpr int kBands = 96;
constexpr int kMaxColumns = 32768; ///< a column is 10 ms up to five minutes, 0.11 s in an hour
constexpr double kLowestHz = 40.0;
constexpr double kHighestHz = 8000.0;
constexpr float kRange_dB = 70.0F;

double melOf(double hz) {
    return 2595.0 * std::log10(1.0 + hz / 700.0);
}
double hzOf(double mel) {
    return 700.0 * (std::pow(10.0, mel / 2595.0) - 1.0);
}

/// Which bins of the transform make a band: [first, last].
struct Band {
    int first = 0;
    int last = 0;
};

std::array<Band, kBands> melBands() {
    std::array<Band, kBands> bands;
    const double low = melOf(kLowestHz);
    const double step = (melOf(kHighestHz) - low) / kBands;
    for (int b = 0; b < kBands; ++b) {
        const auto bin = [&](double mel) {
            return std::clamp(static_cast<int>(std::lround(hzOf(mel) * kWindow / kRateHz)), 0, kWindow / 2);
        };
        bands[static_cast<std::size_t>(b)] = {bin(low + step * b),
                                              std::max(bin(low + step * b), bin(low + step * (b + 1)) - 1)};
    }
    return bands;
}

} // namespace

Result<QImage> buildSpectrogram(FrameSource& source, std::stop_token stop, std::optional<TimeSpan> span) {
    const TimeSpan shown = span.value_or(TimeSpan{0.0, source.duration_s()});
    const double duration_s = shown.duration_s();
    const int columns = std::clamp(static_cast<int>(duration_s * 100.0), 1, kMaxColumns);
    const double column_s = duration_s / columns;

    std::array<float, kWindow> hann{};
    for (int i = 0; i < kWindow; ++i)
        hann[static_cast<std::size_t>(i)] =
            static_cast<float>(0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * (i + 0.5) / kWindow));
    const auto bands = melBands();

    // In pieces of a few seconds, so that an hour of sound is never held at once.
    FloatMap decibels({columns, kBands}, -200.0F);
    float loudest = -200.0F;
    constexpr double kPiece_s = 5.0;
    cv::Mat window(1, kWindow, CV_32F);
    cv::Mat spectrum;
    for (int column = 0; column < columns;) {
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, source.name(), "cancelled");
        const double begin_s = shown.begin_s + column * column_s;
        const auto block = source.audio({begin_s, begin_s + kPiece_s + 0.05}, kRateHz, 1);
        if (!block) return fail(block.error());
        for (; column < columns && shown.begin_s + column * column_s < begin_s + kPiece_s; ++column) {
            const double centre_s = shown.begin_s + (column + 0.5) * column_s;
            const auto centre = static_cast<std::int64_t>((centre_s - begin_s) * kRateHz);
            for (int i = 0; i < kWindow; ++i) {
                const std::int64_t at = centre + i - kWindow / 2;
                const bool inside = at >= 0 && at < static_cast<std::int64_t>(block->samples.size());
                const float sample = inside ? block->samples[static_cast<std::size_t>(at)] : 0.0F;
                window.at<float>(0, i) = sample * hann[static_cast<std::size_t>(i)];
            }
            cv::dft(window, spectrum, cv::DFT_COMPLEX_OUTPUT);
            for (int b = 0; b < kBands; ++b) {
                const Band band = bands[static_cast<std::size_t>(b)];
                float power = 0.0F;
                for (int bin = band.first; bin <= band.last; ++bin) {
                    const auto value = spectrum.at<cv::Vec2f>(0, bin);
                    power = std::max(power, value[0] * value[0] + value[1] * value[1]);
                }
                const float level = 10.0F * std::log10(power + 1e-12F);
                decibels.at(column, b) = level;
                loudest = std::max(loudest, level);
            }
        }
    }

    QImage picture(columns, kBands, QImage::Format_RGB32);
    for (int b = 0; b < kBands; ++b) {
        auto* line = reinterpret_cast<QRgb*>(picture.scanLine(kBands - 1 - b));
        for (int x = 0; x < columns; ++x) {
            const float value = loudest > -100.0F ? 1.0F + (decibels.at(x, b) - loudest) / kRange_dB : 0.0F;
            line[x] = colourOf(ColourMap::Inferno, std::clamp(value, 0.0F, 1.0F));
        }
    }
    return picture;
}

} // namespace soundmask
