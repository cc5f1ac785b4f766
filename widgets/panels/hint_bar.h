#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;

namespace soundmask {

class ElidedLabel;
class IconLabel;

/// One line that always says what the mouse does now, and on the right where it is: position, heat, brush.
class HintBar : public QWidget {
    Q_OBJECT
  public:
    explicit HintBar(QWidget* parent = nullptr);

    void setHint(const QString& hint);
    /// Takes the place of the hint for some seconds, with a warning mark: why something did not happen.
    void showMessage(const QString& message, int duration_ms = 4000);
    /// The same for something that did happen.
    void showNote(const QString& note);
    /// \p heat NaN: none.
    void setHover(int x_in_video, int y_in_video, double heat);
    void clearHover();
    /// Zoom as a factor of screen pixels per video pixel.
    void setZoom(double factor);
    /// Diameter in video pixels; 0 hides it.
    void setBrushSize(double diameter);
    QString shownText() const;

  private:
    void showFor(const QString& message, const QString& icon, int duration_ms);
    void updateText();

    QString m_hint;
    QString m_message;
    QString m_message_icon;
    QTimer m_message_timer;
    IconLabel* m_icon;
    ElidedLabel* m_text;
    QLabel* m_hover;
    QLabel* m_brush;
    QLabel* m_zoom;
};

} // namespace soundmask
