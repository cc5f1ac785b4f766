#pragma once

#include <cstdint>
#include <vector>

#include "core/base/geometry.h"

namespace soundmask {

/// A picture: 8-bit RGB, row-major height x width x 3, rows `stride` bytes apart. Move-only; `clone()` copies.
class Image {
  public:
    static constexpr int kChannels = 3;

    Image() = default;
    /// A black picture of \p size. \p size must not be negative.
    explicit Image(Size size) : m_size(size), m_pixels(size.area() * kChannels) {}

    Image(Image&&) noexcept = default;
    Image& operator=(Image&&) noexcept = default;
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;

    Image clone() const {
        Image copy;
        copy.m_size = m_size;
        copy.m_pixels = m_pixels;
        return copy;
    }

    bool isEmpty() const { return m_size.isEmpty(); }
    Size size() const { return m_size; }
    int width() const { return m_size.width; }
    int height() const { return m_size.height; }
    /// Bytes from one row to the next.
    std::size_t stride() const { return static_cast<std::size_t>(m_size.width) * kChannels; }
    std::size_t bytes() const { return m_pixels.size(); }

    std::uint8_t* row(int y) { return m_pixels.data() + static_cast<std::size_t>(y) * stride(); }
    const std::uint8_t* row(int y) const { return m_pixels.data() + static_cast<std::size_t>(y) * stride(); }
    std::uint8_t* data() { return m_pixels.data(); }
    const std::uint8_t* data() const { return m_pixels.data(); }

  private:
    Size m_size;
    std::vector<std::uint8_t> m_pixels;
};

/// One value per pixel, row-major height x width: heat maps and scores (float), dense masks and label maps (uint8).
template <typename T>
struct Grid {
    Size size;
    std::vector<T> values;

    Grid() = default;
    explicit Grid(Size s, T fill = T{}) : size(s), values(s.area(), fill) {}

    bool isEmpty() const { return size.isEmpty(); }
    T& at(int x, int y) { return values[index(x, y)]; }
    const T& at(int x, int y) const { return values[index(x, y)]; }
    T* row(int y) { return values.data() + index(0, y); }
    const T* row(int y) const { return values.data() + index(0, y); }
    bool operator==(const Grid&) const = default;

  private:
    std::size_t index(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) + static_cast<std::size_t>(x);
    }
};

/// Heat maps and soft masks; the meaning of the range is the producer's.
using FloatMap = Grid<float>;
/// A dense binary mask, 0 or 1 per pixel.
using Mask = Grid<std::uint8_t>;
/// Class number per pixel; 0 is the background.
using LabelMap = Grid<std::uint8_t>;

} // namespace soundmask
