#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/image.h"
#include "core/synth/scene.h"

namespace soundmask::synth {

/// Red, green, blue in 0..1.
struct Colour {
    float red = 0.0f;
    float green = 0.0f;
    float blue = 0.0f;
};

Colour mix(Colour a, Colour b, float weight_of_b);
/// Towards white (amount > 0) or black (amount < 0), by |amount| in 0..1.
Colour shaded(Colour colour, float amount);

/// How a shape is filled. The gradient runs from the top to the bottom of the shape.
struct Paint {
    Colour top;
    Colour bottom;
    Colour outline;
    float outline_width = 0.0f; ///< local units, outside the shape
    float alpha = 1.0f;
    bool volume = false;   ///< light from the upper left and a darker rim
    bool textured = false; ///< takes the object's surface texture
};

/// A lit, outlined surface of one colour.
Paint surface(Colour colour);
/// One flat colour without an outline.
Paint flat(Colour colour, float alpha = 1.0f);
/// A lit surface with the object's texture.
Paint skin(Colour colour);

struct Point {
    float x = 0.0f;
    float y = 0.0f;
};

/// The layer one object is painted on: premultiplied colour and coverage per pixel, anti-aliased by distance fields.
/// Shapes are given in local units, x right, y down, mapped to pixels by the current transform. float arithmetic
/// without library functions: the same on any machine.
class Canvas {
  public:
    struct Pixel {
        float red = 0.0f;
        float green = 0.0f;
        float blue = 0.0f;
        float alpha = 0.0f;
    };

    explicit Canvas(Size size);

    /// Wipes the layer and begins an object: local (0, 0) is at \p centre, one unit is \p unit_px pixels.
    void begin(PointF centre, double unit_px, bool mirrored, SurfaceTexture texture, std::uint64_t texture_key);

    /// Moves the origin of what follows to (x, y), turned by \p turn and stretched; undone by pop().
    void push(float x, float y, double turn = 0.0, float stretch_x = 1.0f, float stretch_y = 1.0f);
    void pop();

    void ellipse(float x, float y, float radius_x, float radius_y, const Paint& paint);
    void box(float x, float y, float half_width, float half_height, float corner, const Paint& paint);
    void line(Point from, Point to, float radius, const Paint& paint);
    /// A closed polygon with edges widened by \p rounding.
    void polygon(std::span<const Point> corners, float rounding, const Paint& paint);
    /// A ring of middle radius \p radius, \p width wide.
    void ring(float x, float y, float radius, float width, const Paint& paint);

    const Pixel& at(int x, int y) const { return m_pixels[static_cast<std::size_t>(y * m_size.width + x)]; }
    /// Pixels that may have been painted.
    const PixelRect& painted() const { return m_painted; }
    Size size() const { return m_size; }

  private:
    /// Local to pixel: (xx x + xy y + x0, yx x + yy y + y0).
    struct Transform {
        float xx = 1.0f, xy = 0.0f, yx = 0.0f, yy = 1.0f, x0 = 0.0f, y0 = 0.0f;
    };
    struct Bounds {
        float x0, y0, x1, y1;
    };

    template <typename Distance>
    void paintShape(const Bounds& bounds, const Paint& paint, Distance distance);
    float textureFactor(float x, float y) const;

    Size m_size;
    std::vector<Pixel> m_pixels;
    std::vector<Transform> m_stack;
    PixelRect m_painted;
    SurfaceTexture m_texture = SurfaceTexture::Plain;
    std::uint32_t m_texture_seed = 0;
};

} // namespace soundmask::synth
