#pragma once

#include <QCoreApplication>
#include <optional>

#include "core/project/prompt.h"
#include "widgets/canvas/canvas_tool.h"
#include "widgets/canvas/prompt_ref.h"

namespace soundmask {

/// Selects, moves, adds and turns prompts.
/// Select: click picks a prompt or an object. Point: click adds a point (right or Shift: negative), drag a box. Box:
/// drag adds a box. In all of them a prompt can be dragged, a box by its corners too, and a right click turns a point.
class PromptTool : public CanvasTool {
    Q_DECLARE_TR_FUNCTIONS(PromptTool)
  public:
    /// \p kind is Select, Point or Box.
    PromptTool(CanvasView& canvas, ToolKind kind)
        : CanvasTool(canvas)
        , m_kind(kind) {}

    bool press(const ToolEvent& event) override;
    bool move(const ToolEvent& event) override;
    bool release(const ToolEvent& event) override;
    bool cancel() override;
    bool isBusy() const override { return m_action != Action::None; }
    void paint(QPainter& painter, const ViewGeometry& geometry) const override;
    QCursor cursor() const override;
    QString hint() const override;

  private:
    enum class Action { None, Pending, RubberBand, Drag };
    enum class Part { Whole, TopLeft, TopRight, BottomLeft, BottomRight };

    void pressOnPrompt(const ToolEvent& event, PromptRef hit);
    Part partAt(PromptRef prompt, QPointF point_in_view) const;
    PromptSet dragged(PointF to_in_video) const;
    BoxF rubberBand() const;
    void finishClick();
    void finishBox();

    ToolKind m_kind;
    Action m_action = Action::None;
    Qt::MouseButton m_button = Qt::NoButton;
    bool m_negative = false;
    PromptRef m_target;
    Part m_part = Part::Whole;
    ToolEvent m_start;
    PointF m_current_in_video;
    bool m_moved = false;
    bool m_over_prompt = false;
};

} // namespace soundmask
