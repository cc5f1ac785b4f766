#pragma once

#include <QMap>
#include <QObject>

#include "app/bridge/job_bridge.h"
#include "app/bridge/model_library.h"
#include "app/document/document.h"
#include "app/shell/clip_session.h"
#include "app/shell/editor_state.h"
#include "widgets/panels/method_panel.h"

namespace soundmask {

class EditorPane;
struct MethodInfo;

/// Offers the methods, runs the chosen one on the open clip in a worker, and files what it finds in the document while
/// it works. One run at a time. GUI thread.
class MethodController : public QObject {
    Q_OBJECT

  public:
    MethodController(Document& document, ClipSession& session, JobBridge& jobs, ModelLibrary& models,
                     EditorState& state, EditorPane& pane, QObject* parent = nullptr);

    /// Runs the panel's method with its options.
    void run(MethodPanel::Scope scope);
    /// The same on one key frame in the background of the panel, which stays free to change options meanwhile: for
    /// runs that take a moment.
    void runAgain(const KeyFrame& key_frame);
    /// The panel's method with its options, for any clip.
    InferenceRequest choice() const;
    void cancel();
    /// Whether the panel's method runs with test weights for any of its roles.
    bool usesTestWeights() const;
    /// Whether the panel's method works with model files.
    bool needsWeights() const;
    /// Takes test weights for all roles of the panel's method that have no file, or no longer for any.
    void useTestWeights(bool test_weights);
    bool isRunning() const { return m_job.isValid(); }
    /// Whether that is a moment of runAgain(), which a new run puts aside.
    bool isRunningAgain() const { return isRunning() && m_is_again; }

  Q_SIGNALS:
    void runningChanged(bool running);
    void failed(const soundmask::Error& error);
    /// A run is over; \p warnings are the method's.
    void finished(const QString& title, const std::vector<soundmask::Warning>& warnings);

    /// A method lacks the weights of \p role.
    void modelsWanted(const std::string& role);

  private:
    void offerMethods();
    /// The panel's method; null for none.
    const MethodInfo* currentMethod() const;
    bool usesTestWeights(const MethodInfo& method) const;
    /// The first role of \p method that has no file, or several none of which is chosen; empty if there is none.
    std::string missingRole(const MethodInfo& method) const;
    /// What \p method is to run with; roles without a file are left out.
    WeightMap weightsOf(const MethodInfo& method) const;
    QString titleOf(const std::string& role) const;
    QString whyMissing(const std::string& role) const;
    void clipChanged();
    void start(const QString& method, const QMap<QString, QString>& options, MethodPanel::Scope scope);
    /// For any clip, with the installed weights.
    InferenceRequest requestOf(const QString& method, const QMap<QString, QString>& options) const;
    /// For the open clip, on \p key_frames.
    InferenceRequest request(const QString& method, const QMap<QString, QString>& options,
                             std::vector<KeyFrame> key_frames) const;
    void submit(InferenceRequest request, const QString& job_title, JobBridge::Handlers handlers);
    void ended(const QString& title, JobState state, const std::optional<Error>& error);
    void endedAgain(JobState state, const std::optional<Error>& error);

    Document& m_document;
    ClipSession& m_session;
    JobBridge& m_jobs;
    ModelLibrary& m_models;
    EditorState& m_state;
    EditorPane& m_pane;
    JobId m_job;
    bool m_is_again = false;  ///< the job was begun by runAgain()
    PredictionPtr m_last_run; ///< of the run that is going on, once it has one
};

} // namespace soundmask
