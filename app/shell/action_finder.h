#pragma once

#include <QDialog>
#include <QPointer>

class QAction;
class QLineEdit;
class QListWidget;

namespace soundmask {

class Actions;

/// Finds an action by typing some of its words and runs it with Enter. Actions that are off now are listed greyed.
class ActionFinder : public QDialog {
    Q_OBJECT

  public:
    explicit ActionFinder(const Actions& actions, QWidget* parent = nullptr);

    /// The action that Enter runs; null when nothing fits.
    QAction* chosen() const;

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void refresh();
    void run();

    const Actions& m_actions;
    QLineEdit* m_filter;
    QListWidget* m_list;
};

} // namespace soundmask
