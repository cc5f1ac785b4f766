#include "widgets/panels/hint_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <cmath>

#include "widgets/common/elided_label.h"
#include "widgets/common/icon_label.h"
#include "widgets/common/key_names.h"

namespace soundmask {

namespace {

/// As wide as a digit.
constexpr QChar kFigureSpace(0x2007);

/// A label wide enough for \p widest, so that nothing moves while its numbers change.
QLabel* numberLabel(const QString& widest, QHBoxLayout* layout) {
    auto* label = new QLabel;
    label->setFixedWidth(label->fontMetrics().horizontalAdvance(widest) + 4);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(label);
    return label;
}

QString hoverText(int x, int y, double heat) {
    const QString place = HintBar::tr("x %1 y %2").arg(x, -4, 10, kFigureSpace).arg(y, -4, 10, kFigureSpace);
    return std::isnan(heat) ? place : HintBar::tr("%1 heat %2").arg(place).arg(heat, 0, 'f', 2);
}

} // namespace

HintBar::HintBar(QWidget* parent)
    : QWidget(parent)
    , m_icon(new IconLabel(16))
    , m_text(new ElidedLabel) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(8);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addSpacing(8);
    m_hover = numberLabel(hoverText(8888, 8888, 0.88), row);
    m_brush = numberLabel(tr("brush %1 px").arg(888), row);
    m_zoom = numberLabel(tr("%1 %").arg(8888), row);
    // From the left: the coordinates stay in place whether or not there is a heat map.
    m_hover->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_hover->setToolTip(tr("Picture pixel under the mouse, and the heat map's value there (0 to 1)"));
    KeyNames::setToolTip(
        *m_brush,
        tr("Diameter of the brush in picture pixels; Shift+wheel changes it ({brush_smaller} and {brush_larger})"));
    KeyNames::setToolTip(*m_zoom, tr("Screen pixels per picture pixel ({zoom_fit} fits; {zoom_actual} is 100 %)"));
    m_hover->setAccessibleName(tr("Position"));
    m_brush->setAccessibleName(tr("Brush size"));
    m_zoom->setAccessibleName(tr("Zoom"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    connect(&KeyNames::instance(), &KeyNames::changed, this, &HintBar::updateText);
    m_message_timer.setSingleShot(true);
    connect(&m_message_timer, &QTimer::timeout, this, [this] {
        m_message.clear();
        updateText();
    });
    updateText();
    clearHover();
    setBrushSize(0.0);
}

void HintBar::setHint(const QString& hint) {
    m_hint = hint;
    updateText();
}

void HintBar::showMessage(const QString& message, int duration_ms) {
    showFor(message, QStringLiteral("warning"), duration_ms);
}

void HintBar::showNote(const QString& note) {
    constexpr int kDuration_ms = 3000;
    showFor(note, QStringLiteral("check"), kDuration_ms);
}

void HintBar::showFor(const QString& message, const QString& icon, int duration_ms) {
    m_message = message;
    m_message_icon = icon;
    m_message_timer.start(duration_ms);
    updateText();
}

void HintBar::setHover(int x_in_video, int y_in_video, double heat) {
    m_hover->setText(hoverText(x_in_video, y_in_video, heat));
}

void HintBar::clearHover() {
    m_hover->clear();
}

void HintBar::setZoom(double factor) {
    // Below one tenth a whole per cent is too coarse to see a step.
    m_zoom->setText(tr("%1 %").arg(factor * 100.0, 0, 'f', factor < 0.1 ? 1 : 0));
}

void HintBar::setBrushSize(double diameter) {
    m_brush->setText(diameter > 0.0 ? tr("brush %1 px").arg(std::lround(diameter)) : QString());
}

QString HintBar::shownText() const {
    return m_text->text();
}

void HintBar::updateText() {
    const bool is_message = !m_message.isEmpty();
    m_icon->setIcon(is_message ? m_message_icon : QStringLiteral("mouse"));
    m_text->setForegroundRole(is_message ? QPalette::WindowText : QPalette::PlaceholderText);
    m_text->setText(KeyNames::instance().filled(is_message ? m_message : m_hint));
    m_text->update();
}

} // namespace soundmask
