#include "widgets/common/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStyleFactory>
#include <QWidget>
#include <cmath>

#include "widgets/common/icons.h"
#include "widgets/common/style_sheet.h"

namespace soundmask {

namespace {

Theme makeDark() {
    Theme t;
    t.dark = true;
    t.window = QColor(0x1b, 0x1d, 0x21);
    t.panel = QColor(0x23, 0x26, 0x2b);
    t.raised = QColor(0x2f, 0x33, 0x3a);
    t.field = QColor(0x17, 0x19, 0x1c);
    t.border = QColor(0x3b, 0x40, 0x48);
    t.text = QColor(0xe7, 0xe9, 0xec);
    t.muted_text = QColor(0xa7, 0xad, 0xb7);
    t.disabled_text = QColor(0x6d, 0x73, 0x7d);
    t.accent = QColor(0x5a, 0xa9, 0xf0);
    t.accent_text = QColor(0x0b, 0x16, 0x22);
    t.focus = QColor(0x8c, 0xc8, 0xff);
    t.good = QColor(0x4c, 0xc3, 0x8a);
    t.warning = QColor(0xf0, 0xb4, 0x4c);
    t.error = QColor(0xff, 0x8a, 0x7a);
    t.canvas = QColor(0x12, 0x13, 0x15);
    t.wave = QColor(0x6f, 0xb6, 0xd9);
    return t;
}

Theme makeLight() {
    Theme t;
    t.dark = false;
    t.window = QColor(0xec, 0xee, 0xf1);
    t.panel = QColor(0xf8, 0xf9, 0xfa);
    t.raised = QColor(0xe4, 0xe7, 0xeb);
    t.field = QColor(0xff, 0xff, 0xff);
    t.border = QColor(0xc6, 0xcb, 0xd2);
    t.text = QColor(0x1c, 0x20, 0x26);
    t.muted_text = QColor(0x50, 0x58, 0x63);
    t.disabled_text = QColor(0x8b, 0x92, 0x9c);
    t.accent = QColor(0x0b, 0x62, 0xb4);
    t.accent_text = QColor(0xff, 0xff, 0xff);
    t.focus = QColor(0x0b, 0x62, 0xb4);
    t.good = QColor(0x0b, 0x6e, 0x45);
    t.warning = QColor(0x84, 0x51, 0x00);
    t.error = QColor(0xb0, 0x26, 0x1c);
    t.canvas = QColor(0xd4, 0xd7, 0xdc);
    t.wave = QColor(0x1f, 0x6f, 0x9c);
    return t;
}

double luminance(const QColor& colour) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

const Theme& darkTheme() {
    static const Theme theme = makeDark();
    return theme;
}

const Theme& lightTheme() {
    static const Theme theme = makeLight();
    return theme;
}

const Theme& themeOf(const QPalette& palette) {
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? darkTheme() : lightTheme();
}

const Theme& themeOf(const QWidget& widget) {
    return themeOf(widget.palette());
}

QPalette paletteOf(const Theme& t) {
    QPalette palette;
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.panel);
    palette.setColor(QPalette::AlternateBase, t.window);
    palette.setColor(QPalette::ToolTipBase, t.raised);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.muted_text);
    palette.setColor(QPalette::Button, t.raised);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.error);
    palette.setColor(QPalette::Highlight, t.accent);
    palette.setColor(QPalette::HighlightedText, t.accent_text);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::Light, t.dark ? t.border.lighter(120) : QColor(Qt::white));
    palette.setColor(QPalette::Midlight, t.dark ? t.border : t.raised);
    palette.setColor(QPalette::Mid, t.border);
    palette.setColor(QPalette::Dark, t.dark ? t.field : t.border);
    palette.setColor(QPalette::Shadow, Qt::black);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, t.disabled_text);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, t.border);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, t.muted_text);
    return palette;
}

void applyTheme(QApplication& application, ThemeMode mode) {
    // Asked before we set a palette of our own: afterwards the platform's is no longer visible.
    static const bool system_is_dark = &themeOf(application.palette()) == &darkTheme();
    const bool dark = mode == ThemeMode::Dark || (mode == ThemeMode::System && system_is_dark);
    const Theme& theme = dark ? darkTheme() : lightTheme();
    loadIconResource();
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(paletteOf(theme));
    application.setStyleSheet(styleSheetOf(theme));
}

double contrastRatio(const QColor& a, const QColor& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor visibleColour(const QColor& colour, const Theme& theme) {
    constexpr double kLeast = 1.5;
    return contrastRatio(colour, theme.panel) < kLeast ? theme.muted_text : colour;
}

void paintFocusRing(QPainter& painter, const QRectF& rect, const Theme& theme, double radius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.focus, 2.0));
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius);
    painter.restore();
}

} // namespace soundmask
