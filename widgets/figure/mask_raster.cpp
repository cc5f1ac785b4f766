#include "widgets/figure/mask_raster.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace soundmask {

namespace {

/// An edge between columns \p x - 1 and \p x, over rows from \p top to \p bottom, without it.
struct UprightEdge {
    int x;
    int top;
    int bottom;
};

/// The first pixel whose centre lies at or after \p edge.
int firstPixel(double edge) {
    return static_cast<int>(std::ceil(edge - 0.5));
}

/// The edges of an outline, which are all level or upright.
template <typename Use>
void forEachEdge(const QPainterPath& outline, Use use) {
    for (int i = 1; i < outline.elementCount(); ++i) {
        const QPainterPath::Element& from = outline.elementAt(i - 1);
        const QPainterPath::Element& to = outline.elementAt(i);
        if (to.isLineTo()) use(QPointF(from), QPointF(to));
    }
}

std::vector<UprightEdge> uprightEdges(const QPainterPath& outline, int top, int bottom) {
    std::vector<UprightEdge> edges;
    edges.reserve(static_cast<std::size_t>(outline.elementCount()) / 2);
    forEachEdge(outline, [&](QPointF from, QPointF to) {
        if (from.y() == to.y()) return;
        const int first = std::max(top, firstPixel(std::min(from.y(), to.y())));
        const int end = std::min(bottom, firstPixel(std::max(from.y(), to.y())));
        if (first < end) edges.push_back({firstPixel(from.x()), first, end});
    });
    return edges;
}

} // namespace

QList<QRect> outlineSpans(const QPainterPath& outline, int top, int bottom) {
    const std::vector<UprightEdge> edges = uprightEdges(outline, top, bottom);
    if (edges.empty()) return {};
    top = std::min_element(edges.begin(), edges.end(), [](auto a, auto b) { return a.top < b.top; })->top;
    bottom = std::max_element(edges.begin(), edges.end(), [](auto a, auto b) { return a.bottom < b.bottom; })->bottom;

    // The crossings of each row, one row after the other in one block of memory.
    std::vector<std::size_t> end_of_row(static_cast<std::size_t>(bottom - top) + 1);
    for (const UprightEdge& edge : edges)
        for (int y = edge.top; y < edge.bottom; ++y)
            ++end_of_row[static_cast<std::size_t>(y - top) + 1];
    for (std::size_t row = 1; row < end_of_row.size(); ++row)
        end_of_row[row] += end_of_row[row - 1];
    std::vector<int> crossings(end_of_row.back());
    std::vector<std::size_t> next(end_of_row.begin(), end_of_row.end() - 1);
    for (const UprightEdge& edge : edges)
        for (int y = edge.top; y < edge.bottom; ++y)
            crossings[next[static_cast<std::size_t>(y - top)]++] = edge.x;

    QList<QRect> spans;
    std::span<const int> above;
    qsizetype of_above = 0; // where the rectangles of the row above begin
    for (int y = top; y < bottom; ++y) {
        const std::size_t row = static_cast<std::size_t>(y - top);
        const std::span<int> here(crossings.data() + end_of_row[row], crossings.data() + end_of_row[row + 1]);
        std::sort(here.begin(), here.end());
        // In an enlarged view many rows are equal.
        if (std::equal(here.begin(), here.end(), above.begin(), above.end())) {
            for (qsizetype i = of_above; i < spans.size(); ++i)
                spans[i].setBottom(y);
            continue;
        }
        above = here;
        of_above = spans.size();
        for (std::size_t i = 0; i + 1 < here.size(); i += 2)
            if (here[i] < here[i + 1]) spans.append({here[i], y, here[i + 1] - here[i], 1});
    }
    return spans;
}

QList<QRect> outlineBars(const QPainterPath& outline, double line_width, Dashes dashes) {
    const int bar = std::max(1, qRound(line_width));
    QList<QRect> bars;
    bars.reserve(outline.elementCount());
    const auto add = [&](QPointF from, QPointF to, double reach) {
        const double left = std::min(from.x(), to.x()), top = std::min(from.y(), to.y());
        const double width = std::abs(to.x() - from.x()), height = std::abs(to.y() - from.y());
        if (height < width)
            bars.append({qRound(left - reach), qRound(top - bar / 2.0), qRound(width + 2 * reach), bar});
        else
            bars.append({qRound(left - bar / 2.0), qRound(top - reach), bar, qRound(height + 2 * reach)});
    };
    double phase = 0.0; // how far into the dash pattern
    forEachEdge(outline, [&](QPointF from, QPointF to) {
        if (dashes.on <= 0.0) {
            add(from, to, bar / 2.0);
            return;
        }
        const double length = std::abs(to.x() - from.x()) + std::abs(to.y() - from.y());
        if (length <= 0.0) return;
        // A thousandth of a pixel is nothing: no step is lost in rounding.
        constexpr double kSmallest = 1e-3;
        for (double at = 0.0; at < length;) {
            const bool on = phase + kSmallest < dashes.on;
            const double end = on ? dashes.on : dashes.on + dashes.off;
            const double step = std::min(length - at, std::max(end - phase, kSmallest));
            if (on) add(from + (to - from) * (at / length), from + (to - from) * ((at + step) / length), 0.0);
            at += step;
            phase += step;
            if (phase + kSmallest >= dashes.on + dashes.off) phase = 0.0;
        }
    });
    return bars;
}

MaskRaster::MaskRaster(const QRect& area)
    : m_area(area)
    , m_picture(area.size(), QImage::Format_ARGB32_Premultiplied) {
    m_picture.fill(Qt::transparent);
}

void MaskRaster::paint(const QList<QRect>& rects, const QColor& colour, std::optional<QColor> hatch, int hatch_step) {
    const QRgb even = qPremultiply(colour.rgba());
    const QRgb lines = qPremultiply(hatch.value_or(colour).rgba());
    const int period = 8 * hatch_step;
    auto* const pixels = reinterpret_cast<QRgb*>(m_picture.bits());
    const qsizetype stride = m_picture.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
    for (const QRect& rect : rects) {
        const QRect part = rect.intersected(m_area);
        for (int y = part.top(); y <= part.bottom(); ++y) {
            QRgb* const row = pixels + (y - m_area.top()) * stride;
            std::fill_n(row + (part.left() - m_area.left()), part.width(), even);
            if (!hatch) continue;
            // Diagonals of the page, so that pieces painted one by one fit together.
            for (int i = 0; i < hatch_step; ++i) {
                const int offset = ((part.left() + y + i) % period + period) % period;
                for (int x = part.left() + (period - offset) % period; x <= part.right(); x += period)
                    row[x - m_area.left()] = lines;
            }
        }
    }
}

} // namespace soundmask
