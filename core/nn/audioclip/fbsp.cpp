#include "core/nn/audioclip/fbsp.h"

#include <ATen/ATen.h>

#include <cmath>
#include <numbers>

namespace soundmask::nn {

namespace {

constexpr double kEpsilon = 1e-8;
constexpr double kSilence = 1e-18; ///< power where there is none
constexpr std::int64_t kBands = 3;
constexpr std::int64_t kColumns = 16; ///< products of so many columns are faster than those of one more

/// The periodic Blackman-Harris window of four terms.
at::Tensor blackmanHarris(std::int64_t length) {
    constexpr std::array<double, 4> terms{0.35875, -0.48829, 0.14128, -0.01168};
    at::Tensor window = at::empty({length}, at::kFloat);
    float* out = window.mutable_data_ptr<float>();
    for (std::int64_t i = 0; i < length; ++i) {
        const double angle = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(length);
        double sum = 0.0;
        for (std::size_t k = 0; k < terms.size(); ++k)
            sum += terms[k] * std::cos(static_cast<double>(k) * angle);
        out[i] = static_cast<float>(sum);
    }
    return window;
}

/// sqrt(fb) sinc(fb t / m)^m exp(-i fc t) / sqrt(length), [2, bins, length]. The angles reach 3000 radians, so the
/// order of the float32 operations is the network's.
at::Tensor fbspKernels(const at::Tensor& m, const at::Tensor& fb, const at::Tensor& fc, std::int64_t length) {
    const auto column = [](const at::Tensor& parameter) { return parameter.unsqueeze(1); }; // bins x 1
    const at::Tensor t =
        (std::numbers::pi * at::linspace(-1.0, 1.0, length, m.options()) + kEpsilon).unsqueeze(0); // 1 x length
    const at::Tensor angle = column(fc) * t;                                                       // bins x length
    const at::Tensor carrier_re = angle.cos(), carrier_im = -angle.sin();                          // bins x length
    const at::Tensor z = column(fb) * t / (column(m) + kEpsilon);                                  // bins x length
    const at::Tensor sinc = (z.sin() / z).masked_fill(z == 0, 1.0);                                // bins x length
    // A real number to a real power, as a complex number: negative bases turn by m half circles.
    const at::Tensor magnitude = sinc.square().pow(0.5 * column(m));                             // bins x length
    const at::Tensor turn = column(m) * at::atan2(at::zeros_like(sinc), sinc);                   // bins x length
    const at::Tensor envelope_re = magnitude * turn.cos(), envelope_im = magnitude * turn.sin(); // bins x length
    const at::Tensor real = envelope_re * carrier_re - envelope_im * carrier_im;                 // bins x length
    const at::Tensor imaginary = envelope_re * carrier_im + envelope_im * carrier_re;            // bins x length
    return column(fb).sqrt() * at::stack({real, imaginary}) / std::sqrt(static_cast<double>(length));
}

} // namespace

at::Tensor scaledSamples(const at::Tensor& samples) {
    constexpr double kLowest = -32768.0, kHighest = 32767.0;
    const at::Tensor range = at::full({1}, kHighest - kLowest, samples.options());
    return samples.sub(kLowest).mul_(2.0).div_(range).add_(-1.0); // the same shape
}

FbspSpectrogram::FbspSpectrogram(const Scope& scope, const AudioClipConfig& config)
    : m_fft_length(config.fft_length)
    , m_hop(config.hop)
    , m_window(scope("window", blackmanHarris(config.window))) {
    const Scope fbsp = scope / "fbsp";
    const std::int64_t bins = config.fft_length / 2 + 1;
    const at::Tensor m = fbsp("m", {bins}), fb = fbsp("fb", {bins}), fc = fbsp("fc", {bins});
    fbsp.expectUnused("bias", {0});
    const at::Tensor kernels = fbspKernels(m, fb, fc, m_fft_length); // 2 x bins x fft
    m_bins = bins;
    m_kernels = at::constant_pad_nd(kernels, {0, 0, 0, (bins + kColumns - 1) / kColumns * kColumns - bins})
                    .permute({2, 0, 1})
                    .contiguous();
}

at::Tensor FbspSpectrogram::framed(const at::Tensor& scaled) const {
    const auto length = scaled.size(1), window = m_window.size(0);
    const auto frames = length <= window ? 1 : 1 + (length - window + m_hop - 1) / m_hop;
    const auto missing = (frames - 1) * m_hop + window - length, surplus = m_fft_length - window;
    const at::Tensor padded = at::constant_pad_nd(scaled, {missing / 2, missing - missing / 2}); // N x L'
    const at::Tensor windowed = padded.unfold(1, window, m_hop) * m_window;                      // N x frames x window
    return at::constant_pad_nd(windowed, {surplus / 2, surplus - surplus / 2});                  // N x frames x fft
}

at::Tensor FbspSpectrogram::operator()(const at::Tensor& scaled, const ForwardWatch& watch) const {
    const auto band = m_bins / kBands;
    const at::Tensor frames = framed(scaled); // N x frames x fft
    watch.after("frames", frames);
    watch.after("fbsp_weights", m_kernels.slice(2, 0, m_bins).permute({2, 0, 1}));
    const at::Tensor spectrum = frames.matmul(m_kernels.flatten(1))
                                    .unflatten(2, {2, m_kernels.size(2)})
                                    .slice(3, 0, m_bins); // N x frames x 2 x bins
    watch.after("fbsp_spec", spectrum.transpose(2, 3));
    const at::Tensor power = spectrum.square().sum(2).slice(2, 0, kBands * band);     // N x frames x 3 bands
    const at::Tensor audible = power.masked_fill(power <= 0, kSilence);               // N x frames x 3 bands
    const at::Tensor decibels = audible.log10() * 10.0;                               // N x frames x 3 bands
    const at::Tensor picture = decibels.transpose(1, 2).unflatten(1, {kBands, band}); // N x 3 x band x frames
    watch.after("x_db", picture.unsqueeze(1));
    return picture;
}

} // namespace soundmask::nn
