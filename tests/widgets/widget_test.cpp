#include "tests/widgets/widget_test.h"

#include <QDir>
#include <QLinearGradient>
#include <QPaintEvent>
#include <QPainter>
#include <QTest>
#include <cmath>

namespace soundmask {

QImage samplePicture(QSize size) {
    QImage picture(size, QImage::Format_RGB32);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient sky(0, 0, 0, size.height());
    sky.setColorAt(0.0, QColor(52, 66, 96));
    sky.setColorAt(0.62, QColor(206, 142, 108));
    sky.setColorAt(0.63, QColor(70, 62, 60));
    sky.setColorAt(1.0, QColor(38, 36, 40));
    painter.fillRect(picture.rect(), sky);
    painter.setPen(Qt::NoPen);
    const double unit = size.width() / 16.0;
    for (int i = 0; i < 9; ++i) {
        const double height = unit * (2.0 + (i * 7) % 4);
        painter.setBrush(QColor(34 + 6 * (i % 3), 38 + 4 * (i % 2), 52 + 5 * (i % 4)));
        painter.drawRect(QRectF(i * unit * 1.8, size.height() * 0.63 - height, unit * 1.6, height));
    }
    painter.setBrush(QColor(226, 204, 160));
    painter.drawEllipse(QPointF(size.width() * 0.6, size.height() * 0.55), unit * 1.6, unit * 1.6);
    return picture;
}

FloatMap bump(Size size, PointF centre, double radius) {
    FloatMap map(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const double distance = std::hypot(x + 0.5 - centre.x, y + 0.5 - centre.y) / radius;
            map.at(x, y) = static_cast<float>(std::exp(-distance * distance));
        }
    return map;
}

MaskRle disc(Size size, PointF centre, double radius) {
    Mask mask(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            mask.at(x, y) = std::hypot(x + 0.5 - centre.x, y + 0.5 - centre.y) <= radius ? 1 : 0;
    return MaskRle::fromDense(mask);
}

namespace {

void sendMouse(QWidget& widget, QEvent::Type type, QPointF position, Qt::MouseButton button, Qt::MouseButtons buttons,
               Qt::KeyboardModifiers modifiers) {
    QMouseEvent event(type, position, widget.mapToGlobal(position), button, buttons, modifiers);
    QApplication::sendEvent(&widget, &event);
}

} // namespace

void moveMouse(QWidget& widget, QPointF position, Qt::MouseButtons buttons, Qt::KeyboardModifiers modifiers) {
    sendMouse(widget, QEvent::MouseMove, position, Qt::NoButton, buttons, modifiers);
}

void dragMouse(QWidget& widget, const QVector<QPointF>& path, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) {
    sendMouse(widget, QEvent::MouseButtonPress, path.first(), button, button, modifiers);
    for (qsizetype i = 1; i < path.size(); ++i)
        moveMouse(widget, path[i], button, modifiers);
    sendMouse(widget, QEvent::MouseButtonRelease, path.last(), button, Qt::NoButton, modifiers);
}

void turnWheel(QWidget& widget, QPointF position, double notches, Qt::KeyboardModifiers modifiers) {
    QWheelEvent event(position, widget.mapToGlobal(position), QPoint(),
                      QPoint(0, static_cast<int>(std::lround(notches * 120.0))), Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

QImage drawn(QWidget& widget) {
    return widget.grab().toImage();
}

QColor colourAt(const QImage& picture, QPointF position) {
    const double ratio = picture.devicePixelRatio();
    return picture.pixelColor(static_cast<int>(position.x() * ratio), static_cast<int>(position.y() * ratio));
}

int colourDistance(const QColor& a, const QColor& b) {
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
}

void keepPicture(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("SOUNDMASK_PICTURES");
    if (folder.isEmpty()) return;
    QVERIFY2(drawn(widget).save(QDir(folder).filePath(name + QStringLiteral(".png"))), qPrintable(name));
}

void showAt(QWidget& widget, QSize size) {
    widget.resize(size);
    widget.show();
    QVERIFY(QTest::qWaitForWindowExposed(&widget));
}

bool PaintMeter::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_widget && event->type() == QEvent::Paint)
        for (const QRect& rect : static_cast<QPaintEvent*>(event)->region())
            m_area += qint64(rect.width()) * rect.height();
    return false;
}

} // namespace soundmask
