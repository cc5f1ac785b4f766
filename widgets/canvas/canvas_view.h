#pragma once

#include <QImage>
#include <QPixmap>
#include <QTimer>
#include <QWidget>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/frame.h"
#include "core/masks/grab_cut.h"
#include "core/masks/mask_select.h"
#include "core/project/prediction.h"
#include "widgets/canvas/canvas_layer.h"
#include "widgets/canvas/canvas_tool.h"
#include "widgets/canvas/mask_buffer.h"
#include "widgets/canvas/prompt_ref.h"
#include "widgets/canvas/segment_view.h"
#include "widgets/figure/colour_map.h"
#include "widgets/figure/layer_painter.h"

namespace soundmask {

struct ShownLayer;

/// Shows one frame with its layers and edits the active mask and the prompts. It changes no data: edits leave as
/// signals and come back through the setters. Everything is in video pixels. GUI thread only.
class CanvasView : public QWidget {
    Q_OBJECT
  public:
    explicit CanvasView(QWidget* parent = nullptr);
    ~CanvasView() override;

    // What is shown -------------------------------------------------------------------------------------------------
    /// The frame; null clears. A frame of another size than the last is fitted. Abandons a stroke.
    void setFrame(FramePtr frame);
    /// The same from a picture.
    void setFrame(const QImage& picture);
    /// Heat map, mined prompts and mask of a method; null for none. To share one of a PredictionPtr:
    /// `std::shared_ptr<const FramePrediction>(prediction, &prediction->frames[i])`.
    void setPrediction(std::shared_ptr<const FramePrediction> prediction);
    /// The reference mask; a null mask for none.
    void setGroundTruth(const MaskRle& mask);
    /// Bottom to top. The active one is where strokes go. Abandons a stroke unless the active mask is as before.
    void setMaskLayers(std::vector<CanvasMaskLayer> layers);
    /// The prompts shown and edited; without them those of the prediction are.
    void setPrompts(std::optional<PromptSet> prompts);
    /// Which prediction mask is drawn (it is, by default); off while the model's mask is a layer of its own.
    void setPredictionMaskShown(bool shown);

    /// A mask drawn instead of the active one until it is accepted or dropped: what a slider or a model proposes. No
    /// stroke begins meanwhile. nullopt ends it.
    void setMaskPreview(std::optional<MaskRle> mask);
    bool hasMaskPreview() const { return m_preview.has_value(); }

    /// What the segment tool shows and can do now.
    void setSegmentView(SegmentView view);
    const SegmentView& segmentView() const { return m_segment_view; }

    // How it is shown -----------------------------------------------------------------------------------------------
    void setLayerVisible(LayerKind layer, bool visible);
    bool isLayerVisible(LayerKind layer) const { return m_visible[static_cast<std::size_t>(layer)]; }
    /// 0..1
    void setHeatMapOpacity(double opacity);
    double heatMapOpacity() const { return m_heat_opacity; }
    void setColourMap(ColourMap map);
    ColourMap colourMap() const { return m_colour_map; }
    /// Heat below \p threshold (0..1) is not drawn.
    void setHeatThreshold(float threshold);
    /// Heat from one iso-line to the next, 0..1.
    void setIsoStep(double step);
    double isoStep() const { return m_iso_step; }
    void setMaskStyle(MaskStyle style);
    MaskStyle maskStyle() const { return m_mask_style; }
    /// While on, only the picture is drawn: hold H to peek at the original.
    void setPeeking(bool peeking);
    /// The moment, as text, of the key frame whose masks and heat map lie over this other picture; empty: they are its
    /// own.
    void setHeldFrom(const QString& moment);
    /// What is written over the picture about what lies over it: test weights, a flat heat map, the key frame it is of.
    QStringList notes() const;

    // View ----------------------------------------------------------------------------------------------------------
    const ViewGeometry& geometry() const { return m_geometry; }
    /// Takes scale and centre of another canvas, for linked views; emits nothing.
    void copyView(const ViewGeometry& other);
    void zoomToFit();
    void zoomToActualPixels();
    void zoomIn();
    void zoomOut();

    // Tools ---------------------------------------------------------------------------------------------------------
    void setTool(ToolKind tool);
    ToolKind tool() const { return m_tool_kind; }
    /// Diameter in video pixels, 1..kMaxBrushSize.
    void setBrushSize(double diameter);
    /// Larger or, for negative \p notches, smaller; by a whole picture pixel at least.
    void stepBrush(double notches);
    double brushSize() const { return m_brush_size; }
    static constexpr double kMaxBrushSize = 512.0;
    void setWandOptions(const WandOptions& options);
    const WandOptions& wandOptions() const { return m_wand; }
    /// Whether the tool changes the active mask.
    bool editsMask() const { return m_tool->editsMask(); }
    /// What the mouse does now; also sent by hintChanged.
    QString hint() const;

