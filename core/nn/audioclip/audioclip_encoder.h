#pragma once

#include <memory>

#include "core/nn/audio_visual_encoder.h"
#include "core/nn/audioclip/audioclip.h"

namespace soundmask::nn {

/// AudioVisualEncoder over LibTorch.
class AudioClipEncoder final : public AudioVisualEncoder {
  public:
    /// Errors: those of openCheckpoint, ShapeMismatch for a file of another network or of only one side of this one.
    static Result<std::unique_ptr<AudioVisualEncoder>> load(const AudioClipRequest& request);

    explicit AudioClipEncoder(AudioClip network)
        : m_network(std::move(network)) {}

    Result<std::vector<UnitVector>> embedSounds(std::span<const std::vector<float>> sounds,
                                                std::stop_token stop) override;
    Result<std::vector<UnitVector>> embedPictures(std::span<const Image> pictures, PictureFit fit,
                                                  std::stop_token stop) override;
    Result<std::vector<FloatMap>> similarity(std::span<const Image> pictures, std::span<const UnitVector> sounds,
                                             PlaceAttention attention, std::stop_token stop) override;

  private:
    const AudioClip m_network;
};

} // namespace soundmask::nn
