#include <array>

#include "core/synth/exact_math.h"
#include "core/synth/looks.h"

namespace soundmask::synth {

namespace {

constexpr Colour kWhite{0.97f, 0.97f, 0.95f};
constexpr Colour kTyre{0.1f, 0.1f, 0.11f};
constexpr Colour kGlass{0.55f, 0.75f, 0.86f};
constexpr Colour kSteel{0.72f, 0.74f, 0.77f};
constexpr std::array kPaints{Colour{0.8f, 0.12f, 0.12f}, Colour{0.12f, 0.32f, 0.7f}, Colour{0.95f, 0.75f, 0.1f},
                             Colour{0.1f, 0.5f, 0.35f},  Colour{0.9f, 0.45f, 0.1f},  Colour{0.45f, 0.2f, 0.55f},
                             Colour{0.75f, 0.77f, 0.8f}};

void drawWheel(Canvas& canvas, float x, float y, float radius, double turn) {
    canvas.ellipse(x, y, radius, radius, surface(kTyre));
    canvas.ellipse(x, y, radius * 0.58f, radius * 0.58f, surface(kSteel));
    canvas.push(x, y, turn);
    for (int i = 0; i < 3; ++i) {
        canvas.push(0.0f, 0.0f, i / 6.0);
        canvas.line({-radius * 0.48f, 0.0f}, {radius * 0.48f, 0.0f}, radius * 0.07f, flat({0.3f, 0.31f, 0.34f}));
        canvas.pop();
    }
    canvas.pop();
    canvas.ellipse(x, y, radius * 0.17f, radius * 0.17f, flat({0.25f, 0.26f, 0.28f}));
}

void drawWindow(Canvas& canvas, std::span<const Point> corners) {
    Paint glass = surface(kGlass);
    glass.top = shaded(kGlass, 0.45f);
    canvas.polygon(corners, 0.02f, glass);
}

} // namespace

void drawEmergencyCar(Canvas& canvas, Random rng, const Pose& pose) {
    constexpr std::array kBodies{kWhite, Colour{0.85f, 0.12f, 0.1f}, Colour{0.95f, 0.85f, 0.15f}};
    const int service = rng.below(3);
    const Colour body = shaded(kBodies[static_cast<std::size_t>(service)], draw(rng, -0.08, 0.05));
    const Colour stripe = service == 0   ? Colour{0.85f, 0.15f, 0.12f}
                          : service == 1 ? kWhite
                                         : Colour{0.1f, 0.4f, 0.25f};
    const float roof = draw(rng, -0.62, -0.48);
    const float nose = draw(rng, 0.42, 0.56);
    const double spin_hz = rng.uniform(0.8, 1.6);
    const bool second_phase = sinTurn(pose.time_s * 2.0) > 0.0;

    // Beacons: one bright, one dark, in turns.
    for (const float side : {-1.0f, 1.0f}) {
        const float power = (side > 0.0f) == second_phase ? pose.activity : 0.15f * pose.activity;
        const Colour lamp = side > 0.0f ? Colour{0.15f, 0.3f, 0.95f} : Colour{0.95f, 0.12f, 0.12f};
        canvas.box(-0.25f + side * 0.2f, roof - 0.09f, 0.13f, 0.1f, 0.05f,
                   surface(mix(shaded(lamp, -0.5f), shaded(lamp, 0.45f), power)));
    }
    const std::array hull{Point{-0.92f, roof}, Point{nose - 0.12f, roof}, Point{nose + 0.08f, -0.12f},
                          Point{0.93f, 0.02f}, Point{0.95f, 0.5f},        Point{-0.94f, 0.5f}};
    canvas.polygon(hull, 0.03f, skin(body));
    const std::array windscreen{Point{nose - 0.28f, roof + 0.1f}, Point{nose - 0.14f, roof + 0.1f}, Point{nose, -0.14f},
                                Point{nose - 0.28f, -0.14f}};
    drawWindow(canvas, windscreen);
    canvas.box(-0.62f, roof + 0.2f, 0.2f, 0.11f, 0.03f, surface(kGlass));
    canvas.box(0.0f, 0.2f, 0.94f, 0.075f, 0.0f, flat(stripe));
    canvas.line({nose - 0.36f, roof + 0.08f}, {nose - 0.36f, 0.46f}, 0.01f, flat(shaded(body, -0.5f), 0.8f));
    if (service == 0) {
        canvas.box(-0.12f, -0.14f, 0.05f, 0.16f, 0.0f, flat(stripe));
        canvas.box(-0.12f, -0.14f, 0.16f, 0.05f, 0.0f, flat(stripe));
    } else {
        canvas.ellipse(-0.12f, -0.12f, 0.15f, 0.15f, surface(stripe));
        canvas.ellipse(-0.12f, -0.12f, 0.07f, 0.07f, flat(body));
    }
    canvas.ellipse(0.9f, 0.28f, 0.06f, 0.07f, surface({1.0f, 0.95f, 0.6f}));
    canvas.box(-0.92f, 0.3f, 0.03f, 0.08f, 0.01f, surface({0.8f, 0.1f, 0.1f}));
    canvas.box(0.0f, 0.5f, 0.95f, 0.05f, 0.03f, surface({0.25f, 0.26f, 0.28f}));
    for (const float x : {-0.55f, 0.56f})
        drawWheel(canvas, x, 0.56f, 0.23f, pose.time_s * spin_hz);
}

void drawCar(Canvas& canvas, Random rng, const Pose& pose) {
    const Colour body = pickColour(rng, kPaints);
    const float roof = draw(rng, -0.42, -0.22);
    const float back = draw(rng, -0.72, -0.5);
    const float bonnet = draw(rng, 0.25, 0.4);
    const bool spoiler = rng.chance(0.4);
    const bool racing = rng.chance(0.4);
    const double spin_hz = rng.uniform(1.2, 2.4);
    const float shiver = 0.015f * pose.activity * static_cast<float>(sinTurn(pose.time_s * 11.0));

    canvas.push(0.0f, shiver);
    if (spoiler) {
        canvas.line({-0.82f, -0.08f}, {-0.86f, -0.22f}, 0.03f, surface(shaded(body, -0.3f)));
        canvas.line({-0.97f, -0.24f}, {-0.72f, -0.26f}, 0.035f, surface(shaded(body, -0.3f)));
    }
    const std::array cabin{Point{back - 0.12f, 0.08f}, Point{back + 0.14f, roof}, Point{bonnet - 0.16f, roof},
                           Point{bonnet + 0.12f, 0.08f}};
    canvas.polygon(cabin, 0.06f, skin(body));
    const float middle = 0.5f * (back + bonnet) + 0.02f;
    const std::array rear{Point{back + 0.04f, 0.02f}, Point{back + 0.2f, roof + 0.08f},
                          Point{middle - 0.05f, roof + 0.08f}, Point{middle - 0.05f, 0.02f}};
    const std::array front{Point{middle + 0.04f, 0.02f}, Point{middle + 0.04f, roof + 0.08f},
                           Point{bonnet - 0.2f, roof + 0.08f}, Point{bonnet - 0.02f, 0.02f}};
    drawWindow(canvas, rear);
    drawWindow(canvas, front);
    const std::array hull{Point{-0.92f, 0.05f}, Point{0.3f, 0.0f}, Point{0.88f, 0.12f}, Point{0.94f, 0.4f},
                          Point{-0.93f, 0.42f}};
    canvas.polygon(hull, 0.06f, skin(body));
    canvas.line({-0.8f, 0.13f}, {0.7f, 0.13f}, 0.025f, flat(kWhite, 0.35f));
    canvas.line({middle, 0.06f}, {middle, 0.4f}, 0.01f, flat(shaded(body, -0.6f), 0.8f));
    canvas.line({middle - 0.16f, 0.18f}, {middle - 0.07f, 0.18f}, 0.015f, flat(kSteel));
    if (racing) {
        canvas.ellipse(middle - 0.28f, 0.22f, 0.14f, 0.14f, flat(kWhite));
        canvas.line({middle - 0.28f, 0.14f}, {middle - 0.28f, 0.3f}, 0.028f, flat(kTyre));
    }
    canvas.ellipse(0.9f, 0.2f, 0.07f, 0.06f, surface({1.0f, 0.96f, 0.7f}));
    canvas.box(-0.94f, 0.2f, 0.03f, 0.06f, 0.02f, surface({0.85f, 0.1f, 0.1f}));
    canvas.line({-1.0f, 0.44f}, {-0.86f, 0.44f}, 0.03f, surface(kSteel));
    canvas.pop();
    for (const float x : {-0.55f, 0.55f})
        drawWheel(canvas, x, 0.44f, 0.24f, pose.time_s * spin_hz);
}

void drawHelicopter(Canvas& canvas, Random rng, const Pose& pose) {
    const Colour body = pickColour(rng, kPaints);
    const Colour trim = rng.chance(0.5) ? kWhite : shaded(body, -0.45f);
    const float cabin = draw(rng, 0.36, 0.44);
    const float tail_y = draw(rng, -0.12, 0.04);
    const bool skids = rng.chance(0.7);
    const double rotor_hz = rng.uniform(2.2, 3.4);
    const float blade =
        0.25f + 0.75f * static_cast<float>(cosTurn(pose.time_s * rotor_hz)) * (0.35f + 0.65f * pose.activity);

    const std::array boom{Point{-0.2f, -0.12f}, Point{-0.95f, tail_y - 0.06f}, Point{-0.95f, tail_y + 0.05f},
                          Point{-0.1f, 0.24f}};
    canvas.polygon(boom, 0.02f, skin(body));
    const std::array fin{Point{-1.0f, tail_y - 0.34f}, Point{-0.88f, tail_y - 0.34f}, Point{-0.8f, tail_y + 0.03f},
                         Point{-0.98f, tail_y + 0.16f}};
    canvas.polygon(fin, 0.02f, surface(trim));
    canvas.push(-0.93f, tail_y - 0.06f, pose.time_s * rotor_hz * 1.7);
    canvas.line({-0.19f, 0.0f}, {0.19f, 0.0f}, 0.022f, flat({0.2f, 0.2f, 0.22f}));
    canvas.line({0.0f, -0.19f}, {0.0f, 0.19f}, 0.022f, flat({0.2f, 0.2f, 0.22f}));
    canvas.pop();
    if (skids) {
        for (const float x : {-0.05f, 0.42f})
            canvas.line({x, 0.4f}, {x + 0.04f, 0.64f}, 0.025f, surface({0.3f, 0.3f, 0.33f}));
        canvas.line({-0.3f, 0.66f}, {0.72f, 0.66f}, 0.032f, surface({0.3f, 0.3f, 0.33f}));
    } else {
        for (const float x : {-0.02f, 0.5f})
            drawWheel(canvas, x, 0.54f, 0.12f, 0.0);
    }
    canvas.box(0.18f, -0.42f, 0.06f, 0.16f, 0.02f, surface({0.35f, 0.36f, 0.4f}));
    canvas.box(0.12f, -0.28f, 0.26f, 0.1f, 0.08f, surface(shaded(body, -0.25f)));
    canvas.ellipse(0.25f, 0.1f, 0.62f, cabin, skin(body));
    canvas.line({-0.25f, 0.28f}, {0.75f, 0.28f}, 0.035f, flat(trim));
    const std::array nose{Point{0.48f, -0.12f}, Point{0.64f, -0.06f}, Point{0.78f, 0.1f}, Point{0.48f, 0.12f}};
    drawWindow(canvas, nose);
    canvas.box(0.24f, 0.0f, 0.13f, 0.11f, 0.03f, surface(kGlass));
    canvas.box(-0.08f, 0.0f, 0.1f, 0.1f, 0.03f, surface(kGlass));
    canvas.line({0.18f - 0.85f * blade, -0.59f}, {0.18f + 0.85f * blade, -0.57f}, 0.034f, surface({0.2f, 0.2f, 0.23f}));
    canvas.ellipse(0.18f, -0.58f, 0.09f, 0.06f, surface(kSteel));
}

void drawSaw(Canvas& canvas, Random rng, const Pose& pose) {
    const Colour body = pickColour(rng, kPaints);
    const float bar_end = draw(rng, 0.86, 1.0);
    const float thickness = draw(rng, 0.1, 0.14);
    const double lean = rng.uniform(-0.04, 0.04);
    const double chain_hz = rng.uniform(3.0, 5.0);
    const float shake = 0.02f * pose.activity * static_cast<float>(sinTurn(pose.time_s * 9.0));
    const double run = pose.time_s * chain_hz * (0.2 + 0.8 * static_cast<double>(pose.activity));

    canvas.push(0.0f, 0.05f + shake, lean);
    // Guide bar with the chain's teeth around it.
    constexpr int kTeeth = 9;
    const float step = (bar_end - 0.05f) / kTeeth;
    const auto offset = static_cast<float>(run - static_cast<double>(static_cast<std::int64_t>(run))) * step;
    for (int i = 0; i < kTeeth; ++i) {
        const float x = 0.05f + step * static_cast<float>(i);
        const std::array upper{Point{x + offset, -thickness}, Point{x + offset + 0.02f, -thickness - 0.07f},
                               Point{x + offset + 0.07f, -thickness}};
        const std::array lower{Point{x - offset + step, thickness}, Point{x - offset + step - 0.02f, thickness + 0.07f},
                               Point{x - offset + step - 0.07f, thickness}};
        canvas.polygon(upper, 0.008f, surface({0.35f, 0.36f, 0.4f}));
        canvas.polygon(lower, 0.008f, surface({0.35f, 0.36f, 0.4f}));
    }
    canvas.line({0.0f, 0.0f}, {bar_end - thickness, 0.0f}, thickness, surface({0.2f, 0.2f, 0.23f}));
    canvas.line({0.0f, 0.0f}, {bar_end - thickness - 0.02f, 0.0f}, thickness * 0.66f, surface(kSteel));
    for (const float x : {0.32f, 0.55f})
        canvas.ellipse(x, 0.0f, 0.05f, thickness * 0.3f, flat({0.4f, 0.42f, 0.46f}));
    // Rear handle, then the engine, then the front handle across it.
    canvas.push(-0.78f, 0.08f, 0.0, 1.0f, 0.8f);
    canvas.ring(0.0f, 0.0f, 0.2f, 0.11f, surface({0.15f, 0.15f, 0.17f}));
    canvas.pop();
    const std::array engine{Point{-0.62f, -0.2f}, Point{-0.45f, -0.32f}, Point{-0.05f, -0.32f},
                            Point{0.08f, -0.18f}, Point{0.08f, 0.24f},   Point{-0.62f, 0.26f}};
    canvas.polygon(engine, 0.05f, skin(body));
    canvas.ellipse(-0.28f, 0.02f, 0.17f, 0.17f, surface({0.2f, 0.2f, 0.22f}));
    canvas.push(-0.28f, 0.02f, run);
    for (int i = 0; i < 3; ++i) {
        canvas.push(0.0f, 0.0f, i / 6.0);
        canvas.line({-0.12f, 0.0f}, {0.12f, 0.0f}, 0.02f, flat(shaded(body, 0.35f)));
        canvas.pop();
    }
    canvas.pop();
    for (const float y : {-0.2f, -0.12f})
        canvas.line({-0.52f, y}, {-0.44f, y}, 0.016f, flat(kTyre));
    canvas.line({-0.02f, -0.4f}, {-0.34f, -0.62f}, 0.055f, surface({0.15f, 0.15f, 0.17f}));
    canvas.line({-0.34f, -0.62f}, {-0.56f, -0.3f}, 0.055f, surface({0.15f, 0.15f, 0.17f}));
    const std::array guard{Point{0.04f, -0.44f}, Point{0.16f, -0.52f}, Point{0.14f, -0.2f}, Point{0.04f, -0.2f}};
    canvas.polygon(guard, 0.02f, surface({0.2f, 0.2f, 0.22f}));
    canvas.ellipse(-0.45f, -0.24f, 0.07f, 0.03f, flat(kWhite, 0.4f));
    canvas.pop();
}

} // namespace soundmask::synth
