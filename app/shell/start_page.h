#pragma once

#include <QWidget>

class QLabel;
class QListWidget;
class QProgressBar;

namespace soundmask {

class Actions;
class RecentFiles;

/// What the window shows before anything is open: three ways to begin, what was open last, the state of the machine.
class StartPage : public QWidget {
    Q_OBJECT

  public:
    StartPage(const Actions& actions, RecentFiles& recent, QWidget* parent = nullptr);

    /// One line about the machine, such as "CPU, 8 threads".
    void setSystemState(const QString& text);
    /// While something is being opened: what, and how far (0..1, negative for unknown). Empty text: nothing is.
    void setBusy(const QString& text, double fraction);

  Q_SIGNALS:
    void pathChosen(const QString& path);
    void cancelRequested();

  private:
    void refreshRecent();

    RecentFiles& m_recent;
    QListWidget* m_list;
    QLabel* m_recent_title;
    QLabel* m_state;
    QProgressBar* m_progress;
    QLabel* m_busy_text;
    QWidget* m_busy;
};

} // namespace soundmask
