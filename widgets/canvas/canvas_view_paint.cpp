// The painting half of CanvasView: what is below the active mask, this mask and the marks above it are kept as pictures
// of the view, so a stroke repaints only the rectangle it touched. While a clip plays everything is new each time: what
// is painted for the first time is not kept yet.
#include <QPaintEvent>
#include <QPainter>

#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/shown_layer.h"
#include "widgets/common/theme.h"
#include "widgets/figure/mask_outline.h"
#include "widgets/figure/palette.h"

namespace soundmask {

namespace {

/// \p pixmap as large as \p view and filled; fresh memory costs more than filling the old.
void clear(QPixmap& pixmap, const QWidget& view, const QColor& colour) {
    const double ratio = view.devicePixelRatioF();
    const QSize size = (QSizeF(view.size()) * ratio).toSize();
    if (pixmap.size() != size) pixmap = QPixmap(size);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(colour);
}

const QColor kPredictionColour = colourFromRgb(kResultColour);
constexpr double kPredictionOpacity = 0.45;
const QColor kNoteColour = colourFromRgb(kOkabeIto[4]);

} // namespace

void CanvasView::invalidateOverlay() {
    m_overlay.invalidate();
    invalidateBackdrop();
    invalidateMarks();
}

void CanvasView::invalidateBackdrop() {
    m_backdrop.invalidate();
    update();
}

void CanvasView::invalidateMarks() {
    m_marks.invalidate();
    update();
}

template <typename Paint>
void CanvasView::paintKept(KeptPart& part, QPainter& painter, Paint paint) {
    if (!part.was_painted) {
        part.was_painted = true;
        paint(painter, painter.clipBoundingRect());
        return;
    }
    if (!part.is_kept) {
        clear(part.pixmap, *this, Qt::transparent);
        QPainter kept(&part.pixmap);
        kept.setClipRect(rect());
        part.area_in_view = paint(kept, QRectF(rect()));
        part.is_kept = true;
    }
    painter.save();
    painter.setClipRect(part.area_in_view, Qt::IntersectClip);
    painter.drawPixmap(0, 0, part.pixmap);
    painter.restore();
}

void CanvasView::updateOverlay(QRectF rect_in_view) {
    update(rect_in_view.toAlignedRect().adjusted(-1, -1, 1, 1));
}

void CanvasView::paintOverlay(QPainter& painter) {
    const bool heat = isLayerVisible(LayerKind::HeatMap) && !m_heat_colours.isNull();
    const bool lines = isLayerVisible(LayerKind::IsoLines) && !m_iso_lines.empty();
    const bool masks = isLayerVisible(LayerKind::Masks) &&
                       (m_layers.size() > 1 || (m_prediction_mask_shown && !m_prediction_outline.isEmpty()) ||
                        (!m_layers.empty() && !m_layers.front().value.active));
    const bool truth = isLayerVisible(LayerKind::GroundTruth) && !m_truth_outline.isEmpty();
    if (m_peeking || (!heat && !lines && !masks && !truth)) return;
    paintKept(m_overlay, painter, [&](QPainter& page, const QRectF& part_in_view) {
        LayerPainter layers(page, m_geometry);
        if (heat) layers.paintHeatMap(m_heat_colours, m_heat_opacity);
        if (lines) layers.paintIsoLines(m_iso_lines);
        if (masks) {
            if (m_prediction_mask_shown)
                layers.paintMask(m_prediction_outline,
                                 {kPredictionColour, kPredictionOpacity, m_mask_style, true, false});
            for (const ShownLayer& layer : m_layers)
                if (layer.value.visible && !layer.value.active)
                    layers.paintMask(layer.outline, {layer.value.colour, layer.value.opacity, m_mask_style,
                                                     layer.value.from_model, false});
        }
        if (truth) layers.paintGroundTruth(m_truth_outline);
        return part_in_view;
    });
}

void CanvasView::paintBackdrop(QPainter& painter) {
    paintKept(m_backdrop, painter, [&](QPainter& page, const QRectF& part_in_view) {
        const QRectF picture = m_picture.isNull() ? QRectF() : m_geometry.pictureInView();
        for (const QRect& beside : QRegion(rect()) - QRegion(picture.adjusted(1, 1, -1, -1).toRect()))
            page.fillRect(beside, themeOf(*this).canvas);
        if (m_picture.isNull()) return part_in_view;
        if (m_peeking || isLayerVisible(LayerKind::Picture))
            LayerPainter(page, m_geometry).paintPicture(m_picture);
        else
            page.fillRect(picture, Qt::black);
        // Kept while only the picture changes: scaling a heat map costs more than the picture does.
        paintOverlay(page);
        return part_in_view;
    });
}

void CanvasView::paintMarks(QPainter& painter) {
    const PromptSet& set = prompts();
    const bool points = isLayerVisible(LayerKind::Points) && !set.points.empty();
    const bool boxes = isLayerVisible(LayerKind::Boxes) && !set.boxes.empty();
    if (m_peeking || (!points && !boxes)) return;
    paintKept(m_marks, painter, [&](QPainter& page, const QRectF& part_in_view) {
        page.setFont(font());
        LayerPainter layers(page, m_geometry);
        const auto index = [this](PromptRef::Kind kind) {
            return m_selected_prompt.kind == kind ? m_selected_prompt.index : -1;
        };
        if (boxes) layers.paintBoxes(set.boxes, index(PromptRef::Kind::Box));
        // Scores of a dense grid of points would hide the picture.
        constexpr std::size_t kMostScores = 40;
        if (points) layers.paintPoints(set.points, index(PromptRef::Kind::Point), set.points.size() <= kMostScores);
        return part_in_view;
    });
}

void CanvasView::paintActiveLayer(QPainter& painter, const QRectF& dirty_in_view) {
    const ShownLayer* layer = activeLayer();
    if (layer == nullptr || !layer->value.visible || m_buffer.isEmpty() || m_peeking ||
        !isLayerVisible(LayerKind::Masks))
        return;
    const MaskLook look{layer->value.colour, layer->value.opacity, m_mask_style, layer->value.from_model, true};
    if (m_preview) {
        LayerPainter(painter, m_geometry).paintMask(*m_preview, look);
        return;
    }
    // A stroke changes a small part and paints it.
    if (m_stroking) {
        paintActiveMask(painter, dirty_in_view, look);
        return;
    }
    if (!m_active.shows(m_buffer.revision(), look, m_geometry)) {
        m_active = {m_buffer.revision(), look, m_geometry, std::move(m_active.part)};
        m_active.part.invalidate();
    }
    paintKept(m_active.part, painter,
              [&](QPainter& page, const QRectF& part_in_view) { return paintActiveMask(page, part_in_view, look); });
}

QRectF CanvasView::paintActiveMask(QPainter& painter, const QRectF& part_in_view, const MaskLook& look) const {
    // The part that can be seen, with a margin: false borders at its edge must fall outside the repainted rectangle.
    const QRectF reach = part_in_view.adjusted(-kContourReach, -kContourReach, kContourReach, kContourReach);
    PixelRect region = m_geometry.pixelsInVideo(reach);
    region = {region.x - 1, region.y - 1, region.width + 2, region.height + 2};
    painter.save();
    painter.setClipRect(part_in_view);
    const QPainterPath outline = maskOutline(m_buffer.dense(), region);
    LayerPainter(painter, m_geometry).paintMask(outline, look);
    painter.restore();
    if (outline.isEmpty()) return {};
    return m_geometry.viewFromVideo()
        .mapRect(outline.controlPointRect())
        .adjusted(-kContourReach, -kContourReach, kContourReach, kContourReach)
        .intersected(part_in_view);
}

QStringList CanvasView::notes() const {
    QStringList notes;
    if (m_peeking) return notes;
    if (m_prediction && m_prediction->from_test_weights) notes.append(tr("Test weights: what is found means nothing"));
    if (m_prediction && m_heat_is_flat && isLayerVisible(LayerKind::HeatMap))
        notes.append(tr("The heat map is flat: no place goes with the sound more than another"));
    if (!m_held_from.isEmpty()) notes.append(tr("From the key frame at %1").arg(m_held_from));
    return notes;
}

void CanvasView::paintNotes(QPainter& painter) const {
    constexpr double kMargin = 8.0, kLine = 22.0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPointF corner(kMargin, height() - kMargin);
    for (const QString& note : notes()) {
        LayerPainter(painter, m_geometry).paintTag(corner, note, kNoteColour);
        corner.ry() -= kLine;
    }
    painter.restore();
}

void CanvasView::paintEvent(QPaintEvent* event) {
    QPainter painter(this);
    const QRect dirty = event->rect();
    painter.setClipRect(dirty);
    paintBackdrop(painter);
    if (!m_picture.isNull()) {
        paintActiveLayer(painter, dirty);
        paintMarks(painter);
        m_tool->paint(painter, m_geometry);
        paintNotes(painter);
    }
    if (hasFocus() && m_focus_ring_shown) paintFocusRing(painter, rect(), themeOf(*this), 0.0);
}

} // namespace soundmask
