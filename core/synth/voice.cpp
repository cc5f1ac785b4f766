#include "core/synth/voice.h"

#include <algorithm>
#include <array>

#include "core/synth/exact_math.h"
#include "core/synth/random.h"

namespace soundmask::synth {

namespace {

/// Steps of the pentatonic scale over two octaves, as ratios to its first note.
constexpr std::array kScale{1.0, 9.0 / 8, 5.0 / 4, 3.0 / 2, 5.0 / 3, 2.0, 9.0 / 4, 5.0 / 2, 3.0, 10.0 / 3};

/// Draws the events of one voice, span by span.
class Performer {
  public:
    Performer(ObjectKind kind, std::uint64_t key)
        : m_kind(kind)
        , m_rng(key)
        , m_tempo(m_rng.uniform()) {
        m_step = m_rng.below(static_cast<int>(kScale.size()));
    }

    std::vector<VoiceEvent> perform(std::span<const TimeSpan> spans) {
        for (const auto& span : spans) {
            double t_s = span.begin_s;
            for (int n = 0; t_s < span.end_s - 0.02; ++n) {
                const auto gap_s = addNext(t_s, n);
                auto& event = m_events.back();
                event.duration_s = std::min(event.duration_s, span.end_s - event.start_s);
                t_s += gap_s;
            }
        }
        return std::move(m_events);
    }

  private:
    void add(double start_s, double duration_s, double level, double pitch) {
        m_events.push_back({start_s, duration_s, level, pitch});
    }

    /// Adds event \p n at \p t_s; returns the time to the next.
    double addNext(double t_s, int n) {
        const double jitter = m_rng.uniform();
        const double level = m_rng.uniform(0.65, 1.0);
        switch (m_kind) {
        case ObjectKind::Bell:
            add(t_s, 1.3, level, 1.0);
            return blend(0.55, 0.95, m_tempo);
        case ObjectKind::Drum: {
            const double beat_s = blend(0.24, 0.4, m_tempo);
            add(t_s, 0.3, n % 4 == 0 ? 1.0 : level * 0.85, n % 2 == 0 ? 1.0 : 1.35);
            return jitter < 0.2 ? beat_s * 0.5 : beat_s;
        }
        case ObjectKind::EmergencyCar: {
            const double half_s = blend(0.35, 0.65, m_tempo);
            add(t_s, half_s, n % 2 == 0 ? 1.0 : 0.8, n % 2 == 0 ? 1.0 : 0.75);
            return half_s;
        }
        case ObjectKind::Car:
        case ObjectKind::Saw: {
            const double rev_s = blend(0.5, 1.0, jitter);
            add(t_s, rev_s, level, 0.8 + 0.5 * m_rng.uniform());
            return rev_s;
        }
        case ObjectKind::Bird: {
            const double chirp_s = blend(0.07, 0.14, m_tempo);
            add(t_s, chirp_s, level, 0.85 + 0.3 * jitter);
            return n % 5 == 4 ? 0.28 + 0.1 * jitter : chirp_s + 0.05;
        }
        case ObjectKind::Dog:
            add(t_s, 0.17 + 0.06 * jitter, level, 0.9 + 0.2 * m_tempo);
            return n % 2 == 0 ? 0.3 : 0.42 + 0.25 * jitter;
        case ObjectKind::Piano: {
            m_step = std::clamp(m_step + m_rng.below(5) - 2, 0, static_cast<int>(kScale.size()) - 1);
            const double beat_s = blend(0.24, 0.42, m_tempo);
            add(t_s, 0.8, level, kScale[static_cast<std::size_t>(m_step)]);
            return jitter < 0.3 ? beat_s * 0.5 : beat_s;
        }
        case ObjectKind::Violin: {
            m_step = std::clamp(m_step + m_rng.below(3) - 1, 0, static_cast<int>(kScale.size()) - 1);
            const double note_s = blend(0.35, 0.8, 0.5 * (m_tempo + jitter));
            add(t_s, note_s, level, kScale[static_cast<std::size_t>(m_step)]);
            return note_s;
        }
        case ObjectKind::Keyboard:
            add(t_s, 0.07, level, 0.8 + 0.5 * jitter);
            return n % 7 == 6 ? 0.34 : blend(0.1, 0.18, jitter);
        case ObjectKind::Helicopter: {
            const double swell_s = blend(0.4, 0.7, jitter);
            add(t_s, swell_s, level, 1.0);
            return swell_s;
        }
        case ObjectKind::Baby: {
            const double cry_s = blend(0.55, 0.95, jitter);
            add(t_s, cry_s, level, 0.92 + 0.16 * m_rng.uniform());
            return cry_s + blend(0.14, 0.28, m_tempo);
        }
        }
        return kSeconds;
    }

    ObjectKind m_kind;
    Random m_rng;
    double m_tempo; ///< 0..1, the same for the whole voice
    int m_step = 0; ///< place in the scale
    std::vector<VoiceEvent> m_events;
};

} // namespace

std::vector<VoiceEvent> voiceEvents(ObjectKind kind, std::uint64_t voice_key, std::span<const TimeSpan> spans) {
    return Performer(kind, voice_key).perform(spans);
}

bool isStruck(ObjectKind kind) {
    return kind == ObjectKind::Bell || kind == ObjectKind::Drum || kind == ObjectKind::Piano ||
           kind == ObjectKind::Keyboard;
}

double eventEnvelope(const VoiceEvent& event, bool struck, double t_s) {
    const double t = t_s - event.start_s;
    if (t < 0.0 || t >= event.duration_s) return 0.0;
    const double attack_s = std::min(struck ? 0.008 : 0.05, 0.25 * event.duration_s);
    if (t < attack_s) return event.level * t / attack_s;
    const double left = (event.duration_s - t) / (event.duration_s - attack_s);
    if (struck) return event.level * left * left * left;
    return event.level * std::min(1.0, left / 0.25);
}

double voiceEnvelope(std::span<const VoiceEvent> events, bool struck, double t_s) {
    double loudest = 0.0;
    for (const auto& event : events)
        loudest = std::max(loudest, eventEnvelope(event, struck, t_s));
    return loudest;
}

} // namespace soundmask::synth
