#include "app/shell/editor_pane.h"

#include <QSplitter>
#include <QVBoxLayout>

#include "app/shell/message_banner.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/common/empty_state.h"
#include "widgets/panels/clip_list_panel.h"
#include "widgets/panels/hint_bar.h"
#include "widgets/panels/layer_chips.h"
#include "widgets/panels/method_panel.h"
#include "widgets/panels/objects_panel.h"
#include "widgets/panels/refine_strip.h"
#include "widgets/panels/tool_strip.h"
#include "widgets/panels/transport_bar.h"
#include "widgets/timeline/timeline_view.h"

namespace soundmask {

EditorPane::EditorPane(QWidget* parent)
    : QWidget(parent)
    , m_messages(new MessageBanner(this))
    , m_chips(new LayerChips)
    , m_tool_strip(new ToolStrip)
    , m_refine_strip(new RefineStrip)
    , m_canvas(new CanvasView)
    , m_empty_state(new EmptyState)
    , m_hints(new HintBar)
    , m_transport(new TransportBar)
    , m_timeline(new TimelineView)
    , m_objects(new ObjectsPanel(this))
    , m_methods(new MethodPanel(this))
    , m_clips(new ClipListPanel(this)) {
    m_canvas->setAccessibleName(tr("Picture"));
    m_timeline->setAccessibleName(tr("Timeline"));

    m_empty_state->setContent(QStringLiteral("clip"), tr("No clip is open. Choose one of the list, or open another."),
                              tr("Open video"), QStringLiteral("open_video"));
    auto* over_canvas = new QVBoxLayout(m_canvas);
    over_canvas->addWidget(m_empty_state);

    auto* upper = new QWidget;
    auto* column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_chips);
    column->addWidget(m_tool_strip);
    column->addWidget(m_refine_strip);
    column->addWidget(m_canvas, 1);
    column->addWidget(m_hints);
    column->addWidget(m_transport);

    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->setObjectName(QStringLiteral("timeline_splitter"));
    splitter->addWidget(upper);
    splitter->addWidget(m_timeline);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setChildrenCollapsible(false);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    setRefining(false);
    connectViews();
}

void EditorPane::setRefining(bool refining) {
    m_refining = refining;
    // Hidden first: for a moment both together would push the canvas down.
    (refining ? static_cast<QWidget*>(m_tool_strip) : m_refine_strip)->hide();
    (refining ? static_cast<QWidget*>(m_refine_strip) : m_tool_strip)->show();
}

void EditorPane::connectViews() {
    connect(m_chips, &LayerChips::layerVisibleChanged, m_canvas, &CanvasView::setLayerVisible);
    connect(m_chips, &LayerChips::heatMapOpacityChanged, m_canvas, &CanvasView::setHeatMapOpacity);
    connect(m_chips, &LayerChips::colourMapChanged, m_canvas, &CanvasView::setColourMap);
    connect(m_chips, &LayerChips::isoStepChanged, m_canvas, &CanvasView::setIsoStep);
    connect(m_chips, &LayerChips::maskStyleChanged, m_canvas, &CanvasView::setMaskStyle);
    m_chips->setIsoStep(m_canvas->isoStep());
    m_chips->setHeatMapOpacity(m_canvas->heatMapOpacity());
    m_chips->setColourMap(m_canvas->colourMap());
    m_chips->setMaskStyle(m_canvas->maskStyle());

    connect(m_canvas, &CanvasView::hintChanged, m_hints, &HintBar::setHint);
    connect(m_canvas, &CanvasView::hoverChanged, m_hints, &HintBar::setHover);
    connect(m_canvas, &CanvasView::hoverEnded, m_hints, &HintBar::clearHover);
    connect(m_canvas, &CanvasView::brushSizeChanged, m_hints, &HintBar::setBrushSize);
    connect(m_canvas, &CanvasView::brushSizeChanged, m_tool_strip, &ToolStrip::setBrushSize);
    connect(m_tool_strip, &ToolStrip::brushSizeChanged, m_canvas, &CanvasView::setBrushSize);
    connect(m_canvas, &CanvasView::wandOptionsChanged, m_tool_strip, &ToolStrip::setWandOptions);
    connect(m_tool_strip, &ToolStrip::wandOptionsChanged, m_canvas, &CanvasView::setWandOptions);
    m_tool_strip->setBrushSize(m_canvas->brushSize());
    m_tool_strip->setWandOptions(m_canvas->wandOptions());
    connect(m_canvas, &CanvasView::strokeRefused, m_hints,
            [this](const QString& reason) { m_hints->showMessage(reason); });
    connect(m_canvas, &CanvasView::viewChanged, m_hints,
            [this](const ViewGeometry& geometry) { m_hints->setZoom(geometry.deviceScale()); });
    m_hints->setHint(m_canvas->hint());
}

} // namespace soundmask
