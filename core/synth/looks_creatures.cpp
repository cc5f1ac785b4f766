#include <array>

#include "core/synth/exact_math.h"
#include "core/synth/looks.h"

namespace soundmask::synth {

namespace {

constexpr Colour kWhite{0.98f, 0.98f, 0.96f};
constexpr Colour kDark{0.1f, 0.08f, 0.09f};

float wave(double cycles) {
    return static_cast<float>(sinTurn(cycles));
}

/// Round eye with a pupil and a glint; lids close by \p closed (0..1).
void drawEye(Canvas& canvas, float x, float y, float radius, Colour iris, float closed) {
    if (closed > 0.7f) {
        canvas.line({x - radius, y}, {x + radius, y}, radius * 0.22f, flat(kDark));
        return;
    }
    Paint white = surface(kWhite);
    white.outline_width = 0.018f;
    canvas.push(x, y, 0.0, 1.0f, 1.0f - 0.6f * closed);
    canvas.ellipse(0.0f, 0.0f, radius, radius, white);
    canvas.ellipse(radius * 0.12f, 0.0f, radius * 0.62f, radius * 0.62f, flat(iris));
    canvas.ellipse(radius * 0.12f, 0.0f, radius * 0.36f, radius * 0.36f, flat(kDark));
    canvas.ellipse(-radius * 0.1f, -radius * 0.28f, radius * 0.2f, radius * 0.2f, flat(kWhite));
    canvas.pop();
}

} // namespace

void drawBird(Canvas& canvas, Random rng, const Pose& pose) {
    constexpr std::array kFeathers{Colour{0.95f, 0.78f, 0.15f}, Colour{0.2f, 0.5f, 0.85f},
                                   Colour{0.85f, 0.25f, 0.2f},  Colour{0.3f, 0.65f, 0.3f},
                                   Colour{0.5f, 0.35f, 0.25f},  Colour{0.25f, 0.25f, 0.32f}};
    const Colour feathers = pickColour(rng, kFeathers);
    const Colour belly = mix(feathers, kWhite, draw(rng, 0.45, 0.75));
    const Colour beak = rng.chance(0.6) ? Colour{0.98f, 0.6f, 0.12f} : Colour{0.3f, 0.28f, 0.28f};
    const bool crest = rng.chance(0.5);
    const bool branch = rng.chance(0.5);
    const float plump = draw(rng, 0.44, 0.54);
    const double flap_hz = rng.uniform(3.0, 5.0);
    const float open = 0.16f * pose.activity;
    const double flap = 0.06 * static_cast<double>(pose.activity * wave(pose.time_s * flap_hz));

    if (branch) canvas.line({-0.8f, 0.86f}, {0.75f, 0.82f}, 0.06f, skin({0.42f, 0.28f, 0.17f}));
    const std::array tail{Point{-0.4f, 0.3f}, Point{-1.0f, 0.42f}, Point{-0.98f, 0.62f}, Point{-0.3f, 0.5f}};
    canvas.polygon(tail, 0.03f, surface(shaded(feathers, -0.3f)));
    for (const float x : {-0.1f, 0.12f}) {
        canvas.line({x, 0.6f}, {x + 0.02f, 0.84f}, 0.022f, flat(shaded(beak, -0.2f)));
        canvas.line({x - 0.08f, 0.86f}, {x + 0.14f, 0.86f}, 0.022f, flat(shaded(beak, -0.2f)));
    }
    canvas.push(0.0f, 0.25f, -0.06);
    canvas.ellipse(0.0f, 0.0f, 0.62f, plump, skin(feathers));
    Paint chest = flat(belly);
    canvas.ellipse(0.16f, 0.12f, 0.4f, plump * 0.66f, chest);
    canvas.pop();
    canvas.push(-0.05f, 0.14f, 0.05 + flap);
    canvas.ellipse(-0.26f, 0.06f, 0.4f, 0.24f, surface(shaded(feathers, -0.22f)));
    for (const float y : {0.0f, 0.1f})
        canvas.line({-0.52f, y + 0.06f}, {-0.2f, y}, 0.016f, flat(shaded(feathers, -0.5f), 0.8f));
    canvas.pop();
    if (crest)
        for (const float x : {0.22f, 0.32f, 0.42f})
            canvas.line({0.36f, -0.45f}, {x - 0.12f, -0.86f - 0.15f * pose.activity * (0.5f - x)}, 0.045f,
                        surface(shaded(feathers, -0.2f)));
    const float nod = -0.04f * pose.activity;
    canvas.push(0.4f, -0.3f + nod, -0.03 * static_cast<double>(pose.activity));
    const std::array upper{Point{0.24f, -0.1f}, Point{0.58f, -0.02f - open * 0.6f}, Point{0.26f, 0.03f}};
    const std::array lower{Point{0.24f, 0.03f}, Point{0.5f, 0.04f + open}, Point{0.22f, 0.12f}};
    canvas.polygon(lower, 0.015f, surface(shaded(beak, -0.25f)));
    canvas.polygon(upper, 0.015f, surface(beak));
    canvas.ellipse(0.0f, 0.0f, 0.34f, 0.32f, skin(feathers));
    canvas.ellipse(0.14f, 0.12f, 0.13f, 0.09f, flat(belly, 0.8f));
    drawEye(canvas, 0.13f, -0.07f, 0.09f, {0.25f, 0.15f, 0.1f}, 0.0f);
    canvas.pop();
}

void drawDog(Canvas& canvas, Random rng, const Pose& pose) {
    constexpr std::array kFurs{Colour{0.72f, 0.5f, 0.28f}, Colour{0.45f, 0.3f, 0.2f}, Colour{0.88f, 0.82f, 0.7f},
                               Colour{0.3f, 0.28f, 0.28f}, Colour{0.65f, 0.62f, 0.6f}};
    const Colour fur = pickColour(rng, kFurs);
    const Colour muzzle = mix(fur, kWhite, draw(rng, 0.4, 0.75));
    const Colour collar = Colour{draw(rng, 0.1, 0.9), draw(rng, 0.1, 0.5), draw(rng, 0.1, 0.9)};
    const bool pointed_ears = rng.chance(0.4);
    const bool eye_patch = rng.chance(0.5);
    const float head = draw(rng, 0.46, 0.54);
    const double wag_hz = rng.uniform(2.0, 3.5);
    const float open = pose.activity;
    const double wag = 0.06 * static_cast<double>(pose.activity * wave(pose.time_s * wag_hz));

    canvas.push(0.42f, 0.62f, wag);
    canvas.line({0.0f, 0.0f}, {0.42f, -0.36f}, 0.08f, skin(fur));
    canvas.pop();
    canvas.ellipse(0.0f, 0.55f, 0.48f, 0.44f, skin(fur));
    for (const float side : {-1.0f, 1.0f}) {
        canvas.ellipse(side * 0.4f, 0.82f, 0.2f, 0.13f, skin(fur));
        canvas.line({side * 0.16f, 0.5f}, {side * 0.18f, 0.84f}, 0.1f, skin(shaded(fur, 0.08f)));
        canvas.ellipse(side * 0.18f, 0.9f, 0.13f, 0.08f, surface(muzzle));
    }
    canvas.ellipse(0.0f, 0.48f, 0.2f, 0.24f, flat(muzzle, 0.85f));
    canvas.push(0.0f, -0.22f - 0.06f * open);
    if (pointed_ears)
        for (const float side : {-1.0f, 1.0f}) {
            const std::array ear{Point{side * 0.14f, -0.3f}, Point{side * 0.46f, -0.72f}, Point{side * 0.46f, -0.14f}};
            canvas.polygon(ear, 0.04f, skin(shaded(fur, -0.2f)));
            const std::array inner{Point{side * 0.26f, -0.32f}, Point{side * 0.41f, -0.56f},
                                   Point{side * 0.4f, -0.24f}};
            canvas.polygon(inner, 0.02f, flat({0.9f, 0.65f, 0.62f}, 0.8f));
        }
    canvas.line({-0.26f, 0.4f}, {0.26f, 0.4f}, 0.06f, surface(collar));
    canvas.ellipse(0.0f, 0.0f, head, head * 0.9f, skin(fur));
    if (eye_patch) canvas.ellipse(0.19f, -0.1f, 0.17f, 0.19f, flat(shaded(fur, -0.4f), 0.8f));
    if (!pointed_ears)
        for (const float side : {-1.0f, 1.0f}) {
            canvas.push(side * 0.42f, -0.2f, static_cast<double>(side) * (-0.05 - 0.04 * static_cast<double>(open)));
            canvas.ellipse(0.0f, 0.2f, 0.14f, 0.32f, skin(shaded(fur, -0.3f)));
            canvas.pop();
        }
    // Jaw below the muzzle, with the tongue when it opens.
    canvas.ellipse(0.0f, 0.24f + 0.12f * open, 0.2f, 0.14f + 0.06f * open, surface(shaded(muzzle, -0.15f)));
    canvas.ellipse(0.0f, 0.25f + 0.1f * open, 0.14f, 0.04f + 0.11f * open, flat({0.35f, 0.08f, 0.1f}));
    canvas.ellipse(0.0f, 0.3f + 0.12f * open, 0.09f, 0.02f + 0.07f * open, flat({0.93f, 0.45f, 0.5f}));
    for (const float side : {-1.0f, 1.0f})
        canvas.ellipse(side * 0.1f, 0.15f, 0.15f, 0.12f, surface(muzzle));
    canvas.ellipse(0.0f, 0.04f, 0.1f, 0.075f, surface(kDark));
    canvas.ellipse(-0.03f, 0.02f, 0.03f, 0.018f, flat(kWhite, 0.7f));
    for (const float side : {-1.0f, 1.0f})
        drawEye(canvas, side * 0.18f, -0.12f, 0.085f, {0.35f, 0.2f, 0.1f}, 0.4f * open);
    canvas.pop();
}

void drawBaby(Canvas& canvas, Random rng, const Pose& pose) {
    constexpr std::array kSkins{Colour{0.98f, 0.82f, 0.7f}, Colour{0.93f, 0.72f, 0.55f}, Colour{0.72f, 0.5f, 0.35f},
                                Colour{0.5f, 0.33f, 0.24f}};
    constexpr std::array kHairs{Colour{0.25f, 0.15f, 0.1f}, Colour{0.7f, 0.48f, 0.2f}, Colour{0.12f, 0.1f, 0.1f},
                                Colour{0.75f, 0.35f, 0.15f}};
    constexpr std::array kClothes{Colour{0.55f, 0.75f, 0.95f}, Colour{0.98f, 0.7f, 0.78f}, Colour{0.98f, 0.9f, 0.55f},
                                  Colour{0.6f, 0.88f, 0.65f}, Colour{0.92f, 0.92f, 0.95f}};
    const Colour complexion = pickColour(rng, kSkins);
    const Colour hair = pickColour(rng, kHairs);
    const Colour suit = pickColour(rng, kClothes);
    const int style = rng.below(3);
    const float cheeks = draw(rng, 0.5, 0.56);
    const double fist_hz = rng.uniform(1.5, 2.5);
    const float open = pose.activity;
    const float fist = 0.12f * open * wave(pose.time_s * fist_hz);

    canvas.ellipse(0.0f, 0.78f, 0.52f, 0.36f, skin(suit));
    for (const float side : {-1.0f, 1.0f}) {
        const Point hand{side * (0.68f + 0.06f * open), 0.56f - 0.2f * open + side * fist};
        canvas.line({side * 0.42f, 0.7f}, hand, 0.12f, skin(suit));
        canvas.ellipse(hand.x, hand.y, 0.13f, 0.13f, surface(complexion));
    }
    canvas.ellipse(0.0f, 0.52f, 0.24f, 0.1f, surface(kWhite));
    canvas.push(0.0f, -0.16f, 0.012 * static_cast<double>(open * wave(pose.time_s * 3.0)));
    for (const float side : {-1.0f, 1.0f})
        canvas.ellipse(side * (cheeks + 0.03f), 0.06f, 0.11f, 0.14f, surface(shaded(complexion, -0.06f)));
    Paint face = surface(complexion);
    face.bottom = shaded(complexion, -0.06f);
    canvas.ellipse(0.0f, 0.0f, cheeks + 0.02f, 0.57f, face);
    if (style == 0) {
        canvas.line({0.0f, -0.56f}, {0.1f, -0.72f}, 0.04f, surface(hair));
        canvas.ring(0.05f, -0.6f, 0.1f, 0.05f, surface(hair));
    } else if (style == 1) {
        for (int i = -3; i <= 3; ++i)
            canvas.ellipse(0.13f * static_cast<float>(i), -0.5f + 0.022f * static_cast<float>(i * i), 0.12f, 0.11f,
                           surface(hair));
    } else {
        canvas.ellipse(0.0f, -0.42f, 0.5f, 0.24f, skin(suit));
        canvas.ellipse(0.0f, -0.7f, 0.1f, 0.1f, surface(kWhite));
    }
    for (const float side : {-1.0f, 1.0f}) {
        canvas.ellipse(side * 0.32f, 0.14f, 0.12f, 0.09f, flat({0.95f, 0.4f, 0.4f}, 0.25f + 0.2f * open));
        // The more it cries, the more the eyes are squeezed.
        drawEye(canvas, side * 0.2f, -0.04f, 0.1f, {0.2f, 0.35f, 0.5f}, open);
        canvas.line({side * 0.12f, -0.2f - 0.02f * open}, {side * 0.3f, -0.22f + 0.05f * open}, 0.022f,
                    flat(shaded(hair, -0.1f)));
        if (open > 0.35f)
            canvas.ellipse(side * 0.28f, 0.1f + 0.12f * open, 0.035f, 0.055f, flat({0.6f, 0.82f, 0.98f}, 0.9f));
    }
    canvas.ellipse(0.0f, 0.1f, 0.06f, 0.045f, flat(shaded(complexion, -0.2f)));
    canvas.ellipse(0.0f, 0.3f, 0.11f + 0.09f * open, 0.025f + 0.15f * open, surface({0.5f, 0.12f, 0.14f}));
    canvas.ellipse(0.0f, 0.34f + 0.06f * open, 0.07f + 0.05f * open, 0.01f + 0.06f * open, flat({0.92f, 0.45f, 0.48f}));
    canvas.pop();
}

void drawObject(Canvas& canvas, ObjectKind kind, Random rng, const Pose& pose) {
    switch (kind) {
    case ObjectKind::Bell:
        return drawBell(canvas, rng, pose);
    case ObjectKind::Drum:
        return drawDrum(canvas, rng, pose);
    case ObjectKind::EmergencyCar:
        return drawEmergencyCar(canvas, rng, pose);
    case ObjectKind::Car:
        return drawCar(canvas, rng, pose);
    case ObjectKind::Bird:
        return drawBird(canvas, rng, pose);
    case ObjectKind::Dog:
        return drawDog(canvas, rng, pose);
    case ObjectKind::Piano:
        return drawPiano(canvas, rng, pose);
    case ObjectKind::Violin:
        return drawViolin(canvas, rng, pose);
    case ObjectKind::Keyboard:
        return drawKeyboard(canvas, rng, pose);
    case ObjectKind::Helicopter:
        return drawHelicopter(canvas, rng, pose);
    case ObjectKind::Saw:
        return drawSaw(canvas, rng, pose);
    case ObjectKind::Baby:
        return drawBaby(canvas, rng, pose);
    }
}

} // namespace soundmask::synth
