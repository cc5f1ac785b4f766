#pragma once

#include <QObject>
#include <QString>

#include <memory>

#include "app/shell/clip_session.h"

class QMenu;

namespace soundmask {

class Actions;
class EditorPane;

/// Joins playback with its controls: actions, transport bar and timeline. GUI thread.
class PlayControls : public QObject {
    Q_OBJECT

  public:
    PlayControls(Playback& playback, const Actions& actions, EditorPane& pane, QObject* parent = nullptr);
    ~PlayControls() override;

    /// Which sound output is used.
    QMenu* outputMenu() const { return m_output_menu.get(); }

  Q_SIGNALS:
    /// A clip with sound is played without it; \p reason says why.
    void soundLost(const QString& reason);
    /// The sound device works (again).
    void soundBack();

  private:
    void loseSound(const QString& reason);
    void connectActions(const Actions& actions);
    void connectTransport(EditorPane& pane);
    void connectTimeline(EditorPane& pane);
    void connectOnsets(const Actions& actions, EditorPane& pane);
    void connectSound(const Actions& actions, EditorPane& pane);
    void fillOutputMenu();
    void changeVolume(double step);

    Playback& m_playback;
    std::unique_ptr<QMenu> m_output_menu;
    bool m_resume_after_scrub = false;
    QString m_no_sound_reason; ///< empty while the device works
};

} // namespace soundmask
