#pragma once

#include <QObject>
#include <QTimer>

#include <vector>

#include "app/document/document.h"
#include "app/shell/clip_session.h"
#include "app/shell/editor_state.h"
#include "widgets/canvas/canvas_view.h"

namespace soundmask {

class EditorPane;

/// Keeps canvas, timeline, objects and chips showing what the document holds about the picture on the screen. One way:
/// it changes no data. GUI thread.
class ClipPresenter : public QObject {
    Q_OBJECT

  public:
    ClipPresenter(const Document& document, ClipSession& session, const EditorState& state, EditorPane& pane,
                  QObject* parent = nullptr);

    /// What is known about the picture on the screen.
    struct Shown {
        FramePredictionPtr prediction; ///< of the shown method; null for none
        bool is_exact = false;         ///< the picture is the one the result was made on, not just in the same second
    };
    Shown shownPrediction() const;
    /// The frame whose points and boxes are shown and edited: the key frame of the second, where methods ask them.
    FrameIndex promptFrame() const;
    /// The mask that stands for \p layer on the picture on the screen; null when there is none.
    MaskRle shownMask(const MaskLayer& layer) const;

    /// Second (1-based) of the picture on the screen, 0 without a clip.
    int shownSecond() const;

  private:
    void connectTimeline();
    void documentChanged(const DocumentEvent& event);
    void scheduleRefresh();
    void refresh();
    void showFrame();
    void showLayers();
    /// What the method took itself on the frame in view, in the panel.
    void showTaken(const FramePredictionPtr& prediction);
    void showTimeline();
    void showObjects();
    void showPosition(double time_s, qint64 frame);
    void showEmptyState();
    void clipChanged();
    bool isHolding() const;

    const Document& m_document;
    ClipSession& m_session;
    const EditorState& m_state;
    EditorPane& m_pane;
    QTimer m_refresh_timer; ///< many events of one edit make one repaint
};

} // namespace soundmask
