#include "widgets/panels/tool_strip.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QStackedWidget>
#include <cmath>

#include "widgets/canvas/canvas_view.h"
#include "widgets/common/key_names.h"

namespace soundmask {

namespace {

constexpr int kSliderWidth = 160;
constexpr int kHighestTolerance = 255;
/// Brush sizes are felt as ratios: the slider runs over their logarithm.
constexpr int kSizeSteps = 200;

int stepOfSize(int size) {
    return static_cast<int>(std::lround(kSizeSteps * std::log(size) / std::log(CanvasView::kMaxBrushSize)));
}

int sizeOfStep(int step) {
    return static_cast<int>(std::lround(std::pow(CanvasView::kMaxBrushSize, double(step) / kSizeSteps)));
}

/// A label, a slider and a number for one value.
QHBoxLayout* addValue(QWidget* page, const QString& title, QSlider* slider, QSpinBox* number) {
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto* label = new QLabel(title);
    label->setBuddy(number);
    label->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(label);
    slider->setFixedWidth(kSliderWidth);
    slider->setAccessibleName(title);
    row->addWidget(slider);
    number->setAccessibleName(title);
    number->setKeyboardTracking(false);
    row->addWidget(number);
    return row;
}

} // namespace

ToolStrip::ToolStrip(QWidget* parent)
    : QWidget(parent)
    , m_name(new QLabel)
    , m_pages(new QStackedWidget) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 2, 12, 2);
    row->setSpacing(16);
    row->addWidget(m_name);
    row->addWidget(m_pages, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_pages->addWidget(new QWidget); // tools without options
    addPage({ToolKind::Brush, ToolKind::Eraser}, brushPage());
    addPage({ToolKind::Wand}, wandPage());
}

void ToolStrip::addPage(const QList<ToolKind>& tools, QWidget* page) {
    m_pages->addWidget(page);
    for (const ToolKind tool : tools)
        m_page_of[tool] = page;
}

void ToolStrip::setTool(ToolKind tool, const QString& name) {
    m_name->setText(name);
    m_pages->setCurrentWidget(m_page_of.value(tool, m_pages->widget(0)));
}

QWidget* ToolStrip::brushPage() {
    auto* page = new QWidget;
    m_brush_slider = new QSlider(Qt::Horizontal);
    m_brush_slider->setRange(0, kSizeSteps);
    m_brush_size = new QSpinBox;
    m_brush_size->setRange(1, static_cast<int>(CanvasView::kMaxBrushSize));
    m_brush_size->setSuffix(tr(" px"));
    addValue(page, tr("Size"), m_brush_slider, m_brush_size)->addStretch(1);
    KeyNames::setToolTip(*page, tr("Diameter in picture pixels: Shift+wheel or Alt+right drag on the picture "
                                   "({brush_smaller} and {brush_larger})"));
    connect(m_brush_size, &QSpinBox::valueChanged, this, [this](int size) { Q_EMIT brushSizeChanged(size); });
    connect(m_brush_slider, &QSlider::valueChanged, this,
            [this](int step) { Q_EMIT brushSizeChanged(sizeOfStep(step)); });
    return page;
}

QWidget* ToolStrip::wandPage() {
    auto* page = new QWidget;
    m_tolerance_slider = new QSlider(Qt::Horizontal);
    m_tolerance_slider->setRange(0, kHighestTolerance);
    m_tolerance = new QSpinBox;
    m_tolerance->setRange(0, kHighestTolerance);
    m_contiguous = new QCheckBox(tr("Connected only"));
    m_contiguous->setToolTip(tr("Only pixels connected to the one clicked on; otherwise all that are like it"));
    QHBoxLayout* row = addValue(page, tr("Tolerance"), m_tolerance_slider, m_tolerance);
    m_tolerance->setToolTip(tr("How far red, green and blue may each be from the pixel clicked on (0 to 255)"));
    m_tolerance_slider->setToolTip(m_tolerance->toolTip());
    row->addWidget(m_contiguous);
    row->addStretch(1);
    const auto announce = [this](int tolerance) { Q_EMIT wandOptionsChanged({tolerance, m_contiguous->isChecked()}); };
    connect(m_tolerance, &QSpinBox::valueChanged, this, announce);
    connect(m_tolerance_slider, &QSlider::valueChanged, this, announce);
    connect(m_contiguous, &QCheckBox::toggled, this, [this, announce] { announce(m_tolerance->value()); });
    return page;
}

void ToolStrip::setBrushSize(double diameter) {
    const QSignalBlocker number(m_brush_size), slider(m_brush_slider);
    const int size = static_cast<int>(std::lround(diameter));
    m_brush_size->setValue(size);
    // Several steps are the same small size: the hand on the slider is not moved.
    if (sizeOfStep(m_brush_slider->value()) != size) m_brush_slider->setValue(stepOfSize(size));
}

void ToolStrip::setWandOptions(const WandOptions& options) {
    const QSignalBlocker number(m_tolerance), slider(m_tolerance_slider), box(m_contiguous);
    m_tolerance->setValue(options.tolerance);
    m_tolerance_slider->setValue(options.tolerance);
    m_contiguous->setChecked(options.contiguous);
}

} // namespace soundmask
