#pragma once

#include <QMap>
#include <QObject>
#include <QTimer>

#include <map>
#include <optional>

#include "app/document/document.h"
#include "app/shell/batch_controller.h"
#include "app/shell/clip_session.h"
#include "app/shell/method_controller.h"
#include "widgets/panels/method_panel.h"

namespace soundmask {

/// Runs a method again on a frame that has a result of it when something changes that costs the mask decoder only: a
/// parameter (HeatPromptMethod::liveParameters) on the frame in view, points and boxes on theirs. One run at a time;
/// what changes meanwhile is run once after it, as it is then. A batch is served between two clips, what it works on
/// when that is over; a clip that is not open, when it is opened. GUI thread.
class LiveRerun : public QObject {
    Q_OBJECT

  public:
    LiveRerun(Document& document, ClipSession& session, MethodController& methods, BatchController& batch,
              MethodPanel& panel, QObject* parent = nullptr);

  private:
    struct Asked {
        ClipId clip;
        KeyFrame key_frame;
    };

    void optionsChanged();
    void documentChanged(const DocumentEvent& event);
    void methodRuns(bool running);
    /// A run begins with the panel's choice.
    void rememberChoice();
    /// Runs \p key_frame again soon, or after the run that is going on, provided that it has a result then.
    void want(ClipId clip, const KeyFrame& key_frame);
    void runNext();
    /// Whether a run with the panel's choice costs the decoder only where the method was run.
    bool isCheap() const;

    Document& m_document;
    ClipSession& m_session;
    MethodController& m_methods;
    BatchController& m_batch;
    MethodPanel& m_panel;
    QTimer m_pause; ///< gathers the steps of a slider
    std::map<ClipId, std::map<FrameIndex, KeyFrame>> m_wanted;
    std::optional<Asked> m_asked; ///< what is being run again
    QString m_method;             ///< of the last run, and its options
    QMap<QString, QString> m_options;
};

} // namespace soundmask
