#include <algorithm>
#include <array>
#include <cmath>

#include "core/synth/exact_math.h"
#include "core/synth/random.h"
#include "core/synth/voice.h"

namespace soundmask::synth {

namespace {

constexpr int kSampleCount = kSeconds * kSoundRate_hz;
constexpr double kNyquistMargin_hz = 7200.0; // partials above are left out
constexpr double kRoomTone = 0.0012;
constexpr double kFullScale = 0.89; // a mix louder than this is turned down

/// An oscillator's place in its cycle as a 32-bit fraction: adding steps wraps around by itself, exactly.
using Phase = std::uint32_t;

Phase phaseStep(double frequency_hz) {
    return static_cast<Phase>(static_cast<std::int64_t>(frequency_hz * (4294967296.0 / kSoundRate_hz)));
}

double sine(Phase phase) {
    static const auto table = [] {
        std::array<double, 4097> values{};
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = sinTurn(static_cast<double>(i) / 4096.0);
        return values;
    }();
    const std::size_t i = phase >> 20;
    const double part = static_cast<double>(phase & 0xFFFFFu) / 1048576.0;
    return table[i] + (table[i + 1] - table[i]) * part;
}

/// y += k (x - y), with k from the corner frequency.
class LowPass {
  public:
    explicit LowPass(double corner_hz) {
        const double w = 6.283185307179586 * corner_hz / kSoundRate_hz;
        m_k = w / (1.0 + w);
    }
    double operator()(double x) { return m_y += m_k * (x - m_y); }

  private:
    double m_k = 0.0;
    double m_y = 0.0;
};

/// A resonance: two poles at \p radius.
class Resonator {
  public:
    Resonator(double frequency_hz, double bandwidth_hz) {
        const double radius = 1.0 - 3.14159265358979 * bandwidth_hz / kSoundRate_hz;
        m_a1 = 2.0 * radius * cosTurn(frequency_hz / kSoundRate_hz);
        m_a2 = -radius * radius;
        m_gain = (1.0 - radius) * 2.0;
    }
    double operator()(double x) {
        const double y = m_gain * x + m_a1 * m_y1 + m_a2 * m_y2;
        m_y2 = m_y1;
        m_y1 = y;
        return y;
    }

  private:
    double m_a1 = 0.0, m_a2 = 0.0, m_gain = 1.0, m_y1 = 0.0, m_y2 = 0.0;
};

/// Sum of the first harmonics at one phase, the k-th with weight weights[k - 1].
double harmonics(Phase phase, std::span<const double> weights) {
    double sum = 0.0;
    Phase multiple = 0;
    for (const double weight : weights) {
        multiple += phase;
        sum += weight * sine(multiple);
    }
    return sum;
}

/// How many harmonics of \p base_hz fit below the limit, at most \p most.
std::size_t harmonicCount(double base_hz, std::size_t most) {
    return std::min(most, static_cast<std::size_t>(std::max(1.0, kNyquistMargin_hz / base_hz)));
}

std::vector<double> fallingWeights(double base_hz, std::size_t most, double slope) {
    std::vector<double> weights(harmonicCount(base_hz, most));
    double weight = 1.0;
    for (auto& w : weights) {
        w = weight;
        weight *= slope;
    }
    return weights;
}

/// Renders one voice. Every kind has its family of sounds; the key picks a member.
class VoiceRenderer {
  public:
    VoiceRenderer(ObjectKind kind, std::uint64_t key, std::span<const VoiceEvent> events)
        : m_kind(kind)
        , m_events(events)
        , m_rng(Random::hash(key) + 1)
        , m_noise(Random::hash(key) + 2)
        , m_out(static_cast<std::size_t>(kSampleCount)) {}

    std::vector<double> render() {
        switch (m_kind) {
        case ObjectKind::Bell:
            bell();
            break;
        case ObjectKind::Drum:
            drum();
            break;
        case ObjectKind::EmergencyCar:
            siren();
            break;
        case ObjectKind::Car:
            engine(34.0, 62.0, 0.93, 420.0);
            break;
        case ObjectKind::Saw:
            engine(95.0, 140.0, 0.975, 5200.0);
            break;
        case ObjectKind::Bird:
            bird();
            break;
        case ObjectKind::Dog:
            dog();
            break;
        case ObjectKind::Piano:
            piano();
            break;
        case ObjectKind::Violin:
            violin();
            break;
        case ObjectKind::Keyboard:
            keyboard();
            break;
        case ObjectKind::Helicopter:
            helicopter();
            break;
        case ObjectKind::Baby:
            baby();
            break;
        }
        return std::move(m_out);
    }

