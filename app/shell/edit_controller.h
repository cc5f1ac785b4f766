#pragma once

#include <QColor>
#include <QObject>

#include <map>
#include <optional>
#include <string>

#include "app/document/document.h"
#include "app/shell/clip_presenter.h"

namespace soundmask {

/// The mask of one object on one frame. The layer may be none of the document's: kResultLayer, or invalid for "a new
/// object"; what is put there then becomes an object.
struct MaskPlace {
    LayerId layer;
    FrameIndex frame = 0;

    bool operator==(const MaskPlace&) const = default;
};

/// Turns what people do on canvas, timeline and object list into edits of the document, one undo step each. A method's
/// result is never painted over: the first stroke on it makes a copy. GUI thread.
class EditController : public QObject {
    Q_OBJECT

  public:
    EditController(Document& document, ClipSession& session, EditorState& state, ClipPresenter& presenter,
                   EditorPane& pane, QObject* parent = nullptr);

    /// Where strokes and other changes of the mask go now; nothing without a picture.
    std::optional<MaskPlace> place() const;
    /// The mask there, for kResultLayer the result's; null when there is none.
    MaskRle maskAt(const MaskPlace& place) const;
    /// Makes \p after the mask at \p place, as one undo step called \p title (see Edit::title). What belongs to no
    /// object yet becomes one; a result is copied first. False when refused.
    bool applyMask(const MaskPlace& place, const MaskRle& after, const std::string& title);
    /// Adds \p mask to the active object's mask on the shown frame, or puts it in its place (\p replace); without an
    /// active object it makes a new one. One undo step. False when refused.
    bool takeMask(const MaskRle& mask, bool replace, const std::string& title);
    /// Several masks of one object in one step.
    bool applyMasks(LayerId layer, const std::map<FrameIndex, MaskRle>& after, const std::string& title);
    /// The object as one whose masks can be changed as a whole; null (and `refused`) for a result, none or a locked
    /// one.
    const MaskLayer* unlocked(LayerId layer);

    /// Shows \p mask instead of the active one until it is accepted (then it becomes the mask, in one step called
    /// \p title) or dropped; another frame, object or edit drops it. One proposal at a time.
    void propose(const MaskRle& mask, const std::string& title);
    void acceptProposal();
    void dropProposal();
    bool hasProposal() const { return m_proposal.has_value(); }

    void newObject();
    /// Makes the shown result, or the reference of the data set, an object to edit.
    void editCopyOfResult();
    void editCopyOfTruth();
    void duplicateObject();
    void deleteObject();
    /// The selected point or box; otherwise the active object's mask on this frame.
    void deleteSelection();
    /// Makes the topmost object the active one, so that work on a clip goes on where it was left; none without objects.
    void activateTopObject();
    /// Makes the object \p step rows further the active one; wraps around.
    void stepObject(int step);
    /// Whether the list of objects has a row.
    bool hasObjects() const { return !rows().empty(); }
    /// Makes object number \p position (0 is the topmost) the active one.
    void pickObject(int position);
    /// Says whether object \p id is heard in the second shown.
    void setSoundState(LayerId id, SoundState state);
    void clearPrompts();
    void setChecked(bool checked);
    /// Adds layers read from files as one step; the last one becomes the one to edit.
    void addImported(std::vector<MaskLayer> layers);

  Q_SIGNALS:
    /// Something was asked for that is not possible here; \p reason is for the hint bar.
    void refused(const QString& reason);
    /// Something people may not see by themselves; \p text is for the hint bar.
    void told(const QString& text);
    /// A proposal was made, accepted or dropped.
    void proposalChanged();

  private:
    void checkProposal();
    /// Strokes go to another object when the active one is deleted or undone, and back when it comes again.
    void checkActiveObject();
    void promptsWanted(const PromptSet& wanted);
    void renameObject(LayerId id, const QString& name);
    void recolourObject(LayerId id, const QColor& colour);
    void moveObject(int from, int to);

    /// Changes properties of an object as one step called \p title.
    template <typename Change>
    void changeProperties(LayerId id, Change change);
    const MaskLayer* editable(LayerId id);
    /// A new user's object on top of the clip, not yet in the document.
    MaskLayer makeLayer() const;
    MaskLayer copyOfResult(const MethodResult& result) const;
    /// Adds \p layers on top as one step, makes the last one active.
    bool addLayers(std::vector<MaskLayer> layers, const std::string& title);
    std::vector<LayerId> rows() const;
    bool perform(Edit edit);

    Document& m_document;
    ClipSession& m_session;
    EditorState& m_state;
    ClipPresenter& m_presenter;
    EditorPane& m_pane;
    LayerId m_vanished; ///< the object that was active and is not there now
    LayerId m_stand_in; ///< active in its place

    struct Proposal {
        MaskPlace place;
        MaskRle before;
        MaskRle mask;
        std::string title;
    };
    std::optional<Proposal> m_proposal;
};

} // namespace soundmask
