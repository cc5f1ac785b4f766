#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace soundmask {

/// What a view shows while it has nothing to show: an icon, one sentence, one action with its shortcut.
class EmptyState : public QWidget {
    Q_OBJECT
  public:
    explicit EmptyState(QWidget* parent = nullptr);

    /// \p icon is a name for `themedIcon`. An empty \p action hides the button. \p name: the action that the button
    /// does, whose key is shown (see KeyNames).
    void setContent(const QString& icon, const QString& sentence, const QString& action = {}, const QString& name = {});

  Q_SIGNALS:
    void actionTriggered();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void updateIcon();
    void updateKey();

    QString m_icon_name;
    QString m_action_name;
    QLabel* m_icon;
    QLabel* m_sentence;
    QPushButton* m_button;
    QLabel* m_shortcut;
};

} // namespace soundmask