  private:
    /// Calls body(i, t, envelope) for each sample of an event; t is the time since its start.
    template <typename Body>
    void eachSample(const VoiceEvent& event, Body body) {
        const bool struck = isStruck(m_kind);
        const int first = static_cast<int>(event.start_s * kSoundRate_hz + 0.5);
        const int last =
            std::min(kSampleCount, static_cast<int>((event.start_s + event.duration_s) * kSoundRate_hz + 0.5));
        for (int i = first; i < last; ++i) {
            const double t_s = static_cast<double>(i) / kSoundRate_hz;
            body(m_out[static_cast<std::size_t>(i)], t_s - event.start_s, eventEnvelope(event, struck, t_s));
        }
    }

    double noise() { return m_noise.uniform(-1.0, 1.0); }

    void bell() {
        constexpr std::array kPartials{0.5, 1.0, 1.19, 1.5, 2.0, 2.62, 3.0, 4.1};
        constexpr std::array kWeights{0.35, 1.0, 0.7, 0.45, 0.6, 0.35, 0.22, 0.15};
        const double base_hz = m_rng.uniform(420.0, 980.0);
        const double stretch = m_rng.uniform(0.97, 1.03);
        for (const auto& event : m_events) {
            std::array<Phase, kPartials.size()> phases{};
            eachSample(event, [&](double& out, double t, double envelope) {
                double sum = 0.0;
                for (std::size_t k = 0; k < kPartials.size(); ++k) {
                    phases[k] += phaseStep(base_hz * kPartials[k] * (k > 2 ? stretch : 1.0));
                    sum += kWeights[k] * sine(phases[k]) / (1.0 + t * static_cast<double>(k) * 2.5);
                }
                out += sum * envelope;
            });
        }
    }

    void drum() {
        const double base_hz = m_rng.uniform(70.0, 150.0);
        const double skin = m_rng.uniform(0.25, 0.7);
        for (const auto& event : m_events) {
            Phase phase = 0;
            LowPass dull(m_rng.uniform(1500.0, 3500.0));
            eachSample(event, [&](double& out, double t, double envelope) {
                phase += phaseStep(base_hz * event.pitch * (1.0 + 1.6 / (1.0 + 60.0 * t)));
                const double rattle = dull(noise()) * skin / (1.0 + 30.0 * t);
                out += (sine(phase) + 2.5 * rattle) * envelope;
            });
        }
    }

    void siren() {
        const double high_hz = m_rng.uniform(850.0, 1250.0);
        const bool wails = m_rng.chance(0.5);
        constexpr std::array kWeights{1.0, 0.25, 0.4, 0.12, 0.18};
        Phase phase = 0;
        for (const auto& event : m_events) {
            eachSample(event, [&](double& out, double t, double) {
                const double part = t / event.duration_s;
                const double sweep = event.pitch > 0.9 ? blend(0.7, 1.15, part) : blend(1.15, 0.7, part);
                phase += phaseStep(high_hz * (wails ? sweep : event.pitch));
                out += harmonics(phase, kWeights) * edgeFade(event, t, 0.012);
            });
        }
    }

    /// Car and chainsaw: pulses of the cylinders with exhaust noise. \p slope makes the harmonics fall, noise is cut at
    /// \p hiss_hz.
    void engine(double low_hz, double high_hz, double slope, double hiss_hz) {
        const double base_hz = m_rng.uniform(low_hz, high_hz);
        const auto weights = fallingWeights(base_hz * 1.4, 40, slope);
        const double roughness = m_rng.uniform(0.3, 0.6);
        LowPass dull(hiss_hz);
        Phase phase = 0;
        Phase half = 0;
        for (const auto& event : m_events) {
            eachSample(event, [&](double& out, double t, double envelope) {
                const double frequency_hz = base_hz * (0.75 + 0.5 * envelope * event.pitch);
                phase += phaseStep(frequency_hz);
                half += phaseStep(frequency_hz * 0.5);
                const double pulses = harmonics(phase, weights) * (0.75 + 0.25 * sine(half));
                const double puff = clamp01(0.6 + sine(phase));
                const double exhaust = dull(noise()) * puff * roughness * 12.0;
                out += (pulses + exhaust) * (0.45 + 0.55 * envelope) * edgeFade(event, t, 0.004);
            });
        }
    }

