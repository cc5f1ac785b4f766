#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/nn/audioclip/batch_norm.h"
#include "core/nn/audioclip/fbsp.h"

namespace soundmask::nn {

/// The residual block of ResNeXt: a grouped 3 x 3 convolution that carries the stride.
struct ResNeXtBottleneck {
    struct Sizes {
        std::int64_t in, width, out, groups, stride;
    };

    ResNeXtBottleneck(const Scope& scope, const Sizes& sizes);
    at::Tensor operator()(const at::Tensor& x) const; ///< B x in x H x W -> B x out x H/stride x W/stride

    NormedConv conv1, conv2, conv3;
    std::optional<NormedConv> downsample;
};

/// A gate for each channel and place, seen along time or along frequency.
struct SpectrogramGate {
    struct Kernel {
        std::int64_t height, width;
    };

    SpectrogramGate(const Scope& scope, std::int64_t in, std::int64_t out, Kernel kernel);
    /// B x in x H x W -> B x out x \p height x \p width in (0, 1).
    at::Tensor operator()(const at::Tensor& x, std::int64_t height, std::int64_t width) const;

    at::Tensor depth_weight, depth_bias; ///< [in, 1, kernel.height, kernel.width], [in]
    at::Tensor point_weight, point_bias; ///< [out, in, 1, 1], [out]; the normalisation is folded in
};

/// AudioCLIP's sound encoder: a ResNeXt-50 with gates on a spectrogram of learnt wavelets.
/// Source: Guzhov et al., AudioCLIP; model/esresnet/base.py of Sam4AVS at e8939a0.
class EsResNeXt {
  public:
    /// \p outputs: AudioCLIP's common space, or the classes of a file that was trained alone.
    EsResNeXt(const Scope& scope, const AudioClipConfig& config, std::int64_t outputs);
    /// \p samples: N x 1 x L at 44.1 kHz -> N x outputs. Taps: "scaled" and those of encodeScaled.
    at::Tensor operator()(const at::Tensor& samples, const ForwardWatch& watch = {}) const;
    /// \p scaled: N x 1 x L, see scaledSamples() -> N x outputs. Taps: those of FbspSpectrogram, "conv1", "bn1",
    /// "pool", "layer1", "att1".., "avgpool", "att5".
    at::Tensor encodeScaled(const at::Tensor& scaled, const ForwardWatch& watch = {}) const;

  private:
    FbspSpectrogram m_spectrogram;
    Conv2d m_conv1;
    BatchNorm m_bn1;
    std::array<std::vector<ResNeXtBottleneck>, 4> m_layers;
    std::vector<SpectrogramGate> m_att; ///< one for each layer, one for the mean
    Linear m_fc;
};

} // namespace soundmask::nn
