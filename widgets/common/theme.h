#pragma once

#include <QColor>
#include <QPalette>

class QApplication;
class QPainter;
class QRectF;
class QWidget;

namespace soundmask {

enum class ThemeMode { System, Dark, Light };

/// The colours of one theme. Text colours keep 4.5:1 against `panel`, `raised`, `window` and `field`.
struct Theme {
    bool dark = false;
    QColor window; ///< behind docks and bars
    QColor panel;  ///< lists, forms, lanes
    QColor raised; ///< buttons, chips, headers
    QColor field;  ///< text fields, grooves
    QColor border; ///< hair lines between areas
    QColor text;
    QColor muted_text;    ///< secondary text
    QColor disabled_text; ///< of controls that are off
    QColor accent;        ///< selection, play head, checked controls
    QColor accent_text;   ///< text on accent
    QColor focus;         ///< focus ring, 3:1 against every background
    QColor good;          ///< finished, checked
    QColor warning;
    QColor error;
    QColor canvas; ///< around the picture
    QColor wave;   ///< waveform
};

const Theme& darkTheme();
const Theme& lightTheme();
/// The theme a widget or palette is in: dark where its window colour is dark.
const Theme& themeOf(const QPalette& palette);
const Theme& themeOf(const QWidget& widget);
/// The QPalette of \p theme.
QPalette paletteOf(const Theme& theme);

/// Sets style, palette and style sheet of \p application. System takes the palette the platform gave at the first call.
void applyTheme(QApplication& application, ThemeMode mode);

/// WCAG 2.1 contrast ratio of two opaque colours, 1..21.
double contrastRatio(const QColor& a, const QColor& b);
/// \p colour where it can be told from the theme's panels, else one that can: white things on a white panel.
QColor visibleColour(const QColor& colour, const Theme& theme);
/// Draws the focus ring of custom painted widgets just inside \p rect.
void paintFocusRing(QPainter& painter, const QRectF& rect, const Theme& theme, double radius = 4.0);

} // namespace soundmask
