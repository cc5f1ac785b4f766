#include "app/shell/job_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>

#include "widgets/common/icons.h"

namespace soundmask {

JobStrip::JobStrip(JobBridge& jobs, QWidget* parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_text(new QLabel)
    , m_progress(new QProgressBar)
    , m_cancel(new QToolButton) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_progress->setFixedWidth(140);
    m_progress->setTextVisible(false);
    m_cancel->setIcon(themedIcon(QStringLiteral("cancel")));
    m_cancel->setAutoRaise(true);
    m_cancel->setToolTip(tr("Cancel this job"));
    m_cancel->setAccessibleName(m_cancel->toolTip());
    layout->addWidget(m_text);
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel);
    connect(&m_jobs, &JobBridge::entriesChanged, this, &JobStrip::refresh);
    connect(m_cancel, &QToolButton::clicked, this, [this] { m_jobs.cancel(m_shown); });
    refresh();
}

void JobStrip::refresh() {
    std::vector<JobBridge::Entry> entries = m_jobs.entries();
    std::erase_if(entries, [](const JobBridge::Entry& entry) { return entry.title.isEmpty(); });
    setVisible(!entries.empty());
    if (entries.empty()) return;
    const auto running = std::find_if(entries.begin(), entries.end(),
                                      [](const JobBridge::Entry& entry) { return entry.state == JobState::Running; });
    const JobBridge::Entry& shown = running == entries.end() ? entries.front() : *running;
    m_shown = shown.id;
    const auto waiting = entries.size() - 1;
    m_text->setText(waiting == 0 ? shown.title
                                 : tr("%1 (%n waiting)", nullptr, static_cast<int>(waiting)).arg(shown.title));
    // Before the first message of a job its length is unknown.
    m_progress->setRange(0, shown.fraction > 0.0 ? 1000 : 0);
    if (shown.fraction > 0.0) m_progress->setValue(static_cast<int>(shown.fraction * 1000.0));
}

} // namespace soundmask
