// The input half of CanvasView: mouse and keys become gestures of the view (pan, zoom, brush size) or go to the tool.
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>
#include <limits>

#include "core/base/map_sampling.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/shown_layer.h"

namespace soundmask {

namespace {

constexpr double kWheelZoom = 1.2; // per notch
constexpr double kBrushStep = 1.15;

} // namespace

ToolEvent CanvasView::toolEvent(const QMouseEvent& event) const {
    return {m_geometry.pointInVideo(event.position()), event.position(), event.button(), event.buttons(),
            event.modifiers()};
}

void CanvasView::stepBrush(double notches) {
    const double step = m_brush_size * std::pow(kBrushStep, notches);
    // At least one whole pixel, or the smallest sizes could never be left.
    setBrushSize(std::round(notches > 0 ? std::max(step, m_brush_size + 1.0) : std::min(step, m_brush_size - 1.0)));
}

void CanvasView::mousePressEvent(QMouseEvent* event) {
    beginGesture(event, false);
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent* event) {
    beginGesture(event, true);
}

void CanvasView::beginGesture(QMouseEvent* event, bool is_double) {
    if (m_picture.isNull() || m_gesture != Gesture::None) return;
    const bool left = event->button() == Qt::LeftButton, right = event->button() == Qt::RightButton;
    if (event->button() == Qt::MiddleButton || (left && m_space_down)) {
        if (m_tool->isBusy()) return;
        m_space_timer.stop();
        m_space_pans = m_space_down;
        m_gesture = Gesture::Pan;
        m_gesture_start = event->position();
        refreshCursor();
        return;
    }
    if (right && event->modifiers().testFlag(Qt::AltModifier) && m_tool->hasBrush() && !m_tool->isBusy()) {
        m_gesture = Gesture::ResizeBrush;
        m_gesture_start = event->position();
        m_gesture_brush_size = m_brush_size;
        return;
    }
    if (is_double)
        m_tool->doublePress(toolEvent(*event));
    else
        m_tool->press(toolEvent(*event));
}

void CanvasView::mouseMoveEvent(QMouseEvent* event) {
    if (m_picture.isNull()) return;
    switch (m_gesture) {
    case Gesture::Pan:
        panBy(event->position() - m_gesture_start);
        m_gesture_start = event->position();
        return;
    case Gesture::ResizeBrush: {
        const double dx = event->position().x() - m_gesture_start.x();
        setBrushSize(std::round(m_gesture_brush_size + 2.0 * dx / m_geometry.scale()));
        return;
    }
    case Gesture::None:
        break;
    }
    m_tool->move(toolEvent(*event));
    updateHover(event->position());
}

void CanvasView::mouseReleaseEvent(QMouseEvent* event) {
    if (m_gesture != Gesture::None) {
        m_gesture = Gesture::None;
        refreshCursor();
        return;
    }
    m_tool->release(toolEvent(*event));
}

void CanvasView::wheelEvent(QWheelEvent* event) {
    // Shift turns the wheel sideways on some platforms.
    const QPoint angle = event->angleDelta();
    const double notches = (angle.y() != 0 ? angle.y() : angle.x()) / 120.0;
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        zoomTo(m_geometry.scale() * std::pow(kWheelZoom, notches), event->position());
        updateHover(event->position());
    } else if (event->modifiers().testFlag(Qt::ShiftModifier) && m_tool->hasBrush()) {
        stepBrush(notches);
    } else {
        event->ignore();
        return;
    }
    event->accept();
}

void CanvasView::updateHover(QPointF point_in_view) {
    const PointF p = m_geometry.pointInVideo(point_in_view);
    const int x = static_cast<int>(std::floor(p.x)), y = static_cast<int>(std::floor(p.y));
    if (x < 0 || y < 0 || x >= m_picture.width() || y >= m_picture.height()) {
        Q_EMIT hoverEnded();
        return;
    }
    double heat = std::numeric_limits<double>::quiet_NaN();
    if (m_prediction && m_prediction->heat_map && !m_prediction->heat_map->isEmpty()) {
        heat = enlargedAt(*m_prediction->heat_map, Size{m_picture.width(), m_picture.height()}, x, y);
    }
    Q_EMIT hoverChanged(x, y, heat);
}

