#include "app/document/document.h"

#include <algorithm>
#include <type_traits>

#include "app/document/edit_titles.h"
#include "core/base/log.h"

namespace soundmask {

namespace {

using What = DocumentEvent::What;

/// Whether doing \p change leaves everything as it is, such as a stroke over pixels that were set already.
bool isNoOp(const Change& change) {
    return std::visit(
        [](const auto& c) {
            using T = std::decay_t<decltype(c)>;
            if constexpr (std::is_same_v<T, EditMask>)
                return c.changed.isBlank() && c.existed_before == c.exists_after;
            else if constexpr (std::is_same_v<T, MoveLayer>)
                return c.from == c.to;
            else if constexpr (requires { c.before == c.after; })
                return c.before == c.after;
            else
                return false;
        },
        change);
}

DocumentEvent eventOf(const Change& change) {
    return std::visit(
        [](const auto& c) -> DocumentEvent {
            using T = std::decay_t<decltype(c)>;
            if constexpr (std::is_same_v<T, AddClip>)
                return {What::Clips, c.clip.id, {}, -1};
            else if constexpr (std::is_same_v<T, RemoveClip>)
                return {What::Clips, c.record.clip.id, {}, -1};
            else if constexpr (std::is_same_v<T, AddLayer> || std::is_same_v<T, RemoveLayer>)
                return {What::Layers, c.clip, c.layer.id, -1};
            else if constexpr (std::is_same_v<T, MoveLayer>)
                return {What::Layers, c.clip, {}, -1};
            else if constexpr (std::is_same_v<T, SetLayerProperties>)
                return {What::LayerProperties, c.clip, c.layer, -1};
            else if constexpr (std::is_same_v<T, EditMask>)
                return {What::MaskPixels, c.clip, c.layer, c.frame};
            else if constexpr (std::is_same_v<T, SetSoundState>)
                return {What::SoundStates, c.clip, c.layer, -1};
            else if constexpr (std::is_same_v<T, SetPrompts>)
                return {What::Prompts, c.clip, {}, c.frame};
            else if constexpr (std::is_same_v<T, SetMarker>)
                return {What::Markers, c.clip, {}, c.frame};
            else
                return {What::ReviewState, c.clip, {}, -1};
        },
        change);
}

} // namespace

Document::Document(QObject* parent)
    : QObject(parent) {
    qRegisterMetaType<DocumentEvent>();
}

void Document::reset(Project project, EditHistory history) {
    m_project = std::move(project);
    m_history = std::move(history);
    m_results.clear();
    m_edits_since_export = 0;
    notify(What::Clips);
    notify(What::History);
}

const MaskLayer* Document::layer(ClipId clip, LayerId layer) const {
    const ClipRecord* record = m_project.clip(clip);
    return record ? record->layer(layer) : nullptr;
}

std::int64_t Document::takeId() {
    const std::int64_t id = std::max(m_next_id, m_project.next_id);
    m_next_id = id + 1;
    return id;
}

Result<void> Document::performOutside(Change change) {
    const auto step = m_history.performOutside(m_project, {"", {std::move(change)}});
    if (!step) {
        log().error("{}", step.error().toString());
        return fail(step.error());
    }
    Q_EMIT stepDone(*step);
    announce(step->edit);
    return {};
}

ClipId Document::addClip(Clip clip) {
    if (!clip.id.isValid()) clip.id = ClipId{takeId()};
    const ClipId id = clip.id;
    return performOutside(AddClip{m_project.clips.size(), std::move(clip)}) ? id : ClipId{};
}

bool Document::isInHistory(ClipId clip) const {
    const auto concerns = [&](const Edit& edit) {
        return std::any_of(edit.changes.begin(), edit.changes.end(),
                           [&](const Change& change) { return clipOf(change) == clip; });
    };
    const auto& undo = m_history.undoEdits();
    const auto& redo = m_history.redoEdits();
    return std::any_of(undo.begin(), undo.end(), concerns) || std::any_of(redo.begin(), redo.end(), concerns);
}

LayerId Document::addReferenceLayer(ClipId clip, MaskLayer layer) {
    const ClipRecord* record = m_project.clip(clip);
    if (!record) return {};
    layer.id = LayerId{takeId()};
    const LayerId id = layer.id;
    const AddLayer change{clip, record->layers.size(), std::move(layer)};
    // Recorded edits count the layers below theirs, so where this clip has some the layer is an edit like any other.
    const auto done = !isInHistory(clip) ? performOutside(change) : perform({"import masks", {change}});
    return done ? id : LayerId{};
}

void Document::relocateMedia(ClipId clip, const std::filesystem::path& path) {
    if (const auto moved = m_history.relocateMedia(m_project, clip, path); !moved)
        log().error("{}", moved.error().toString());
    else
        notify(What::Clips, clip);
}

Result<void> Document::perform(Edit edit) {
    std::erase_if(edit.changes, isNoOp);
    if (edit.isEmpty()) return {};
    const auto step = m_history.perform(m_project, std::move(edit));
    if (!step) {
        log().error("{}", step.error().toString());
        return fail(step.error());
    }
    finishStep(*step, step->edit, +1);
    return {};
}

void Document::undo() {
    if (!m_history.canUndo()) return;
    travelTo(*m_history.nextUndo());
    const auto step = m_history.undo(m_project);
    if (step)
        finishStep(*step, inverted(step->edit), -1);
    else
        log().error("{}", step.error().toString());
}

void Document::redo() {
    if (!m_history.canRedo()) return;
    travelTo(*m_history.nextRedo());
    const auto step = m_history.redo(m_project);
    if (step)
        finishStep(*step, step->edit, +1);
    else
        log().error("{}", step.error().toString());
}

void Document::finishStep(const HistoryStep& step, const Edit& done, int count) {
    m_edits_since_export += count;
    Q_EMIT stepDone(step);
    announce(done);
    notify(What::History);
}

bool Document::canUndo() const {
    return m_history.canUndo();
}
bool Document::canRedo() const {
    return m_history.canRedo();
}

QString Document::undoTitle() const {
    return canUndo() ? editTitle(m_history.nextUndo()->title) : QString();
}
QString Document::redoTitle() const {
    return canRedo() ? editTitle(m_history.nextRedo()->title) : QString();
}

EditPlace Document::undoPlace() const {
    return canUndo() ? placeOf(*m_history.nextUndo()) : EditPlace{};
}
EditPlace Document::redoPlace() const {
    return canRedo() ? placeOf(*m_history.nextRedo()) : EditPlace{};
}

std::map<FrameIndex, std::string> Document::lastMaskEdits(ClipId clip, LayerId layer) const {
    std::map<FrameIndex, std::string> titles;
    for (const Edit& edit : m_history.undoEdits())
        for (const Change& change : edit.changes)
            if (const auto* mask = std::get_if<EditMask>(&change); mask && mask->clip == clip && mask->layer == layer)
                titles[mask->frame] = edit.title;
    return titles;
}

void Document::markExported() {
    m_edits_since_export = 0;
    notify(What::History);
}

void Document::addFramePrediction(ClipId clip, const std::string& method, FramePredictionPtr prediction) {
    if (!prediction || !m_project.clip(clip)) return;
    MethodResult& result = m_results[clip][method];
    result.method = method;
    const FrameIndex frame = prediction->key_frame.frame;
    result.frames[frame] = std::move(prediction);
    notify(What::Result, clip, {}, frame);
}

void Document::addPrediction(PredictionPtr prediction) {
    if (!prediction || !m_project.clip(prediction->clip)) return;
    MethodResult& result = m_results[prediction->clip][prediction->provenance.method];
    result.method = prediction->provenance.method;
    for (const FramePrediction& frame : prediction->frames)
        result.frames[frame.key_frame.frame] = FramePredictionPtr(prediction, &frame);
    result.last_run = prediction;
    notify(What::Result, prediction->clip);
}

void Document::clearResult(ClipId clip, const std::string& method) {
    const auto found = m_results.find(clip);
    if (found == m_results.end() || found->second.erase(method) == 0) return;
    notify(What::Result, clip);
}

const MethodResult* Document::result(ClipId clip, const std::string& method) const {
    const auto of_clip = m_results.find(clip);
    if (of_clip == m_results.end()) return nullptr;
    const auto found = of_clip->second.find(method);
    return found == of_clip->second.end() ? nullptr : &found->second;
}

std::vector<std::string> Document::methodsWithResult(ClipId clip) const {
    std::vector<std::string> methods;
    if (const auto found = m_results.find(clip); found != m_results.end())
        for (const auto& [method, result] : found->second)
            methods.push_back(method);
    return methods;
}

void Document::announce(const Edit& edit) {
    for (const Change& change : edit.changes)
        Q_EMIT changed(eventOf(change));
}

void Document::travelTo(const Edit& edit) {
    const EditPlace place = placeOf(edit);
    notify(What::Place, place.clip, {}, place.frame);
}

void Document::notify(What what, ClipId clip, LayerId layer, FrameIndex frame) {
    Q_EMIT changed({what, clip, layer, frame});
}

} // namespace soundmask
