#include "widgets/canvas/segment_tool.h"

#include <QKeyEvent>
#include <QLineF>
#include <QPainter>
#include <algorithm>

#include "widgets/canvas/canvas_view.h"
#include "widgets/figure/layer_painter.h"

namespace soundmask {

namespace {

/// A press that moves less than this is a click, in view pixels.
constexpr double kClickRadius = 4.0;
/// A smaller box is a slip of the hand, in video pixels.
constexpr double kSmallestBox = 2.0;
const QColor kOfferColour(0, 220, 180);
constexpr int kInsideAlpha = 120;
constexpr double kHoverOpacity = 0.6, kChoicesOpacity = 0.6;

PointF topLeftOf(const PixelRect& rect) {
    return {double(rect.x), double(rect.y)};
}

bool isInside(PointF p, Size size) {
    return p.x >= 0 && p.y >= 0 && p.x < size.width && p.y < size.height;
}

} // namespace

bool SegmentTool::press(const ToolEvent& event) {
    if (isBusy() || (event.button != Qt::LeftButton && event.button != Qt::RightButton)) return false;
    if (!isInside(event.point_in_video, canvas().geometry().videoSize())) return false;
    m_button = event.button;
    m_start = event;
    m_current_in_video = event.point_in_video;
    m_is_box = false;
    return true;
}

bool SegmentTool::move(const ToolEvent& event) {
    const Size size = canvas().geometry().videoSize();
    if (!isBusy()) {
        if (isInside(event.point_in_video, size))
            Q_EMIT canvas().segmentHovered(event.point_in_video);
        else
            Q_EMIT canvas().segmentHoverEnded();
        return false;
    }
    const bool may_box = m_button == Qt::LeftButton && canvas().segmentView().choices.isNull();
    if (may_box && QLineF(event.point_in_view, m_start.point_in_view).length() > kClickRadius) m_is_box = true;
    m_current_in_video = {std::clamp(event.point_in_video.x, 0.0, double(size.width)),
                          std::clamp(event.point_in_video.y, 0.0, double(size.height))};
    if (m_is_box) canvas().update();
    return true;
}

bool SegmentTool::release(const ToolEvent& event) {
    if (!isBusy() || event.button != m_button) return false;
    const Qt::MouseButton button = std::exchange(m_button, Qt::NoButton);
    if (std::exchange(m_is_box, false)) {
        canvas().update();
        if (box().width() >= kSmallestBox && box().height() >= kSmallestBox) Q_EMIT canvas().segmentBoxDrawn(box());
        return true;
    }
    const bool positive = button == Qt::LeftButton && !m_start.modifiers.testFlag(Qt::ShiftModifier);
    Q_EMIT canvas().segmentClicked(m_start.point_in_video, positive);
    return true;
}

void SegmentTool::leave() {
    Q_EMIT canvas().segmentHoverEnded();
}

bool SegmentTool::usesKey(const QKeyEvent& event) const {
    const SegmentView& view = canvas().segmentView();
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return view.isOpen() && (modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier);
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return view.isOffering();
    case Qt::Key_Backspace:
    case Qt::Key_Delete:
        return !view.prompts.isEmpty() && modifiers == Qt::NoModifier;
    default:
        return false;
    }
}

void SegmentTool::keyPress(const QKeyEvent& event) {
    const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
    switch (event.key()) {
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        Q_EMIT canvas().segmentCommanded(shift ? SegmentCommand::PreviousCandidate : SegmentCommand::NextCandidate);
        break;
    case Qt::Key_Backspace:
    case Qt::Key_Delete:
        Q_EMIT canvas().segmentCommanded(SegmentCommand::RemoveLast);
        break;
    default:
        Q_EMIT canvas().segmentCommanded(shift ? SegmentCommand::Replace : SegmentCommand::Accept);
        break;
    }
}

bool SegmentTool::canCancel() const {
    return isBusy() || canvas().segmentView().isOpen();
}

bool SegmentTool::cancel() {
    if (!canCancel()) return false;
    m_button = Qt::NoButton;
    if (std::exchange(m_is_box, false)) {
        canvas().update(); // the first Esc drops the box, the next one the rest
        return true;
    }
    Q_EMIT canvas().segmentCommanded(SegmentCommand::Discard);
    return true;
}

BoxF SegmentTool::box() const {
    const PointF a = m_start.point_in_video, b = m_current_in_video;
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

void SegmentTool::paint(QPainter& painter, const ViewGeometry& geometry) const {
    const SegmentView& view = canvas().segmentView();
    painter.save();
    LayerPainter layers(painter, geometry);
    if (!view.choices.isNull()) layers.paintHeatMap(view.choices, kChoicesOpacity);
    if (!view.mask.isNull()) {
        painter.setOpacity(view.is_hover ? kHoverOpacity : 1.0);
        painter.drawImage(geometry.pictureInView(), canvas().offeredPicture());
        painter.setOpacity(1.0);
    }
    layers.paintBoxes(view.prompts.boxes);
    layers.paintPoints(view.prompts.points, -1, false);
    if (m_is_box) layers.paintBoxes({{box(), 1.0, {}, PromptOrigin::User}});
    if (!view.tag.isEmpty() && !view.mask.isBlank())
        layers.paintTag(geometry.pointInView(topLeftOf(view.mask.bounds())), view.tag, kOfferColour);
    painter.restore();
}

QImage segmentPicture(const MaskRle& mask) {
    if (mask.isNull()) return {};
    const Mask dense = mask.toDense();
    const auto [width, height] = dense.size;
    QImage picture(width, height, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    QColor faint = kOfferColour;
    faint.setAlpha(kInsideAlpha);
    const QRgb inside = qPremultiply(faint.rgba()), border = kOfferColour.rgba();
    for (int y = 0; y < height; ++y) {
        const std::uint8_t* row = dense.row(y);
        const std::uint8_t* above = dense.row(std::max(y - 1, 0));
        const std::uint8_t* below = dense.row(std::min(y + 1, height - 1));
        auto* const pixels = reinterpret_cast<QRgb*>(picture.scanLine(y));
        for (int x = 0; x < width; ++x) {
            if (row[x] == 0) continue;
            const bool surrounded = above[x] && below[x] && row[std::max(x - 1, 0)] && row[std::min(x + 1, width - 1)];
            pixels[x] = surrounded ? inside : border;
        }
    }
    return picture;
}

QCursor SegmentTool::cursor() const {
    return canvas().segmentView().notice.isEmpty() ? Qt::CrossCursor : Qt::ArrowCursor;
}

QString SegmentTool::hint() const {
    const SegmentView& view = canvas().segmentView();
    if (!view.notice.isEmpty()) return view.notice;
    if (!view.choices.isNull() && !view.isOffering())
        return tr("Click: pick the mask under the mouse  ·  Tab: the next one there  ·  Esc: leave");
    if (view.isOffering())
        return tr("Enter: take it  ·  Shift+Enter: replace  ·  Tab: next  ·  Left / right: more / less  ·  Esc: drop");
    return tr("Left: on the object  ·  Right or Shift+left: off it  ·  Drag: box around it");
}

} // namespace soundmask
