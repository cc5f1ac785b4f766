#include "app/shell/clip_list_controller.h"

#include <algorithm>

#include "widgets/figure/layer_painter.h"
#include "widgets/panels/clip_list_panel.h"

namespace soundmask {

namespace {

constexpr int kThumbnailHeight = 96;
/// Behind everything else: thumbnails are nice to have.
const std::string kThumbnailer = "thumbnails";

QString pixels(const Size& size) {
    return QStringLiteral("%1 \u00d7 %2").arg(size.width).arg(size.height);
}

ClipRow rowOf(const ClipSession::Entry& entry, const Document& document) {
    ClipRow row;
    row.id = entry.id;
    row.name = QString::fromStdString(entry.location.name());
    if (entry.location.dataset_clip) {
        row.category = QString::fromStdString(entry.location.dataset_clip->category);
        row.split = QString::fromStdString(entry.location.dataset_clip->split);
    }
    const ClipRecord* record = document.clip(entry.id);
    if (!record) return row;
    row.detail =
        ClipListController::tr("%1 s, %2").arg(record->clip.duration_s, 0, 'f', 1).arg(pixels(record->clip.size));
    const bool edited = !record->prompts.empty() ||
                        std::any_of(record->layers.begin(), record->layers.end(),
                                    [](const MaskLayer& layer) { return layer.origin != LayerOrigin::GroundTruth; });
    const bool predicted = !document.methodsWithResult(entry.id).empty();
    row.state = record->review_state == ReviewState::Checked ? ClipRow::State::Checked
                : edited                                     ? ClipRow::State::Edited
                : predicted                                  ? ClipRow::State::Predicted
                                                             : ClipRow::State::Untouched;
    return row;
}

Result<QImage> thumbnail(const ClipLocation& location, std::stop_token stop) {
    auto source = location.opener()(std::move(stop));
    if (!source) return fail(source.error());
    const std::vector<KeyFrame> keys = (*source)->keyFrames();
    auto frame = (*source)->frameAt(keys.empty() ? 0 : keys.front().frame);
    if (!frame) return fail(frame.error());
    return wrapped((*frame)->image).scaledToHeight(kThumbnailHeight, Qt::SmoothTransformation);
}

} // namespace

ClipListController::ClipListController(const Document& document, ClipSession& session, JobBridge& jobs,
                                       ClipListPanel& panel, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
    , m_jobs(jobs)
    , m_panel(panel) {
    connect(&session, &ClipSession::entriesChanged, this, &ClipListController::fill);
    // Its thumbnail was asked for in vain.
    connect(&session, &ClipSession::relocated, this, [this](ClipId id) { fetchThumbnails({id}); });
    connect(&session, &ClipSession::currentChanged, this, [this] {
        m_panel.setCurrent(m_session.current());
        updateRow(m_session.current());
    });
    connect(&document, &Document::changed, this, [this](const DocumentEvent& event) { updateRow(event.clip); });
    connect(&panel, &ClipListPanel::clipActivated, &session, &ClipSession::openClip);
    connect(&panel, &ClipListPanel::removeRequested, this, [this](ClipId id) {
        if (id == m_session.current())
            Q_EMIT refused(tr("The open clip stays in the list. Open another one first."));
        else
            m_session.removeEntry(id);
    });
    connect(&panel, &ClipListPanel::thumbnailsNeeded, this, &ClipListController::fetchThumbnails);
}

void ClipListController::openNeighbour(int step) {
    const ClipId next = m_panel.neighbour(step);
    if (next.isValid()) m_session.openClip(next);
}

void ClipListController::openNextUnchecked() {
    const ClipId next = m_panel.nextUnchecked();
    if (next.isValid())
        m_session.openClip(next);
    else
        Q_EMIT refused(tr("All other clips shown in the list are checked."));
}

void ClipListController::fill() {
    QVector<ClipRow> rows;
    for (const ClipSession::Entry& entry : m_session.entries())
        rows.append(rowOf(entry, m_document));
    m_panel.setClips(rows);
    m_panel.setCurrent(m_session.current());
}

void ClipListController::updateRow(ClipId id) {
    for (const ClipSession::Entry& entry : m_session.entries())
        if (entry.id == id) m_panel.updateClip(rowOf(entry, m_document));
}

void ClipListController::fetchThumbnails(const QVector<ClipId>& ids) {
    for (const ClipSession::Entry& entry : m_session.entries()) {
        if (!ids.contains(entry.id)) continue;
        m_jobs.run<QImage>(
            QString(), kThumbnailer,
            [location = entry.location](JobContext& context) { return thumbnail(location, context.stopToken()); },
            [this, id = entry.id](Result<QImage> picture) {
                // A clip that cannot be opened says so when it is opened.
                if (picture) m_panel.setThumbnail(id, *picture);
            });
    }
}

} // namespace soundmask
