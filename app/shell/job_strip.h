#pragma once

#include <QWidget>

#include "app/bridge/job_bridge.h"

class QLabel;
class QProgressBar;
class QToolButton;

namespace soundmask {

/// What is running, how far it is and how many jobs wait, for the status bar; the button cancels the running one.
/// Jobs without a title work unseen. Invisible while nothing else runs.
class JobStrip : public QWidget {
    Q_OBJECT

  public:
    explicit JobStrip(JobBridge& jobs, QWidget* parent = nullptr);

  private:
    void refresh();

    JobBridge& m_jobs;
    JobId m_shown;
    QLabel* m_text;
    QProgressBar* m_progress;
    QToolButton* m_cancel;
};

} // namespace soundmask
