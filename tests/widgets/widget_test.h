#pragma once

#include <QApplication>
#include <QImage>
#include <QMouseEvent>
#include <QPointF>
#include <QString>
#include <QVector>
#include <QWheelEvent>
#include <QWidget>

#include "core/base/image.h"
#include "core/base/mask_rle.h"

namespace soundmask {

/// A street at dusk with a bright disc: something to look at and to measure colours on.
QImage samplePicture(QSize size);
/// Highest (1) at \p centre, falling off as a bell of \p radius.
FloatMap bump(Size size, PointF centre, double radius);
/// The pixels whose centre is at most \p radius from \p centre.
MaskRle disc(Size size, PointF centre, double radius);

/// Sends what a mouse would: a move at \p position in \p widget with \p buttons held.
void moveMouse(QWidget& widget, QPointF position, Qt::MouseButtons buttons = Qt::NoButton,
               Qt::KeyboardModifiers modifiers = Qt::NoModifier);
/// Press, some moves, release. \p path has at least two places.
void dragMouse(QWidget& widget, const QVector<QPointF>& path, Qt::MouseButton button = Qt::LeftButton,
               Qt::KeyboardModifiers modifiers = Qt::NoModifier);
/// \p notches of a wheel away from the user.
void turnWheel(QWidget& widget, QPointF position, double notches, Qt::KeyboardModifiers modifiers = Qt::NoModifier);

/// The widget as it is drawn, with the device pixel ratio of the screen.
QImage drawn(QWidget& widget);
/// The colour at \p position (in logical pixels) of a picture from `drawn`.
QColor colourAt(const QImage& picture, QPointF position);
/// Sum of the differences of the channels, 0..765.
int colourDistance(const QColor& a, const QColor& b);

/// With SOUNDMASK_PICTURES set to a folder, writes `drawn(widget)` there as NAME.png for people to look at.
void keepPicture(QWidget& widget, const QString& name);

/// Shows \p widget at \p size and waits until it is painted.
void showAt(QWidget& widget, QSize size);

/// Counts what is painted of a widget, in logical pixels.
class PaintMeter : public QObject {
  public:
    explicit PaintMeter(QWidget& widget)
        : m_widget(widget) {
        widget.installEventFilter(this);
    }
    void reset() { m_area = 0; }
    /// Sum of the areas of all repainted rectangles since `reset`.
    qint64 area() const { return m_area; }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QWidget& m_widget;
    qint64 m_area = 0;
};

} // namespace soundmask
