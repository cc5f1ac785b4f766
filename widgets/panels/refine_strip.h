#pragma once

#include <QHash>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;

namespace soundmask {

/// What can be done to a mask as a whole.
enum class RefineOperation { Grow, Shrink, Smooth, FillHoles, RemoveIslands, HeatMap };

/// One slim line to choose an operation on the mask and how strong it is, while the canvas shows what comes out. Enter
/// accepts, Esc drops, wherever the focus in the strip is.
class RefineStrip : public QWidget {
    Q_OBJECT
  public:
    explicit RefineStrip(QWidget* parent = nullptr);

    /// Shows the strip with \p operation; the keyboard goes to its amount.
    void begin(RefineOperation operation);
    RefineOperation operation() const;
    /// Pixels; for RemoveIslands the smallest area that stays, for HeatMap the threshold in per cent; 0 for FillHoles.
    int amount() const;
    void setAmount(int amount);
    /// What comes out, in words: areas and counts.
    void setOutcome(const QString& text);
    QString outcome() const;
    /// Whether there is something to accept.
    void setAcceptable(bool acceptable);

  Q_SIGNALS:
    /// Another operation or amount was chosen.
    void changed();
    void accepted();
    void dropped();

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void showOperation();

    QComboBox* m_operation;
    QSlider* m_slider;
    QSpinBox* m_amount;
    QLabel* m_outcome;
    QPushButton* m_accept;
    QHash<RefineOperation, int> m_last_amount; ///< as last used, for the next time
};

} // namespace soundmask
