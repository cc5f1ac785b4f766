#include "app/shell/clip_presenter.h"

#include <QLocale>

#include <algorithm>

#include "app/export/method_title.h"
#include "app/shell/editor_pane.h"
#include "core/engine/metrics.h"
#include "widgets/common/empty_state.h"
#include "widgets/figure/palette.h"
#include "widgets/panels/layer_chips.h"
#include "widgets/panels/method_panel.h"
#include "widgets/panels/objects_panel.h"
#include "widgets/panels/transport_bar.h"
#include "widgets/timeline/timeline_view.h"

namespace soundmask {

namespace {

/// Of the film strip's pictures, in view pixels.
constexpr int kThumbnailHeight = 54;

/// Whether a person drew \p layer's mask on \p frame: it is there and differs from what \p result says (an object may
/// have begun as a copy of it).
bool isEdited(const MaskLayer& layer, FrameIndex frame, const MethodResult* result) {
    if (layer.origin != LayerOrigin::User) return false;
    const auto mask = layer.masks.find(frame);
    if (mask == layer.masks.end()) return false;
    const auto found = result ? result->at(frame) : nullptr;
    return !found || !(found->mask == mask->second);
}

MaskRle unionOf(const std::vector<MaskRle>& masks) {
    if (masks.empty()) return {};
    if (masks.size() == 1) return masks.front();
    Mask all = masks.front().toDense();
    for (std::size_t i = 1; i < masks.size(); ++i) {
        const Mask next = masks[i].toDense();
        for (std::size_t p = 0; p < all.values.size(); ++p)
            all.values[p] |= next.values[p];
    }
    return MaskRle::fromDense(all);
}

WaveformData waveformOf(const WaveformPeaks::Level& level) {
    WaveformData data;
    data.peak_duration_s = level.bucket_s;
    data.peaks.reserve(level.lowest.size());
    for (std::size_t i = 0; i < level.lowest.size(); ++i)
        data.peaks.push_back({level.lowest[i], level.highest[i]});
    return data;
}

QString layerName(const MaskLayer& layer) {
    if (layer.name.empty()) return ClipPresenter::tr("Object");
    // The name that readReferenceLayers() gives is known to translators; names of classes are data.
    static_cast<void>(QT_TRANSLATE_NOOP("soundmask::ClipPresenter", "Ground truth"));
    if (layer.origin == LayerOrigin::GroundTruth) return ClipPresenter::tr(layer.name.c_str());
    return QString::fromStdString(layer.name);
}

} // namespace

ClipPresenter::ClipPresenter(const Document& document, ClipSession& session, const EditorState& state, EditorPane& pane,
                             QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
    , m_state(state)
    , m_pane(pane) {
    m_refresh_timer.setSingleShot(true);
    m_refresh_timer.setInterval(0);
    connect(&m_refresh_timer, &QTimer::timeout, this, &ClipPresenter::refresh);
    connect(&m_document, &Document::changed, this, &ClipPresenter::documentChanged);
    connect(&m_state, &EditorState::changed, this, &ClipPresenter::scheduleRefresh);
    connect(&m_session, &ClipSession::currentChanged, this, &ClipPresenter::clipChanged);
    connect(&m_session, &ClipSession::openingChanged, this, &ClipPresenter::showEmptyState);
    connect(&m_session, &ClipSession::frameShown, this, &ClipPresenter::showFrame);
    connect(&m_session.playback(), &Playback::positionChanged, this, &ClipPresenter::showPosition);
    connect(&m_session.playback(), &Playback::playingChanged, this, &ClipPresenter::showLayers);
    connect(m_pane.canvas(), &CanvasView::hintChanged, this, &ClipPresenter::scheduleRefresh); // another tool
    connectTimeline();
    clipChanged();
}

void ClipPresenter::connectTimeline() {
    TimelineView* timeline = m_pane.timeline();
    connect(&m_session, &ClipSession::waveformReady, timeline, [timeline](const WaveformPeaks& peaks) {
        if (!peaks.levels.empty()) timeline->setWaveform(waveformOf(peaks.levels.front()));
    });
    connect(&m_session, &ClipSession::onsetsReady, timeline, &TimelineView::setOnsets);
    connect(&m_session, &ClipSession::soundUnreadable, timeline,
            [timeline] { timeline->setSoundMessage(tr("The sound track cannot be read")); });
    connect(&m_session, &ClipSession::spectrogramReady, timeline, [timeline](const QImage& picture, double duration_s) {
        timeline->setSpectrogram(picture, {0.0, duration_s});
    });
    connect(&m_session, &ClipSession::thumbnailReady, timeline, &TimelineView::setThumbnail);
    connect(timeline, &TimelineView::thumbnailsNeeded, &m_session, [this, timeline](const QList<double>& times_s) {
        m_session.requestThumbnails(times_s, qRound(kThumbnailHeight * timeline->devicePixelRatioF()));
    });
}

void ClipPresenter::documentChanged(const DocumentEvent& event) {
    using What = DocumentEvent::What;
    if (event.clip != m_session.current() || event.what == What::History || event.what == What::Place) return;
    // The mask just painted must come back at once: the canvas shows its own copy until then.
    const bool shown = m_session.shownFrame() && event.frame == m_session.shownFrame()->index;
    if (event.what == What::Prompts || (shown && event.what == What::MaskPixels)) showLayers();
    scheduleRefresh();
}

void ClipPresenter::scheduleRefresh() {
    m_refresh_timer.start();
}

void ClipPresenter::refresh() {
    if (!m_session.hasClip()) return;
    showLayers();
    showObjects();
    showTimeline();
}

int ClipPresenter::shownSecond() const {
    if (!m_session.hasClip()) return 0;
    const Playback& playback = m_session.playback();
    const FrameIndex frame = m_session.shownFrame() ? m_session.shownFrame()->index : playback.frame();
    const KeyFrame* key = playback.timing().keyFrameOn(frame);
    if (!key) key = playback.timing().keyFrameOfTime(playback.timing().timeOf_s(frame));
    return key ? key->second : 0;
}

bool ClipPresenter::isHolding() const {
    // While painting, what is drawn must be exactly what this frame has.
    const CanvasView* canvas = m_pane.canvas();
    return m_session.playback().isPlaying() || !(canvas->editsMask() || canvas->hasMaskPreview());
}

ClipPresenter::Shown ClipPresenter::shownPrediction() const {
    const FramePtr& frame = m_session.shownFrame();
    const MethodResult* result = m_document.result(m_session.current(), m_state.method());
    if (!frame || !result) return {};
    if (const FramePredictionPtr exact = result->at(frame->index)) return {exact, true};
    const KeyFrame* key = m_session.playback().timing().keyFrameOfTime(frame->time_s);
    return {key && isHolding() ? result->at(key->frame) : nullptr, false};
}

FrameIndex ClipPresenter::promptFrame() const {
    const FramePtr& frame = m_session.shownFrame();
    const KeyFrame* key = m_session.playback().timing().keyFrameOfTime(frame->time_s);
    return key ? key->frame : frame->index;
}

MaskRle ClipPresenter::shownMask(const MaskLayer& layer) const {
    const FramePtr& frame = m_session.shownFrame();
    if (!frame) return {};
    if (const auto exact = layer.masks.find(frame->index); exact != layer.masks.end()) return exact->second;
    const KeyFrame* key = m_session.playback().timing().keyFrameOfTime(frame->time_s);
    if (!key || !isHolding()) return {};
    const auto held = layer.masks.find(key->frame);
    return held == layer.masks.end() ? MaskRle() : held->second;
}

void ClipPresenter::showFrame() {
    m_pane.canvas()->setFrame(m_session.shownFrame());
    showLayers();
}

void ClipPresenter::showLayers() {
    CanvasView* canvas = m_pane.canvas();
    const ClipRecord* record = m_session.record();
    const FramePtr& frame = m_session.shownFrame();
    if (!record || !frame) return;

    const Shown shown = shownPrediction();
    std::vector<CanvasMaskLayer> layers;
    std::vector<MaskRle> truths;
    bool has_active = false;
    bool is_held = shown.prediction && !shown.is_exact;
    for (const MaskLayer& layer : record->layers) {
        const MaskRle mask = shownMask(layer);
        is_held = is_held || (!mask.isBlank() && !layer.masks.contains(frame->index));
        if (layer.origin == LayerOrigin::GroundTruth) {
            if (!mask.isNull()) truths.push_back(mask);
            continue;
        }
        CanvasMaskLayer view;
        view.id = layer.id;
        view.name = layerName(layer);
        view.colour = colourFromRgb(layer.colour);
        view.opacity = layer.opacity;
        view.visible = layer.visible;
        view.locked = layer.locked;
        view.active = layer.id == m_state.activeLayer();
        view.mask = mask;
        has_active = has_active || view.active;
        layers.push_back(std::move(view));
    }
    const bool copy_exists = record->layer(m_state.copyOfResult()) != nullptr;
    const bool result_has_layer = !has_active;
    if (result_has_layer) {
        // Strokes go to a stand-in: what is drawn on it becomes an object with the first stroke.
        CanvasMaskLayer view;
        view.id = kResultLayer;
        view.name = tr("Result");
        view.colour = colourFromRgb(kResultColour);
        view.from_model = true;
        view.active = true;
        if (shown.prediction && !copy_exists) view.mask = shown.prediction->mask;
        layers.push_back(std::move(view));
    }
    canvas->setPrediction(shown.prediction);
    canvas->setPredictionMaskShown(!result_has_layer && !copy_exists);
    canvas->setGroundTruth(unionOf(truths));
    canvas->setMaskLayers(std::move(layers));
    // While a clip plays, it would come and go.
    const KeyFrame* key = m_session.playback().timing().keyFrameOfTime(frame->time_s);
    const bool says_so = is_held && key && !m_session.playback().isPlaying();
    canvas->setHeldFrom(says_so ? timeText(m_session.playback().timing().timeOf_s(key->frame)) : QString());
    const auto prompts = record->prompts.find(promptFrame());
    const bool has_prompts = prompts != record->prompts.end() && (prompts->first == frame->index || isHolding());
    canvas->setPrompts(has_prompts ? std::optional(prompts->second) : std::nullopt);

    LayerChips* chips = m_pane.chips();
    const bool any_truth = std::any_of(record->layers.begin(), record->layers.end(),
                                       [](const MaskLayer& layer) { return layer.origin == LayerOrigin::GroundTruth; });
    const MethodResult* result = m_document.result(m_session.current(), m_state.method());
    const bool has_heat = result && std::any_of(result->frames.begin(), result->frames.end(),
                                                [](const auto& entry) { return entry.second->heat_map.has_value(); });
    chips->setLayerAvailable(LayerKind::GroundTruth, any_truth);
    chips->setLayerAvailable(LayerKind::HeatMap, has_heat);
    chips->setLayerAvailable(LayerKind::IsoLines, has_heat);
    chips->setLayerAvailable(LayerKind::Points, !canvas->prompts().points.empty());
    chips->setLayerAvailable(LayerKind::Boxes, !canvas->prompts().boxes.empty());
    m_pane.objects()->setSecond(shownSecond());
    showTaken(shown.prediction);
}

void ClipPresenter::showTaken(const FramePredictionPtr& prediction) {
    QMap<QString, QString> taken;
    if (prediction && prediction->automatic_threshold)
        taken.insert(QStringLiteral("threshold"), QLocale().toString(*prediction->automatic_threshold, 'g', 3));
    m_pane.methods()->setTaken(taken);
}

void ClipPresenter::showObjects() {
    const ClipRecord* record = m_session.record();
    if (!record) return;
    const int second = shownSecond();
    QVector<ObjectRow> rows;
    const Shown shown = shownPrediction();
    if (const MethodResult* result = m_document.result(m_session.current(), m_state.method())) {
        ObjectRow row;
        row.id = kResultLayer;
        // The mark comes first: the panel is narrow, and names are cut at their end.
        row.name = (result->hasTestWeights() ? tr("Test: %1") : tr("Result: %1")).arg(methodTitle(result->method));
        row.colour = colourFromRgb(kResultColour);
        row.from_model = true;
        row.has_mask = shown.prediction && !shown.prediction->mask.isBlank();
        rows.append(row);
    }
    for (auto layer = record->layers.rbegin(); layer != record->layers.rend(); ++layer) {
        if (layer->origin == LayerOrigin::GroundTruth) continue;
        ObjectRow row;
        row.id = layer->id;
        row.name = layerName(*layer);
        row.class_name = QString::fromStdString(layer->class_name);
        row.colour = colourFromRgb(layer->colour);
        row.visible = layer->visible;
        row.locked = layer->locked;
        row.has_mask = m_session.shownFrame() && layer->masks.contains(m_session.shownFrame()->index);
        if (const auto sound = layer->sound_states.find(second); sound != layer->sound_states.end())
            row.sound = sound->second;
        rows.append(row);
    }
    m_pane.objects()->setObjects(rows);
    m_pane.objects()->setCurrent(m_state.activeLayer());
}

void ClipPresenter::showTimeline() {
    const ClipRecord* record = m_session.record();
    if (!record) return;
    const MethodResult* result = m_document.result(m_session.current(), m_state.method());
    const std::vector<KeyFrame>& key_frames = m_session.playback().timing().key_frames;
    const auto pixels = static_cast<double>(std::max<std::size_t>(1, record->clip.size.area()));

    std::vector<KeyFrameMark> marks;
    for (const KeyFrame& key : key_frames) {
        KeyFrameMark mark;
        mark.key_frame = key;
        mark.encoded = m_state.encodedFrames().contains(key.frame);
        mark.predicted = result && result->at(key.frame);
        mark.edited = std::any_of(record->layers.begin(), record->layers.end(),
                                  [&](const MaskLayer& layer) { return isEdited(layer, key.frame, result); });
        mark.checked = record->review_state == ReviewState::Checked;
        marks.push_back(mark);
    }
    m_pane.timeline()->setKeyFrames(std::move(marks));

    std::vector<ObjectLaneData> lanes;
    const auto bar = [&](const KeyFrame& key, const MaskRle& mask, bool edited) {
        return ObjectBar{key.second, static_cast<double>(mask.area()) / pixels, edited, SoundState::Unsure};
    };
    if (result) {
        ObjectLaneData lane;
        lane.id = kResultLayer;
        lane.name = methodTitle(result->method);
        if (result->hasTestWeights()) lane.name = tr("Test: %1").arg(lane.name);
        lane.colour = colourFromRgb(kResultColour);
        lane.active = m_state.activeLayer() == kResultLayer;
        for (const KeyFrame& key : key_frames)
            if (const auto found = result->at(key.frame)) lane.bars.push_back(bar(key, found->mask, false));
        lanes.push_back(std::move(lane));
    }
    std::map<FrameIndex, std::vector<MaskRle>> truths;
    for (auto layer = record->layers.rbegin(); layer != record->layers.rend(); ++layer) {
        ObjectLaneData lane;
        lane.id = layer->id;
        lane.name = layerName(*layer);
        lane.colour = colourFromRgb(layer->colour);
        lane.active = layer->id == m_state.activeLayer();
        for (const KeyFrame& key : key_frames) {
            const auto mask = layer->masks.find(key.frame);
            if (mask == layer->masks.end()) continue;
            ObjectBar entry = bar(key, mask->second, isEdited(*layer, key.frame, result));
            if (const auto sound = layer->sound_states.find(key.second); sound != layer->sound_states.end())
                entry.sound = sound->second;
            lane.bars.push_back(entry);
            if (layer->origin == LayerOrigin::GroundTruth) truths[key.frame].push_back(mask->second);
        }
        lanes.push_back(std::move(lane));
    }
    m_pane.timeline()->setObjects(std::move(lanes));

    // How well the result meets the reference, where there is one.
    std::vector<ScoreLaneData> scores;
    if (result && !truths.empty()) {
        ScoreLaneData lane;
        lane.name = tr("IoU");
        lane.colour = colourFromRgb(kResultColour);
        for (const KeyFrame& key : key_frames) {
            const auto truth = truths.find(key.frame);
            const auto found = result->at(key.frame);
            if (truth == truths.end() || !found || found->mask.isNull()) continue;
            const auto counts = countMask(found->mask.toDense(), unionOf(truth->second).toDense());
            if (counts) lane.values.emplace_back(key.second, frameIou(*counts));
        }
        scores.push_back(std::move(lane));
    }
    m_pane.timeline()->setScores(std::move(scores));
}

void ClipPresenter::showPosition(double time_s, qint64 frame) {
    m_pane.transport()->setPosition(time_s, frame);
    m_pane.timeline()->setPosition(time_s, m_session.playback().isPlaying());
}

void ClipPresenter::showEmptyState() {
    m_pane.emptyState()->setVisible(!m_session.hasClip() && !m_session.isOpening());
}

void ClipPresenter::clipChanged() {
    const bool has_clip = m_session.hasClip();
    const ClipTiming& timing = m_session.playback().timing();
    TimelineView* timeline = m_pane.timeline();
    timeline->setDuration(has_clip ? timing.duration_s : 0.0);
    m_pane.transport()->setControlsEnabled(has_clip);
    m_pane.objects()->setEditable(has_clip);
    // The others come with the first picture, see showLayers.
    for (int i = 0; i < kLayerKindCount; ++i) {
        const auto kind = static_cast<LayerKind>(i);
        const bool is_always_there = kind == LayerKind::Picture || kind == LayerKind::Masks;
        m_pane.chips()->setLayerAvailable(kind, has_clip && is_always_there);
    }
    showEmptyState();
    m_pane.transport()->setDuration(timing.duration_s, timing.frameCount());
    if (!has_clip) {
        m_pane.canvas()->setFrame(FramePtr());
        return;
    }
    timeline->setFrameTimes(timing.frame_times_s);
    const Size size = m_session.record()->clip.size;
    timeline->setPictureAspect(static_cast<double>(size.width) / std::max(1, size.height));
    timeline->setSoundMessage(m_session.hasSound() ? tr("Reading the sound...") : tr("No sound track"));
    showPosition(0.0, 0);
    refresh();
}

} // namespace soundmask
