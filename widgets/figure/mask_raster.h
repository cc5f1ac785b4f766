#pragma once

#include <QImage>
#include <QList>
#include <QPainterPath>
#include <QRect>
#include <optional>

namespace soundmask {

/// What an outline from `maskOutline` encloses, as rectangles of whole pixels that do not overlap: \p outline in device
/// pixels, odd-even; a pixel counts when its centre is inside. Only rows from \p top to \p bottom, without it, are
/// looked at.
QList<QRect> outlineSpans(const QPainterPath& outline, int top, int bottom);

/// Lengths along an outline, in device pixels; on = 0: not dashed.
struct Dashes {
    double on = 0.0;
    double off = 0.0;
};

/// The line along an outline from `maskOutline`, \p line_width device pixels wide, as rectangles that may overlap. \p
/// outline in device pixels.
QList<QRect> outlineBars(const QPainterPath& outline, double line_width, Dashes dashes = {});

/// A piece of a page that is painted in rectangles, which a painter's calls would take ten times as long for when an
/// outline is ragged. Each rectangle replaces what is below it.
class MaskRaster {
  public:
    /// Transparent; \p area in device pixels.
    explicit MaskRaster(const QRect& area);

    /// \p colour may have alpha. With \p hatch, each eighth diagonal of \p hatch_step pixels has that colour instead.
    void paint(const QList<QRect>& rects, const QColor& colour, std::optional<QColor> hatch = std::nullopt,
               int hatch_step = 1);

    const QImage& picture() const { return m_picture; }
    const QRect& area() const { return m_area; }

  private:
    QRect m_area;
    QImage m_picture;
};

} // namespace soundmask
