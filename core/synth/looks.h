#pragma once

#include "core/synth/canvas.h"
#include "core/synth/random.h"
#include "core/synth/scene.h"

namespace soundmask::synth {

/// What moves within an object at one moment.
struct Pose {
    float activity = 0.0f; ///< 0..1, the voice that drives the motion
    double time_s = 0.0;
};

/// Draws one object into local [-1, 1] x [-1, 1] (moving parts may reach a little further). \p rng picks the member of
/// the kind's family of looks; it must be fresh for every picture and is asked the same questions whatever the pose.
void drawObject(Canvas& canvas, ObjectKind kind, Random rng, const Pose& pose);

void drawBell(Canvas& canvas, Random rng, const Pose& pose);
void drawDrum(Canvas& canvas, Random rng, const Pose& pose);
void drawPiano(Canvas& canvas, Random rng, const Pose& pose);
void drawViolin(Canvas& canvas, Random rng, const Pose& pose);
void drawKeyboard(Canvas& canvas, Random rng, const Pose& pose);
void drawEmergencyCar(Canvas& canvas, Random rng, const Pose& pose);
void drawCar(Canvas& canvas, Random rng, const Pose& pose);
void drawHelicopter(Canvas& canvas, Random rng, const Pose& pose);
void drawSaw(Canvas& canvas, Random rng, const Pose& pose);
void drawBird(Canvas& canvas, Random rng, const Pose& pose);
void drawDog(Canvas& canvas, Random rng, const Pose& pose);
void drawBaby(Canvas& canvas, Random rng, const Pose& pose);

/// One of \p colours, a little lighter or darker.
template <typename List>
Colour pickColour(Random& rng, const List& colours) {
    const Colour colour = rng.pick(colours);
    return shaded(colour, static_cast<float>(rng.uniform(-0.15, 0.15)));
}

inline float draw(Random& rng, double low, double high) {
    return static_cast<float>(rng.uniform(low, high));
}

} // namespace soundmask::synth
