#include "widgets/panels/layer_chips.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <cmath>

#include "widgets/common/chip.h"
#include "widgets/common/key_names.h"

namespace soundmask {

namespace {

constexpr int kOpacitySteps = 100;
constexpr QSize kColourBarSize(48, 12);

struct ChipText {
    LayerKind layer;
    QString text;
    QString tip;
};

std::array<ChipText, kLayerKindCount> chipTexts() {
    return {{
        {LayerKind::Picture, LayerChips::tr("Picture"), LayerChips::tr("The frame itself")},
        {LayerKind::GroundTruth, LayerChips::tr("Reference"),
         LayerChips::tr("The true mask of the data set, as black and white dashes ({show_truth})")},
        {LayerKind::HeatMap, LayerChips::tr("Heat map"),
         LayerChips::tr(
             "Where the method finds the sound ({show_heat_map}; {opacity_down} fainter; {opacity_up} stronger)")},
        {LayerKind::IsoLines, LayerChips::tr("Iso-lines"),
         LayerChips::tr("Lines of equal heat, each with its value ({show_iso_lines})")},
        {LayerKind::Points, LayerChips::tr("Points"), LayerChips::tr("Positive and negative points")},
        {LayerKind::Boxes, LayerChips::tr("Boxes"), LayerChips::tr("Boxes around what sounds")},
        {LayerKind::Masks, LayerChips::tr("Masks"), LayerChips::tr("The masks of objects and results ({show_masks})")},
    }};
}

} // namespace

LayerChips::LayerChips(QWidget* parent)
    : QWidget(parent)
    , m_opacity(new QSlider(Qt::Horizontal))
    , m_colour_map(new QComboBox)
    , m_iso_step(new QComboBox)
    , m_mask_style(new QComboBox) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(4);
    for (const ChipText& entry : chipTexts()) {
        auto* button = new Chip(entry.text);
        const LayerKind layer = entry.layer;
        button->setChecked(layer != LayerKind::IsoLines);
        KeyNames::setToolTip(*button, tr("%1\nHold the button down to show only this").arg(entry.tip));
        button->setAccessibleDescription(KeyNames::instance().filled(entry.tip));
        connect(button, &Chip::clicked, this, [this, layer](bool on) { Q_EMIT layerVisibleChanged(layer, on); });
        connect(button, &Chip::soloRequested, this, [this, layer] { solo(layer); });
        m_chips[static_cast<std::size_t>(layer)] = button;
        row->addWidget(button);
    }
    row->addStretch(1);

    auto* heat = new QLabel(tr("Heat"));
    heat->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(heat);
    m_opacity->setRange(0, kOpacitySteps);
    m_opacity->setValue(kOpacitySteps / 2);
    m_opacity->setPageStep(10);
    // It gives way first where the words are long.
    m_opacity->setMinimumWidth(48);
    m_opacity->setMaximumWidth(96);
    KeyNames::setToolTip(*m_opacity,
                         tr("How strong the heat map covers the picture ({opacity_down} and {opacity_up})"));
    m_opacity->setAccessibleName(tr("Heat map opacity"));
    row->addWidget(m_opacity);
    m_colour_map->setIconSize(kColourBarSize);
    for (const ColourMap map : allColourMaps()) {
        const QImage bar = colourBar(map, kColourBarSize.width() * 2, kColourBarSize.height() * 2);
        m_colour_map->addItem(QPixmap::fromImage(bar), colourMapTitle(map), static_cast<int>(map));
    }
    m_colour_map->setToolTip(tr("Colours of the heat map, from 0 to 1"));
    m_colour_map->setAccessibleName(tr("Colours of the heat map"));
    row->addWidget(m_colour_map);
    for (const double step : {0.5, 0.25, 0.1})
        m_iso_step->addItem(tr("every %1").arg(step), step);
    m_iso_step->setToolTip(tr("Heat from one iso-line to the next"));
    m_iso_step->setAccessibleName(tr("Heat from one iso-line to the next"));
    row->addWidget(m_iso_step);
    row->addSpacing(8);

    m_mask_style->addItem(tr("Fill and outline"), static_cast<int>(MaskStyle::Both));
    m_mask_style->addItem(tr("Fill"), static_cast<int>(MaskStyle::Fill));
    m_mask_style->addItem(tr("Outline"), static_cast<int>(MaskStyle::Contour));
    m_mask_style->setToolTip(tr("How masks are drawn"));
    m_mask_style->setAccessibleName(tr("How masks are drawn"));
    row->addWidget(m_mask_style);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    connect(m_opacity, &QSlider::valueChanged, this,
            [this](int value) { Q_EMIT heatMapOpacityChanged(static_cast<double>(value) / kOpacitySteps); });
    connect(m_colour_map, &QComboBox::currentIndexChanged, this,
            [this] { Q_EMIT colourMapChanged(static_cast<ColourMap>(m_colour_map->currentData().toInt())); });
    connect(m_iso_step, &QComboBox::currentIndexChanged, this,
            [this] { Q_EMIT isoStepChanged(m_iso_step->currentData().toDouble()); });
    connect(m_mask_style, &QComboBox::currentIndexChanged, this,
            [this] { Q_EMIT maskStyleChanged(static_cast<MaskStyle>(m_mask_style->currentData().toInt())); });
}

void LayerChips::setLayerVisible(LayerKind layer, bool visible) {
    chip(layer)->setChecked(visible);
}

bool LayerChips::isLayerVisible(LayerKind layer) const {
    return chip(layer)->isChecked();
}

void LayerChips::setLayerAvailable(LayerKind layer, bool available) {
    chip(layer)->setEnabled(available);
    if (layer != LayerKind::HeatMap) return;
    m_opacity->setEnabled(available);
    m_colour_map->setEnabled(available);
    m_iso_step->setEnabled(available);
}

void LayerChips::setHeatMapOpacity(double opacity) {
    const QSignalBlocker block(m_opacity);
    m_opacity->setValue(static_cast<int>(std::lround(opacity * kOpacitySteps)));
}

void LayerChips::setColourMap(ColourMap map) {
    const QSignalBlocker block(m_colour_map);
    m_colour_map->setCurrentIndex(m_colour_map->findData(static_cast<int>(map)));
}

void LayerChips::setIsoStep(double step) {
    const QSignalBlocker block(m_iso_step);
    m_iso_step->setCurrentIndex(m_iso_step->findData(step));
}

void LayerChips::setMaskStyle(MaskStyle style) {
    const QSignalBlocker block(m_mask_style);
    m_mask_style->setCurrentIndex(m_mask_style->findData(static_cast<int>(style)));
}

void LayerChips::solo(LayerKind layer) {
    // The picture stays below what is looked at; a solo of the picture itself hides all else.
    bool is_solo = isLayerVisible(layer);
    for (const ChipText& entry : chipTexts())
        if (entry.layer != layer && entry.layer != LayerKind::Picture && isLayerVisible(entry.layer)) is_solo = false;
    for (const ChipText& entry : chipTexts()) {
        // Lines are an extra that nobody had before.
        const bool visible = (is_solo && entry.layer != LayerKind::IsoLines) || entry.layer == layer ||
                             (entry.layer == LayerKind::Picture && isLayerVisible(LayerKind::Picture));
        if (visible == isLayerVisible(entry.layer)) continue;
        setLayerVisible(entry.layer, visible);
        Q_EMIT layerVisibleChanged(entry.layer, visible);
    }
}

} // namespace soundmask
