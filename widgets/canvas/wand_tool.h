#pragma once

#include <QCoreApplication>

#include "core/masks/mask_ops.h"
#include "widgets/canvas/canvas_tool.h"

namespace soundmask {

/// Adds the pixels whose colour is like the one clicked on, or takes them away. Dragging to the right takes more
/// colours, to the left fewer.
class WandTool : public CanvasTool {
    Q_DECLARE_TR_FUNCTIONS(WandTool)
  public:
    using CanvasTool::CanvasTool;

    bool press(const ToolEvent& event) override;
    bool move(const ToolEvent& event) override;
    bool release(const ToolEvent& event) override;
    bool cancel() override;
    bool isBusy() const override { return m_button != Qt::NoButton; }
    bool editsMask() const override { return true; }
    std::string editTitle() const override { return "magic wand"; }
    QCursor cursor() const override;
    QString hint() const override;

  private:
    void select();

    Qt::MouseButton m_button = Qt::NoButton;
    MaskCombination m_how = MaskCombination::Unite;
    ToolEvent m_start;
    int m_start_tolerance = 0;
};

} // namespace soundmask
