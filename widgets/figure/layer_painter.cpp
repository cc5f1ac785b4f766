#include "widgets/figure/layer_painter.h"

#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>
#include <cmath>

#include "widgets/figure/mask_raster.h"
#include "widgets/figure/palette.h"

namespace soundmask {

namespace {

const QColor kCasing(0, 0, 0, 150);
/// Beside contours; opaque, as their pieces overlap.
const QColor kRim(20, 22, 26);
const QColor kPositive(0, 130, 95);
const QColor kNegative(200, 70, 0);
const QColor kTagGround(16, 18, 22, 205);
/// More points than these are drawn small: a dense grid must not hide the heat map.
constexpr std::size_t kCrowd = 100;

/// Saves a painter's state while it lives.
class Saved {
  public:
    explicit Saved(QPainter& painter)
        : m_painter(painter) {
        m_painter.save();
    }
    ~Saved() { m_painter.restore(); }
    Saved(const Saved&) = delete;
    Saved& operator=(const Saved&) = delete;

  private:
    QPainter& m_painter;
};

QColor withAlpha(QColor colour, double alpha) {
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

QPen pen(const QColor& colour, double width) {
    return {colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

/// \p colours with their \p opacity in the pixels, because Qt's SVG files have none for pictures, and no larger than a
/// page of vector graphics needs: a heat map is smooth.
QImage forPage(const QImage& colours, const QSizeF& size_in_view, double opacity) {
    constexpr double kPixelsPerUnit = 2.0;
    const QSize wanted = (size_in_view * kPixelsPerUnit).toSize();
    QImage picture = colours.width() > wanted.width()
                         ? colours.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                         : colours.copy();
    picture = std::move(picture).convertToFormat(QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&picture);
    painter.setCompositionMode(QPainter::CompositionMode_DestinationIn);
    painter.fillRect(picture.rect(), QColor(0, 0, 0, static_cast<int>(std::lround(255.0 * opacity))));
    return picture;
}

} // namespace

QImage wrapped(const Image& image) {
    return {image.data(), image.width(), image.height(), static_cast<qsizetype>(image.stride()), QImage::Format_RGB888};
}

LayerPainter::LayerPainter(QPainter& painter, const ViewGeometry& geometry, double unit)
    : m_painter(painter)
    , m_geometry(geometry)
    , m_unit(unit) {}

void LayerPainter::paintPicture(const QImage& picture) {
    if (picture.isNull()) return;
    const Saved saved(m_painter);
    const QRectF target = m_geometry.pictureInView();
    const double ratio = m_geometry.devicePixelRatio();
    const QSize device_size = (target.size() * ratio).toSize();
    const bool shrunk = isRaster() && m_geometry.deviceScale() < 1.0 && !device_size.isEmpty();
    if (!shrunk) {
        m_painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
        m_painter.drawImage(target, picture);
        return;
    }
    // Whole device pixels keep it sharp. Bilinear sampling sees each pixel down to half the size; below, averaging
    // keeps fine structure that it would drop, and above it would take twice as long.
    const QPointF corner(std::round(target.x() * ratio), std::round(target.y() * ratio));
    const QRectF place(corner / ratio, QSizeF(device_size) / ratio);
    const bool averaged = m_geometry.deviceScale() < 0.5;
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform, !averaged);
    m_painter.drawImage(place, averaged ? picture.scaled(device_size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                                        : picture);
}

void LayerPainter::paintHeatMap(const QImage& colours, double opacity) {
    if (colours.isNull() || opacity <= 0.0) return;
    const Saved saved(m_painter);
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (m_painter.paintEngine()->type() == QPaintEngine::Raster) {
        m_painter.setOpacity(m_painter.opacity() * opacity);
        m_painter.drawImage(m_geometry.pictureInView(), colours);
    } else {
        m_painter.drawImage(m_geometry.pictureInView(), forPage(colours, m_geometry.pictureInView().size(), opacity));
    }
}

void LayerPainter::paintIsoLines(const std::vector<IsoLine>& lines) {
    const Saved saved(m_painter);
    m_painter.setRenderHint(QPainter::Antialiasing);
    const QTransform transform = m_geometry.viewFromVideo();
    QFont font = m_painter.font();
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(11.0 * m_unit))));
    for (const IsoLine& line : lines) {
        QList<QLineF> in_view;
        in_view.reserve(line.lines_in_video.size());
        for (const QLineF& piece : line.lines_in_video)
            in_view.append(transform.map(piece));
        m_painter.setPen(pen(kCasing, 2.6 * m_unit));
        m_painter.drawLines(in_view);
        m_painter.setPen(pen(QColor(255, 255, 255, 220), 1.1 * m_unit));
        m_painter.drawLines(in_view);
        // Lines of other levels have their middle elsewhere.
        QPainterPath label;
        label.addText(in_view[in_view.size() / 2].center() + QPointF(3.0, -3.0) * m_unit, font,
                      QString::number(line.level, 'g', 2));
        m_painter.strokePath(label, pen(kCasing, 3.0 * m_unit));
        m_painter.fillPath(label, Qt::white);
    }
}

void LayerPainter::paintMask(const QPainterPath& outline_in_video, const MaskLook& look) {
    if (outline_in_video.isEmpty()) return;
    const bool filled = look.style != MaskStyle::Contour, lined = look.style != MaskStyle::Fill;
    const double width = (look.emphasised ? 2.4 : 1.6) * m_unit;
    const double rim_width = width + 2.0 * m_unit;
    // A faint even fill keeps thin parts visible between the hatch lines.
    const QColor fill = withAlpha(look.colour, look.opacity * (look.hatched ? 0.35 : 1.0));
    const QColor hatch = withAlpha(look.colour, std::min(1.0, look.opacity * 1.5));
    const Saved saved(m_painter);
    // Edges of pixels need no smoothing where a contour covers them; alone it keeps thin parts from vanishing.
    if (isRaster() && lined)
        return paintPixels(
            outline_in_video, rim_width, [&](MaskRaster& raster, const QPainterPath& path, double ratio) {
                // A raster's hatch replaces the fill that lies below it on other pages.
                const QColor both = withAlpha(look.colour, 1.0 - (1.0 - fill.alphaF()) * (1.0 - hatch.alphaF()));
                if (filled)
                    raster.paint(outlineSpans(path, raster.area().top(), raster.area().bottom() + 1), fill,
                                 look.hatched ? std::optional(both) : std::nullopt, std::max(1, qRound(ratio)));
                raster.paint(outlineBars(path, rim_width * ratio), kRim);
                raster.paint(outlineBars(path, width * ratio), look.colour);
            });
    const QPainterPath path = m_geometry.viewFromVideo().map(outline_in_video);
    m_painter.setRenderHint(QPainter::Antialiasing);
    if (filled) {
        m_painter.fillPath(path, fill);
        if (look.hatched) m_painter.fillPath(path, QBrush(hatch, Qt::BDiagPattern));
    }
    if (lined) {
        m_painter.strokePath(path, pen(kRim, rim_width));
        m_painter.strokePath(path, pen(look.colour, width));
    }
}

void LayerPainter::paintGroundTruth(const QPainterPath& outline_in_video) {
    if (outline_in_video.isEmpty()) return;
    const double width = 1.6 * m_unit, rim_width = 2.8 * m_unit;
    const Dashes dashes{5.6 * m_unit, 4.0 * m_unit};
    const Saved saved(m_painter);
    if (isRaster())
        return paintPixels(
            outline_in_video, rim_width, [&](MaskRaster& raster, const QPainterPath& path, double ratio) {
                raster.paint(outlineBars(path, rim_width * ratio), kRim);
                raster.paint(outlineBars(path, width * ratio, {dashes.on * ratio, dashes.off * ratio}), Qt::white);
            });
    const QPainterPath path = m_geometry.viewFromVideo().map(outline_in_video);
    m_painter.strokePath(path, pen(kRim, rim_width));
    QPen line = pen(Qt::white, width);
    line.setCapStyle(Qt::FlatCap);
    line.setDashPattern({dashes.on / width, dashes.off / width});
    m_painter.strokePath(path, line);
}

void LayerPainter::paintPixels(const QPainterPath& outline_in_video, double rim_width, const RasterWork& work) {
    const double ratio = m_geometry.devicePixelRatio();
    const QPainterPath path = (m_geometry.viewFromVideo() * QTransform::fromScale(ratio, ratio)).map(outline_in_video);
    const QRect area = visiblePart(path, rim_width * ratio);
    if (area.isEmpty()) return;
    MaskRaster raster(area);
    work(raster, path, ratio);
    m_painter.scale(1.0 / ratio, 1.0 / ratio);
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    m_painter.drawImage(area.topLeft(), raster.picture());
}

QRect LayerPainter::visiblePart(const QPainterPath& path_in_device, double reach) const {
    const double ratio = m_geometry.devicePixelRatio();
    // Widgets count in points, pictures in pixels: too large a page costs nothing.
    const QRectF page(0, 0, m_painter.device()->width() * ratio, m_painter.device()->height() * ratio);
    QRectF visible = m_painter.combinedTransform().inverted().mapRect(page);
    if (m_painter.hasClipping()) visible &= m_painter.clipBoundingRect();
    const QRectF in_device(visible.topLeft() * ratio, visible.size() * ratio);
    return (path_in_device.controlPointRect().adjusted(-reach, -reach, reach, reach) & in_device).toAlignedRect();
}

bool LayerPainter::isRaster() const {
    return m_painter.paintEngine()->type() == QPaintEngine::Raster;
}

void LayerPainter::paintPoints(const std::vector<PointPrompt>& points, int selected, bool with_scores) {
    const Saved saved(m_painter);
    m_painter.setRenderHint(QPainter::Antialiasing);
    int rank = 0;
    // The strongest point last, so that it lies on top.
    for (int i = static_cast<int>(points.size()) - 1; i >= 0; --i) {
        const PointPrompt& point = points[static_cast<std::size_t>(i)];
        const QPointF centre = m_geometry.pointInView(point.point_in_video);
        const bool is_one_of_many = point.origin == PromptOrigin::Mined && points.size() > kCrowd;
        const double share = point.origin == PromptOrigin::User ? 1.0 : is_one_of_many ? 0.55 : 0.875;
        const double radius = kPointRadius * m_unit * share;
        if (i == selected) {
            m_painter.setBrush(Qt::NoBrush);
            m_painter.setPen(pen(kCasing, 4.5 * m_unit));
            m_painter.drawEllipse(centre, radius + 4.0 * m_unit, radius + 4.0 * m_unit);
            m_painter.setPen(pen(Qt::white, 2.0 * m_unit));
            m_painter.drawEllipse(centre, radius + 4.0 * m_unit, radius + 4.0 * m_unit);
        }
        const QColor colour = point.positive ? kPositive : kNegative;
        m_painter.setPen(pen(kCasing, 4.0 * m_unit));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawEllipse(centre, radius, radius);
        m_painter.setPen(pen(point.positive ? QColor(Qt::white) : colour, 2.0 * m_unit));
        m_painter.setBrush(point.positive ? colour : QColor(Qt::white));
        m_painter.drawEllipse(centre, radius, radius);
        m_painter.setPen(pen(point.positive ? QColor(Qt::white) : colour, 2.2 * m_unit));
        const double arm = radius * 0.52;
        m_painter.drawLine(centre - QPointF(arm, 0), centre + QPointF(arm, 0));
        if (point.positive) m_painter.drawLine(centre - QPointF(0, arm), centre + QPointF(0, arm));
    }
    if (!with_scores) return;
    for (const PointPrompt& point : points) {
        if (point.origin != PromptOrigin::Mined) continue;
        ++rank;
        if (!point.score) continue;
        const QPointF centre = m_geometry.pointInView(point.point_in_video);
        const QPointF place = centre + QPointF(kPointRadius + 3.0, kPointRadius) * m_unit;
        paintTag(place, QStringLiteral("%1  %2").arg(rank).arg(*point.score, 0, 'f', 2),
                 point.positive ? kPositive : kNegative);
    }
}

void LayerPainter::paintBoxes(const std::vector<BoxPrompt>& boxes, int selected) {
    const Saved saved(m_painter);
    m_painter.setRenderHint(QPainter::Antialiasing);
    for (int i = static_cast<int>(boxes.size()) - 1; i >= 0; --i) {
        const BoxPrompt& box = boxes[static_cast<std::size_t>(i)];
        const QRectF rect = m_geometry.rectInView(box.box_in_video);
        const QColor colour = colourFromRgb(box.origin == PromptOrigin::User ? kOkabeIto[1] : kOkabeIto[0]);
        const double width = (i == selected ? 2.6 : 1.8) * m_unit;
        m_painter.setBrush(Qt::NoBrush);
        QPen casing(kCasing, width + 2.0 * m_unit, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin);
        m_painter.setPen(casing);
        m_painter.drawRect(rect);
        m_painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        m_painter.drawRect(rect);
        if (i == selected) {
            m_painter.setPen(pen(QColor(0, 0, 0, 220), 1.2 * m_unit));
            m_painter.setBrush(Qt::white);
            const double half = 4.0 * m_unit;
            for (const QPointF& corner : {rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()})
                m_painter.drawRect(QRectF(corner - QPointF(half, half), QSizeF(2 * half, 2 * half)));
        }
        QString text = QString::fromStdString(box.label);
        if (box.origin == PromptOrigin::Mined && box.score) {
            if (!text.isEmpty()) text += QStringLiteral("  ");
            text += QString::number(*box.score, 'f', 2);
        }
        if (!text.isEmpty()) paintTag(rect.topLeft() - QPointF(0.0, 4.0 * m_unit), text, colour);
    }
}

void LayerPainter::paintTag(QPointF bottom_left_in_view, const QString& text, const QColor& colour) {
    QFont font = m_painter.font();
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(11.0 * m_unit))));
    m_painter.setFont(font);
    const QFontMetricsF metrics(font);
    const double height = metrics.height() + 2.0 * m_unit;
    QRectF rect(bottom_left_in_view - QPointF(0.0, height),
                QSizeF(metrics.horizontalAdvance(text) + 11.0 * m_unit, height));
    // A tag above the view's edge would be lost: it moves inside.
    if (rect.top() < 0.0 && rect.bottom() > -4.0 * height) rect.moveTop(1.0);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(kTagGround);
    m_painter.drawRoundedRect(rect, 2.5 * m_unit, 2.5 * m_unit);
    m_painter.setBrush(colour);
    m_painter.drawRect(QRectF(rect.topLeft(), QSizeF(3.0 * m_unit, rect.height())));
    m_painter.setPen(Qt::white);
    m_painter.drawText(rect.adjusted(7.0 * m_unit, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
}

} // namespace soundmask
