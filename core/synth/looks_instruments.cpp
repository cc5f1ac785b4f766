#include <array>
#include <cmath>
#include <vector>

#include "core/synth/exact_math.h"
#include "core/synth/looks.h"

namespace soundmask::synth {

namespace {

constexpr Colour kWhite{0.97f, 0.97f, 0.94f};
constexpr Colour kBlack{0.08f, 0.08f, 0.1f};
constexpr std::array kWoods{Colour{0.55f, 0.3f, 0.14f}, Colour{0.42f, 0.22f, 0.12f}, Colour{0.68f, 0.42f, 0.2f},
                            Colour{0.3f, 0.16f, 0.12f}};
constexpr std::array kMetals{Colour{0.9f, 0.7f, 0.22f}, Colour{0.75f, 0.5f, 0.28f}, Colour{0.76f, 0.78f, 0.82f},
                             Colour{0.4f, 0.62f, 0.52f}};
constexpr std::array kBright{Colour{0.82f, 0.16f, 0.15f}, Colour{0.15f, 0.35f, 0.75f}, Colour{0.12f, 0.55f, 0.3f},
                             Colour{0.95f, 0.72f, 0.12f}, Colour{0.5f, 0.2f, 0.6f},    Colour{0.2f, 0.2f, 0.24f}};

float wave(double cycles) {
    return static_cast<float>(sinTurn(cycles));
}

} // namespace

void drawBell(Canvas& canvas, Random rng, const Pose& pose) {
    const Colour metal = pickColour(rng, kMetals);
    const Colour wood = pickColour(rng, kWoods);
    const bool hand_bell = rng.chance(0.4);
    const float lip = draw(rng, 0.7, 0.86);
    const float shoulder = draw(rng, 0.36, 0.46);
    const int bands = 1 + rng.below(3);
    const double rate_hz = rng.uniform(1.5, 2.5);
    const float swing = pose.activity * wave(pose.time_s * rate_hz);

    canvas.push(0.0f, -0.8f, 0.05 * swing);
    canvas.line({0.0f, 1.2f}, {-0.3f * swing, 1.62f}, 0.03f, surface(shaded(metal, -0.4f)));
    canvas.ellipse(-0.3f * swing, 1.62f, 0.13f, 0.13f, surface(shaded(metal, -0.35f)));
    if (hand_bell) {
        canvas.box(0.0f, -0.02f, 0.1f, 0.3f, 0.09f, skin(wood));
        canvas.ellipse(0.0f, -0.24f, 0.15f, 0.11f, skin(wood));
    } else {
        canvas.ring(0.0f, 0.08f, 0.14f, 0.08f, surface(shaded(metal, -0.2f)));
        canvas.box(0.0f, -0.12f, 0.55f, 0.11f, 0.05f, skin(wood));
    }
    // Half the outline: narrow shoulder, straight waist, flaring lip.
    constexpr int kSteps = 9;
    std::vector<Point> outline;
    for (int i = 0; i <= kSteps; ++i) {
        const float part = static_cast<float>(i) / kSteps;
        const float dome = std::sqrt(clamp01(1.0f - (1.0f - 3.0f * part) * (1.0f - 3.0f * part)));
        const float width = part < 0.3333f ? shoulder * dome
                                           : shoulder + (lip - shoulder) * (part - 0.3333f) * (part - 0.3333f) * 2.25f;
        outline.push_back({width, 0.2f + 1.25f * part});
    }
    for (int i = kSteps; i >= 0; --i)
        outline.push_back({-outline[static_cast<std::size_t>(i)].x, outline[static_cast<std::size_t>(i)].y});
    canvas.polygon(outline, 0.02f, skin(metal));
    for (int i = 0; i < bands; ++i) {
        const float y = 0.66f + 0.12f * static_cast<float>(i);
        const float width = shoulder * 0.93f + 0.02f * static_cast<float>(i * i);
        canvas.line({-width, y}, {width, y}, 0.02f, flat(shaded(metal, -0.35f), 0.8f));
    }
    canvas.line({-lip, 1.45f}, {lip, 1.45f}, 0.075f, surface(shaded(metal, 0.1f)));
    canvas.line({-shoulder * 0.55f, 0.45f}, {-shoulder * 0.7f, 1.15f}, 0.05f, flat(kWhite, 0.4f));
    canvas.pop();
}

void drawDrum(Canvas& canvas, Random rng, const Pose& pose) {
    const Colour shell = pickColour(rng, kBright);
    const Colour rim = pickColour(rng, kMetals);
    const Colour wood = pickColour(rng, kWoods);
    const float depth = draw(rng, 0.55, 0.95);
    const bool ropes = rng.chance(0.6);
    const double beat_hz = rng.uniform(2.0, 3.0);

    constexpr float kTop = -0.2f;
    const float bottom = kTop + depth;
    canvas.ellipse(0.0f, bottom + 0.06f, 0.86f, 0.27f, surface(rim));
    canvas.ellipse(0.0f, bottom, 0.8f, 0.25f, skin(shell));
    canvas.box(0.0f, 0.5f * (kTop + bottom), 0.8f, 0.5f * depth, 0.0f, skin(shell));
    canvas.line({-0.55f, kTop + 0.2f}, {-0.55f, bottom}, 0.06f, flat(kWhite, 0.25f));
    if (ropes) {
        constexpr std::array kColumns{-0.78f, -0.58f, -0.32f, 0.0f, 0.32f, 0.58f, 0.78f};
        for (std::size_t i = 0; i + 1 < kColumns.size(); ++i) {
            const auto low = [&](float x) { return bottom + 0.24f * std::sqrt(clamp01(1.0f - x * x * 1.5f)); };
            const float a = kColumns[i];
            const float b = kColumns[i + 1];
            const float high_a = kTop + 0.1f + low(a) - bottom;
            const float high_b = kTop + 0.1f + low(b) - bottom;
            canvas.line({a, i % 2 == 0 ? high_a : low(a)}, {b, i % 2 == 0 ? low(b) : high_b}, 0.018f,
                        flat(kWhite, 0.9f));
        }
    }
    canvas.ellipse(0.0f, kTop, 0.86f, 0.27f, surface(rim));
    canvas.ellipse(0.0f, kTop - 0.02f, 0.77f, 0.215f, surface({0.94f, 0.9f, 0.8f}));
    // A stick is down when the voice is loud; the two take turns.
    const bool left_plays = wave(pose.time_s * beat_hz * 0.5) > 0.0f;
    for (const float side : {-1.0f, 1.0f}) {
        const float down = (side < 0.0f) == left_plays ? pose.activity : 0.0f;
        const float lift = 0.42f * (1.0f - down);
        const Point tip{side * 0.12f, kTop - 0.06f - lift};
        canvas.line({side * 0.85f, kTop - 0.45f - 0.6f * lift}, tip, 0.035f, surface(shaded(wood, 0.3f)));
        canvas.ellipse(tip.x, tip.y, 0.075f, 0.06f, surface(shaded(wood, 0.45f)));
    }
}

void drawPiano(Canvas& canvas, Random rng, const Pose& pose) {
    constexpr std::array kCases{Colour{0.1f, 0.1f, 0.12f}, Colour{0.4f, 0.2f, 0.11f}, Colour{0.85f, 0.83f, 0.8f},
                                Colour{0.5f, 0.12f, 0.12f}};
    const Colour body = pickColour(rng, kCases);
    const Colour felt = pickColour(rng, kBright);
    const bool sheet = rng.chance(0.7);
    const int panels = 1 + rng.below(3);
    const int pressed_from = rng.below(7);
    const double melody_hz = rng.uniform(2.5, 3.5);

    canvas.box(-0.75f, 0.62f, 0.09f, 0.32f, 0.03f, skin(body));
    canvas.box(0.75f, 0.62f, 0.09f, 0.32f, 0.03f, skin(body));
    canvas.box(0.0f, 0.45f, 0.8f, 0.4f, 0.03f, skin(shaded(body, -0.25f)));
    for (const float x : {-0.12f, 0.12f})
        canvas.ellipse(x, 0.82f, 0.07f, 0.04f, surface({0.9f, 0.75f, 0.3f}));
    canvas.box(0.0f, -0.35f, 0.88f, 0.42f, 0.04f, skin(body));
    const float panel = 0.78f / static_cast<float>(panels);
    for (int i = 0; i < panels; ++i)
        canvas.box((2.0f * static_cast<float>(i) - static_cast<float>(panels - 1)) * panel, -0.33f, panel - 0.06f,
                   0.28f, 0.03f, flat(shaded(body, 0.12f), 0.6f));
    canvas.box(0.0f, -0.8f, 0.94f, 0.06f, 0.03f, surface(shaded(body, 0.08f)));
    if (sheet) {
        canvas.box(0.0f, -0.36f, 0.3f, 0.23f, 0.01f, surface(kWhite));
        for (int i = 0; i < 5; ++i) {
            const float y = -0.52f + 0.08f * static_cast<float>(i);
            canvas.line({-0.24f, y}, {0.24f, y}, 0.008f, flat({0.3f, 0.3f, 0.35f}));
        }
    }
    // The keys, with one that goes down.
    canvas.box(0.0f, 0.17f, 0.96f, 0.15f, 0.04f, skin(shaded(body, 0.05f)));
    canvas.box(0.0f, 0.04f, 0.86f, 0.03f, 0.0f, flat(felt));
    constexpr int kKeys = 14;
    const int played = (pressed_from + static_cast<int>(pose.time_s * melody_hz) * 5) % kKeys;
    for (int i = 0; i < kKeys; ++i) {
        const float x = -0.86f + 1.72f * (static_cast<float>(i) + 0.5f) / kKeys;
        const float press = i == played ? pose.activity : 0.0f;
        canvas.box(x, 0.17f + 0.02f * press, 0.055f, 0.1f, 0.012f, flat(mix(kWhite, felt, 0.6f * press)));
    }
    for (int i = 0; i + 1 < kKeys; ++i) {
        if (i % 7 == 2 || i % 7 == 6) continue;
        canvas.box(-0.86f + 1.72f * (static_cast<float>(i) + 1.0f) / kKeys, 0.13f, 0.034f, 0.06f, 0.01f, flat(kBlack));
    }
}

void drawViolin(Canvas& canvas, Random rng, const Pose& pose) {
    const Colour wood = shaded(pickColour(rng, kWoods), 0.12f);
    const Colour dark{0.12f, 0.08f, 0.07f};
    const float waist = draw(rng, 0.24, 0.32);
    const double lean = rng.uniform(0.03, 0.1);
    const double bow_hz = rng.uniform(0.8, 1.5);
    const float bow = 0.34f * pose.activity * wave(pose.time_s * bow_hz);

    canvas.push(0.0f, 0.05f, lean);
    canvas.box(0.0f, -0.62f, 0.055f, 0.4f, 0.04f, surface(dark));
    canvas.ring(0.03f, -1.02f, 0.07f, 0.06f, skin(wood));
    for (const float y : {-0.92f, -0.82f})
        canvas.line({-0.14f, y}, {0.14f, y + 0.02f}, 0.028f, surface(dark));
    // Two bouts joined by a waist, outlined as one body.
    Paint outline = flat(shaded(wood, -0.72f));
    canvas.ellipse(0.0f, -0.12f, 0.37f, 0.31f, outline);
    canvas.ellipse(0.0f, 0.58f, 0.48f, 0.39f, outline);
    canvas.box(0.0f, 0.22f, waist + 0.03f, 0.3f, 0.1f, outline);
    Paint body = skin(wood);
    body.outline_width = 0.0f;
    canvas.box(0.0f, 0.22f, waist, 0.3f, 0.08f, body);
    canvas.ellipse(0.0f, -0.12f, 0.34f, 0.28f, body);
    canvas.ellipse(0.0f, 0.58f, 0.45f, 0.36f, body);
    canvas.box(0.0f, 0.22f, waist - 0.04f, 0.22f, 0.06f, flat(shaded(wood, 0.05f), 0.7f));
    canvas.ellipse(-0.14f, -0.2f, 0.1f, 0.07f, flat(kWhite, 0.22f));
    for (const float side : {-1.0f, 1.0f}) {
        canvas.line({side * 0.17f, 0.12f}, {side * 0.2f, 0.36f}, 0.018f, flat(dark));
        canvas.ellipse(side * 0.15f, 0.11f, 0.03f, 0.025f, flat(dark));
        canvas.ellipse(side * 0.22f, 0.37f, 0.03f, 0.025f, flat(dark));
    }
    const std::array fingerboard{Point{-0.05f, -0.7f}, Point{0.05f, -0.7f}, Point{0.075f, 0.1f}, Point{-0.075f, 0.1f}};
    canvas.polygon(fingerboard, 0.01f, surface(dark));
    const std::array tailpiece{Point{-0.09f, 0.5f}, Point{0.09f, 0.5f}, Point{0.04f, 0.86f}, Point{-0.04f, 0.86f}};
    canvas.polygon(tailpiece, 0.01f, surface(dark));
    canvas.box(0.0f, 0.32f, 0.14f, 0.03f, 0.02f, surface({0.85f, 0.68f, 0.42f}));
    for (const float x : {-0.045f, -0.015f, 0.015f, 0.045f})
        canvas.line({x * 0.7f, -0.85f}, {x * 1.6f, 0.52f}, 0.006f, flat({0.85f, 0.85f, 0.85f}, 0.9f));
    canvas.pop();
    canvas.push(bow, 0.24f, -0.06);
    canvas.line({-0.78f, 0.0f}, {0.78f, 0.0f}, 0.026f, surface(shaded(wood, -0.3f)));
    canvas.line({-0.76f, 0.06f}, {0.74f, 0.06f}, 0.014f, flat(kWhite));
    canvas.box(0.7f, 0.03f, 0.06f, 0.06f, 0.02f, surface(dark));
    canvas.pop();
}

void drawKeyboard(Canvas& canvas, Random rng, const Pose& pose) {
    constexpr std::array kCases{Colour{0.82f, 0.8f, 0.74f}, Colour{0.2f, 0.21f, 0.24f}, Colour{0.6f, 0.63f, 0.68f},
                                Colour{0.92f, 0.92f, 0.95f}};
    const Colour plate = pickColour(rng, kCases);
    const Colour glow = pickColour(rng, kBright);
    const bool dark_keys = rng.chance(0.5);
    const Colour cap = dark_keys ? Colour{0.22f, 0.22f, 0.26f} : Colour{0.93f, 0.92f, 0.88f};
    const bool with_screen = rng.chance(0.6);
    const int rows = 4;
    const float top = with_screen ? 0.12f : -0.42f;
    const auto key_seed = static_cast<std::uint32_t>(rng.next());
    const double typing_hz = rng.uniform(6.0, 8.0);

    if (with_screen) {
        canvas.box(0.0f, -0.42f, 0.78f, 0.5f, 0.05f, skin(plate));
        canvas.box(0.0f, -0.43f, 0.69f, 0.4f, 0.02f, flat({0.09f, 0.12f, 0.2f}));
        for (int i = 0; i < 6; ++i) {
            const float y = -0.74f + 0.12f * static_cast<float>(i);
            const float indent = 0.12f * static_cast<float>(i % 3);
            const float width = 0.3f + 0.55f * latticeValue(i, 7, key_seed);
            canvas.line({-0.6f + indent, y}, {-0.6f + indent + width * 0.8f, y}, 0.022f,
                        flat(mix(glow, kWhite, 0.2f + 0.5f * latticeValue(i, 9, key_seed))));
        }
    }
    const float bottom = with_screen ? 0.86f : 0.5f;
    const std::array deck{Point{-0.8f, top}, Point{0.8f, top}, Point{0.97f, bottom}, Point{-0.97f, bottom}};
    canvas.polygon(deck, 0.03f, skin(shaded(plate, -0.06f)));
    const auto moment = static_cast<std::int32_t>(pose.time_s * typing_hz);
    for (int row = 0; row < rows; ++row) {
        const float part = (static_cast<float>(row) + 0.5f) / static_cast<float>(rows + 1);
        const float y = top + 0.03f + (bottom - top) * part * 0.97f;
        const float half = 0.76f + 0.14f * part;
        constexpr int kColumns = 11;
        const int played = static_cast<int>(latticeValue(moment, row, key_seed) * 2.0f * kColumns);
        for (int column = 0; column < kColumns; ++column) {
            const float x = -half + 2.0f * half * (static_cast<float>(column) + 0.5f) / kColumns;
            const float press = column == played ? pose.activity : 0.0f;
            Paint key = flat(mix(cap, glow, 0.85f * press));
            key.top = shaded(key.top, 0.18f);
            key.outline = shaded(cap, -0.7f);
            key.outline_width = 0.012f;
            canvas.box(x, y + 0.02f * press, 0.056f, 0.058f, 0.018f, key);
        }
    }
    const float y = top + 0.03f + (bottom - top) * 0.9f * 0.97f;
    Paint bar = flat(cap);
    bar.outline = shaded(cap, -0.7f);
    bar.outline_width = 0.012f;
    canvas.box(0.0f, y, 0.42f, 0.055f, 0.02f, bar);
}

} // namespace soundmask::synth
