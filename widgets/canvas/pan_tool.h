#pragma once

#include <QCoreApplication>

#include "widgets/canvas/canvas_tool.h"

namespace soundmask {

/// Moves the picture with the left button.
class PanTool : public CanvasTool {
    Q_DECLARE_TR_FUNCTIONS(PanTool)
  public:
    using CanvasTool::CanvasTool;

    bool press(const ToolEvent& event) override;
    bool move(const ToolEvent& event) override;
    bool release(const ToolEvent& event) override;
    bool cancel() override;
    bool isBusy() const override { return m_dragging; }
    QCursor cursor() const override;
    QString hint() const override;

  private:
    bool m_dragging = false;
    QPointF m_last_in_view;
};

} // namespace soundmask
