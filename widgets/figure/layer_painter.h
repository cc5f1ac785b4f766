#pragma once

#include <QColor>
#include <QImage>
#include <QPainterPath>
#include <functional>
#include <vector>

#include "core/base/image.h"
#include "core/project/prompt.h"
#include "widgets/figure/heat_layer.h"
#include "widgets/figure/view_geometry.h"

class QPainter;

namespace soundmask {

class MaskRaster;

/// What can be shown and hidden over a frame.
enum class LayerKind { Picture, GroundTruth, HeatMap, IsoLines, Points, Boxes, Masks };
inline constexpr int kLayerKindCount = 7;

enum class MaskStyle { Fill, Contour, Both };

/// How one mask is drawn.
struct MaskLook {
    QColor colour;
    double opacity = 0.5; ///< of the fill, 0..1; the contour is opaque
    MaskStyle style = MaskStyle::Both;
    bool hatched = false;    ///< diagonal lines instead of an even fill: masks of a model
    bool emphasised = false; ///< thicker contour: the layer being edited

    bool operator==(const MaskLook&) const = default;
};

/// Paints the layers of one frame: each call draws one layer over what is there. Lines, marks and text keep their
/// size in view pixels times \p unit, whatever the zoom. Used by the window and by exported figures; any thread with a
/// QGuiApplication.
class LayerPainter {
  public:
    /// \p painter must be in view coordinates and outlive this object.
    LayerPainter(QPainter& painter, const ViewGeometry& geometry, double unit = 1.0);

    /// The picture: smooth when smaller than 100 %, hard pixels when larger. RGB32 is what is fast.
    void paintPicture(const QImage& picture);
    /// A picture from `colourised`, of any size, stretched over the frame.
    void paintHeatMap(const QImage& colours, double opacity);
    /// From `isoLinesOf`; each line has its level written beside it.
    void paintIsoLines(const std::vector<IsoLine>& lines);
    /// An outline from `maskOutline`.
    void paintMask(const QPainterPath& outline_in_video, const MaskLook& look);
    /// The reference: black and white dashes, in no object's style.
    void paintGroundTruth(const QPainterPath& outline_in_video);
    /// Positive: filled disc with "+"; negative: ring with "-". Mined points carry rank and score. \p selected is an
    /// index or -1.
    void paintPoints(const std::vector<PointPrompt>& points, int selected = -1, bool with_scores = true);
    /// Frames with a tag of label and score. \p selected shows handles; -1 for none.
    void paintBoxes(const std::vector<BoxPrompt>& boxes, int selected = -1);

    /// A short text on a plate, with a stripe of \p colour.
    void paintTag(QPointF bottom_left_in_view, const QString& text, const QColor& colour);

    /// Radius of a point mark, in view pixels for unit 1; hit tests use it too.
    static constexpr double kPointRadius = 8.0;

  private:
    using RasterWork = std::function<void(MaskRaster& raster, const QPainterPath& path_in_device, double ratio)>;

    /// Lets \p work paint, as pixels, what can be seen of an outline with lines of \p rim_width along it.
    void paintPixels(const QPainterPath& outline_in_video, double rim_width, const RasterWork& work);
    /// The device pixels of the page that a line of half the width \p reach along \p path_in_device can change.
    QRect visiblePart(const QPainterPath& path_in_device, double reach) const;
    bool isRaster() const;

    QPainter& m_painter;
    ViewGeometry m_geometry;
    double m_unit;
};

/// \p image as a QImage that shares its pixels; valid as long as \p image lives.
QImage wrapped(const Image& image);

} // namespace soundmask