    QSize sizeHint() const override;

    PromptRef selectedPrompt() const { return m_selected_prompt; }
    void selectPrompt(PromptRef prompt);
    void deleteSelectedPrompt();
    /// Positive becomes negative and the other way round.
    void flipSelectedPrompt();
    /// The prompts as shown.
    const PromptSet& prompts() const;

    // For tools -----------------------------------------------------------------------------------------------------
    /// Null when painting is possible on the active layer; otherwise the reason, for people.
    std::optional<QString> whyNotPaintable() const;
    /// Says so (strokeRefused) when painting is not possible.
    bool refuseWhenNotPaintable();
    /// Begins to change the active mask. False (and strokeRefused) when not paintable.
    bool beginStroke();
    /// The mask as it was when the stroke began.
    const MaskRle& maskBeforeStroke() const { return m_buffer.before(); }
    /// Makes the stroke's mask this one, of the same size.
    void replaceStroke(const MaskRle& mask);
    void paintStroke(PointF from, PointF to, double diameter, bool set);
    void endStroke();
    /// Puts the active mask back as it was before beginStroke.
    void abandonStroke();
    bool isStroking() const { return m_stroking; }
    /// The active mask as shown, blank where there is none; null without a paintable picture.
    MaskRle activeMask() const { return m_buffer.isEmpty() ? MaskRle() : m_buffer.current(); }
    /// The picture shown; null for none.
    const FramePtr& frame() const { return m_frame; }
    PromptRef promptAt(QPointF point_in_view) const;
    /// The topmost visible object under the point, or none.
    LayerId layerAt(PointF point_in_video) const;
    /// Shows \p prompts while they are dragged; nullopt ends it.
    void previewPrompts(std::optional<PromptSet> prompts);
    /// Emits promptsChangeRequested and selects \p select in the result.
    void requestPrompts(const PromptSet& wanted, PromptRef select);
    /// The prompts without a preview: what a drag starts from.
    const PromptSet& requestedBase() const;
    void refreshCursor();
    /// The tool's hint or cursor may have changed.
    void announceHint();
    /// Repaints what a tool draws inside \p rect_in_view.
    void updateOverlay(QRectF rect_in_view);
    void panBy(QPointF offset_in_view);
    /// segmentPicture() of the mask in segmentView().
    const QImage& offeredPicture() const { return m_offered_picture; }

  Q_SIGNALS:
    /// The mouse is over a picture pixel; \p heat is NaN where there is no heat map.
    void hoverChanged(int x_in_video, int y_in_video, double heat);
    void hoverEnded();
    /// One stroke is done and changed at least one pixel of the active layer. \p title: key of the undo step.
    void strokeFinished(const soundmask::MaskRle& before, const soundmask::MaskRle& after, const std::string& title);
    void strokeStarted();
    void strokeAbandoned();
    /// Painting was tried where it is not possible; \p reason is for the hint bar.
    void strokeRefused(const QString& reason);
    /// The user wants the object of \p hints cut out of the picture into the active mask.
    void cutRequested(const soundmask::CutHints& hints);
    /// The segment tool: a click on the object, or off it; a box around it; the mouse over the picture.
    void segmentClicked(soundmask::PointF point_in_video, bool positive);
    void segmentBoxDrawn(const soundmask::BoxF& box_in_video);
    void segmentHovered(soundmask::PointF point_in_video);
    void segmentHoverEnded();
    void segmentCommanded(soundmask::SegmentCommand command);
    /// Enter or Esc while a preview is shown.
    void previewAccepted();
    void previewDropped();
    /// Tab or Shift+Tab: the user wants to go on to the next object (+1) or the one before (-1).
    void objectStepRequested(int step);
    /// The user wants the prompts of this frame to be \p wanted.
    void promptsChangeRequested(const soundmask::PromptSet& wanted);
    void selectedPromptChanged(soundmask::PromptRef prompt);
    /// The user clicked an object.
    void layerPicked(soundmask::LayerId layer);
    void brushSizeChanged(double diameter);
    void wandOptionsChanged(const soundmask::WandOptions& options);
    void toolChanged(soundmask::ToolKind tool);
    /// The tool changed, or what its buttons do.
    void hintChanged(const QString& hint);
    /// Zoom or pan by the user (not by copyView).
    void viewChanged(const soundmask::ViewGeometry& geometry);
    /// Space was tapped (holding it pans).
    void playToggleRequested();

