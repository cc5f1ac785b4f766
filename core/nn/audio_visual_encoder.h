#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"

namespace soundmask::nn {

/// Which weights to load.
struct AudioClipRequest {
    /// AudioCLIP-Full-Training.pt, AudioCLIP-Partial-Training.pt or a file with the same tensors; nothing for the
    /// deterministic test weights, whose answers mean nothing.
    std::optional<std::filesystem::path> weights;
};

/// A picture or a sound in the common space: 1024 numbers, length 1.
using UnitVector = std::vector<float>;

/// What the picture encoder's last layer compares: queries with keys as it was trained, or values with values, which
/// keeps a place to its own object (CLIP Surgery, Li et al. 2023).
enum class PlaceAttention { Trained, Surgery };

/// How a picture of another size becomes 224 x 224: shorter side resized, middle cut out. A picture of 224 x 224 is
/// left as it is.
enum class PictureFit {
    Published, ///< bicubic on floats without smoothing, as the published scripts
    Smooth,    ///< Pillow's bicubic on 8 bits, as CLIP was trained
};

/// AudioCLIP: pictures and sounds in one space, and how well each place of a picture fits a sound. Any thread; a stop
/// request ends a call between two blocks of the network. Errors of every function: Cancelled, OutOfMemory.
class AudioVisualEncoder {
  public:
    static constexpr int kRate_hz = 44100; ///< of the sounds it was trained on
    static constexpr int kPictureSide = 224;

    virtual ~AudioVisualEncoder() = default;

    /// Sounds of -1..1, each of at least one sample, all of one length. About 0.1 s of work for a second of sound.
    /// Error: InvalidValue (empty, or different lengths).
    virtual Result<std::vector<UnitVector>> embedSounds(std::span<const std::vector<float>> sounds,
                                                        std::stop_token stop) = 0;
    /// Pictures as wholes. Error: InvalidValue (an empty picture, or one too thin to be resized).
    virtual Result<std::vector<UnitVector>> embedPictures(std::span<const Image> pictures, PictureFit fit,
                                                          std::stop_token stop) = 0;
    /// For each picture of 224 x 224 the cosine of each of its 7 x 7 places with the sound of the same number, -1..1.
    /// Errors: InvalidValue (another size), ShapeMismatch (another number of sounds, or not of this network).
    virtual Result<std::vector<FloatMap>> similarity(std::span<const Image> pictures,
                                                     std::span<const UnitVector> sounds, PlaceAttention attention,
                                                     std::stop_token stop) = 0;
};

} // namespace soundmask::nn
