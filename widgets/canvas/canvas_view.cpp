#include "widgets/canvas/canvas_view.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "widgets/canvas/segment_tool.h"
#include "widgets/canvas/shown_layer.h"
#include "widgets/figure/mask_outline.h"

namespace soundmask {

namespace {

constexpr double kFitMargin = 8.0;
constexpr double kZoomStep = 1.25;
constexpr int kHoldSpace_ms = 200;
/// Heat below this lets the picture through the more the colder it is.
constexpr float kHeatFade = 0.3F;
/// How far a mark's hit area reaches beyond what is drawn, in view pixels.
constexpr double kHitSlack = 3.0;

bool isListed(const std::vector<CanvasMaskLayer>& layers, LayerId id) {
    return std::any_of(layers.begin(), layers.end(), [&](const CanvasMaskLayer& layer) { return layer.id == id; });
}

bool isShownIn(const PromptSet& set, PromptRef ref) {
    switch (ref.kind) {
    case PromptRef::Kind::Point:
        return ref.index >= 0 && ref.index < static_cast<int>(set.points.size());
    case PromptRef::Kind::Box:
        return ref.index >= 0 && ref.index < static_cast<int>(set.boxes.size());
    default:
        return false;
    }
}

} // namespace

CanvasView::CanvasView(QWidget* parent)
    : QWidget(parent) {
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(160, 120);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Frame"));
    m_space_timer.setSingleShot(true);
    m_space_timer.setInterval(kHoldSpace_ms);
    connect(&m_space_timer, &QTimer::timeout, this, [this] {
        m_space_pans = true;
        refreshCursor();
    });
    setTool(ToolKind::Select);
}

CanvasView::~CanvasView() = default;

QSize CanvasView::sizeHint() const {
    return {960, 600};
}

// What is shown -----------------------------------------------------------------------------------------------------

void CanvasView::setFrame(FramePtr frame) {
    m_frame = std::move(frame);
    // Converted once: the 32-bit layout is what painting is fast with.
    showPicture(m_frame ? wrapped(m_frame->image).convertToFormat(QImage::Format_RGB32) : QImage());
}

void CanvasView::setFrame(const QImage& picture) {
    if (picture.isNull()) return setFrame(FramePtr());
    auto frame = std::make_shared<Frame>();
    frame->image = Image(Size{picture.width(), picture.height()});
    const QImage rgb = picture.convertToFormat(QImage::Format_RGB888);
    for (int y = 0; y < rgb.height(); ++y)
        std::copy_n(rgb.constScanLine(y), frame->image.stride(), frame->image.row(y));
    setFrame(std::move(frame));
}

void CanvasView::showPicture(QImage picture) {
    m_tool->cancel();
    m_preview.reset();
    const bool same_size = picture.size() == m_picture.size();
    m_picture = std::move(picture);
    if (!same_size) {
        if (m_picture.isNull()) m_geometry = {};
        m_fitted = true;
        zoomToFit();
        loadActiveMask();
    }
    invalidateBackdrop();
    announceHint();
}

void CanvasView::setPrediction(std::shared_ptr<const FramePrediction> prediction) {
    if (prediction == m_prediction) return;
    m_prediction = std::move(prediction);
    m_prediction_outline = m_prediction ? maskOutline(m_prediction->mask) : QPainterPath();
    refreshHeatMap();
    promptsChanged();
}

void CanvasView::setGroundTruth(const MaskRle& mask) {
    if (mask == m_truth) return;
    m_truth = mask;
    m_truth_outline = maskOutline(mask);
    invalidateOverlay();
}

void CanvasView::setMaskLayers(std::vector<CanvasMaskLayer> layers) {
    const ShownLayer* old_active = activeLayer();
    const auto active = std::find_if(layers.begin(), layers.end(), [](const auto& layer) { return layer.active; });
    const bool has_active = active != layers.end();
    const bool same_active = old_active != nullptr && has_active && active->id == old_active->value.id;
    // A stroke goes on only over the mask it began with. Clicks and corners belong to an object, too; one that is new
    // in the list was made by them.
    const bool other_object =
        old_active != nullptr && has_active && !same_active && isListed(layers, old_active->value.id);
    if (other_object || (m_stroking && !(same_active && active->mask == old_active->value.mask))) m_tool->cancel();

    std::vector<ShownLayer> shown;
    shown.reserve(layers.size());
    for (CanvasMaskLayer& layer : layers) {
        const auto old =
            std::find_if(m_layers.begin(), m_layers.end(), [&](const ShownLayer& l) { return l.value.id == layer.id; });
        // Tracing an outline costs milliseconds; most calls change one mask or none.
        const bool known = old != m_layers.end() && !old->value.active && old->value.mask == layer.mask;
        QPainterPath outline = layer.active ? QPainterPath() : known ? old->outline : maskOutline(layer.mask);
        shown.push_back({std::move(layer), std::move(outline)});
    }
    // The active layer is painted apart: what lies below it is kept while only its mask changes.
    const bool same_below = std::equal(
        shown.begin(), shown.end(), m_layers.begin(), m_layers.end(), [](const ShownLayer& a, const ShownLayer& b) {
            return a.value.active == b.value.active && (a.value.active || a.value == b.value);
        });
    m_layers = std::move(shown);
    if (!m_stroking) loadActiveMask();
    same_below ? update() : invalidateOverlay();
    announceHint();
}

void CanvasView::setMaskPreview(std::optional<MaskRle> mask) {
    if (!mask && !m_preview) return;
    if (mask) m_tool->cancel();
    m_preview = mask ? std::optional(maskOutline(*mask)) : std::nullopt;
    update();
    announceHint();
}

void CanvasView::setPrompts(std::optional<PromptSet> prompts) {
    m_prompts = std::move(prompts);
    promptsChanged();
}

void CanvasView::promptsChanged() {
    if (!m_preview_prompts && !isShownIn(prompts(), m_selected_prompt)) selectPrompt({});
    invalidateMarks();
}

void CanvasView::setHeldFrom(const QString& moment) {
    if (std::exchange(m_held_from, moment) != moment) update();
}

void CanvasView::setPredictionMaskShown(bool shown) {
    if (std::exchange(m_prediction_mask_shown, shown) != shown) invalidateOverlay();
}

void CanvasView::setSegmentView(SegmentView view) {
    if (!(view.mask == m_segment_view.mask)) m_offered_picture = segmentPicture(view.mask);
    m_segment_view = std::move(view);
    announceHint();
    update();
}

// How it is shown ---------------------------------------------------------------------------------------------------

void CanvasView::setLayerVisible(LayerKind layer, bool visible) {
    bool& state = m_visible[static_cast<std::size_t>(layer)];
    if (state == visible) return;
    state = visible;
    if (layer == LayerKind::IsoLines)
        refreshHeatMap(); // lines are made when they are wanted
    else
        invalidateOverlay();
    announceHint();
}

void CanvasView::setHeatMapOpacity(double opacity) {
    m_heat_opacity = std::clamp(opacity, 0.0, 1.0);
    invalidateOverlay();
}

void CanvasView::setColourMap(ColourMap map) {
    if (std::exchange(m_colour_map, map) != map) refreshHeatMap();
}

void CanvasView::setHeatThreshold(float threshold) {
    if (std::exchange(m_heat_threshold, threshold) != threshold) refreshHeatMap();
}

void CanvasView::setIsoStep(double step) {
    if (std::exchange(m_iso_step, step) != step) refreshHeatMap();
}

void CanvasView::setMaskStyle(MaskStyle style) {
    if (std::exchange(m_mask_style, style) != style) invalidateOverlay();
}

void CanvasView::setPeeking(bool peeking) {
    if (std::exchange(m_peeking, peeking) != peeking) invalidateOverlay();
}

void CanvasView::refreshHeatMap() {
    m_heat_colours = {};
    m_iso_lines.clear();
    m_heat_is_flat = false;
    if (m_prediction && m_prediction->heat_map && !m_prediction->heat_map->isEmpty()) {
        const FloatMap& heat = *m_prediction->heat_map;
        const auto [coldest, hottest] = std::minmax_element(heat.values.begin(), heat.values.end());
        m_heat_is_flat = *coldest == *hottest;
        const Size video{m_picture.width(), m_picture.height()};
        m_heat_colours = colourised(smoothHeat(heat, video), m_colour_map, m_heat_threshold, kHeatFade);
        if (isLayerVisible(LayerKind::IsoLines)) m_iso_lines = isoLinesOf(heat, video, m_iso_step);
    }
    invalidateOverlay();
}

// View --------------------------------------------------------------------------------------------------------------

void CanvasView::copyView(const ViewGeometry& other) {
    if (other.isEmpty() || m_geometry.isEmpty()) return;
    // Panes may show the same scene at other resolutions: what is equal is the share of the picture.
    const double ratio = double(other.videoSize().width) / m_geometry.videoSize().width;
    const PointF centre = other.centreInVideo();
    m_fitted = false;
    setGeometryState(m_geometry.centredOn({centre.x / ratio, centre.y / ratio}, other.scale() * ratio), false);
}

void CanvasView::zoomToFit() {
    m_fitted = true;
    const Size size{m_picture.width(), m_picture.height()};
    setGeometryState(ViewGeometry::fitted(size, QSizeF(width(), height()), kFitMargin, devicePixelRatioF()), true);
}

void CanvasView::zoomToActualPixels() {
    zoomTo(1.0 / devicePixelRatioF(), QRectF(rect()).center());
}
void CanvasView::zoomIn() {
    zoomTo(m_geometry.scale() * kZoomStep, QRectF(rect()).center());
}
void CanvasView::zoomOut() {
    zoomTo(m_geometry.scale() / kZoomStep, QRectF(rect()).center());
}

void CanvasView::zoomTo(double scale, QPointF anchor_in_view) {
    if (m_geometry.isEmpty()) return;
    m_fitted = false;
    setGeometryState(m_geometry.zoomed(scale, anchor_in_view), true);
}

void CanvasView::panBy(QPointF offset_in_view) {
    if (m_geometry.isEmpty()) return;
    m_fitted = false;
    setGeometryState(m_geometry.panned(offset_in_view), true);
}

void CanvasView::setGeometryState(const ViewGeometry& geometry, bool by_user) {
    if (geometry == m_geometry) return;
    m_geometry = geometry;
    invalidateOverlay();
    if (by_user) Q_EMIT viewChanged(m_geometry);
}

// Tools -------------------------------------------------------------------------------------------------------------

void CanvasView::setTool(ToolKind tool) {
    if (m_tool) m_tool->cancel();
    m_tool_kind = tool;
    m_tool = makeTool(*this, tool);
    refreshCursor();
    announceHint();
    update();
    Q_EMIT toolChanged(tool);
}

void CanvasView::setBrushSize(double diameter) {
    const double size = std::clamp(diameter, 1.0, kMaxBrushSize);
    if (size == m_brush_size) return;
    m_brush_size = size;
    update();
    Q_EMIT brushSizeChanged(size);
}

void CanvasView::setWandOptions(const WandOptions& options) {
    if (options == m_wand) return;
    m_wand = options;
    Q_EMIT wandOptionsChanged(options);
}

QString CanvasView::hint() const {
    return m_preview ? tr("This is a preview  ·  Enter: accept  ·  Esc: drop") : m_tool->hint();
}

void CanvasView::announceHint() {
    const QString hint_now = hint();
    refreshCursor();
    if (hint_now == m_last_hint) return;
    m_last_hint = hint_now;
    setAccessibleDescription(hint_now);
    Q_EMIT hintChanged(hint_now);
}

void CanvasView::selectPrompt(PromptRef prompt) {
    if (prompt == m_selected_prompt) return;
    m_selected_prompt = prompt;
    invalidateMarks();
    announceHint();
    Q_EMIT selectedPromptChanged(prompt);
}

void CanvasView::deleteSelectedPrompt() {
    PromptSet wanted = requestedBase();
    if (!isShownIn(wanted, m_selected_prompt)) return;
    if (m_selected_prompt.kind == PromptRef::Kind::Point)
        wanted.points.erase(wanted.points.begin() + m_selected_prompt.index);
    else
        wanted.boxes.erase(wanted.boxes.begin() + m_selected_prompt.index);
    requestPrompts(wanted, {});
}

void CanvasView::flipSelectedPrompt() {
    PromptSet wanted = requestedBase();
    if (m_selected_prompt.kind != PromptRef::Kind::Point || !isShownIn(wanted, m_selected_prompt)) return;
    PointPrompt& point = wanted.points[static_cast<std::size_t>(m_selected_prompt.index)];
    point.positive = !point.positive;
    point.origin = PromptOrigin::User;
    point.score = 1.0;
    requestPrompts(wanted, m_selected_prompt);
}

const PromptSet& CanvasView::requestedBase() const {
    static const PromptSet none;
    if (m_prompts) return *m_prompts;
    return m_prediction ? m_prediction->prompts : none;
}

const PromptSet& CanvasView::prompts() const {
    return m_preview_prompts ? *m_preview_prompts : requestedBase();
}

void CanvasView::requestPrompts(const PromptSet& wanted, PromptRef select) {
    if (wanted == requestedBase()) return;
    Q_EMIT promptsChangeRequested(wanted);
    // The owner may have said no; then there is nothing to select.
    selectPrompt(isShownIn(requestedBase(), select) ? select : PromptRef{});
}

void CanvasView::previewPrompts(std::optional<PromptSet> prompts) {
    m_preview_prompts = std::move(prompts);
    invalidateMarks();
}

PromptRef CanvasView::promptAt(QPointF point_in_view) const {
    const PromptSet& set = prompts();
    PromptRef best;
    double best_distance = LayerPainter::kPointRadius + kHitSlack;
    for (int i = 0; isLayerVisible(LayerKind::Points) && i < static_cast<int>(set.points.size()); ++i) {
        const QPointF centre = m_geometry.pointInView(set.points[static_cast<std::size_t>(i)].point_in_video);
        const double distance = std::hypot(centre.x() - point_in_view.x(), centre.y() - point_in_view.y());
        if (distance >= best_distance) continue;
        best_distance = distance;
        best = {PromptRef::Kind::Point, i};
    }
    if (best.isValid() || !isLayerVisible(LayerKind::Boxes)) return best;
    // A box is caught by its frame; its inside belongs to the points and objects in it.
    for (int i = 0; i < static_cast<int>(set.boxes.size()); ++i) {
        const QRectF rect = m_geometry.rectInView(set.boxes[static_cast<std::size_t>(i)].box_in_video);
        constexpr double kReach = 2.0 * kHitSlack;
        const bool near = rect.adjusted(-kReach, -kReach, kReach, kReach).contains(point_in_view);
        const bool inside = rect.adjusted(kReach, kReach, -kReach, -kReach).contains(point_in_view);
        if (near && !inside) return {PromptRef::Kind::Box, i};
    }
    return {};
}

LayerId CanvasView::layerAt(PointF point_in_video) const {
    if (!isLayerVisible(LayerKind::Masks)) return {};
    const int x = static_cast<int>(std::floor(point_in_video.x)), y = static_cast<int>(std::floor(point_in_video.y));
    for (auto layer = m_layers.rbegin(); layer != m_layers.rend(); ++layer)
        if (layer->value.visible && layer->value.mask.contains(x, y)) return layer->value.id;
    return {};
}

// Strokes -----------------------------------------------------------------------------------------------------------

const ShownLayer* CanvasView::activeLayer() const {
    const auto found = std::find_if(m_layers.begin(), m_layers.end(), [](const auto& l) { return l.value.active; });
    return found == m_layers.end() ? nullptr : &*found;
}

void CanvasView::loadActiveMask() {
    const ShownLayer* layer = activeLayer();
    if (layer == nullptr || m_picture.isNull() ||
        !m_buffer.load(layer->value.mask, Size{m_picture.width(), m_picture.height()}))
        m_buffer.clear();
}

std::optional<QString> CanvasView::whyNotPaintable() const {
    if (m_picture.isNull()) return tr("Open a clip first");
    const ShownLayer* layer = activeLayer();
    if (layer == nullptr) return tr("{new_object} starts a new object; then paint it");
    if (layer->value.locked) return tr("“%1” is locked: unlock it in the object list to paint").arg(layer->value.name);
    if (!layer->value.visible) return tr("“%1” is hidden: show it in the object list to paint").arg(layer->value.name);
    if (!isLayerVisible(LayerKind::Masks)) return tr("Masks are hidden: {show_masks} shows them again");
    if (m_preview) return tr("A preview is shown: Enter accepts it, Esc drops it");
    if (m_buffer.isEmpty()) return tr("The mask of “%1” has another size than the picture").arg(layer->value.name);
    return std::nullopt;
}

bool CanvasView::refuseWhenNotPaintable() {
    const auto reason = whyNotPaintable();
    if (reason) Q_EMIT strokeRefused(*reason);
    return reason.has_value();
}

bool CanvasView::beginStroke() {
    if (refuseWhenNotPaintable()) return false;
    m_stroking = true;
    Q_EMIT strokeStarted();
    return true;
}

void CanvasView::replaceStroke(const MaskRle& mask) {
    m_buffer.replace(mask);
    update();
}

void CanvasView::paintStroke(PointF from, PointF to, double diameter, bool set) {
    const PixelRect touched = m_buffer.paintSegment(from, to, diameter, set);
    if (touched.isEmpty()) return;
    const BoxF box{double(touched.x), double(touched.y), double(touched.x + touched.width),
                   double(touched.y + touched.height)};
    updateOverlay(m_geometry.rectInView(box).adjusted(-kContourReach, -kContourReach, kContourReach, kContourReach));
}

void CanvasView::endStroke() {
    m_stroking = false;
    const MaskRle before = m_buffer.before();
    const MaskRle after = m_buffer.current();
    // What is not there yet and a blank mask are the same to the eye: no edit without a changed pixel.
    if (before == after) {
        Q_EMIT strokeAbandoned();
        return;
    }
    Q_EMIT strokeFinished(before, after, m_tool->editTitle());
}

void CanvasView::abandonStroke() {
    m_stroking = false;
    m_buffer.revert();
    update();
    Q_EMIT strokeAbandoned();
}

} // namespace soundmask
