#include "core/synth/scene_painter.h"

#include <algorithm>
#include <cmath>

#include "core/synth/exact_math.h"
#include "core/synth/looks.h"
#include "core/synth/random.h"

namespace soundmask::synth {

namespace {

constexpr float kOwnedFrom = 0.5f;
constexpr float kShadowStrength = 0.34f;

/// A soft dark ellipse on the ground; it belongs to the background, not to the mask.
void paintShadow(Grid<Colour>& view, double centre_x, double centre_y, double radius_x, double radius_y) {
    const int x0 = std::max(static_cast<int>(centre_x - radius_x), 0);
    const int x1 = std::min(static_cast<int>(centre_x + radius_x) + 1, view.size.width);
    const int y0 = std::max(static_cast<int>(centre_y - radius_y), 0);
    const int y1 = std::min(static_cast<int>(centre_y + radius_y) + 1, view.size.height);
    for (int y = y0; y < y1; ++y)
        for (int x = x0; x < x1; ++x) {
            const double u = (x + 0.5 - centre_x) / radius_x;
            const double v = (y + 0.5 - centre_y) / radius_y;
            const auto inside = static_cast<float>(clamp01(1.0 - (u * u + v * v)));
            view.at(x, y) = mix(view.at(x, y), {0.0f, 0.0f, 0.0f}, kShadowStrength * inside);
        }
}

std::uint8_t toByte(float value) {
    return static_cast<std::uint8_t>(clamp01(value) * 255.0f + 0.5f);
}

} // namespace

ScenePainter::ScenePainter(const Scene& scene)
    : m_scene(scene)
    , m_backdrop(scene.background)
    , m_canvas(kFrameSize) {
    for (const auto& object : m_scene.objects) {
        Mover mover{voiceEvents(object.kind, object.motion_key, object.motion_spans), {}};
        double sum = 0.0;
        for (int i = 0; i < kFrameCount; ++i) {
            sum += voiceEnvelope(mover.events, isStruck(object.kind), static_cast<double>(i) / kFrameRate);
            mover.travelled.push_back(sum);
        }
        for (double& part : mover.travelled)
            part /= std::max(sum, 1.0);
        m_movers.push_back(std::move(mover));
    }
}

void ScenePainter::drawObject(const SceneObject& object, const Mover& mover, FrameIndex index) {
    const double t_s = static_cast<double>(index) / kFrameRate;
    const double activity = voiceEnvelope(mover.events, isStruck(object.kind), t_s);
    const double amount = object.motion_strength * activity;
    PointF centre = object.centre;
    double turn = object.tilt_turn;
    double size_px = object.size_px;
    switch (object.motion) {
    case MotionKind::Hop:
        centre.y -= 0.14 * size_px * amount;
        break;
    case MotionKind::Sway:
        turn += 0.05 * amount * sinTurn(object.motion_rate_hz * t_s);
        break;
    case MotionKind::Pulse:
        size_px *= 1.0 + 0.14 * amount;
        break;
    case MotionKind::Shake:
        centre.x += 0.06 * size_px * amount * sinTurn(3.0 * object.motion_rate_hz * t_s);
        break;
    case MotionKind::Drift: {
        const double way = object.motion_strength * (mover.travelled[static_cast<std::size_t>(index)] - 0.5);
        centre.x += (object.mirrored ? -0.45 : 0.45) * size_px * way;
        break;
    }
    }
    m_canvas.begin(centre, 0.5 * size_px, object.mirrored, object.texture, object.look_key);
    m_canvas.push(0.0f, 0.0f, turn);
    synth::drawObject(m_canvas, object.kind, Random(object.look_key), {static_cast<float>(activity), t_s});
}

PaintedFrame ScenePainter::frame(FrameIndex index) {
    auto view = m_backdrop.viewAt(static_cast<double>(index) / kFrameRate);
    PaintedFrame painted{Image(kFrameSize), LabelMap(kFrameSize)};
    for (std::size_t i = 0; i < m_scene.objects.size(); ++i) {
        const auto& object = m_scene.objects[i];
        if (object.kind != ObjectKind::Helicopter)
            paintShadow(view, object.centre.x, object.centre.y + 0.44 * object.size_px, 0.55 * object.size_px,
                        0.1 * object.size_px);
        drawObject(object, m_movers[i], index);
        const PixelRect area = m_canvas.painted();
        for (int y = area.y; y < area.y + area.height; ++y)
            for (int x = area.x; x < area.x + area.width; ++x) {
                const auto& pixel = m_canvas.at(x, y);
                if (pixel.alpha <= 0.0f) continue;
                Colour& below = view.at(x, y);
                const float keep = 1.0f - pixel.alpha;
                below = {below.red * keep + pixel.red, below.green * keep + pixel.green,
                         below.blue * keep + pixel.blue};
                if (pixel.alpha >= kOwnedFrom) painted.owners.at(x, y) = static_cast<std::uint8_t>(i + 1);
            }
    }
    for (int y = 0; y < kFrameSize.height; ++y) {
        auto* out = painted.image.row(y);
        for (int x = 0; x < kFrameSize.width; ++x, out += Image::kChannels) {
            const Colour& colour = view.at(x, y);
            out[0] = toByte(colour.red);
            out[1] = toByte(colour.green);
            out[2] = toByte(colour.blue);
        }
    }
    return painted;
}

Mask ScenePainter::soundingMask(const Scene& scene, const LabelMap& owners, int second0) {
    std::vector<std::uint8_t> sounds{0};
    for (const auto& object : scene.objects)
        sounds.push_back(object.soundsInSecond(second0) ? 1 : 0);
    Mask mask(owners.size);
    std::ranges::transform(owners.values, mask.values.begin(), [&](std::uint8_t owner) { return sounds[owner]; });
    return mask;
}

PixelRect ScenePainter::visibleBox(const LabelMap& owners, std::size_t object) {
    PixelRect box;
    for (int y = 0; y < owners.size.height; ++y)
        for (int x = 0; x < owners.size.width; ++x)
            if (owners.at(x, y) == object + 1) box = box.united({x, y, 1, 1});
    return box;
}

} // namespace soundmask::synth
