#include "core/nn/audioclip/audioclip_file.h"

namespace soundmask::nn {

namespace {

/// The rows of the last layer, which differ between files of sounds alone.
std::int64_t soundOutputs(const StateDict& tensors) {
    const TensorView* last = tensors.find("fc.weight");
    return last && last->shape.size() == 2 ? last->shape[0] : 0;
}

std::vector<WantedTensor> wantedBy(AudioClipFile kind, const StateDict& tensors, const AudioClipConfig& config) {
    OutlineParameters outline;
    const Scope root(outline);
    switch (kind) {
    case AudioClipFile::Whole:
        AudioClip(root, config);
        break;
    case AudioClipFile::OpenAiClip:
        for (const char* counter : {"input_resolution", "context_length", "vocab_size"})
            root.expectUnused(counter, {}, false);
        [[fallthrough]];
    case AudioClipFile::Clip:
        Clip(root, config);
        break;
    case AudioClipFile::Sound:
        EsResNeXt(root, config, soundOutputs(tensors));
        break;
    }
    return outline.wanted();
}

AudioClipFile likelyKind(const StateDict& tensors) {
    if (tensors.find("fbsp.m")) return AudioClipFile::Sound;
    if (tensors.find("input_resolution")) return AudioClipFile::OpenAiClip;
    if (tensors.find("visual.conv1.weight") && !tensors.find("audio.conv1.weight")) return AudioClipFile::Clip;
    return AudioClipFile::Whole;
}

} // namespace

Result<AudioClipFile> identifyAudioClip(const Checkpoint& file, const AudioClipConfig& config) {
    const AudioClipFile kind = likelyKind(file.tensors);
    const KeyReport report = file.tensors.matchKeys(wantedBy(kind, file.tensors, config));
    return report.require(file.path.string()).map([&] { return kind; });
}

AudioClip wholeFrom(const Checkpoint& file, const AudioClipConfig& config) {
    CheckpointParameters source(file.tensors);
    return AudioClip(Scope(source), config);
}

Clip clipFrom(const Checkpoint& file, const AudioClipConfig& config) {
    CheckpointParameters source(file.tensors);
    return Clip(Scope(source), config);
}

EsResNeXt soundFrom(const Checkpoint& file, const AudioClipConfig& config) {
    CheckpointParameters source(file.tensors);
    return EsResNeXt(Scope(source), config, soundOutputs(file.tensors));
}

} // namespace soundmask::nn
