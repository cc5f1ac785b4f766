#include "widgets/canvas/mask_buffer.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace soundmask {

namespace {

/// The stretch of pixel centres on row \p y (at y + 0.5) within \p radius of the segment a - b; empty when x1 < x0.
struct RowSpan {
    double x0 = 0.0;
    double x1 = -1.0;
};

void include(RowSpan& span, double x0, double x1) {
    if (x1 < x0) return;
    if (span.x1 < span.x0)
        span = {x0, x1};
    else
        span = {std::min(span.x0, x0), std::max(span.x1, x1)};
}

void includeDisc(RowSpan& span, PointF centre, double radius, double row_centre) {
    const double dy = row_centre - centre.y;
    const double rest = radius * radius - dy * dy;
    if (rest < 0.0) return;
    const double half = std::sqrt(rest);
    include(span, centre.x - half, centre.x + half);
}

/// A thick line is convex, so each row meets it in one stretch: the two end discs and the rectangle between them.
RowSpan rowSpan(PointF a, PointF b, double radius, double row_centre) {
    RowSpan span;
    includeDisc(span, a, radius, row_centre);
    includeDisc(span, b, radius, row_centre);
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length = std::hypot(dx, dy);
    if (length <= 0.0) return span;
    const PointF normal{-dy / length * radius, dx / length * radius};
    const PointF corners[] = {{a.x + normal.x, a.y + normal.y},
                              {b.x + normal.x, b.y + normal.y},
                              {b.x - normal.x, b.y - normal.y},
                              {a.x - normal.x, a.y - normal.y}};
    for (int i = 0; i < 4; ++i) {
        const PointF& p = corners[i];
        const PointF& q = corners[(i + 1) % 4];
        if ((p.y < row_centre && q.y < row_centre) || (p.y > row_centre && q.y > row_centre)) continue;
        if (p.y == q.y) {
            include(span, std::min(p.x, q.x), std::max(p.x, q.x));
        } else {
            const double x = p.x + (q.x - p.x) * (row_centre - p.y) / (q.y - p.y);
            include(span, x, x);
        }
    }
    return span;
}

} // namespace

bool MaskBuffer::load(const MaskRle& mask, Size size) {
    if (!mask.isNull() && mask.size() != size) return false;
    const MaskRle before = mask.isNull() ? MaskRle(size) : mask;
    if (m_revision == m_before_revision && before == m_before && m_dense.size == size) return true;
    m_before = before;
    revert();
    return true;
}

void MaskBuffer::clear() {
    m_dense = {};
    m_before = {};
    m_before_revision = ++m_revision;
}

void MaskBuffer::replace(const MaskRle& mask) {
    m_dense = mask.toDense();
    ++m_revision;
}

PixelRect MaskBuffer::paintSegment(PointF from, PointF to, double diameter, bool set) {
    ++m_revision;
    const double radius = diameter / 2.0;
    const PixelRect all{0, 0, m_dense.size.width, m_dense.size.height};
    const std::uint8_t value = set ? 1 : 0;
    const int left = static_cast<int>(std::floor(std::min(from.x, to.x) - radius));
    const int right = static_cast<int>(std::ceil(std::max(from.x, to.x) + radius));
    const int top = static_cast<int>(std::floor(std::min(from.y, to.y) - radius));
    const int bottom = static_cast<int>(std::ceil(std::max(from.y, to.y) + radius));
    PixelRect touched = all.intersected({left, top, right - left + 1, bottom - top + 1});
    for (int y = touched.y; y < touched.y + touched.height; ++y) {
        const RowSpan span = rowSpan(from, to, radius, y + 0.5);
        const int first = std::max(0, static_cast<int>(std::ceil(span.x0 - 0.5)));
        const int last = std::min(all.width - 1, static_cast<int>(std::floor(span.x1 - 0.5)));
        if (first <= last) std::memset(m_dense.row(y) + first, value, static_cast<std::size_t>(last - first + 1));
    }
    // The smallest brush may lie between pixel centres and must still do something.
    const int x = static_cast<int>(std::floor(to.x)), y = static_cast<int>(std::floor(to.y));
    if (x >= 0 && y >= 0 && x < all.width && y < all.height) m_dense.at(x, y) = value;
    return touched;
}

void MaskBuffer::revert() {
    m_dense = m_before.toDense();
    m_before_revision = ++m_revision;
}

} // namespace soundmask
