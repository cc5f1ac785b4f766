#pragma once

#include <QObject>

#include <optional>

#include "app/document/document.h"
#include "app/shell/clip_session.h"

namespace soundmask {

class Actions;
class EditorPane;

/// Markers of the open clip: named, coloured frames to come back to. GUI thread.
class MarkerController : public QObject {
    Q_OBJECT

  public:
    MarkerController(Document& document, ClipSession& session, const Actions& actions, EditorPane& pane,
                     QObject* parent = nullptr);

    /// Puts one on the frame shown, called "Marker N" and in the next colour.
    void add();
    /// To the next marker before (\p direction < 0) or after the frame shown.
    void step(int direction);
    /// Takes the one on the frame shown away.
    void remove();

  Q_SIGNALS:
    /// Something was asked for that is not possible here; \p reason is for the hint bar.
    void refused(const QString& reason);

  private:
    void rename(FrameIndex frame, const QString& name);
    void recolour();
    void set(FrameIndex frame, std::optional<Marker> after, const char* title);
    /// The marker of \p frame, or null.
    const Marker* at(FrameIndex frame) const;
    void showMarkers();

    Document& m_document;
    ClipSession& m_session;
    EditorPane& m_pane;
};

} // namespace soundmask
