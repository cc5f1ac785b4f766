#pragma once

#include <QWidget>
#include <array>

#include "widgets/figure/colour_map.h"
#include "widgets/figure/layer_painter.h"

class QComboBox;
class QSlider;

namespace soundmask {

class Chip;

/// Which layers are drawn, and how strong: a chip for each layer, heat map opacity and colour map, mask style.
class LayerChips : public QWidget {
    Q_OBJECT
  public:
    explicit LayerChips(QWidget* parent = nullptr);

    void setLayerVisible(LayerKind layer, bool visible);
    bool isLayerVisible(LayerKind layer) const;
    /// Layers the frame does not have are off but keep their state.
    void setLayerAvailable(LayerKind layer, bool available);
    /// 0..1
    void setHeatMapOpacity(double opacity);
    void setColourMap(ColourMap map);
    void setIsoStep(double step);
    void setMaskStyle(MaskStyle style);

  Q_SIGNALS:
    void layerVisibleChanged(soundmask::LayerKind layer, bool visible);
    void heatMapOpacityChanged(double opacity);
    void colourMapChanged(soundmask::ColourMap map);
    void isoStepChanged(double step);
    void maskStyleChanged(soundmask::MaskStyle style);

  private:
    void solo(LayerKind layer);
    Chip* chip(LayerKind layer) const { return m_chips[static_cast<std::size_t>(layer)]; }

    std::array<Chip*, kLayerKindCount> m_chips{};
    QSlider* m_opacity;
    QComboBox* m_colour_map;
    QComboBox* m_iso_step;
    QComboBox* m_mask_style;
};

} // namespace soundmask
