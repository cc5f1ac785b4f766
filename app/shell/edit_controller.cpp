#include "app/shell/edit_controller.h"

#include <algorithm>

#include "app/shell/editor_pane.h"
#include "core/masks/mask_ops.h"
#include "widgets/figure/palette.h"
#include "widgets/panels/objects_panel.h"

namespace soundmask {

namespace {

/// The edit of one mask from \p before to \p after; a null mask stands for "none".
EditMask maskEdit(ClipId clip, LayerId layer, FrameIndex frame, const MaskRle& before, const MaskRle& after) {
    const Size size = before.isNull() ? after.size() : before.size();
    const MaskRle blank(size);
    return {clip,
            layer,
            frame,
            !before.isNull(),
            !after.isNull(),
            maskXor(before.isNull() ? blank : before, after.isNull() ? blank : after)};
}

MaskRle maskOn(const MaskLayer& layer, FrameIndex frame) {
    const auto found = layer.masks.find(frame);
    return found == layer.masks.end() ? MaskRle() : found->second;
}

/// What turns \p before into \p after, see Edit::title.
std::string promptTitle(const PromptSet& before, const PromptSet& after) {
    const bool is_box = before.boxes != after.boxes;
    const auto count = [is_box](const PromptSet& set) { return is_box ? set.boxes.size() : set.points.size(); };
    if (count(after) != count(before))
        return std::string(count(after) > count(before) ? "add " : "remove ") + (is_box ? "box" : "point");
    if (is_box) return "move box";
    return std::ranges::equal(before.points, after.points, {}, &PointPrompt::positive, &PointPrompt::positive)
               ? "move point"
               : "turn point";
}

std::size_t positionOf(const ClipRecord& record, LayerId id) {
    const auto found =
        std::find_if(record.layers.begin(), record.layers.end(), [&](const MaskLayer& l) { return l.id == id; });
    return static_cast<std::size_t>(found - record.layers.begin());
}

} // namespace

EditController::EditController(Document& document, ClipSession& session, EditorState& state, ClipPresenter& presenter,
                               EditorPane& pane, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
    , m_state(state)
    , m_presenter(presenter)
    , m_pane(pane) {
    CanvasView* canvas = pane.canvas();
    // What is stored counts as "before", not what the canvas began with: a frame without a mask was shown as a blank
    // one.
    connect(canvas, &CanvasView::strokeFinished, this,
            [this](const MaskRle&, const MaskRle& after, const std::string& title) {
                if (const auto here = place()) applyMask(*here, after, title);
            });
    connect(canvas, &CanvasView::previewDropped, this, &EditController::dropProposal);
    connect(canvas, &CanvasView::objectStepRequested, this, &EditController::stepObject);
    connect(&m_state, &EditorState::changed, this, &EditController::checkProposal);
    connect(&m_session, &ClipSession::frameShown, this, &EditController::checkProposal);
    connect(&m_session, &ClipSession::currentChanged, this, &EditController::dropProposal);
    connect(&m_document, &Document::changed, this, &EditController::checkProposal);
    connect(&m_document, &Document::changed, this, &EditController::checkActiveObject);
    connect(canvas, &CanvasView::promptsChangeRequested, this, &EditController::promptsWanted);
    connect(canvas, &CanvasView::layerPicked, this, [this](LayerId layer) { m_state.setActiveLayer(layer); });

    ObjectsPanel* objects = pane.objects();
    connect(objects, &ObjectsPanel::currentChanged, this, [this](LayerId id) { m_state.setActiveLayer(id); });
    connect(objects, &ObjectsPanel::addRequested, this, &EditController::newObject);
    connect(objects, &ObjectsPanel::deleteRequested, this, [this](LayerId id) {
        m_state.setActiveLayer(id);
        deleteObject();
    });
    connect(objects, &ObjectsPanel::duplicateRequested, this, [this](LayerId id) {
        m_state.setActiveLayer(id);
        duplicateObject();
    });
    connect(objects, &ObjectsPanel::nameChangeRequested, this, &EditController::renameObject);
    connect(objects, &ObjectsPanel::colourChangeRequested, this, &EditController::recolourObject);
    connect(objects, &ObjectsPanel::classChangeRequested, this, [this](LayerId id, const QString& name) {
        changeProperties(id, [&](LayerProperties& p) { p.class_name = name.trimmed().toStdString(); });
    });
    connect(objects, &ObjectsPanel::visibleChangeRequested, this, [this](LayerId id, bool visible) {
        changeProperties(id, [&](LayerProperties& p) { p.visible = visible; });
    });
    connect(objects, &ObjectsPanel::lockedChangeRequested, this,
            [this](LayerId id, bool locked) { changeProperties(id, [&](LayerProperties& p) { p.locked = locked; }); });
    connect(objects, &ObjectsPanel::soundStateChangeRequested, this, &EditController::setSoundState);
    connect(objects, &ObjectsPanel::moveRequested, this, &EditController::moveObject);
}

bool EditController::perform(Edit edit) {
    const auto done = m_document.perform(std::move(edit));
    if (!done) Q_EMIT refused(tr("This edit could not be made: %1").arg(QString::fromStdString(done.error().reason)));
    return done.has_value();
}

const MaskLayer* EditController::editable(LayerId id) {
    if (id == kResultLayer) {
        Q_EMIT refused(tr("This is the result of a method. The first stroke on it makes a copy to edit."));
        return nullptr;
    }
    return m_document.layer(m_session.current(), id);
}

MaskLayer EditController::makeLayer() const {
    const ClipRecord& record = *m_session.record();
    const auto own =
        static_cast<std::size_t>(std::count_if(record.layers.begin(), record.layers.end(), [](const MaskLayer& l) {
            return l.origin != LayerOrigin::GroundTruth;
        }));
    MaskLayer layer;
    layer.id = LayerId{m_document.takeId()};
    layer.name = tr("Object %1").arg(own + 1).toStdString();
    // The first colours of the palette but one: that one is the result's.
    layer.colour = objectColour(own + 1);
    return layer;
}

MaskLayer EditController::copyOfResult(const MethodResult& result) const {
    MaskLayer layer = makeLayer();
    // The object outlives the result; what it came from must stay known.
    layer.name = (result.hasTestWeights() ? tr("Edited result, test weights") : tr("Edited result")).toStdString();
    for (const auto& [index, prediction] : result.frames)
        if (!prediction->mask.isNull()) layer.masks[index] = prediction->mask;
    return layer;
}

std::optional<MaskPlace> EditController::place() const {
    const ClipRecord* record = m_session.record();
    const FramePtr& frame = m_session.shownFrame();
    if (!record || !frame) return std::nullopt;
    const bool exists = record->layer(m_state.activeLayer()) != nullptr;
    return MaskPlace{exists ? m_state.activeLayer() : kResultLayer, frame->index};
}

MaskRle EditController::maskAt(const MaskPlace& place) const {
    const ClipRecord* record = m_session.record();
    if (!record) return {};
    if (const MaskLayer* layer = record->layer(place.layer)) return maskOn(*layer, place.frame);
    if (record->layer(m_state.copyOfResult())) return {};
    const MethodResult* result = m_document.result(record->clip.id, m_state.method());
    const FramePredictionPtr found = result ? result->at(place.frame) : nullptr;
    return found ? found->mask : MaskRle();
}

bool EditController::applyMask(const MaskPlace& place, const MaskRle& after, const std::string& title) {
    const ClipRecord* record = m_session.record();
    if (!record) return false;
    if (maskAt(place).isNull() && !m_session.playback().timing().keyFrameOn(place.frame))
        Q_EMIT told(tr("This frame lies between key frames; {copy_next} carries the mask on to the next one."));
    const ClipId clip = record->clip.id;
    if (record->layer(place.layer)) return applyMasks(place.layer, {{place.frame, after}}, title);
    // On the result of a method, or on nothing: the change makes an object.
    const MethodResult* result = m_document.result(clip, m_state.method());
    const bool copies = result && !record->layer(m_state.copyOfResult());
    MaskLayer layer = copies ? copyOfResult(*result) : makeLayer();
    const LayerId id = layer.id;
    const EditMask change = maskEdit(clip, id, place.frame, maskOn(layer, place.frame), after);
    const std::size_t top = record->layers.size();
    // Active before it is there: the canvas goes on with its mask at once.
    const LayerId active_before = m_state.activeLayer();
    const LayerId copy_before = m_state.copyOfResult();
    m_state.setActiveLayer(id);
    if (copies) m_state.setCopyOfResult(id);
    if (perform({copies ? "edit a copy of the result" : title, {AddLayer{clip, top, std::move(layer)}, change}}))
        return true;
    m_state.setActiveLayer(active_before);
    m_state.setCopyOfResult(copy_before);
    return false;
}

bool EditController::takeMask(const MaskRle& mask, bool replace, const std::string& title) {
    const auto here = place();
    if (!here) return false;
    if (m_document.layer(m_session.current(), here->layer)) {
        if (!unlocked(here->layer)) return false;
        const MaskRle before = maskAt(*here);
        const bool alone = replace || before.isNull();
        return applyMask(*here, alone ? mask : combined(before, mask, MaskCombination::Unite), title);
    }
    const ClipRecord& record = *m_session.record();
    MaskLayer layer = makeLayer();
    const LayerId id = layer.id;
    const EditMask change = maskEdit(record.clip.id, id, here->frame, {}, mask);
    if (!perform({title, {AddLayer{record.clip.id, record.layers.size(), std::move(layer)}, change}})) return false;
    m_state.setActiveLayer(id);
    return true;
}

bool EditController::applyMasks(LayerId id, const std::map<FrameIndex, MaskRle>& after, const std::string& title) {
    const MaskLayer* layer = m_document.layer(m_session.current(), id);
    if (!layer) return false;
    Edit edit{title, {}};
    for (const auto& [frame, mask] : after)
        edit.changes.push_back(maskEdit(m_session.current(), id, frame, maskOn(*layer, frame), mask));
    return perform(std::move(edit));
}

const MaskLayer* EditController::unlocked(LayerId id) {
    const MaskLayer* layer = editable(id);
    if (!layer && id != kResultLayer) Q_EMIT refused(tr("Choose an object in the list first."));
    if (!layer || !layer->locked) return layer;
    Q_EMIT refused(tr("This object is locked."));
    return nullptr;
}

void EditController::propose(const MaskRle& mask, const std::string& title) {
    const auto here = place();
    if (!here) return;
    m_proposal = Proposal{*here, maskAt(*here), mask, title};
    m_pane.canvas()->setMaskPreview(mask);
    Q_EMIT proposalChanged();
}

void EditController::acceptProposal() {
    if (!m_proposal) return;
    const Proposal proposal = std::move(*m_proposal);
    dropProposal();
    applyMask(proposal.place, proposal.mask, proposal.title);
}

void EditController::dropProposal() {
    if (!m_proposal) return;
    m_proposal.reset();
    m_pane.canvas()->setMaskPreview(std::nullopt);
    Q_EMIT proposalChanged();
}

void EditController::checkProposal() {
    if (m_proposal && (place() != m_proposal->place || !(maskAt(m_proposal->place) == m_proposal->before)))
        dropProposal();
}

bool EditController::addLayers(std::vector<MaskLayer> layers, const std::string& title) {
    const ClipRecord* record = m_session.record();
    if (!record || layers.empty()) return false;
    const LayerId last = layers.back().id;
    std::size_t position = record->layers.size();
    Edit edit{title, {}};
    for (MaskLayer& layer : layers)
        edit.changes.push_back(AddLayer{record->clip.id, position++, std::move(layer)});
    if (!perform(std::move(edit))) return false;
    m_state.setActiveLayer(last);
    return true;
}

void EditController::editCopyOfResult() {
    const MethodResult* result = m_document.result(m_session.current(), m_state.method());
    if (!result) return;
    const LayerId copy_before = m_state.copyOfResult();
    MaskLayer layer = copyOfResult(*result);
    m_state.setCopyOfResult(layer.id);
    if (!addLayers({std::move(layer)}, "edit a copy of the result")) m_state.setCopyOfResult(copy_before);
}

void EditController::editCopyOfTruth() {
    const ClipRecord* record = m_session.record();
    if (!record) return;
    std::vector<MaskLayer> copies;
    for (const MaskLayer& truth : record->layers) {
        if (truth.origin != LayerOrigin::GroundTruth) continue;
        MaskLayer copy = truth;
        const MaskLayer fresh = makeLayer();
        copy.id = fresh.id;
        copy.colour = objectColour(record->layers.size() + copies.size());
        copy.origin = LayerOrigin::User;
        copy.locked = false;
        copy.visible = true;
        copy.name = (truth.class_name.empty() ? tr("Edited reference") : QString::fromStdString(truth.class_name))
                        .toStdString();
        copies.push_back(std::move(copy));
    }
    addLayers(std::move(copies), "edit a copy of the reference");
}

void EditController::promptsWanted(const PromptSet& wanted) {
    const ClipRecord* record = m_session.record();
    if (!record || !m_session.shownFrame()) return;
    const FrameIndex frame = m_presenter.promptFrame();
    const auto found = record->prompts.find(frame);
    const PromptSet before = found == record->prompts.end() ? PromptSet{} : found->second;
    // What was mined and is edited becomes the user's as a whole.
    const std::string title = promptTitle(m_pane.canvas()->requestedBase(), wanted);
    if (!perform({title, {SetPrompts{record->clip.id, frame, before, wanted}}})) return;
    if (wanted.isEmpty()) Q_EMIT told(tr("None of your points and boxes is left: those of the method count again."));
}

void EditController::clearPrompts() {
    const ClipRecord* record = m_session.record();
    if (!record || !m_session.shownFrame()) return;
    const auto found = record->prompts.find(m_presenter.promptFrame());
    if (found != record->prompts.end())
        perform({"clear prompts", {SetPrompts{record->clip.id, found->first, found->second, {}}}});
}

template <typename Change>
void EditController::changeProperties(LayerId id, Change change) {
    const MaskLayer* layer = editable(id);
    if (!layer) return;
    const LayerProperties before = propertiesOf(*layer);
    LayerProperties after = before;
    change(after);
    perform({"change object", {SetLayerProperties{m_session.current(), id, before, after}}});
}

void EditController::renameObject(LayerId id, const QString& name) {
    if (name.trimmed().isEmpty()) return;
    changeProperties(id, [&](LayerProperties& p) { p.name = name.trimmed().toStdString(); });
}

void EditController::recolourObject(LayerId id, const QColor& colour) {
    changeProperties(id, [&](LayerProperties& p) {
        p.colour = {static_cast<std::uint8_t>(colour.red()), static_cast<std::uint8_t>(colour.green()),
                    static_cast<std::uint8_t>(colour.blue())};
    });
}

void EditController::setSoundState(LayerId id, SoundState state) {
    const MaskLayer* layer = editable(id);
    const int second = m_presenter.shownSecond();
    if (!layer || second == 0) return;
    const auto found = layer->sound_states.find(second);
    const SoundState before = found == layer->sound_states.end() ? SoundState::Unsure : found->second;
    perform({"set sounding state", {SetSoundState{m_session.current(), id, second, before, state}}});
}

std::vector<LayerId> EditController::rows() const {
    std::vector<LayerId> ids;
    const ClipRecord* record = m_session.record();
    if (!record) return ids;
    if (m_document.result(record->clip.id, m_state.method())) ids.push_back(kResultLayer);
    for (auto layer = record->layers.rbegin(); layer != record->layers.rend(); ++layer)
        if (layer->origin != LayerOrigin::GroundTruth) ids.push_back(layer->id);
    return ids;
}

void EditController::moveObject(int from, int to) {
    const std::vector<LayerId> ids = rows();
    const auto count = static_cast<int>(ids.size());
    if (from < 0 || to < 0 || from >= count || to >= count || from == to) return;
    const LayerId moved = ids[static_cast<std::size_t>(from)];
    const LayerId target = ids[static_cast<std::size_t>(to)];
    if (!editable(moved) || target == kResultLayer) return;
    const ClipRecord& record = *m_session.record();
    perform({"move object", {MoveLayer{record.clip.id, positionOf(record, moved), positionOf(record, target)}}});
}

void EditController::newObject() {
    if (m_session.hasClip()) addLayers({makeLayer()}, "add object");
}

void EditController::duplicateObject() {
    const MaskLayer* source = editable(m_state.activeLayer());
    if (!source) return;
    const ClipRecord& record = *m_session.record();
    MaskLayer copy = *source;
    const MaskLayer fresh = makeLayer();
    copy.id = fresh.id;
    copy.colour = fresh.colour;
    copy.locked = false;
    copy.name = tr("%1 (copy)").arg(QString::fromStdString(source->name)).toStdString();
    if (perform({"duplicate object", {AddLayer{record.clip.id, positionOf(record, source->id) + 1, std::move(copy)}}}))
        m_state.setActiveLayer(fresh.id);
}

void EditController::deleteObject() {
    const MaskLayer* layer = unlocked(m_state.activeLayer());
    if (!layer) return;
    const ClipRecord& record = *m_session.record();
    perform({"delete object", {RemoveLayer{record.clip.id, positionOf(record, layer->id), *layer}}});
}

void EditController::deleteSelection() {
    if (m_pane.canvas()->selectedPrompt().isValid()) {
        m_pane.canvas()->deleteSelectedPrompt();
        return;
    }
    const MaskLayer* layer = unlocked(m_state.activeLayer());
    const FramePtr& frame = m_session.shownFrame();
    if (!layer || !frame) return;
    const MaskRle before = maskOn(*layer, frame->index);
    if (before.isNull()) return;
    perform({"clear mask", {maskEdit(m_session.current(), layer->id, frame->index, before, {})}});
}

void EditController::activateTopObject() {
    const std::vector<LayerId> ids = rows();
    const auto object = std::find_if(ids.begin(), ids.end(), [](LayerId id) { return id != kResultLayer; });
    m_state.setActiveLayer(object == ids.end() ? LayerId{} : *object);
}

void EditController::checkActiveObject() {
    const ClipRecord* record = m_session.record();
    if (!record) return;
    const LayerId active = m_state.activeLayer();
    if (record->layer(m_vanished)) {
        if (active == m_stand_in) m_state.setActiveLayer(m_vanished);
        m_vanished = {};
        return;
    }
    if (active == LayerId{} || active == kResultLayer || record->layer(active)) return;
    m_vanished = active;
    if (active == m_state.copyOfResult())
        m_state.setActiveLayer(kResultLayer);
    else
        activateTopObject();
    m_stand_in = m_state.activeLayer();
}

void EditController::stepObject(int step) {
    const std::vector<LayerId> ids = rows();
    if (ids.empty()) return;
    const auto count = static_cast<int>(ids.size());
    const auto found = std::find(ids.begin(), ids.end(), m_state.activeLayer());
    const int at = found == ids.end() ? (step > 0 ? -1 : 0) : static_cast<int>(found - ids.begin());
    m_state.setActiveLayer(ids[static_cast<std::size_t>((at + step + count) % count)]);
}

void EditController::pickObject(int position) {
    const std::vector<LayerId> ids = rows();
    if (position >= 0 && position < static_cast<int>(ids.size()))
        m_state.setActiveLayer(ids[static_cast<std::size_t>(position)]);
}

void EditController::setChecked(bool checked) {
    const ClipRecord* record = m_session.record();
    if (!record) return;
    const ReviewState after = checked ? ReviewState::Checked : ReviewState::Edited;
    perform({"set review state", {SetReviewState{record->clip.id, record->review_state, after}}});
}

void EditController::addImported(std::vector<MaskLayer> layers) {
    const ClipRecord* record = m_session.record();
    if (!record || layers.empty()) return;
    Edit edit{"import masks", {}};
    for (std::size_t i = 0; i < layers.size(); ++i) {
        layers[i].id = LayerId{m_document.takeId()};
        // A format without colours leaves the choice to us.
        if (layers[i].colour == MaskLayer().colour) layers[i].colour = objectColour(record->layers.size() + i);
        edit.changes.push_back(AddLayer{record->clip.id, record->layers.size() + i, layers[i]});
    }
    if (perform(std::move(edit))) m_state.setActiveLayer(layers.back().id);
}

} // namespace soundmask
