#pragma once

#include <QCursor>
#include <QPointF>
#include <QString>
#include <Qt>

#include "core/base/geometry.h"

class QPainter;

namespace soundmask {

class CanvasView;
class ViewGeometry;

enum class ToolKind { Select, Point, Box, Brush, Eraser, Pan };

/// A mouse event as tools see it.
struct ToolEvent {
    PointF point_in_video;
    QPointF point_in_view;
    Qt::MouseButton button = Qt::NoButton; ///< the one that changed
    Qt::MouseButtons buttons;
    Qt::KeyboardModifiers modifiers;
};

/// What the mouse does on the canvas. A tool belongs to one CanvasView, changes nothing but its own state and the
/// canvas' private stroke buffer, and tells its intents through the canvas' signals.
class CanvasTool {
  public:
    explicit CanvasTool(CanvasView& canvas)
        : m_canvas(canvas) {}
    virtual ~CanvasTool() = default;
    CanvasTool(const CanvasTool&) = delete;
    CanvasTool& operator=(const CanvasTool&) = delete;

    /// Return whether the event was used.
    virtual bool press(const ToolEvent& event) = 0;
    virtual bool move(const ToolEvent& event) = 0;
    virtual bool release(const ToolEvent& event) = 0;
    /// The modifiers changed without a move of the mouse.
    virtual void modifiersChanged(Qt::KeyboardModifiers) {}
    /// The mouse has left the canvas.
    virtual void leave() {}
    /// Abandons what is going on (Esc, another tool, another frame). Returns whether there was something.
    virtual bool cancel() = 0;
    /// Whether a stroke or drag is going on.
    virtual bool isBusy() const = 0;

    /// Marks over all layers, in view coordinates: brush ring, rubber band.
    virtual void paint(QPainter&, const ViewGeometry&) const {}
    virtual QCursor cursor() const = 0;
    /// What the mouse buttons do now, for the hint bar.
    virtual QString hint() const = 0;

  protected:
    CanvasView& canvas() { return m_canvas; }
    const CanvasView& canvas() const { return m_canvas; }

  private:
    CanvasView& m_canvas;
};

} // namespace soundmask
