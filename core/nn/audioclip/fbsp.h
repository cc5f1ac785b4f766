#pragma once

#include "core/nn/audioclip/config.h"
#include "core/nn/common/forward_watch.h"
#include "core/nn/common/parameters.h"

namespace soundmask::nn {

/// The first step of AudioCLIP on samples: ((x + 32768) * 2) / 65535 - 1, each a float32 operation of its own. Samples
/// of -1..1 come out with 8 bits and an offset; the published figures were made so. One rounding less or in another
/// order changes quiet spectra by tens of dB. LibTorch on CUDA would multiply by 1/65535 instead of dividing, which
/// differs, too: the divisor is a tensor here, which is divided by on every device.
at::Tensor scaledSamples(const at::Tensor& samples); ///< any shape

/// A spectrogram of learnt frequency B-spline wavelets, in dB.
/// Source: Guzhov et al., ESResNe(X)t-fbsp; model/esresnet/fbsp.py of Sam4AVS at e8939a0.
class FbspSpectrogram {
  public:
    FbspSpectrogram(const Scope& scope, const AudioClipConfig& config);
    /// \p scaled: N x L samples; N x 3 x bins/3 x frames in dB, three bands of frequencies as the channels.
    /// Taps: "frames", "fbsp_weights", "fbsp_spec", "x_db".
    at::Tensor operator()(const at::Tensor& scaled, const ForwardWatch& watch = {}) const;

  private:
    at::Tensor framed(const at::Tensor& scaled) const;

    std::int64_t m_fft_length, m_hop, m_bins = 0;
    at::Tensor m_window; ///< [window]
    /// [fft_length, 2, bins and zeros]: real and imaginary parts. The other way round the product of a single frame
    /// adds up in another order than the reference's, which shows beside the offset of the samples.
    at::Tensor m_kernels;
};

} // namespace soundmask::nn
