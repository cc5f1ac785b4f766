#pragma once

#include <memory>

#include "core/nn/audioclip/audioclip.h"
#include "core/nn/checkpoint/checkpoint.h"

namespace soundmask::nn {

/// What the weight files of this family hold; told apart by their tensors.
enum class AudioClipFile {
    Whole,      ///< AudioCLIP-Full-Training.pt, AudioCLIP-Partial-Training.pt
    Clip,       ///< CLIP.pt: pictures and texts
    OpenAiClip, ///< OpenAI's archive of RN50: the same, and three counters
    Sound,      ///< ESRNXFBSP.pt: sounds alone, as AudioSet's classes or in a space of their own
};

/// Checks that \p file holds exactly the tensors of one of them, in the sizes of \p config. Error: ShapeMismatch.
Result<AudioClipFile> identifyAudioClip(const Checkpoint& file, const AudioClipConfig& config);

/// The networks of a file that identifyAudioClip() knows: everything, pictures and texts, or sounds.
AudioClip wholeFrom(const Checkpoint& file, const AudioClipConfig& config);
Clip clipFrom(const Checkpoint& file, const AudioClipConfig& config);
EsResNeXt soundFrom(const Checkpoint& file, const AudioClipConfig& config);

} // namespace soundmask::nn
