#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/time.h"
#include "core/project/dataset/dataset.h"

/// The generator of our own sample data. A scene is first described (plain numbers, quick), then painted and sounded.
namespace soundmask::synth {

/// Raised whenever the same seed gives other files than before.
inline constexpr int kVersion = 1;
inline constexpr int kSeconds = 5;
inline constexpr int kFrameRate = 25;
inline constexpr int kFrameCount = kSeconds * kFrameRate;
inline constexpr Size kFrameSize{224, 224};
inline constexpr int kSoundRate_hz = 16000;

/// Every kind looks and sounds its own way. Their names are classes of AVSBench-semantic.
enum class ObjectKind { Bell, Drum, EmergencyCar, Car, Bird, Dog, Piano, Violin, Keyboard, Helicopter, Saw, Baby };
inline constexpr int kKindCount = 12;
std::string_view kindName(ObjectKind kind);

enum class MotionKind { Hop, Sway, Pulse, Shake, Drift };
inline constexpr int kMotionCount = 5;
enum class SurfaceTexture { Plain, Stripes, Spots, Grain };
inline constexpr int kTextureCount = 4;
enum class BackgroundKind { Meadow, Brick, Room, City, Bokeh, Plaster, Tiles, Stage };
inline constexpr int kBackgroundCount = 8;

/// One thing in the picture. A silent object is drawn from the same distributions and moves by a voice of its own that
/// nobody hears, so only listening tells which one sounds.
struct SceneObject {
    ObjectKind kind = ObjectKind::Bell;
    bool sounds = false;
    PointF centre;          ///< pixels
    double size_px = 80.0;  ///< twice the object's nominal radius
    double tilt_turn = 0.0; ///< at rest, in turns
    bool mirrored = false;
    SurfaceTexture texture = SurfaceTexture::Plain;
    MotionKind motion = MotionKind::Hop;
    double motion_strength = 1.0;
    double motion_rate_hz = 1.0;
    bool moves_with_voice = false; ///< else it moves by an unrelated voice of the same kind
    double loudness = 0.5;         ///< peak of the voice alone
    std::uint64_t look_key = 0;
    std::uint64_t voice_key = 0;
    std::uint64_t motion_key = 0;       ///< voice that drives the motion; voice_key if moves_with_voice
    std::vector<TimeSpan> voice_spans;  ///< when the voice is active; heard only if `sounds`
    std::vector<TimeSpan> motion_spans; ///< the same of the voice that drives the motion

    /// Whether it belongs to the mask of second \p second0 (0-based): it sounds for a good part of that second. Spans
    /// are drawn so that it is at least 0.4 s or nothing.
    bool soundsInSecond(int second0) const;
};

struct Background {
    BackgroundKind kind = BackgroundKind::Meadow;
    std::uint64_t key = 0;
    PointF pan_px_per_s; ///< slow pan of the camera, often none
};

struct Scene {
    std::uint64_t seed = 0;
    std::uint64_t index = 0;
    DatasetLayout layout = DatasetLayout::S4;
    std::string name; ///< like a video id: 11 of [A-Za-z0-9_-]; MS3 adds "_" and a number to most
    Background background;
    std::vector<SceneObject> objects; ///< drawing order, the last on top; kinds differ within a scene
};

/// Scene number \p index of a seed: a pure function. S4: one sounding object for all five seconds. MS3: one to three
/// that start and stop. \p layout must not be Avss.
Scene describeScene(std::uint64_t seed, std::uint64_t index, DatasetLayout layout);

} // namespace soundmask::synth
