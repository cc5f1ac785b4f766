#pragma once

#include <QMap>
#include <QWidget>

namespace soundmask {

class CanvasView;
class ClipListPanel;
class EmptyState;
class HintBar;
class LayerChips;
class MessageBanner;
class MethodPanel;
class ObjectsPanel;
class RefineStrip;
class TimelineView;
class ToolStrip;
class TransportBar;

/// The views of the open clip: in this widget layer chips, options, canvas, hint bar, transport and timeline from top
/// to bottom; the panels beside it are made here and put into docks by the window. Connects only what concerns views
/// alone.
class EditorPane : public QWidget {
    Q_OBJECT

  public:
    explicit EditorPane(QWidget* parent = nullptr);

    CanvasView* canvas() const { return m_canvas; }
    /// Over the canvas; to be shown while there is no clip.
    EmptyState* emptyState() const { return m_empty_state; }
    TimelineView* timeline() const { return m_timeline; }
    TransportBar* transport() const { return m_transport; }
    LayerChips* chips() const { return m_chips; }
    ToolStrip* toolStrip() const { return m_tool_strip; }
    RefineStrip* refineStrip() const { return m_refine_strip; }
    /// Whether the refine strip has the tool strip's place.
    bool isRefining() const { return m_refining; }
    void setRefining(bool refining);
    HintBar* hints() const { return m_hints; }
    // Placed by the window, which then owns them.
    MessageBanner* messages() const { return m_messages; }
    ObjectsPanel* objects() const { return m_objects; }
    MethodPanel* methods() const { return m_methods; }
    ClipListPanel* clips() const { return m_clips; }

  private:
    void connectViews();

    MessageBanner* m_messages;
    LayerChips* m_chips;
    ToolStrip* m_tool_strip;
    RefineStrip* m_refine_strip;
    bool m_refining = false;
    CanvasView* m_canvas;
    EmptyState* m_empty_state;
    HintBar* m_hints;
    TransportBar* m_transport;
    TimelineView* m_timeline;
    ObjectsPanel* m_objects;
    MethodPanel* m_methods;
    ClipListPanel* m_clips;
};

} // namespace soundmask
