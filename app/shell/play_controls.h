#pragma once

#include <QObject>

#include "app/shell/clip_session.h"

namespace soundmask {

class Actions;
class EditorPane;

/// Joins playback with its controls: actions, transport bar and timeline. GUI thread.
class PlayControls : public QObject {
    Q_OBJECT

  public:
    PlayControls(Playback& playback, const Actions& actions, EditorPane& pane, QObject* parent = nullptr);

  Q_SIGNALS:
    /// Playback goes on without sound; \p reason says why.
    void soundLost(const QString& reason);

  private:
    void connectActions(const Actions& actions);
    void connectTransport(EditorPane& pane);
    void connectTimeline(EditorPane& pane);

    Playback& m_playback;
    bool m_resume_after_scrub = false;
};

} // namespace soundmask
