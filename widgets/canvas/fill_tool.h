#pragma once

#include <QCoreApplication>

#include "widgets/canvas/canvas_tool.h"

namespace soundmask {

/// Fills the hole or gap under the mouse, or clears the part of the mask under it.
class FillTool : public CanvasTool {
    Q_DECLARE_TR_FUNCTIONS(FillTool)
  public:
    using CanvasTool::CanvasTool;

    bool press(const ToolEvent& event) override;
    bool move(const ToolEvent&) override { return false; }
    bool release(const ToolEvent&) override { return false; }
    bool cancel() override { return false; }
    bool isBusy() const override { return false; }
    bool editsMask() const override { return true; }
    std::string editTitle() const override { return "fill"; }
    QCursor cursor() const override;
    QString hint() const override;
};

} // namespace soundmask
