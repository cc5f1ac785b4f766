#pragma once

#include <QObject>

#include "app/bridge/job_bridge.h"
#include "app/shell/clip_session.h"
#include "app/shell/editor_state.h"
#include "core/engine/avsbench_exporter.h"

namespace soundmask {

/// Masks out of and into the program, as jobs. GUI thread.
class MasksTransfer : public QObject {
    Q_OBJECT

  public:
    MasksTransfer(const Document& document, ClipSession& session, const EditorState& state, JobBridge& jobs,
                  QObject* parent = nullptr);

    /// Writes the masks of the open clip to \p folder in AVSBench form: people's objects where there are any, otherwise
    /// what the shown method found.
    void exportTo(const QString& folder);
    /// Reads the masks in \p folder as one object of the open clip.
    void importFrom(const QString& folder);

  Q_SIGNALS:
    void exported(const QString& folder, const soundmask::ExportReport& report);
    /// \p warnings are about single masks.
    void imported(const soundmask::MaskLayer& layer, const std::vector<soundmask::Warning>& warnings);
    void failed(const soundmask::Error& error);

  private:
    /// The export's content; an error when there is nothing to export.
    Result<AvsbenchClip> content() const;

    const Document& m_document;
    ClipSession& m_session;
    const EditorState& m_state;
    JobBridge& m_jobs;
};

} // namespace soundmask
