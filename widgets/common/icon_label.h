#pragma once

#include <QString>
#include <QWidget>

namespace soundmask {

/// Shows one of our icons in the colours of the theme, also after a change of theme.
class IconLabel : public QWidget {
    Q_OBJECT
  public:
    explicit IconLabel(int side, QWidget* parent = nullptr);

    /// \p name as for `themedIcon`; empty shows nothing but keeps the place.
    void setIcon(const QString& name);
    const QString& icon() const { return m_name; }

    QSize sizeHint() const override { return {m_side, m_side}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    int m_side;
    QString m_name;
};

} // namespace soundmask
