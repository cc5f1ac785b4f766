#include "widgets/common/chip.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyleHints>

#include "widgets/common/theme.h"

namespace soundmask {

namespace {
constexpr int kHeight = 26;
constexpr int kPadding = 10;
constexpr int kTickWidth = 16;
} // namespace

Chip::Chip(const QString& text, QWidget* parent)
    : QAbstractButton(parent) {
    setText(text);
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(text);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Chip::sizeHint() const {
    // The width does not depend on the state, so a row of chips does not move while it is used.
    return {fontMetrics().horizontalAdvance(text()) + 2 * kPadding + kTickWidth,
            std::max(kHeight, fontMetrics().height() + 8)};
}

void Chip::paintEvent(QPaintEvent*) {
    const Theme& theme = themeOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF body = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
    const double radius = body.height() / 2.0;
    const bool on = isChecked();
    QColor ground = on ? theme.accent : theme.panel;
    if (!isEnabled())
        ground = on ? theme.border : theme.window;
    else if (isDown())
        ground = ground.darker(115);
    else if (underMouse())
        ground = on ? ground.lighter(110) : theme.raised;
    const QColor ink = !isEnabled() ? palette().color(QPalette::Disabled, QPalette::ButtonText)
                       : on         ? theme.accent_text
                                    : theme.muted_text;
    painter.setPen(QPen(on && isEnabled() ? theme.accent : theme.border, 1.0));
    painter.setBrush(ground);
    painter.drawRoundedRect(body, radius, radius);

    // A tick or an empty ring: the state can be read without colour.
    const QPointF mark(body.left() + kPadding + 3.0, body.center().y());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ink, on ? 1.8 : 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (on) {
        QPainterPath tick(mark + QPointF(-4.0, 0.2));
        tick.lineTo(mark + QPointF(-1.0, 3.2));
        tick.lineTo(mark + QPointF(4.5, -3.4));
        painter.drawPath(tick);
    } else {
        painter.drawEllipse(mark, 3.6, 3.6);
    }
    painter.setPen(ink);
    painter.drawText(body.adjusted(kPadding + kTickWidth - 4, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (hasFocus()) paintFocusRing(painter, rect(), theme, rect().height() / 2.0);
}

void Chip::mousePressEvent(QMouseEvent* event) {
    m_was_long_press = false;
    if (event->button() == Qt::LeftButton)
        m_press_timer = startTimer(QApplication::styleHints()->mousePressAndHoldInterval());
    QAbstractButton::mousePressEvent(event);
}

void Chip::mouseReleaseEvent(QMouseEvent* event) {
    if (m_press_timer != 0) killTimer(std::exchange(m_press_timer, 0));
    if (m_was_long_press) {
        setDown(false);
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void Chip::timerEvent(QTimerEvent* event) {
    if (event->timerId() != m_press_timer) {
        QAbstractButton::timerEvent(event);
        return;
    }
    killTimer(std::exchange(m_press_timer, 0));
    if (!isDown()) return;
    m_was_long_press = true;
    setDown(false);
    Q_EMIT soloRequested();
}

} // namespace soundmask