void CanvasView::leaveEvent(QEvent*) {
    m_tool->leave();
    Q_EMIT hoverEnded();
}

bool CanvasView::ownsKey(const QKeyEvent& event) const {
    if (m_tool->usesKey(event)) return true;
    const bool plain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (!plain) return false;
    switch (event.key()) {
    case Qt::Key_Space:
        return !m_picture.isNull();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return hasMaskPreview();
    case Qt::Key_Escape:
        return hasMaskPreview() || m_tool->canCancel() || m_selected_prompt.isValid();
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return m_selected_prompt.isValid();
    default:
        return false;
    }
}

bool CanvasView::event(QEvent* event) {
    // The window's shortcuts use some of these keys too (Space plays, Del deletes the object); here the nearer meaning
    // wins.
    if (event->type() == QEvent::ShortcutOverride && ownsKey(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    // Tab would move the focus before keyPressEvent.
    if (event->type() == QEvent::KeyPress && m_tool->usesKey(*static_cast<QKeyEvent*>(event))) {
        m_tool->keyPress(*static_cast<QKeyEvent*>(event));
        return true;
    }
    return QWidget::event(event);
}

void CanvasView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Alt) m_tool->modifiersChanged(event->modifiers() | Qt::AltModifier);
    if (!ownsKey(*event)) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Space:
        if (event->isAutoRepeat()) break;
        m_space_down = true;
        m_space_pans = false;
        m_space_timer.start();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT previewAccepted();
        break;
    case Qt::Key_Escape:
        if (hasMaskPreview())
            Q_EMIT previewDropped();
        else if (!m_tool->cancel())
            selectPrompt({});
        break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        deleteSelectedPrompt();
        break;
    default:
        break;
    }
}

bool CanvasView::focusNextPrevChild(bool next) {
    // Tab walks the objects, as in annotation tools; F6 leaves the canvas. Without objects it moves on as everywhere.
    if (m_layers.size() < 2) return QWidget::focusNextPrevChild(next);
    Q_EMIT objectStepRequested(next ? 1 : -1);
    return true;
}

void CanvasView::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Alt) m_tool->modifiersChanged(event->modifiers() & ~Qt::AltModifier);
    if (event->key() != Qt::Key_Space || event->isAutoRepeat() || !m_space_down) {
        QWidget::keyReleaseEvent(event);
        return;
    }
    m_space_timer.stop();
    m_space_down = false;
    const bool was_pan = std::exchange(m_space_pans, false);
    refreshCursor();
    if (!was_pan) Q_EMIT playToggleRequested();
}

void CanvasView::focusInEvent(QFocusEvent* event) {
    // Those who click know where they are; those who use Tab must see it.
    m_focus_ring_shown = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                         event->reason() == Qt::ShortcutFocusReason;
    update();
    QWidget::focusInEvent(event);
}

void CanvasView::focusOutEvent(QFocusEvent* event) {
    m_space_timer.stop();
    m_space_down = m_space_pans = false;
    m_tool->modifiersChanged(Qt::NoModifier);
    refreshCursor();
    update();
    QWidget::focusOutEvent(event);
}

void CanvasView::refreshCursor() {
    if (m_picture.isNull())
        unsetCursor();
    else if (m_gesture == Gesture::Pan)
        setCursor(Qt::ClosedHandCursor);
    else if (m_space_pans)
        setCursor(Qt::OpenHandCursor);
    else
        setCursor(m_tool->cursor());
}

void CanvasView::resizeEvent(QResizeEvent*) {
    if (m_fitted)
        zoomToFit();
    else
        setGeometryState(m_geometry.resized(QSizeF(width(), height()), devicePixelRatioF()), false);
    invalidateOverlay();
}

void CanvasView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) invalidateOverlay();
    QWidget::changeEvent(event);
}

} // namespace soundmask
