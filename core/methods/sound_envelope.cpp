#include "core/methods/sound_envelope.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/core.hpp>

namespace soundmask {

namespace {

constexpr int kRate_hz = 16000;
constexpr int kWindow = 400; // 25 ms
constexpr int kHop = 160;    // 10 ms
constexpr int kTransform = 512;
constexpr double kQuietestRms = 1e-3; // -60 dB

std::vector<float> hannWindow() {
    std::vector<float> window(kWindow);
    for (int i = 0; i < kWindow; ++i)
        window[static_cast<std::size_t>(i)] =
            static_cast<float>(0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * i / kWindow));
    return window;
}

/// log(1 + 100 |X|) for each frequency of one windowed row, from OpenCV's packed spectrum (re0, re1, im1, ...).
void compressSpectrum(const float* packed, std::vector<double>& spectrum) {
    spectrum.resize(kTransform / 2);
    for (std::size_t k = 1; k < spectrum.size(); ++k)
        spectrum[k] = std::log1p(100.0 * std::hypot(packed[2 * k - 1], packed[2 * k]));
}

double meanRise(const std::vector<double>& before, const std::vector<double>& now) {
    double rise = 0.0;
    for (std::size_t k = 0; k < now.size(); ++k)
        rise += std::max(now[k] - before[k], 0.0);
    return rise / static_cast<double>(now.size());
}

} // namespace

Result<SoundEnvelope> SoundEnvelope::read(FrameSource& source, TimeSpan span) {
    static const std::vector<float> window = hannWindow();
    const auto block = source.audio(span, kRate_hz, 1);
    if (!block) return fail(block.error());

    SoundEnvelope envelope;
    const std::vector<float>& samples = block->samples;
    std::vector<double> before, now;
    cv::Mat1f windowed = cv::Mat1f::zeros(1, kTransform), packed;
    for (std::size_t begin = 0; begin + kWindow <= samples.size(); begin += kHop) {
        double power = 0.0;
        for (std::size_t i = 0; i < kWindow; ++i) {
            const float sample = samples[begin + i];
            power += double(sample) * sample;
            windowed(0, static_cast<int>(i)) = sample * window[i];
        }
        cv::dft(windowed, packed);
        compressSpectrum(packed.ptr<float>(), now);
        const double first_s = static_cast<double>(block->first_sample + static_cast<SampleIndex>(begin)) / kRate_hz;
        envelope.m_steps.push_back({.time_s = first_s + 0.5 * kWindow / kRate_hz,
                                    .rms = std::sqrt(power / kWindow),
                                    .onset = before.empty() ? 0.0 : meanRise(before, now)});
        std::swap(before, now);
    }
    return envelope;
}

SoundEnvelope::Features SoundEnvelope::mean(TimeSpan span) const {
    if (m_steps.empty()) return {std::log(kQuietestRms), 0.0};
    const auto earlier = [](const Step& step, double t_s) { return step.time_s < t_s; };
    auto first = std::lower_bound(m_steps.begin(), m_steps.end(), span.begin_s, earlier);
    auto last = std::lower_bound(first, m_steps.end(), span.end_s, earlier);
    if (first == m_steps.end()) --first;
    if (last <= first) last = first + 1;
    double rms = 0.0, onset = 0.0;
    for (auto step = first; step != last; ++step) {
        rms += step->rms;
        onset += step->onset;
    }
    const auto count = static_cast<double>(last - first);
    return {std::log(std::max(rms / count, kQuietestRms)), onset / count};
}

double SoundEnvelope::peak_db(TimeSpan span) const {
    constexpr double half_s = 0.5 * kWindow / kRate_hz;
    double rms = 1e-10;
    for (const Step& step : m_steps)
        if (step.time_s - half_s >= span.begin_s && step.time_s + half_s <= span.end_s) rms = std::max(rms, step.rms);
    return 20.0 * std::log10(rms);
}

} // namespace soundmask
