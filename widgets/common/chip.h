#pragma once

#include <QAbstractButton>

namespace soundmask {

/// A small rounded switch: filled with a tick when on, outlined when off. A long press asks for "solo".
class Chip : public QAbstractButton {
    Q_OBJECT
  public:
    explicit Chip(const QString& text, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  Q_SIGNALS:
    /// Show only this one, or everything again.
    void soloRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

  private:
    int m_press_timer = 0;
    bool m_was_long_press = false;
};

} // namespace soundmask
