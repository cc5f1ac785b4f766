#include "core/synth/canvas.h"

#include <algorithm>
#include <cmath>

#include "core/synth/exact_math.h"

namespace soundmask::synth {

namespace {

constexpr float kOutlineWidth = 0.03f;
constexpr float kRimWidth = 0.16f; // local units over which a volume darkens to its edge

float length(float x, float y) {
    return std::sqrt(x * x + y * y);
}

float segmentDistance(float px, float py, Point a, Point b) {
    const float dx = b.x - a.x;
    const float dy = b.y - a.y;
    const float squared = dx * dx + dy * dy;
    const float t = squared > 0.0f ? clamp01(((px - a.x) * dx + (py - a.y) * dy) / squared) : 0.0f;
    return length(px - a.x - t * dx, py - a.y - t * dy);
}

} // namespace

Colour mix(Colour a, Colour b, float weight_of_b) {
    return {blend(a.red, b.red, weight_of_b), blend(a.green, b.green, weight_of_b), blend(a.blue, b.blue, weight_of_b)};
}

Colour shaded(Colour colour, float amount) {
    return amount >= 0.0f ? mix(colour, {1.0f, 1.0f, 1.0f}, amount) : mix(colour, {0.0f, 0.0f, 0.0f}, -amount);
}

Paint surface(Colour colour) {
    return {.top = shaded(colour, 0.16f),
            .bottom = shaded(colour, -0.2f),
            .outline = shaded(colour, -0.72f),
            .outline_width = kOutlineWidth,
            .volume = true};
}

Paint flat(Colour colour, float alpha) {
    return {.top = colour, .bottom = colour, .outline = colour, .alpha = alpha};
}

Paint skin(Colour colour) {
    Paint paint = surface(colour);
    paint.textured = true;
    return paint;
}

Canvas::Canvas(Size size)
    : m_size(size)
    , m_pixels(size.area()) {}

void Canvas::begin(PointF centre, double unit_px, bool mirrored, SurfaceTexture texture, std::uint64_t texture_key) {
    for (int y = m_painted.y; y < m_painted.y + m_painted.height; ++y) {
        auto* row = m_pixels.data() + static_cast<std::size_t>(y * m_size.width);
        std::fill(row + m_painted.x, row + m_painted.x + m_painted.width, Pixel{});
    }
    m_painted = {};
    const auto unit = static_cast<float>(unit_px);
    m_stack = {{mirrored ? -unit : unit, 0.0f, 0.0f, unit, static_cast<float>(centre.x), static_cast<float>(centre.y)}};
    m_texture = texture;
    m_texture_seed = static_cast<std::uint32_t>(texture_key);
}

void Canvas::push(float x, float y, double turn, float stretch_x, float stretch_y) {
    const Transform t = m_stack.back();
    const auto c = static_cast<float>(cosTurn(turn));
    const auto s = static_cast<float>(sinTurn(turn));
    // Sums only: GCC 12 for processors with FMA fuses sums beside differences even where contraction is off.
    const auto minus_s = static_cast<float>(sinTurn(-turn));
    m_stack.push_back({(t.xx * c + t.xy * s) * stretch_x, (t.xy * c + t.xx * minus_s) * stretch_y,
                       (t.yx * c + t.yy * s) * stretch_x, (t.yy * c + t.yx * minus_s) * stretch_y,
                       t.xx * x + t.xy * y + t.x0, t.yx * x + t.yy * y + t.y0});
}

void Canvas::pop() {
    m_stack.pop_back();
}

float Canvas::textureFactor(float x, float y) const {
    switch (m_texture) {
    case SurfaceTexture::Plain:
        return 1.0f;
    case SurfaceTexture::Stripes: {
        const float u = x * 4.5f + y * 1.5f;
        const float part = u - std::floor(u);
        return 1.0f - 0.22f * smoothStep(0.12f, 0.2f, std::min(std::abs(part - 0.5f), 0.3f));
    }
    case SurfaceTexture::Spots: {
        const float u = x * 4.0f;
        const float v = y * 4.0f;
        const auto ix = static_cast<std::int32_t>(std::floor(u));
        const auto iy = static_cast<std::int32_t>(std::floor(v));
        const float radius = 0.2f + 0.25f * latticeValue(ix, iy, m_texture_seed);
        const float d = length(u - std::floor(u) - 0.5f, v - std::floor(v) - 0.5f);
        return 1.0f - 0.26f * (1.0f - smoothStep(radius - 0.1f, radius, d));
    }
    case SurfaceTexture::Grain:
        return 0.8f + 0.35f * cloudNoise(x * 2.5f, y * 9.0f, m_texture_seed);
    }
    return 1.0f;
}

template <typename Distance>
void Canvas::paintShape(const Bounds& bounds, const Paint& paint, Distance distance) {
    const Transform& t = m_stack.back();
    const float determinant = t.xx * t.yy - t.xy * t.yx;
    const float scale = std::sqrt(std::abs(determinant));
    if (scale < 1e-4f) return;
    const float reach = paint.outline_width + 1.0f / scale;
    float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
    for (const float x : {bounds.x0 - reach, bounds.x1 + reach})
        for (const float y : {bounds.y0 - reach, bounds.y1 + reach}) {
            const float px = t.xx * x + t.xy * y + t.x0;
            const float py = t.yx * x + t.yy * y + t.y0;
            left = std::min(left, px);
            right = std::max(right, px);
            top = std::min(top, py);
            bottom = std::max(bottom, py);
        }
    const int x0 = std::max(static_cast<int>(std::floor(left)), 0);
    const int y0 = std::max(static_cast<int>(std::floor(top)), 0);
    const PixelRect area{x0, y0, std::min(static_cast<int>(right) + 1, m_size.width) - x0,
                         std::min(static_cast<int>(bottom) + 1, m_size.height) - y0};
    if (area.isEmpty()) return;
    m_painted = m_painted.united(area);

    const float middle_x = 0.5f * (bounds.x0 + bounds.x1);
    const float middle_y = 0.5f * (bounds.y0 + bounds.y1);
    const float per_half_x = 2.0f / std::max(bounds.x1 - bounds.x0, 1e-4f);
    const float per_half_y = 2.0f / std::max(bounds.y1 - bounds.y0, 1e-4f);
    for (int y = area.y; y < area.y + area.height; ++y) {
        for (int x = area.x; x < area.x + area.width; ++x) {
            const float dx = static_cast<float>(x) + 0.5f - t.x0;
            const float dy = static_cast<float>(y) + 0.5f - t.y0;
            const float lx = (t.yy * dx - t.xy * dy) / determinant;
            const float ly = (t.xx * dy - t.yx * dx) / determinant;
            const float d = distance(lx, ly);
            const float coverage = clamp01(0.5f - (d - paint.outline_width) * scale) * paint.alpha;
            if (coverage <= 0.0f) continue;
            const float inside = clamp01(0.5f - d * scale);
            const float u = std::clamp((lx - middle_x) * per_half_x, -1.0f, 1.0f);
            const float v = std::clamp((ly - middle_y) * per_half_y, -1.0f, 1.0f);
            Colour colour = mix(paint.top, paint.bottom, 0.5f + 0.5f * v);
            float light = 1.0f;
            if (paint.volume) {
                light += 0.12f * (-0.6f * u - 0.8f * v);
                light *= 0.8f + 0.2f * clamp01(-d / kRimWidth);
            }
            if (paint.textured) light *= textureFactor(lx, ly);
            colour = {clamp01(colour.red * light), clamp01(colour.green * light), clamp01(colour.blue * light)};
            colour = mix(paint.outline, colour, inside);
            Pixel& pixel = m_pixels[static_cast<std::size_t>(y * m_size.width + x)];
            const float keep = 1.0f - coverage;
            pixel.red = pixel.red * keep + colour.red * coverage;
            pixel.green = pixel.green * keep + colour.green * coverage;
            pixel.blue = pixel.blue * keep + colour.blue * coverage;
            pixel.alpha = pixel.alpha * keep + coverage;
        }
    }
}

void Canvas::ellipse(float x, float y, float radius_x, float radius_y, const Paint& paint) {
    paintShape({x - radius_x, y - radius_y, x + radius_x, y + radius_y}, paint, [=](float px, float py) {
        // First-order distance: the implicit function over the length of its gradient.
        const float u = (px - x) / radius_x;
        const float v = (py - y) / radius_y;
        const float value = length(u, v);
        const float slope = length(u / radius_x, v / radius_y);
        return slope > 1e-6f ? value * (value - 1.0f) / slope : -std::min(radius_x, radius_y);
    });
}

void Canvas::box(float x, float y, float half_width, float half_height, float corner, const Paint& paint) {
    paintShape({x - half_width, y - half_height, x + half_width, y + half_height}, paint, [=](float px, float py) {
        const float qx = std::abs(px - x) - half_width + corner;
        const float qy = std::abs(py - y) - half_height + corner;
        return length(std::max(qx, 0.0f), std::max(qy, 0.0f)) + std::min(std::max(qx, qy), 0.0f) - corner;
    });
}

void Canvas::line(Point from, Point to, float radius, const Paint& paint) {
    paintShape({std::min(from.x, to.x) - radius, std::min(from.y, to.y) - radius, std::max(from.x, to.x) + radius,
                std::max(from.y, to.y) + radius},
               paint, [=](float px, float py) { return segmentDistance(px, py, from, to) - radius; });
}

void Canvas::polygon(std::span<const Point> corners, float rounding, const Paint& paint) {
    Bounds bounds{1e9f, 1e9f, -1e9f, -1e9f};
    for (const auto& p : corners) {
        bounds.x0 = std::min(bounds.x0, p.x - rounding);
        bounds.y0 = std::min(bounds.y0, p.y - rounding);
        bounds.x1 = std::max(bounds.x1, p.x + rounding);
        bounds.y1 = std::max(bounds.y1, p.y + rounding);
    }
    paintShape(bounds, paint, [=](float px, float py) {
        float nearest = 1e9f;
        bool inside = false;
        for (std::size_t i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            const Point a = corners[i];
            const Point b = corners[j];
            nearest = std::min(nearest, segmentDistance(px, py, a, b));
            // Even-odd rule: count the edges to the right of the point.
            if ((a.y > py) != (b.y > py) && px < (b.x - a.x) * (py - a.y) / (b.y - a.y) + a.x) inside = !inside;
        }
        return (inside ? -nearest : nearest) - rounding;
    });
}

void Canvas::ring(float x, float y, float radius, float width, const Paint& paint) {
    const float outer = radius + 0.5f * width;
    paintShape({x - outer, y - outer, x + outer, y + outer}, paint,
               [=](float px, float py) { return std::abs(length(px - x, py - y) - radius) - 0.5f * width; });
}

} // namespace soundmask::synth
