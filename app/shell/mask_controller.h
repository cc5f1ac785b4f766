#pragma once

#include <QObject>

#include "app/bridge/job_bridge.h"
#include "app/document/document.h"
#include "app/shell/clip_session.h"
#include "app/shell/edit_controller.h"
#include "core/masks/grab_cut.h"
#include "widgets/panels/refine_strip.h"

namespace soundmask {

/// What is done to whole masks: refining with a preview, cutting out, copying to other frames, interpolating. Each ends
/// in one undo step; what takes long is a job. GUI thread.
class MaskController : public QObject {
    Q_OBJECT

  public:
    MaskController(Document& document, ClipSession& session, JobBridge& jobs, EditorState& state,
                   ClipPresenter& presenter, EditController& edits, EditorPane& pane, QObject* parent = nullptr);

    /// Shows the strip with \p operation and a preview of what it does to the active mask.
    void refine(RefineOperation operation);
    bool isRefining() const;
    /// Makes what is previewed the mask; when the preview is still being made, as soon as it is there.
    void accept();

    /// Key frames where a mask can be copied to.
    enum class Frames { Next, AllKeyFrames, Range };
    /// Copies the active object's mask of this frame; after `Next` that frame is shown.
    void copyTo(Frames frames);
    /// Takes the mask of the key frame before.
    void copyFromPreviousSecond();
    /// Fills in what lies between masks that people made: the key frames, or every frame (of the range, when one is
    /// marked). Masks that were interpolated before are made again.
    enum class Between { KeyFrames, AllFrames };
    void interpolate(Between between);
    /// The mask of this frame, for `paste` on any frame, object or clip.
    void copy();
    void paste();
    bool hasCopied() const { return !m_copied.isNull(); }
    /// Whether the shown frame has a heat map to make a mask of.
    bool hasHeatMap() const;

    /// Whether something is being computed that `cancel` stops.
    bool isWorking() const { return m_job.isValid(); }
    void cancel();

  Q_SIGNALS:
    /// Something was asked for that is not possible here; \p reason is for the hint bar.
    void refused(const QString& reason);
    /// Something was done that cannot be seen at once; \p text is for the hint bar.
    void told(const QString& text);
    /// A mask can be pasted now.
    void copied();
    /// isRefining() is different.
    void refiningChanged();

  private:
    /// What the strip asks for, as plain values for a worker.
    struct Refinement {
        RefineOperation operation;
        int amount = 0;
        MaskRle before;
        FramePredictionPtr prediction; ///< for a mask from its heat map
        Size size;
    };
    struct Refined {
        MaskRle mask;
        std::size_t islands_before = 0; ///< counted when islands go
        std::size_t islands = 0;
    };
    static Refined refined(const Refinement& wanted);
    static QString outcomeOf(const Refinement& wanted, const Refined& made);
    void preview();
    void makePreview();
    void endRefining();
    void cutOut(const CutHints& hints);
    /// The active object and its mask of this frame; nothing when there is none, or (and `refused`) it is locked.
    struct Source {
        LayerId layer;
        FrameIndex frame = 0;
        MaskRle mask;
    };
    std::optional<Source> source();

    Document& m_document;
    ClipSession& m_session;
    JobBridge& m_jobs;
    EditorState& m_state;
    ClipPresenter& m_presenter;
    EditController& m_edits;
    EditorPane& m_pane;
    JobId m_job;
    JobId m_preview_job;
    bool m_preview_wanted = false; ///< the strip was changed since the preview was begun
    bool m_accept_wanted = false;  ///< accepted before the preview was there
    MaskRle m_copied;
};

} // namespace soundmask
