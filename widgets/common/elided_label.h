#pragma once

#include <QFrame>
#include <QString>

namespace soundmask {

/// One line of text that ends in "…" where there is no room; the tooltip then has all of it.
class ElidedLabel : public QFrame {
    Q_OBJECT
  public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setText(const QString& text);
    const QString& text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void updateToolTip();

    QString m_text;
};

} // namespace soundmask
