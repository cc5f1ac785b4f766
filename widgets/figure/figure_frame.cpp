#include "widgets/figure/figure_frame.h"

#include <QCoreApplication>

#include "widgets/figure/mask_outline.h"
#include "widgets/figure/palette.h"

namespace soundmask {

namespace {
/// Cold parts of a heat map do not darken the picture, as in the window.
constexpr float kHeatFade = 0.3F;
} // namespace

void paintFigureFrame(QPainter& painter, const ViewGeometry& geometry, const FigureFrame& frame, const LayerSet& layers,
                      const FigureStyle& style) {
    LayerPainter layer(painter, geometry, style.unit);
    if (layers.has(LayerKind::Picture)) layer.paintPicture(frame.picture);
    if (layers.has(LayerKind::HeatMap) && frame.heat_map)
        layer.paintHeatMap(colourised(smoothHeat(*frame.heat_map, frame.video_size), style.colour_map, 0.0F, kHeatFade),
                           style.heat_map_opacity);
    if (layers.has(LayerKind::IsoLines) && frame.heat_map)
        layer.paintIsoLines(isoLinesOf(*frame.heat_map, frame.video_size, style.iso_step));
    if (layers.has(LayerKind::Masks))
        for (const FigureMask& mask : frame.masks)
            layer.paintMask(maskOutline(mask.mask), mask.look);
    if (layers.has(LayerKind::GroundTruth)) layer.paintGroundTruth(maskOutline(frame.ground_truth));
    if (layers.has(LayerKind::Boxes)) layer.paintBoxes(frame.prompts.boxes);
    if (layers.has(LayerKind::Points)) layer.paintPoints(frame.prompts.points, -1, style.with_scores);
    if (frame.from_test_weights)
        layer.paintTag(geometry.pictureInView().bottomLeft(),
                       QCoreApplication::translate("soundmask::FigureFrame", "test weights"),
                       colourFromRgb(kOkabeIto[4]));
}

} // namespace soundmask