    void bird() {
        const double base_hz = m_rng.uniform(2300.0, 4200.0);
        const double sweep = m_rng.uniform(-0.35, 0.45);
        const double trill_hz = m_rng.chance(0.5) ? m_rng.uniform(28.0, 45.0) : 0.0;
        for (const auto& event : m_events) {
            Phase phase = 0;
            Phase trill = 0;
            eachSample(event, [&](double& out, double t, double envelope) {
                trill += phaseStep(trill_hz);
                const double part = t / event.duration_s;
                phase += phaseStep(base_hz * event.pitch * (1.0 + sweep * (part - 0.5) + 0.1 * sine(trill)));
                out += (sine(phase) + 0.15 * sine(phase * 2)) * envelope;
            });
        }
    }

    void dog() {
        const double base_hz = m_rng.uniform(260.0, 520.0);
        Resonator throat(m_rng.uniform(700.0, 1000.0), 260.0);
        Resonator mouth(m_rng.uniform(1500.0, 2200.0), 420.0);
        const auto weights = fallingWeights(base_hz * 1.5, 14, 0.86);
        for (const auto& event : m_events) {
            Phase phase = 0;
            eachSample(event, [&](double& out, double t, double envelope) {
                const double part = t / event.duration_s;
                phase += phaseStep(base_hz * event.pitch * (1.0 + 1.3 * part * (1.0 - part) - 0.35 * part));
                const double source = (harmonics(phase, weights) + 1.2 * noise()) * envelope;
                out += throat(source) + 0.8 * mouth(source) + 0.08 * source;
            });
        }
    }

    void piano() {
        const double base_hz = m_rng.uniform(220.0, 420.0);
        const auto weights = fallingWeights(base_hz * 3.4, 8, 0.52);
        for (const auto& event : m_events) {
            Phase phase = 0;
            Phase detuned = 0;
            LowPass hammer(1800.0);
            eachSample(event, [&](double& out, double t, double envelope) {
                phase += phaseStep(base_hz * event.pitch);
                detuned += phaseStep(base_hz * event.pitch * 1.0012);
                const double knock = t < 0.03 ? hammer(noise()) * (1.0 - t / 0.03) : 0.0;
                out += (0.5 * (harmonics(phase, weights) + harmonics(detuned, weights)) + 1.2 * knock) * envelope;
            });
        }
    }

    void violin() {
        const double base_hz = m_rng.uniform(290.0, 480.0);
        const double vibrato_hz = m_rng.uniform(5.0, 6.8);
        const auto weights = fallingWeights(base_hz * 3.4, 16, 0.78);
        Resonator body(m_rng.uniform(450.0, 620.0), 180.0);
        Resonator bridge(m_rng.uniform(2300.0, 3000.0), 700.0);
        Phase phase = 0;
        Phase vibrato = 0;
        for (const auto& event : m_events) {
            eachSample(event, [&](double& out, double t, double envelope) {
                vibrato += phaseStep(vibrato_hz);
                const double depth = 0.009 * smoothStep(0.08, 0.3, t);
                phase += phaseStep(base_hz * event.pitch * (1.0 + depth * sine(vibrato)));
                const double bowed = harmonics(phase, weights) + 0.12 * noise();
                out += (0.5 * bowed + 2.0 * body(bowed) + 1.5 * bridge(bowed)) * (0.25 + 0.75 * envelope) *
                       edgeFade(event, t, 0.02);
            });
        }
    }

    void keyboard() {
        const double snap_hz = m_rng.uniform(2600.0, 4200.0);
        for (const auto& event : m_events) {
            Resonator plastic(std::min(snap_hz * event.pitch, 6500.0), 900.0);
            Resonator desk(m_rng.uniform(300.0, 460.0), 150.0);
            eachSample(event, [&](double& out, double t, double envelope) {
                const bool bottoms = t < 0.006 || (t > 0.035 && t < 0.039); // down, then up again
                const double click = bottoms ? noise() : 0.0;
                out += (2.2 * plastic(click) + 2.0 * desk(click) + 0.3 * click) * (0.3 + envelope);
            });
        }
    }

