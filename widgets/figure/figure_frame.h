#pragma once

#include <QImage>
#include <bitset>
#include <memory>
#include <vector>

#include "core/base/mask_rle.h"
#include "widgets/figure/colour_map.h"
#include "widgets/figure/layer_painter.h"

namespace soundmask {

/// Which layers are painted, by LayerKind.
class LayerSet {
  public:
    LayerSet() = default;
    LayerSet(std::initializer_list<LayerKind> kinds) {
        for (const LayerKind kind : kinds)
            set(kind);
    }
    bool has(LayerKind kind) const { return m_bits[static_cast<std::size_t>(kind)]; }
    void set(LayerKind kind, bool on = true) { m_bits[static_cast<std::size_t>(kind)] = on; }

  private:
    std::bitset<kLayerKindCount> m_bits;
};

struct FigureMask {
    MaskRle mask;
    MaskLook look;
};

/// What is known of one frame, to be painted in layers. A value; copies share pixels.
struct FigureFrame {
    Size video_size; ///< of masks and coordinates; the picture may be smaller
    QImage picture;
    MaskRle ground_truth;          ///< null for none
    std::vector<FigureMask> masks; ///< the last on top
    std::shared_ptr<const FloatMap> heat_map;
    PromptSet prompts;
    bool from_test_weights = false; ///< heat map and prompts mean nothing, and the figure says so
};

struct FigureStyle {
    ColourMap colour_map = ColourMap::Inferno;
    double heat_map_opacity = 0.65;
    double iso_step = kIsoStep; ///< heat from one iso-line to the next
    double unit = 1.0;          ///< of lines and marks, see LayerPainter
    bool with_scores = true;    ///< rank and score beside mined points
};

/// Paints those of \p layers that \p frame has, in the order of the window. Any thread with a QGuiApplication.
void paintFigureFrame(QPainter& painter, const ViewGeometry& geometry, const FigureFrame& frame, const LayerSet& layers,
                      const FigureStyle& style = {});

} // namespace soundmask
