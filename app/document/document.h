#pragma once

#include <QObject>

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "app/document/document_event.h"
#include "app/document/method_result.h"
#include "core/base/result.h"
#include "core/project/edit_history.h"
#include "core/project/project.h"

namespace soundmask {

/// The open project with its undo history and the results of methods. The only door to change them: every change ends
/// in one `changed` signal. Lives on the GUI thread.
class Document : public QObject {
    Q_OBJECT

  public:
    explicit Document(QObject* parent = nullptr);

    /// Becomes \p project with \p history, without results. Announces changed clips and history.
    void reset(Project project, EditHistory history);

    const Project& project() const { return m_project; }
    const EditHistory& history() const { return m_history; }
    /// The clip's record, or null when it is gone.
    const ClipRecord* clip(ClipId id) const { return m_project.clip(id); }
    const MaskLayer* layer(ClipId clip, LayerId layer) const;

    /// A number no clip, layer or prediction of this project has had.
    std::int64_t takeId();

    /// Adds a clip at the end, outside the undo history: opening a file is not an edit. It keeps its id when it has one
    /// from `takeId`. \returns its id.
    ClipId addClip(Clip clip);
    /// Adds a layer read from disk (ground truth), outside the undo history. \returns its id.
    LayerId addReferenceLayer(ClipId clip, MaskLayer layer);

    /// Points \p clip to a moved file; no edit, so that it is not undone. The store is told by its own `relocateMedia`.
    void relocateMedia(ClipId clip, const std::filesystem::path& path);

    /// Does \p edit as one undo step; drops it when it changes nothing. Error: Internal, the project is then unchanged.
    Result<void> perform(Edit edit);
    /// Takes the last step back: announces its place, then undoes. Nothing happens when there is none.
    void undo();
    void redo();
    bool canUndo() const;
    bool canRedo() const;
    /// What undo would take back, translated, empty when nothing.
    QString undoTitle() const;
    QString redoTitle() const;
    /// Where the next undo or redo would change something; an invalid clip when there is none.
    EditPlace undoPlace() const;
    EditPlace redoPlace() const;
    /// How the last step that changed each mask of \p layer is called (see Edit::title), as far as the undo history
    /// reaches: who made it, a person or a computation.
    std::map<FrameIndex, std::string> lastMaskEdits(ClipId clip, LayerId layer) const;
    /// Whether anything was edited since the last `markExported()`.
    bool isModified() const { return m_edits_since_export != 0; }
    void markExported();

    void addFramePrediction(ClipId clip, const std::string& method, FramePredictionPtr prediction);
    /// Files a finished run: its frames replace those the method had.
    void addPrediction(PredictionPtr prediction);
    /// Forgets what \p method found on \p clip.
    void clearResult(ClipId clip, const std::string& method);
    /// What \p method found so far, or null.
    const MethodResult* result(ClipId clip, const std::string& method) const;
    /// Methods with a result on \p clip, in order of name.
    std::vector<std::string> methodsWithResult(ClipId clip) const;

  Q_SIGNALS:
    void changed(const soundmask::DocumentEvent& event);
    /// The project was changed by \p step; in order, for the store.
    void stepDone(const soundmask::HistoryStep& step);

  private:
    bool isInHistory(ClipId clip) const;
    Result<void> performOutside(Change change);
    void finishStep(const HistoryStep& step, const Edit& done, int count);
    void announce(const Edit& edit);
    void travelTo(const Edit& edit);
    void notify(DocumentEvent::What what, ClipId clip = {}, LayerId layer = {}, FrameIndex frame = -1);

    Project m_project;
    EditHistory m_history;
    std::map<ClipId, std::map<std::string, MethodResult>> m_results;
    std::int64_t m_next_id = 1;
    std::int64_t m_edits_since_export = 0;
};

} // namespace soundmask