  protected:
    bool event(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    enum class Gesture { None, Pan, ResizeBrush };

    /// How far a contour reaches beyond the pixels it surrounds, in view pixels.
    static constexpr double kContourReach = 4.0;

    void showPicture(QImage picture);
    void loadActiveMask();
    void promptsChanged();
    void setGeometryState(const ViewGeometry& geometry, bool by_user);
    void zoomTo(double scale, QPointF anchor_in_view);
    void refreshHeatMap();
    /// What lies over the picture is different.
    void invalidateOverlay();
    void paintNotes(QPainter& painter) const;
    void invalidateBackdrop();
    void invalidateMarks();
    /// What lies between picture and active layer.
    void paintOverlay(QPainter& painter);
    /// All layers below the active one, the picture too.
    void paintBackdrop(QPainter& painter);
    /// Points and boxes above the active layer.
    void paintMarks(QPainter& painter);
    void paintActiveLayer(QPainter& painter, const QRectF& dirty_in_view);
    /// Returns where something was painted, in view coordinates.
    QRectF paintActiveMask(QPainter& painter, const QRectF& part_in_view, const MaskLook& look) const;
    const ShownLayer* activeLayer() const;
    ToolEvent toolEvent(const QMouseEvent& event) const;
    void updateHover(QPointF point_in_view);
    void beginGesture(QMouseEvent* event, bool is_double);
    bool ownsKey(const QKeyEvent& event) const;

    QImage m_picture;
    FramePtr m_frame;
    std::shared_ptr<const FramePrediction> m_prediction;
    std::vector<ShownLayer> m_layers;
    QPainterPath m_prediction_outline;
    MaskRle m_truth;
    QPainterPath m_truth_outline;
    QImage m_heat_colours;
    bool m_heat_is_flat = false;
    QString m_held_from;
    std::vector<IsoLine> m_iso_lines;
    std::optional<PromptSet> m_prompts;
    std::optional<PromptSet> m_preview_prompts;
    SegmentView m_segment_view;
    QImage m_offered_picture;

    std::array<bool, kLayerKindCount> m_visible{true, true, true, false, true, true, true}; ///< no iso-lines
    double m_heat_opacity = 0.55;
    float m_heat_threshold = 0.0F;
    ColourMap m_colour_map = ColourMap::Inferno;
    MaskStyle m_mask_style = MaskStyle::Both;
    double m_iso_step = kIsoStep;
    bool m_prediction_mask_shown = true;
    bool m_peeking = false;

    ViewGeometry m_geometry;
    bool m_fitted = true;
    /// A part of what is shown. It is painted straight to the view the first time and kept from the second time on.
    struct KeptPart {
        bool was_painted = false;
        bool is_kept = false;
        QRectF area_in_view; ///< outside it is nothing
        QPixmap pixmap;      ///< of the whole view, in device pixels
        void invalidate() { was_painted = is_kept = false; }
    };
    /// \p paint gets a painter and the part of the view that is wanted, and returns where it painted something.
    template <typename Paint>
    void paintKept(KeptPart& part, QPainter& painter, Paint paint);

    KeptPart m_overlay;
    KeptPart m_backdrop;
    KeptPart m_marks;
    /// The active layer as it was last painted outside a stroke, and what it was painted from.
    struct ActivePicture {
        std::uint64_t revision = 0;
        MaskLook look;
        ViewGeometry geometry;
        KeptPart part;
        bool shows(std::uint64_t other_revision, const MaskLook& other_look, const ViewGeometry& other) const {
            return revision == other_revision && look == other_look && geometry == other;
        }
    };
    ActivePicture m_active;
    MaskBuffer m_buffer;
    bool m_stroking = false;

    std::unique_ptr<CanvasTool> m_tool;
    ToolKind m_tool_kind = ToolKind::Select;
    double m_brush_size = 24.0;
    WandOptions m_wand;
    std::optional<QPainterPath> m_preview; ///< outline of the mask proposed instead of the active one
    PromptRef m_selected_prompt;

    Gesture m_gesture = Gesture::None;
    QPointF m_gesture_start;
    double m_gesture_brush_size = 0.0;
    bool m_space_down = false;
    bool m_space_pans = false;
    QTimer m_space_timer;
    bool m_focus_ring_shown = false;
    QString m_last_hint;
};

} // namespace soundmask
