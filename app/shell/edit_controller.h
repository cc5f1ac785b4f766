#pragma once

#include <QColor>
#include <QObject>

#include "app/document/document.h"
#include "app/shell/clip_presenter.h"

namespace soundmask {

/// Turns what people do on canvas, timeline and object list into edits of the document, one undo step each. A method's
/// result is never painted over: the first stroke on it makes a copy. GUI thread.
class EditController : public QObject {
    Q_OBJECT

  public:
    EditController(Document& document, ClipSession& session, EditorState& state, ClipPresenter& presenter,
                   EditorPane& pane, QObject* parent = nullptr);

    void newObject();
    void duplicateObject();
    void deleteObject();
    /// The selected point or box; otherwise the active object's mask on this frame.
    void deleteSelection();
    void copyFromPreviousSecond();
    /// Makes the object \p step rows further the active one; wraps around.
    void stepObject(int step);
    /// Makes object number \p position (0 is the topmost) the active one.
    void pickObject(int position);
    void clearPrompts();
    void setChecked(bool checked);
    void addImported(MaskLayer layer);

  Q_SIGNALS:
    /// Something was asked for that is not possible here; \p reason is for the hint bar.
    void refused(const QString& reason);

  private:
    void strokeFinished(const MaskRle& after);
    void promptsWanted(const PromptSet& wanted);
    void renameObject(LayerId id, const QString& name);
    void recolourObject(LayerId id, const QColor& colour);
    void moveObject(int from, int to);
    void setSoundState(LayerId id, SoundState state);

    /// Changes properties of an object as one step called \p title.
    template <typename Change>
    void changeProperties(LayerId id, Change change);
    const MaskLayer* editable(LayerId id);
    /// A new user's object on top of the clip, not yet in the document.
    MaskLayer makeLayer() const;
    std::vector<LayerId> rows() const;
    bool perform(Edit edit);

    Document& m_document;
    ClipSession& m_session;
    EditorState& m_state;
    ClipPresenter& m_presenter;
    EditorPane& m_pane;
};

} // namespace soundmask
