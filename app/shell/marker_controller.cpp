#include "app/shell/marker_controller.h"

#include <QAction>
#include <QColorDialog>
#include <QMenu>

#include "app/shell/actions.h"
#include "app/shell/editor_pane.h"
#include "widgets/figure/palette.h"
#include "widgets/timeline/timeline_view.h"

namespace soundmask {

MarkerController::MarkerController(Document& document, ClipSession& session, const Actions& actions, EditorPane& pane,
                                   QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
    , m_pane(pane) {
    const auto on = [this](QAction* action, auto what) { connect(action, &QAction::triggered, this, what); };
    on(actions.add_marker, [this] { add(); });
    on(actions.marker_back, [this] { step(-1); });
    on(actions.marker_forward, [this] { step(1); });
    on(actions.rename_marker, [this] { m_pane.timeline()->editMarker(m_session.playback().frame()); });
    on(actions.recolour_marker, [this] { recolour(); });
    on(actions.delete_marker, [this] { remove(); });
    connect(pane.timeline(), &TimelineView::markerRenamed, this, &MarkerController::rename);
    connect(pane.timeline(), &TimelineView::markerMenuRequested, this,
            [this, on_it = QList<QAction*>{actions.rename_marker, actions.recolour_marker, actions.delete_marker}](
                qint64 frame, const QPoint& place) {
                // The actions are about the marker that is shown.
                m_session.playback().pause();
                m_session.playback().seekToFrame(frame);
                auto* menu = new QMenu(&m_pane);
                menu->setAttribute(Qt::WA_DeleteOnClose);
                menu->addActions(on_it);
                menu->popup(place);
            });
    connect(&m_session, &ClipSession::currentChanged, this, &MarkerController::showMarkers);
    connect(&m_document, &Document::changed, this, [this](const DocumentEvent& event) {
        using What = DocumentEvent::What;
        if (event.what == What::Clips || (event.what == What::Markers && event.clip == m_session.current()))
            showMarkers();
    });
}

const Marker* MarkerController::at(FrameIndex frame) const {
    const ClipRecord* record = m_session.record();
    if (!record) return nullptr;
    const auto found = record->markers.find(frame);
    return found == record->markers.end() ? nullptr : &found->second;
}

void MarkerController::set(FrameIndex frame, std::optional<Marker> after, const char* title) {
    const ClipRecord* record = m_session.record();
    if (!record) return;
    const Marker* before = at(frame);
    const SetMarker change{record->clip.id, frame, before ? std::optional(*before) : std::nullopt, std::move(after)};
    if (const auto done = m_document.perform({title, {change}}); !done)
        Q_EMIT refused(QString::fromStdString(done.error().reason));
}

void MarkerController::add() {
    const ClipRecord* record = m_session.record();
    if (!record) return;
    const FrameIndex frame = m_session.playback().frame();
    if (at(frame)) return Q_EMIT refused(tr("This frame has a marker already. {rename_marker} renames it."));
    const std::size_t count = record->markers.size();
    set(frame, Marker{tr("Marker %1").arg(count + 1).toStdString(), objectColour(count)}, "add marker");
}

void MarkerController::step(int direction) {
    const ClipRecord* record = m_session.record();
    if (!record) return;
    const FrameIndex frame = m_session.playback().frame();
    const auto& markers = record->markers;
    const auto after = markers.upper_bound(frame), from = markers.lower_bound(frame);
    if (direction > 0 ? after == markers.end() : from == markers.begin())
        return Q_EMIT refused(direction > 0 ? tr("There is no marker after this frame. {add_marker} sets one.")
                                            : tr("There is no marker before this frame. {add_marker} sets one."));
    m_session.playback().seekToFrame(direction > 0 ? after->first : std::prev(from)->first);
}

void MarkerController::remove() {
    if (at(m_session.playback().frame())) set(m_session.playback().frame(), std::nullopt, "delete marker");
}

void MarkerController::rename(FrameIndex frame, const QString& name) {
    if (const Marker* marker = at(frame)) set(frame, Marker{name.toStdString(), marker->colour}, "change marker");
}

void MarkerController::recolour() {
    const FrameIndex frame = m_session.playback().frame();
    const Marker* marker = at(frame);
    if (!marker) return;
    const ClipId clip = m_session.current();
    for (std::size_t i = 0; i < kOkabeIto.size(); ++i)
        QColorDialog::setCustomColor(static_cast<int>(i), colourFromRgb(kOkabeIto[i]));
    const QColor colour = QColorDialog::getColor(colourFromRgb(marker->colour), &m_pane, tr("Colour of the marker"));
    marker = m_session.current() == clip ? at(frame) : nullptr;
    if (!colour.isValid() || !marker) return;
    const auto part = [](int value) { return static_cast<std::uint8_t>(value); };
    set(frame, Marker{marker->name, {part(colour.red()), part(colour.green()), part(colour.blue())}}, "change marker");
}

void MarkerController::showMarkers() {
    std::vector<TimelineMarker> shown;
    if (const ClipRecord* record = m_session.record())
        for (const auto& [frame, marker] : record->markers)
            shown.push_back({frame, m_session.playback().timing().timeOf_s(frame), QString::fromStdString(marker.name),
                             colourFromRgb(marker.colour)});
    m_pane.timeline()->setMarkers(std::move(shown));
}

} // namespace soundmask
