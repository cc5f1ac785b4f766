#pragma once

#include <QObject>

#include <memory>

#include "app/bridge/job_bridge.h"
#include "app/bridge/model_library.h"
#include "app/shell/clip_session.h"
#include "app/shell/editor_state.h"
#include "core/engine/segmentation_session.h"
#include "widgets/canvas/segment_view.h"

namespace soundmask {

class EditController;
class EditorPane;

/// The segment tool: has frames encoded ahead while it is armed, asks the network what clicks and boxes mean, and
/// offers its answers until one is taken into an object or dropped. GUI thread.
class SegmentController : public QObject {
    Q_OBJECT

  public:
    SegmentController(ClipSession& session, JobBridge& jobs, const ModelLibrary& models, EditorState& state,
                      EditController& edits, EditorPane& pane, QObject* parent = nullptr);
    ~SegmentController() override;

    const SegmentationSession& engine() const { return *m_session; }
    void command(SegmentCommand command);
    /// Whether there is a mask to take.
    bool isOffering() const { return !m_is_hover && m_shown < m_candidates.size(); }
    /// Makes masks for everything in the shown picture, to pick from. A job with progress.
    void segmentEverything();

  Q_SIGNALS:
    /// isOffering() is different.
    void offerChanged();
    /// Weights, device and time in one line; empty while the tool is not in use.
    void statusChanged(const QString& text);
    /// The tool was armed and there are no weights, or several and none is chosen.
    void weightsNeeded();
    /// Another network answers from now on.
    void networkChanged();
    void failed(const soundmask::Error& error);
    /// Something was asked for that is not possible here; \p reason is for the hint bar.
    void refused(const QString& reason);

  private:
    enum class Phase { Idle, Loading, Encoding, Unavailable };

    std::unique_ptr<SegmentationSession> makeSession();
    bool isArmed() const;
    void toolChanged();
    void clipChanged();
    void modelsChanged();
    /// Whether weights are there; asks for them if not.
    bool requireWeights();
    void updateWishes();
    std::vector<FrameIndex> framesAhead() const;

    void click(PointF point_in_video, bool positive);
    void drawBox(const BoxF& box_in_video);
    void hover(PointF point_in_video);
    void endHover();
    void accept(bool replace);
    void step(int step);
    void removeLast();
    /// Drops prompts, candidates and masks to pick from.
    void reset();
    /// Asks about the prompts; \p refine: as a correction of the candidate shown.
    void ask(bool refine);
    void answered(const MaskAnswer& answer);
    void encoded(const EncodedFrame& frame);
    void enterPhase(Phase phase, FrameIndex frame = -1);
    /// The masks to pick from that contain the point, the smallest first.
    std::vector<nn::MaskCandidate> choicesAt(PointF point_in_video) const;
    void showChoices(std::vector<nn::AutomaticMask> masks);

    void refreshView();
    QString notice() const;
    bool hasTestWeights() const { return m_weights && isTestWeights(*m_weights); }
    void refreshStatus();

    ClipSession& m_clips;
    JobBridge& m_jobs;
    EditorState& m_state;
    EditController& m_edits;
    EditorPane& m_pane;
    const ModelLibrary& m_models;
    std::optional<std::filesystem::path> m_weights; ///< what the library says of "sam"; kTestWeights among them
    ComputeChoice m_compute;
    QString m_network_title;
    bool m_knows_models = false;
    std::unique_ptr<SegmentationSession> m_session;
    bool m_was_armed = false;
    bool m_was_offering = false;

    PromptSet m_prompts;
    std::vector<nn::MaskCandidate> m_candidates; ///< the answer to the prompts, or what lies under a pick
    std::size_t m_shown = 0;                     ///< of the candidates
    bool m_is_hover = false;                     ///< the candidates are for the place under the mouse
    std::uint64_t m_question = 0;                ///< the last one asked; answers to others are out of date
    std::vector<nn::AutomaticMask> m_choices;    ///< everything, the smallest first
    QImage m_choices_picture;
    JobId m_everything;

    Phase m_phase = Phase::Idle;
    FrameIndex m_phase_frame = -1;
    std::map<FrameIndex, EncodedFrame> m_encoded;
    double m_decoding_s = 0.0;
};

} // namespace soundmask
