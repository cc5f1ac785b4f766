#include "app/shell/masks_transfer.h"

#include <algorithm>

#include "app/export/method_title.h"
#include "core/engine/mask_importer.h"
#include "widgets/figure/palette.h"

namespace soundmask {

namespace {

/// Disks have a worker of their own: a method that computes never delays a file.
const std::string kFiles = "files";

std::filesystem::path pathOf(const QString& text) {
    return std::filesystem::path(text.toStdU16String());
}

struct ImportedMasks {
    std::vector<MaskLayer> layers;
    std::vector<Warning> warnings;
};

PredictionPtr predictionOf(const MethodResult& result) {
    auto prediction = std::make_shared<Prediction>();
    if (result.last_run) prediction->provenance = result.last_run->provenance;
    prediction->provenance.method = result.method;
    for (const auto& [frame, found] : result.frames)
        prediction->frames.push_back(*found);
    return prediction;
}

bool isPeoples(const MaskLayer& layer) {
    return layer.origin != LayerOrigin::GroundTruth && !layer.masks.empty();
}

} // namespace

MasksTransfer::MasksTransfer(const Document& document, ClipSession& session, const EditorState& state, JobBridge& jobs,
                             QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
    , m_state(state)
    , m_jobs(jobs) {}

std::optional<MaskLayer> MasksTransfer::resultLayer(ClipId clip) const {
    const MethodResult* result = m_document.result(clip, m_state.method());
    if (!result || result->frames.empty()) return std::nullopt;
    MaskLayer layer =
        layerOf(*predictionOf(*result), resultTitle(result->method, result->hasTestWeights()).toStdString());
    layer.id = kResultLayer;
    layer.colour = kResultColour;
    return layer;
}

std::vector<ClipId> MasksTransfer::clipsWithObjects() const {
    std::vector<ClipId> clips;
    for (const ClipSession::Entry& entry : m_session.entries())
        if (const ClipRecord* record = m_document.clip(entry.id))
            if (std::any_of(record->layers.begin(), record->layers.end(), isPeoples)) clips.push_back(entry.id);
    return clips;
}

std::set<LayerId> MasksTransfer::usualObjects(ClipId clip) const {
    std::set<LayerId> objects;
    if (const ClipRecord* record = m_document.clip(clip))
        for (const MaskLayer& layer : record->layers)
            if (isPeoples(layer)) objects.insert(layer.id);
    if (objects.empty() && resultLayer(clip)) objects.insert(kResultLayer);
    return objects;
}

SourceFactory MasksTransfer::sourceOf(ClipId clip) const {
    for (const ClipSession::Entry& entry : m_session.entries())
        if (entry.id == clip) return [open = entry.location.opener()] { return open(std::stop_token()); };
    return {};
}

ExportClip MasksTransfer::content(ClipId clip, const std::set<LayerId>& objects) const {
    ExportClip content;
    content.record = *m_document.clip(clip);
    content.open_source = sourceOf(clip);
    std::erase_if(content.record.layers, [&](const MaskLayer& layer) {
        return layer.origin != LayerOrigin::GroundTruth && !objects.contains(layer.id);
    });
    if (objects.contains(kResultLayer))
        if (auto layer = resultLayer(clip)) content.record.layers.push_back(std::move(*layer));
    for (const std::string& method : m_document.methodsWithResult(clip)) {
        PredictionPtr prediction = predictionOf(*m_document.result(clip, method));
        const auto place = method == m_state.method() ? content.predictions.begin() : content.predictions.end();
        content.predictions.insert(place, std::move(prediction));
    }
    return content;
}

void MasksTransfer::exportClips(std::vector<ExportClip> clips, const ExportSettings& settings) {
    if (isExporting()) return;
    m_export = m_jobs.run<ExportReport>(
        tr("Exporting"), kFiles,
        [clips = std::move(clips), settings](JobContext& context) {
            return soundmask::exportClips(
                clips, settings, [&](const Progress& p) { context.progress(p); }, context.stopToken());
        },
        [this, folder = QString::fromStdString(settings.folder.string())](Result<ExportReport> report) {
            m_export = {};
            if (report)
                Q_EMIT exported(folder, *report);
            else
                Q_EMIT exportFailed(report.error());
        },
        [this](const Progress& progress) {
            Q_EMIT exportProgress(progress.fraction, QString::fromStdString(progress.text));
        });
}

void MasksTransfer::cancelExport() {
    if (isExporting()) m_jobs.cancel(m_export);
}

void MasksTransfer::importFrom(const QString& folder) {
    const ClipRecord* record = m_session.record();
    if (!record) return;
    const ClipId id = record->clip.id;
    m_jobs.run<ImportedMasks>(
        tr("Reading masks"), kFiles,
        [root = pathOf(folder), clip = record->clip](JobContext&) -> Result<ImportedMasks> {
            // The folder of a whole data set will do: the clip's own is in it.
            const std::filesystem::path own = masksFolderOf(clip, root);
            const std::filesystem::path& masks = own.empty() ? root : own;
            ImportedMasks imported;
            if (holdsDavisMasks(masks)) {
                auto layers = readDavisMasks(masks, clip, imported.warnings);
                if (!layers) return fail(layers.error());
                imported.layers = std::move(*layers);
            } else {
                auto layer = readAvsbenchMasks(masks, clip, imported.warnings);
                if (!layer) return fail(layer.error());
                imported.layers.push_back(std::move(*layer));
            }
            return imported;
        },
        [this, id](Result<ImportedMasks> imported) {
            if (!imported) {
                if (imported.error().code != ErrorCode::Cancelled) Q_EMIT importFailed(imported.error());
            } else if (id == m_session.current()) {
                Q_EMIT this->imported(imported->layers, imported->warnings);
            }
        });
}

} // namespace soundmask
