#include "app/shell/masks_transfer.h"

#include <algorithm>

#include "app/bridge/opened_clip.h"

namespace soundmask {

namespace {

/// Disks have a worker of their own: a method that computes never delays a file.
const std::string kFiles = "files";

std::filesystem::path pathOf(const QString& text) {
    return std::filesystem::path(text.toStdU16String());
}

struct ImportedMasks {
    MaskLayer layer;
    std::vector<Warning> warnings;
};

} // namespace

MasksTransfer::MasksTransfer(const Document& document, ClipSession& session, const EditorState& state, JobBridge& jobs,
                             QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
    , m_state(state)
    , m_jobs(jobs) {}

Result<AvsbenchClip> MasksTransfer::content() const {
    const ClipRecord* record = m_session.record();
    if (!record) return fail(ErrorCode::MissingData, "", "open a clip first");
    const bool has_own = std::any_of(record->layers.begin(), record->layers.end(), [](const MaskLayer& layer) {
        return layer.origin != LayerOrigin::GroundTruth && !layer.masks.empty();
    });
    if (has_own) return avsbenchClip(*record);
    const MethodResult* result = m_document.result(record->clip.id, m_state.method());
    if (!result || result->frames.empty())
        return fail(ErrorCode::MissingData, record->clip.name,
                    "there is no mask to export; paint one or run a method first");
    Prediction prediction;
    for (const auto& [frame, found] : result->frames)
        prediction.frames.push_back(*found);
    return avsbenchClip(record->clip.name, prediction);
}

void MasksTransfer::exportTo(const QString& folder) {
    auto clip = content();
    if (!clip) {
        Q_EMIT failed(clip.error());
        return;
    }
    m_jobs.run<ExportReport>(
        tr("Exporting masks"), kFiles,
        [clip = std::move(*clip), folder = pathOf(folder)](JobContext& context) {
            return exportAvsbench(
                {clip}, folder, [&](const Progress& p) { context.progress(p); }, context.stopToken());
        },
        [this, folder](Result<ExportReport> report) {
            if (report)
                Q_EMIT exported(folder, *report);
            else if (report.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(report.error());
        });
}

void MasksTransfer::importFrom(const QString& folder) {
    const ClipRecord* record = m_session.record();
    if (!record) return;
    const ClipId id = record->clip.id;
    m_jobs.run<ImportedMasks>(
        tr("Reading masks"), kFiles,
        [folder = pathOf(folder), clip = record->clip](JobContext&) -> Result<ImportedMasks> {
            ImportedMasks imported;
            auto layer = readMasksFolder(folder, clip.size, clip.key_frames, imported.warnings);
            if (!layer) return fail(layer.error());
            imported.layer = std::move(*layer);
            return imported;
        },
        [this, id](Result<ImportedMasks> imported) {
            if (!imported) {
                if (imported.error().code != ErrorCode::Cancelled) Q_EMIT failed(imported.error());
            } else if (id == m_session.current()) {
                Q_EMIT this->imported(imported->layer, imported->warnings);
            }
        });
}

} // namespace soundmask
