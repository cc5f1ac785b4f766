#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace soundmask::nn {

/// The networks whose deterministic weights follow one set of scales.
enum class FillFamily {
    Sam,       ///< SAM, MobileSAM
    AudioClip, ///< AudioCLIP, AC-FPN, TPAVI, VGGish
    Detection, ///< CLAP, Grounding DINO
};

/// The float32 values of parameter \p key of shape \p shape in row-major order: pseudo-random, the same on every
/// machine, chosen so that activations keep their size through the network. The golden outputs were made with them,
/// so a network can be checked without its official weights. Nothing for the parameters that keep the value their
/// network constructs (scalars, spectrogram tables). Integer buffers are not asked for; they are 0.
/// Source: golden/fixtures/README.md, section 3.
std::optional<std::vector<float>> fillWeights(FillFamily family, std::string_view key,
                                              std::span<const std::int64_t> shape);

} // namespace soundmask::nn
