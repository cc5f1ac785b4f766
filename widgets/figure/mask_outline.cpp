#include "widgets/figure/mask_outline.h"

#include <cstdint>
#include <cstring>
#include <vector>

namespace soundmask {

namespace {

// Border edges are directed so that the set pixel lies to the right: clockwise around an object on the screen.
enum Direction { East, South, West, North };
constexpr int kStepX[] = {1, 0, -1, 0};
constexpr int kStepY[] = {0, 1, 0, -1};

/// Most of a mask is even: eight pixels at a time are passed over where no border can be.
using Eight = std::uint64_t;
constexpr int kEight = 8;
constexpr Eight kAllSet = 0x0101010101010101U;

Eight eightAt(const std::uint8_t* bytes) {
    Eight value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

/// For each pixel corner of a region, which border edges leave it (bit = 1 << Direction).
class EdgeMap {
  public:
    EdgeMap(const Mask& dense, PixelRect region)
        : m_stride(region.width + 1)
        , m_edges(static_cast<std::size_t>(m_stride) * (region.height + 1)) {
        const auto set = [&](int x, int y) {
            return x >= 0 && y >= 0 && x < region.width && y < region.height &&
                   dense.at(region.x + x, region.y + y) != 0;
        };
        for (int y = 0; y < region.height; ++y) {
            const std::uint8_t* row = dense.row(region.y + y) + region.x;
            const std::uint8_t* above = y > 0 ? dense.row(region.y + y - 1) + region.x : nullptr;
            const std::uint8_t* below = y + 1 < region.height ? dense.row(region.y + y + 1) + region.x : nullptr;
            for (int x = 0; x < region.width; ++x) {
                if (x + kEight <= region.width) {
                    const Eight here = eightAt(row + x);
                    const bool inside = here == kAllSet && above != nullptr && below != nullptr &&
                                        eightAt(above + x) == kAllSet && eightAt(below + x) == kAllSet &&
                                        set(x - 1, y) && set(x + kEight, y);
                    if (here == 0 || inside) {
                        x += kEight - 1;
                        continue;
                    }
                }
                if (row[x] == 0) continue;
                if (above == nullptr || above[x] == 0) at(x, y) |= 1 << East;
                if (!set(x + 1, y)) at(x + 1, y) |= 1 << South;
                if (below == nullptr || below[x] == 0) at(x + 1, y + 1) |= 1 << West;
                if (!set(x - 1, y)) at(x, y + 1) |= 1 << North;
            }
        }
    }

    /// Whether no border leaves the eight corners from (x, y) on.
    bool noneInEight(int x, int y) { return x + kEight <= m_stride && eightAt(&at(x, y)) == 0; }
    std::uint8_t& at(int x, int y) { return m_edges[static_cast<std::size_t>(y) * m_stride + x]; }

    /// Follows the border that leaves (x, y) to the east until it is closed, taking its edges out of the map.
    void trace(int x, int y, QPointF origin, QPainterPath& path) {
        path.moveTo(origin + QPointF(x, y));
        int direction = East;
        at(x, y) &= ~(1 << East);
        for (;;) {
            x += kStepX[direction];
            y += kStepY[direction];
            std::uint8_t& edges = at(x, y);
            // Turning right first keeps to the same pixel, which separates diagonal neighbours.
            int next = -1;
            for (const int turn : {1, 0, 3}) {
                const int candidate = (direction + turn) % 4;
                if ((edges & (1 << candidate)) != 0) {
                    next = candidate;
                    break;
                }
            }
            if (next < 0) break; // only the start has no edge left
            edges &= ~(1 << next);
            if (next != direction) path.lineTo(origin + QPointF(x, y));
            direction = next;
        }
        path.closeSubpath();
    }

  private:
    int m_stride;
    std::vector<std::uint8_t> m_edges;
};

} // namespace

QPainterPath maskOutline(const Mask& dense, PixelRect region) {
    QPainterPath path;
    region = region.intersected({0, 0, dense.size.width, dense.size.height});
    if (region.isEmpty()) return path;
    EdgeMap edges(dense, region);
    const QPointF origin(region.x, region.y);
    for (int y = 0; y < region.height; ++y) {
        for (int x = 0; x < region.width; ++x) {
            while (edges.noneInEight(x, y))
                x += kEight;
            if (x < region.width && (edges.at(x, y) & (1 << East)) != 0) edges.trace(x, y, origin, path);
        }
    }
    return path;
}

QPainterPath maskOutline(const MaskRle& mask) {
    return mask.isBlank() ? QPainterPath() : maskOutline(mask.toDense(), mask.bounds());
}

} // namespace soundmask
