#pragma once

#include <QCoreApplication>
#include <optional>

#include "core/masks/grab_cut.h"
#include "widgets/canvas/canvas_tool.h"

namespace soundmask {

/// Collects hints for GrabCut and asks for a cut: a box around the object, clicks on it (left) and off it (right). The
/// mask that comes back is improved by more clicks.
class CutTool : public CanvasTool {
    Q_DECLARE_TR_FUNCTIONS(CutTool)
  public:
    using CanvasTool::CanvasTool;

    bool press(const ToolEvent& event) override;
    bool move(const ToolEvent& event) override;
    bool release(const ToolEvent& event) override;
    bool cancel() override;
    bool isBusy() const override { return m_button != Qt::NoButton; }
    bool canCancel() const override { return isBusy() || hasPoints(); }
    bool editsMask() const override { return true; }
    void paint(QPainter& painter, const ViewGeometry& geometry) const override;
    QCursor cursor() const override;
    QString hint() const override;

  private:
    bool hasPoints() const { return !m_hints.on_object.empty() || !m_hints.off_object.empty(); }
    BoxF band() const;

    CutHints m_hints; ///< the clicks so far
    Qt::MouseButton m_button = Qt::NoButton;
    bool m_off = false;
    bool m_drags = false;
    ToolEvent m_start;
    PointF m_current_in_video;
};

} // namespace soundmask
