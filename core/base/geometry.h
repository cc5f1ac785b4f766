#pragma once

#include <algorithm>
#include <cstddef>

namespace soundmask {

/// Width and height in pixels.
struct Size {
    int width = 0;
    int height = 0;

    constexpr bool isEmpty() const { return width <= 0 || height <= 0; }
    constexpr std::size_t area() const { return static_cast<std::size_t>(width) * static_cast<std::size_t>(height); }
    constexpr bool operator==(const Size&) const = default;
};

/// A position in pixels, x right, y down; pixel (i, j) covers [i, i+1) x [j, j+1).
struct PointF {
    double x = 0.0;
    double y = 0.0;

    constexpr bool operator==(const PointF&) const = default;
};

/// A box by its edges in pixels: x0 <= x < x1, y0 <= y < y1.
struct BoxF {
    double x0 = 0.0;
    double y0 = 0.0;
    double x1 = 0.0;
    double y1 = 0.0;

    constexpr double width() const { return x1 - x0; }
    constexpr double height() const { return y1 - y0; }
    constexpr bool isEmpty() const { return x1 <= x0 || y1 <= y0; }
    constexpr double area() const { return isEmpty() ? 0.0 : width() * height(); }
    constexpr bool contains(PointF p) const { return p.x >= x0 && p.x < x1 && p.y >= y0 && p.y < y1; }
    constexpr bool operator==(const BoxF&) const = default;
};

/// A whole-pixel rectangle; empty when width or height is not positive.
struct PixelRect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    constexpr bool isEmpty() const { return width <= 0 || height <= 0; }
    constexpr bool operator==(const PixelRect&) const = default;

    constexpr PixelRect intersected(const PixelRect& o) const {
        const int left = std::max(x, o.x);
        const int top = std::max(y, o.y);
        const int right = std::min(x + width, o.x + o.width);
        const int bottom = std::min(y + height, o.y + o.height);
        return right > left && bottom > top ? PixelRect{left, top, right - left, bottom - top} : PixelRect{};
    }

    constexpr PixelRect united(const PixelRect& o) const {
        if (isEmpty()) return o;
        if (o.isEmpty()) return *this;
        const int left = std::min(x, o.x);
        const int top = std::min(y, o.y);
        return {left, top, std::max(x + width, o.x + o.width) - left, std::max(y + height, o.y + o.height) - top};
    }
};

/// Intersection over union of two boxes, 0 when both are empty.
constexpr double boxIou(const BoxF& a, const BoxF& b) {
    const BoxF overlap{std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
    const double common = overlap.area();
    const double all = a.area() + b.area() - common;
    return all > 0.0 ? common / all : 0.0;
}

} // namespace soundmask
