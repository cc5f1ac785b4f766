#pragma once

#include <QWidget>

#include "widgets/panels/method_descriptor.h"

class QAbstractButton;
class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QSlider;
class QSpinBox;

namespace soundmask {

/// The field of one parameter of a method: a switch, a number with a slider, a choice or a text. Values are text as on
/// the command line.
class ParameterEditor : public QWidget {
    Q_OBJECT
  public:
    explicit ParameterEditor(ParameterDescriptor parameter, QWidget* parent = nullptr);

    const ParameterDescriptor& parameter() const { return m_parameter; }
    QString value() const;
    /// A text that is no value of this parameter is refused (returns false) and changes nothing. Emits nothing.
    bool setValue(const QString& value);
    bool isDefault() const;
    /// What the method took itself where it was left to it, such as "0.85"; empty for nothing. It is said below the
    /// field while that says auto.
    void setTaken(const QString& taken);

  Q_SIGNALS:
    /// The user changed it.
    void changed();

  private:
    void makeField();
    /// The default as people see it in the field.
    QString shownDefault() const;
    void makeInteger();
    void makeReal();
    /// A slider before \p field, or null where the parameter has no range.
    QSlider* addSliderAndField(QWidget* field);
    double valueAt(int step) const;
    void showOn(QSlider* slider, double value) const;

    void showTaken();

    ParameterDescriptor m_parameter;
    QHBoxLayout* m_row;
    QLabel* m_taken = nullptr; ///< only where there can be something to say
    QString m_taken_value;
    // The one that fits the type; the others are null.
    QAbstractButton* m_switch = nullptr;
    QSpinBox* m_integer = nullptr;
    QDoubleSpinBox* m_real = nullptr;
    QComboBox* m_choice = nullptr;
    QLineEdit* m_text = nullptr;
    bool m_is_setting = false; ///< while the program, not the user, changes the field
};

} // namespace soundmask
