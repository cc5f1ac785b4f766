#pragma once

#include <QMap>
#include <QWidget>
#include <vector>

#include "widgets/panels/method_descriptor.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace soundmask {

class IconLabel;
class ParameterEditor;

/// Chooses a method, sets its parameters, starts and cancels it.
class MethodPanel : public QWidget {
    Q_OBJECT
  public:
    enum class Scope { ThisFrame, AllKeyFrames };
    enum class State { Idle, Queued, Running, Cancelling, Done, Failed };

    explicit MethodPanel(QWidget* parent = nullptr);

    /// Keeps the choice and the values of methods that stay.
    void setMethods(QVector<MethodDescriptor> methods);
    void setCurrentMethod(const QString& name);
    QString currentMethod() const;
    /// All parameters of the current method by key.
    QMap<QString, QString> options() const;
    void setOptions(const QMap<QString, QString>& options);
    /// What the current method took itself, on the frame in view, for parameters left to it; by key, as shown.
    void setTaken(const QMap<QString, QString>& taken);
    Scope scope() const;
    void setScope(Scope scope);
    /// Whether there is a clip to run on; \p reason says why not.
    void setRunnable(bool runnable, const QString& reason = {});

    /// \p progress 0..1, negative for unknown. \p text is shown as it is.
    void setState(State state, const QString& text = {}, double progress = -1.0);

  Q_SIGNALS:
    void runRequested(const QString& method, const QMap<QString, QString>& options,
                      soundmask::MethodPanel::Scope scope);
    void cancelRequested();
    /// The button that makes \p method available was pressed.
    void remedyRequested(const QString& method);
    void testWeightsWanted(bool test_weights);
    void methodChanged(const QString& method);
    void optionsChanged();

  private:
    const MethodDescriptor* current() const;
    QWidget* makeDescription();
    QWidget* makeControls();
    void showMethod();
    void keepValue(const ParameterEditor& editor);
    void showTestWeights();
    void updateButtons();
    bool isBusy() const {
        return m_state == State::Queued || m_state == State::Running || m_state == State::Cancelling;
    }

    QVector<MethodDescriptor> m_methods;
    QMap<QString, QMap<QString, QString>> m_values; ///< by method, then key; what the user set
    QMap<QString, QString> m_taken;
    std::vector<ParameterEditor*> m_editors;
    State m_state = State::Idle;
    bool m_runnable = false;
    QString m_not_runnable_reason;

    QComboBox* m_method_box;
    QLabel* m_summary;
    QLabel* m_limits;
    QLabel* m_needs;
    QLabel* m_unavailable;
    QWidget* m_form_host;
    QFormLayout* m_form;
    QPushButton* m_reset;
    QComboBox* m_scope_box;
    QPushButton* m_run;
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    IconLabel* m_status_icon;
    QLabel* m_status;
    QWidget* m_unavailable_row;
    QPushButton* m_remedy;
    QCheckBox* m_test_weights;
    QWidget* m_test_note;
};

} // namespace soundmask
