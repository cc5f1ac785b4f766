#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/time.h"
#include "core/synth/scene.h"

namespace soundmask::synth {

/// One bark, stroke, note or swell of a voice. The sound and the motion are both made from these.
struct VoiceEvent {
    double start_s = 0.0;
    double duration_s = 0.0;
    double level = 1.0; ///< 0..1
    double pitch = 1.0; ///< times the voice's own pitch
};

/// What a voice does during \p spans, in order of time. Pure.
std::vector<VoiceEvent> voiceEvents(ObjectKind kind, std::uint64_t voice_key, std::span<const TimeSpan> spans);

/// Whether the events of a kind are struck and die away, rather than held.
bool isStruck(ObjectKind kind);

/// Shape of one event at \p t_s: 0 outside, up to its level inside.
double eventEnvelope(const VoiceEvent& event, bool struck, double t_s);

/// The loudest event at \p t_s, 0..1.
double voiceEnvelope(std::span<const VoiceEvent> events, bool struck, double t_s);

/// The sound of a voice alone: kSeconds at kSoundRate_hz, mono, peak 1 (all zero when there are no events).
/// The same on any machine.
std::vector<double> renderVoice(ObjectKind kind, std::uint64_t voice_key, std::span<const TimeSpan> spans);

/// All sounding objects of a scene with a faint room tone, as 16-bit samples.
std::vector<std::int16_t> renderSound(const Scene& scene);

} // namespace soundmask::synth
