#include "widgets/canvas/brush_tool.h"
#include "widgets/canvas/cut_tool.h"
#include "widgets/canvas/fill_tool.h"
#include "widgets/canvas/pan_tool.h"
#include "widgets/canvas/polygon_tool.h"
#include "widgets/canvas/prompt_tool.h"
#include "widgets/canvas/segment_tool.h"
#include "widgets/canvas/wand_tool.h"

namespace soundmask {

std::unique_ptr<CanvasTool> makeTool(CanvasView& canvas, ToolKind kind) {
    switch (kind) {
    case ToolKind::Brush:
        return std::make_unique<BrushTool>(canvas, false);
    case ToolKind::Eraser:
        return std::make_unique<BrushTool>(canvas, true);
    case ToolKind::Polygon:
        return std::make_unique<PolygonTool>(canvas, MaskCombination::Unite);
    case ToolKind::PolygonSubtract:
        return std::make_unique<PolygonTool>(canvas, MaskCombination::Subtract);
    case ToolKind::Fill:
        return std::make_unique<FillTool>(canvas);
    case ToolKind::Wand:
        return std::make_unique<WandTool>(canvas);
    case ToolKind::GrabCut:
        return std::make_unique<CutTool>(canvas);
    case ToolKind::Segment:
        return std::make_unique<SegmentTool>(canvas);
    case ToolKind::Pan:
        return std::make_unique<PanTool>(canvas);
    case ToolKind::Select:
    case ToolKind::Point:
    case ToolKind::Box:
        break;
    }
    return std::make_unique<PromptTool>(canvas, kind);
}

} // namespace soundmask
