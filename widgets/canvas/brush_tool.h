#pragma once

#include <QCoreApplication>

#include "widgets/canvas/canvas_tool.h"

namespace soundmask {

/// Paints on the active mask, or erases. Alt or the right button does the opposite; which one it is is fixed when the
/// stroke begins.
class BrushTool : public CanvasTool {
    Q_DECLARE_TR_FUNCTIONS(BrushTool)
  public:
    BrushTool(CanvasView& canvas, bool erases)
        : CanvasTool(canvas)
        , m_erases(erases) {}

    bool press(const ToolEvent& event) override;
    bool move(const ToolEvent& event) override;
    bool release(const ToolEvent& event) override;
    void modifiersChanged(Qt::KeyboardModifiers modifiers) override;
    bool cancel() override;
    bool isBusy() const override { return m_button != Qt::NoButton; }
    bool editsMask() const override { return true; }
    bool hasBrush() const override { return true; }
    std::string editTitle() const override { return m_erases ? "eraser stroke" : "brush stroke"; }
    void leave() override;
    void paint(QPainter& painter, const ViewGeometry& geometry) const override;
    QCursor cursor() const override;
    QString hint() const override;

    /// The ring follows the mouse; its rectangle in the view with all it draws.
    QRectF ringInView() const;

  private:
    bool setsPixels(Qt::KeyboardModifiers modifiers, bool right_button) const;
    void moveRing(QPointF point_in_view);

    bool m_erases;
    bool m_alt = false;
    bool m_sets = true;
    Qt::MouseButton m_button = Qt::NoButton;
    PointF m_last_in_video;
    QPointF m_ring_in_view;
    bool m_ring_shown = false;
};

} // namespace soundmask