    void helicopter() {
        const double chop_hz = m_rng.uniform(10.0, 16.0);
        const double turbine_hz = m_rng.uniform(520.0, 900.0);
        LowPass dull(m_rng.uniform(500.0, 900.0));
        LowPass duller(900.0);
        Phase chop = 0;
        Phase thump = 0;
        Phase turbine = 0;
        for (const auto& event : m_events) {
            eachSample(event, [&](double& out, double t, double envelope) {
                chop += phaseStep(chop_hz);
                thump += phaseStep(chop_hz * 5.0);
                turbine += phaseStep(turbine_hz);
                const double blade = clamp01(sine(chop) * 1.4);
                const double wash = duller(dull(noise())) * (0.25 + 3.0 * blade * blade) * 4.0;
                out += (wash + 1.1 * blade * sine(thump) + 0.07 * sine(turbine)) * (0.55 + 0.45 * envelope) *
                       edgeFade(event, t, 0.004);
            });
        }
    }

    void baby() {
        const double base_hz = m_rng.uniform(360.0, 520.0);
        const auto weights = fallingWeights(base_hz * 1.5, 12, 0.84);
        Resonator open(m_rng.uniform(950.0, 1200.0), 220.0);
        Resonator front(m_rng.uniform(2700.0, 3300.0), 450.0);
        for (const auto& event : m_events) {
            Phase phase = 0;
            Phase waver = 0;
            eachSample(event, [&](double& out, double t, double envelope) {
                const double part = t / event.duration_s;
                waver += phaseStep(7.5);
                const double contour = 0.8 + 0.75 * part * (1.0 - part) * 2.0 - 0.12 * part;
                phase += phaseStep(base_hz * event.pitch * contour * (1.0 + 0.012 * sine(waver)));
                const double source = (harmonics(phase, weights) + 0.1 * noise()) * envelope;
                out += open(source) + 0.9 * front(source) + 0.12 * source;
            });
        }
    }

    /// Fades of \p fade_s at both ends of an event whose loudness does not follow the envelope down to nothing.
    static double edgeFade(const VoiceEvent& event, double t, double fade_s) {
        return clamp01(t / fade_s) * clamp01((event.duration_s - t) / fade_s);
    }

    ObjectKind m_kind;
    std::span<const VoiceEvent> m_events;
    Random m_rng;   ///< the member of the family
    Random m_noise; ///< sample by sample
    std::vector<double> m_out;
};

} // namespace

std::vector<double> renderVoice(ObjectKind kind, std::uint64_t voice_key, std::span<const TimeSpan> spans) {
    const auto events = voiceEvents(kind, voice_key, spans);
    auto samples = VoiceRenderer(kind, voice_key, events).render();
    double peak = 0.0;
    for (const double sample : samples)
        peak = std::max(peak, std::abs(sample));
    if (peak > 0.0)
        for (double& sample : samples)
            sample /= peak;
    return samples;
}

std::vector<std::int16_t> renderSound(const Scene& scene) {
    std::vector<double> mix(static_cast<std::size_t>(kSampleCount));
    Random air(scene.seed, scene.index, Purpose::Noise);
    LowPass room(900.0);
    for (double& sample : mix)
        sample = kRoomTone * 4.0 * room(air.uniform(-1.0, 1.0));
    for (const auto& object : scene.objects) {
        if (!object.sounds) continue;
        const auto voice = renderVoice(object.kind, object.voice_key, object.voice_spans);
        for (std::size_t i = 0; i < mix.size(); ++i)
            mix[i] += object.loudness * voice[i];
    }
    double peak = 0.0;
    for (const double sample : mix)
        peak = std::max(peak, std::abs(sample));
    const double gain = peak > kFullScale ? kFullScale / peak : 1.0;
    std::vector<std::int16_t> samples(mix.size());
    for (std::size_t i = 0; i < mix.size(); ++i)
        samples[i] = static_cast<std::int16_t>(std::floor(mix[i] * gain * 32767.0 + 0.5));
    return samples;
}

} // namespace soundmask::synth
