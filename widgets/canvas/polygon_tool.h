#pragma once

#include <QCoreApplication>
#include <vector>

#include "core/masks/mask_ops.h"
#include "widgets/canvas/canvas_tool.h"

namespace soundmask {

/// Adds the inside of a polygon to the active mask, or takes it away. Clicks set corners; Enter, a double click or a
/// click on the first corner closes it.
class PolygonTool : public CanvasTool {
    Q_DECLARE_TR_FUNCTIONS(PolygonTool)
  public:
    PolygonTool(CanvasView& canvas, MaskCombination how)
        : CanvasTool(canvas)
        , m_how(how) {}

    bool press(const ToolEvent& event) override;
    bool move(const ToolEvent& event) override;
    bool release(const ToolEvent&) override { return false; }
    bool doublePress(const ToolEvent& event) override;
    bool usesKey(const QKeyEvent& event) const override;
    void keyPress(const QKeyEvent& event) override;
    bool cancel() override;
    bool isBusy() const override { return false; }
    bool canCancel() const override { return !m_corners.empty(); }
    bool editsMask() const override { return true; }
    std::string editTitle() const override;
    void paint(QPainter& painter, const ViewGeometry& geometry) const override;
    QCursor cursor() const override;
    QString hint() const override;

  private:
    void removeLastCorner();
    void close();
    bool isOnFirst(QPointF point_in_view) const;
    /// Repaints all and tells what the next click does.
    void changed();

    MaskCombination m_how;
    std::vector<PointF> m_corners; ///< in video pixels
    PointF m_mouse_in_video;
    bool m_over_first = false;
};

} // namespace soundmask
