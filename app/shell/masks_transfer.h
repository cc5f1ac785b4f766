#pragma once

#include <QObject>

#include <set>

#include "app/bridge/job_bridge.h"
#include "app/export/clip_exporter.h"
#include "app/shell/clip_session.h"
#include "app/shell/editor_state.h"

namespace soundmask {

/// Work out of the program and masks into it, as jobs. GUI thread.
class MasksTransfer : public QObject {
    Q_OBJECT

  public:
    MasksTransfer(const Document& document, ClipSession& session, const EditorState& state, JobBridge& jobs,
                  QObject* parent = nullptr);

    /// The shown method's result on \p clip as an object that can be exported; null when there is none.
    std::optional<MaskLayer> resultLayer(ClipId clip) const;
    /// Clips of the list with people's objects.
    std::vector<ClipId> clipsWithObjects() const;
    /// What is exported of \p clip: its layers that \p objects holds (kResultLayer: the shown result), with ground
    /// truth and what methods found, the shown one first.
    ExportClip content(ClipId clip, const std::set<LayerId>& objects) const;
    /// The objects that are exported when nobody chooses: people's where there are any, else the shown result.
    std::set<LayerId> usualObjects(ClipId clip) const;

    /// Writes \p clips. One export at a time.
    void exportClips(std::vector<ExportClip> clips, const ExportSettings& settings);
    bool isExporting() const { return m_export.isValid(); }
    void cancelExport();
    /// Reads the masks in \p folder (AVSBench or DAVIS, told by the files) as objects of the open clip.
    void importFrom(const QString& folder);

  Q_SIGNALS:
    /// \p fraction in [0, 1].
    void exportProgress(double fraction, const QString& text);
    void exported(const QString& folder, const soundmask::ExportReport& report);
    /// The export ended without `exported`; \p error has the code Cancelled when that was wanted.
    void exportFailed(const soundmask::Error& error);
    /// \p warnings are about single masks.
    void imported(const std::vector<soundmask::MaskLayer>& layers, const std::vector<soundmask::Warning>& warnings);
    void importFailed(const soundmask::Error& error);

  private:
    SourceFactory sourceOf(ClipId clip) const;

    const Document& m_document;
    ClipSession& m_session;
    const EditorState& m_state;
    JobBridge& m_jobs;
    JobId m_export;
};

} // namespace soundmask
