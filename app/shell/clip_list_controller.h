#pragma once

#include <QObject>

#include "app/bridge/job_bridge.h"
#include "app/shell/clip_session.h"

namespace soundmask {

class ClipListPanel;

/// Keeps the clip list showing the clips at hand and how far each is, fetches their thumbnails in the background, and
/// opens what is chosen. GUI thread.
class ClipListController : public QObject {
    Q_OBJECT

  public:
    ClipListController(const Document& document, ClipSession& session, JobBridge& jobs, ClipListPanel& panel,
                       QObject* parent = nullptr);

    /// Opens the clip \p step rows further, when there is one.
    void openNeighbour(int step);
    /// Opens the next clip of the list that is not checked, or says that there is none.
    void openNextUnchecked();

  Q_SIGNALS:
    /// What was asked for is not possible; \p reason is for the hint bar.
    void refused(const QString& reason);

  private:
    void fill();
    void updateRow(ClipId id);
    void fetchThumbnails(const QVector<ClipId>& ids);

    const Document& m_document;
    ClipSession& m_session;
    JobBridge& m_jobs;
    ClipListPanel& m_panel;
};

} // namespace soundmask
