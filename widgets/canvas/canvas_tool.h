#pragma once

#include <QCursor>
#include <QPointF>
#include <QString>
#include <Qt>
#include <memory>
#include <string>

#include "core/base/geometry.h"

class QKeyEvent;
class QPainter;

namespace soundmask {

class CanvasView;
class ViewGeometry;

enum class ToolKind { Select, Point, Box, Brush, Eraser, Polygon, PolygonSubtract, Fill, Wand, GrabCut, Segment, Pan };

/// A mouse event as tools see it.
struct ToolEvent {
    PointF point_in_video;
    QPointF point_in_view;
    Qt::MouseButton button = Qt::NoButton; ///< the one that changed
    Qt::MouseButtons buttons;
    Qt::KeyboardModifiers modifiers;
};

/// What the mouse does on the canvas. A tool belongs to one CanvasView, changes nothing but its own state and the
/// canvas' private stroke buffer, and tells its intents through the canvas' signals. To add one: a class, a ToolKind, a
/// line in makeTool(), an action; its options are a page of ToolStrip.
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
    /// The second press of a double click, which is a press like any other unless the tool says otherwise.
    virtual bool doublePress(const ToolEvent& event) { return press(event); }
    /// Whether the key has a meaning for the tool now, nearer than the window's.
    virtual bool usesKey(const QKeyEvent&) const { return false; }
    /// A key that `usesKey` claimed was pressed.
    virtual void keyPress(const QKeyEvent&) {}
    /// The modifiers changed without a move of the mouse.
    virtual void modifiersChanged(Qt::KeyboardModifiers) {}
    /// The mouse has left the canvas.
    virtual void leave() {}
    /// Abandons what is going on (Esc, another tool, another frame). Returns whether there was something.
    virtual bool cancel() = 0;
    /// Whether a stroke or drag is going on: a button is held.
    virtual bool isBusy() const = 0;
    /// Whether there is something that `cancel` would abandon.
    virtual bool canCancel() const { return isBusy(); }

    /// Whether it changes the active mask, so that what is shown has to be exactly this frame's.
    virtual bool editsMask() const { return false; }
    /// Whether the brush gestures and keys ([ ], Shift+wheel, Alt+right drag) concern it.
    virtual bool hasBrush() const { return false; }
    /// Key of the undo step that its stroke makes (see Edit::title).
    virtual std::string editTitle() const { return {}; }

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

std::unique_ptr<CanvasTool> makeTool(CanvasView& canvas, ToolKind kind);

} // namespace soundmask
