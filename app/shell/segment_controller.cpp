#include "app/shell/segment_controller.h"

#include <QPainter>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>

#include "app/shell/edit_controller.h"
#include "app/shell/editor_pane.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/figure/palette.h"

namespace soundmask {

namespace {

/// Key frames encoded before anybody asks, besides the one that is shown.
constexpr std::size_t kFramesAhead = 8;
constexpr int kTestPointsPerSide = 4;
const std::string kRole = "sam";

/// "SAM ViT-B (sam_vit_b_01ec64.pth)"; test weights are called that. Empty when nothing is chosen.
QString titleOf(const ModelLibrary& models) {
    if (models.usesTestWeights(kRole)) return SegmentController::tr("MobileSAM, test weights: masks mean nothing");
    const auto model = models.modelFor(kRole);
    if (!model) return {};
    const ModelFile* known = models.store().catalogue().file(model->role, model->variant);
    return QStringLiteral("%1 (%2)").arg(QString::fromStdString(known ? known->title : model->variant),
                                         QString::fromStdString(model->path.filename().string()));
}

nn::MaskPrompt promptOf(const PromptSet& prompts) {
    nn::MaskPrompt prompt;
    for (const PointPrompt& point : prompts.points)
        prompt.points.push_back({point.point_in_video, point.positive});
    if (!prompts.boxes.empty()) prompt.box_in_video = prompts.boxes.front().box_in_video;
    return prompt;
}

PointPrompt userPoint(PointF point_in_video, bool positive) {
    return {point_in_video, positive, 1.0, PromptOrigin::User};
}

/// Each mask in a colour, the small ones above the large ones.
QImage pictureOf(const std::vector<nn::AutomaticMask>& smallest_first, Size size) {
    QImage picture(size.width, size.height, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    auto* const pixels = reinterpret_cast<QRgb*>(picture.bits()); // rows of 32 bit have no padding
    for (std::size_t i = smallest_first.size(); i-- > 0;) {
        const QRgb colour = colourFromRgb(objectColour(i)).rgb();
        std::size_t at = 0;
        bool is_set = false;
        for (const std::uint32_t run : smallest_first[i].mask.runs()) {
            if (is_set) std::fill_n(pixels + at, run, colour);
            at += run;
            is_set = !is_set;
        }
    }
    return picture;
}

} // namespace

SegmentController::SegmentController(ClipSession& session, JobBridge& jobs, const ModelLibrary& models,
                                     EditorState& state, EditController& edits, EditorPane& pane, QObject* parent)
    : QObject(parent)
    , m_clips(session)
    , m_jobs(jobs)
    , m_state(state)
    , m_edits(edits)
    , m_pane(pane)
    , m_models(models)
    , m_session(makeSession()) {
    CanvasView* canvas = pane.canvas();
    connect(canvas, &CanvasView::segmentClicked, this, &SegmentController::click);
    connect(canvas, &CanvasView::segmentBoxDrawn, this, &SegmentController::drawBox);
    connect(canvas, &CanvasView::segmentHovered, this, &SegmentController::hover);
    connect(canvas, &CanvasView::segmentHoverEnded, this, &SegmentController::endHover);
    connect(canvas, &CanvasView::segmentCommanded, this, &SegmentController::command);
    connect(canvas, &CanvasView::toolChanged, this, &SegmentController::toolChanged);
    connect(&m_models, &ModelLibrary::changed, this, &SegmentController::modelsChanged);
    connect(&m_clips, &ClipSession::currentChanged, this, &SegmentController::clipChanged);
    connect(&m_clips, &ClipSession::frameShown, this, [this] {
        if (!isArmed()) return;
        reset(); // prompts belong to a picture
        updateWishes();
    });
    connect(&m_clips.playback(), &Playback::playingChanged, this, &SegmentController::updateWishes);
    modelsChanged();
}

SegmentController::~SegmentController() {
    m_jobs.drop(m_everything);
    m_session.reset(); // its events end before anything they touch
}

std::unique_ptr<SegmentationSession> SegmentController::makeSession() {
    const auto folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/embeddings");
    // Events come from workers and are handled here, in order.
    const auto here = [this](auto handler) {
        return [this, handler](const auto&... values) {
            QMetaObject::invokeMethod(
                this, [handler, values...] { handler(values...); }, Qt::QueuedConnection);
        };
    };
    SegmentationEvents events;
    events.on_loading = here([this] { enterPhase(Phase::Loading); });
    events.on_unavailable = here([this](const Error& error) {
        enterPhase(Phase::Unavailable);
        Q_EMIT failed(error);
    });
    events.on_encoding = here([this](FrameIndex frame) { enterPhase(Phase::Encoding, frame); });
    events.on_encoded = here([this](const EncodedFrame& frame) { encoded(frame); });
    events.on_idle = here([this] {
        if (m_phase != Phase::Unavailable) enterPhase(Phase::Idle);
    });
    events.on_failed = here([this](FrameIndex, const Error& error) { Q_EMIT failed(error); });
    events.on_answer = here([this](const MaskAnswer& answer) { answered(answer); });
    // Methods find what the tool has encoded, and the other way round.
    const auto cache = std::make_shared<EmbeddingCache>(folder.toStdString(), EmbeddingCache::Budget());
    NetworkShelf::shared().setEmbeddings(cache);
    return std::make_unique<SegmentationSession>(
        m_jobs.queue(), cache,
        [](const std::filesystem::path& weights) { return NetworkShelf::shared().segmenter(weights, {}); },
        std::move(events));
}

// What is encoded ---------------------------------------------------------------------------------------------------

bool SegmentController::isArmed() const {
    return m_clips.hasClip() && m_pane.canvas()->tool() == ToolKind::Segment;
}

void SegmentController::toolChanged() {
    const bool armed = isArmed();
    if (std::exchange(m_was_armed, armed) == armed) return;
    if (!armed) reset();
    updateWishes();
    if (armed) requireWeights();
}

void SegmentController::clipChanged() {
    m_session->setClip(m_clips.hasClip() ? m_clips.sourceFactory() : SourceFactory());
    m_encoded.clear();
    m_state.setEncodedFrames({});
    reset();
    toolChanged();
}

bool SegmentController::requireWeights() {
    if (!m_weights && m_models.isKnown()) Q_EMIT weightsNeeded();
    return m_weights.has_value();
}

void SegmentController::modelsChanged() {
    const bool is_first_look = !std::exchange(m_knows_models, m_models.isKnown());
    auto weights = m_models.weightsFor(kRole);
    const ComputeChoice compute = m_models.compute();
    if (weights == m_weights && compute == m_compute && !is_first_look) return;
    m_weights = std::move(weights);
    m_compute = compute;
    m_network_title = titleOf(m_models);
    Q_EMIT networkChanged();
    if (isArmed()) requireWeights();
    m_session->setNetwork(m_weights);
    m_phase = Phase::Idle;
    m_encoded.clear();
    m_state.setEncodedFrames({});
    reset();
    updateWishes();
}

void SegmentController::updateWishes() {
    const FramePtr& frame = m_clips.shownFrame();
    if (isArmed() && frame && !m_clips.playback().isPlaying())
        m_session->want(frame, framesAhead());
    else
        m_session->want(nullptr, {});
    refreshView();
}

std::vector<FrameIndex> SegmentController::framesAhead() const {
    const FrameIndex visible = m_clips.shownFrame()->index;
    std::vector<FrameIndex> frames;
    for (const KeyFrame& key : m_clips.playback().timing().key_frames)
        if (key.frame != visible) frames.push_back(key.frame);
    // The nearest first; of two equally near ones the later.
    std::ranges::stable_sort(
        frames, {}, [visible](FrameIndex frame) { return std::pair(std::abs(frame - visible), frame < visible); });
    frames.resize(std::min(frames.size(), kFramesAhead));
    return frames;
}

void SegmentController::encoded(const EncodedFrame& frame) {
    if (!m_session->isEncoded(frame.frame)) return; // of another clip or network
    m_encoded[frame.frame] = frame;
    const auto frames = m_session->encodedFrames();
    m_state.setEncodedFrames({frames.begin(), frames.end()});
    enterPhase(Phase::Idle);
}

void SegmentController::enterPhase(Phase phase, FrameIndex frame) {
    m_phase = phase;
    m_phase_frame = frame;
    refreshView();
}

// Prompts -----------------------------------------------------------------------------------------------------------

void SegmentController::click(PointF point_in_video, bool positive) {
    if (!requireWeights()) return;
    if (!m_choices.empty()) {
        m_candidates = choicesAt(point_in_video);
        m_shown = 0;
        m_is_hover = false;
        refreshView();
        return;
    }
    const bool refine = !m_prompts.isEmpty();
    m_prompts.points.push_back(userPoint(point_in_video, positive));
    ask(refine);
}

void SegmentController::drawBox(const BoxF& box_in_video) {
    if (!requireWeights()) return;
    m_prompts.boxes = {{box_in_video, 1.0, {}, PromptOrigin::User}};
    ask(false);
}

void SegmentController::hover(PointF point_in_video) {
    if (!m_prompts.isEmpty()) return;
    if (!m_choices.empty()) {
        if (!m_candidates.empty() && !m_is_hover) return; // one is picked
        m_candidates = choicesAt(point_in_video);
        m_shown = 0;
        m_is_hover = true;
        refreshView();
        return;
    }
    const FramePtr& frame = m_clips.shownFrame();
    if (!frame || !m_session->isEncoded(frame->index)) return;
    MaskQuestion question{++m_question, frame->index, {}};
    question.prompt.points.push_back({point_in_video, true});
    m_is_hover = true;
    m_session->ask(std::move(question));
}

void SegmentController::endHover() {
    if (!m_is_hover) return;
    m_session->forgetQuestion();
    ++m_question;
    m_is_hover = false;
    m_candidates.clear();
    refreshView();
}

void SegmentController::ask(bool refine) {
    const FramePtr& frame = m_clips.shownFrame();
    if (!frame) return;
    MaskQuestion question{++m_question, frame->index, promptOf(m_prompts)};
    if (refine && !m_is_hover && m_shown < m_candidates.size())
        question.prompt.mask_logits = m_candidates[m_shown].low_res_logits;
    // What was shown under the mouse is no answer to these prompts.
    if (std::exchange(m_is_hover, false)) m_candidates.clear();
    m_session->ask(std::move(question));
    refreshView();
}

void SegmentController::answered(const MaskAnswer& answer) {
    if (answer.id != m_question) return;
    m_candidates = answer.candidates;
    m_shown = 0;
    m_decoding_s = answer.decoding_s;
    refreshView();
}

void SegmentController::command(SegmentCommand command) {
    switch (command) {
    case SegmentCommand::Accept:
        return accept(false);
    case SegmentCommand::Replace:
        return accept(true);
    case SegmentCommand::NextCandidate:
        return step(1);
    case SegmentCommand::PreviousCandidate:
        return step(-1);
    case SegmentCommand::RemoveLast:
        return removeLast();
    case SegmentCommand::Discard:
        return reset();
    }
}

void SegmentController::accept(bool replace) {
    if (!isOffering()) {
        Q_EMIT refused(tr("There is no mask yet: click on the object, then wait for the answer."));
        return;
    }
    const MaskRle mask = m_candidates[m_shown].mask;
    if (mask.isBlank()) {
        Q_EMIT refused(tr("This candidate is empty. Tab shows the next one."));
        return;
    }
    if (!m_edits.takeMask(mask, replace, "segment")) return;
    // From everything, several can be picked one after the other.
    m_prompts = {};
    m_candidates.clear();
    ++m_question;
    refreshView();
}

void SegmentController::step(int step) {
    const auto count = static_cast<int>(m_candidates.size());
    if (count == 0 || m_is_hover) return;
    m_shown = static_cast<std::size_t>((static_cast<int>(m_shown) + step + count) % count);
    refreshView();
}

void SegmentController::removeLast() {
    if (!m_prompts.points.empty())
        m_prompts.points.pop_back();
    else
        m_prompts.boxes.clear();
    if (m_prompts.isEmpty()) return reset();
    ask(false);
}

void SegmentController::reset() {
    m_session->forgetQuestion();
    ++m_question;
    m_prompts = {};
    m_candidates.clear();
    m_is_hover = false;
    m_choices.clear();
    m_choices_picture = {};
    m_jobs.drop(std::exchange(m_everything, {}));
    refreshView();
}

// Everything --------------------------------------------------------------------------------------------------------

void SegmentController::segmentEverything() {
    const FramePtr frame = m_clips.shownFrame();
    if (!frame) return;
    if (!requireWeights()) return;
    reset();
    nn::AutomaticMaskOptions options;
    if (hasTestWeights()) {
        // Their scores say nothing either and must not sort masks out; a few masks show how it works.
        options.pred_iou_thresh = options.stability_score_thresh = 0.0;
        options.points_per_side = kTestPointsPerSide;
    }
    using Masks = std::vector<nn::AutomaticMask>;
    m_everything = m_jobs.run<Masks>(
        tr("Segment everything"), "cpu",
        [frame, options, work = m_session->everythingWork()](JobContext& context) {
            return work(
                frame->image, options, [&](const Progress& progress) { context.progress(progress); },
                context.stopToken());
        },
        [this](Result<Masks> masks) {
            m_everything = {};
            if (masks)
                showChoices(std::move(*masks));
            else if (masks.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(masks.error());
        });
}

void SegmentController::showChoices(std::vector<nn::AutomaticMask> masks) {
    if (masks.empty()) {
        Q_EMIT refused(tr("Nothing was found in this picture. Clicks may find it all the same."));
        return;
    }
    m_prompts = {};
    m_candidates.clear();
    m_choices = std::move(masks);
    std::ranges::stable_sort(m_choices, {}, [](const nn::AutomaticMask& mask) { return mask.mask.area(); });
    m_choices_picture = pictureOf(m_choices, m_choices.front().mask.size());
    refreshView();
}

std::vector<nn::MaskCandidate> SegmentController::choicesAt(PointF point_in_video) const {
    const int x = static_cast<int>(std::floor(point_in_video.x)), y = static_cast<int>(std::floor(point_in_video.y));
    std::vector<nn::MaskCandidate> found;
    for (const nn::AutomaticMask& choice : m_choices)
        if (choice.mask.contains(x, y)) found.push_back({choice.mask, choice.predicted_iou, {}});
    return found;
}

// What is shown -----------------------------------------------------------------------------------------------------

QString SegmentController::notice() const {
    if (!m_models.isKnown()) return tr("Looking for models...");
    if (!m_weights && m_models.countFor(kRole) > 1)
        return tr("Several SAM files are installed; choose one: Method > SAM weights ({choose_segmenter})");
    if (!m_weights) return tr("No SAM weights are chosen: Method > SAM weights ({choose_segmenter})");
    if (m_phase == Phase::Unavailable) return tr("SAM cannot be used; the message above says why");
    if (m_clips.playback().isPlaying()) return tr("Pause to segment the picture that is shown");
    const FramePtr& frame = m_clips.shownFrame();
    if (!frame || m_session->isEncoded(frame->index) || !m_choices.empty()) return {};
    return m_phase == Phase::Loading ? tr("Loading the network...")
                                     : tr("Looking at this frame... A click is answered as soon as that is done");
}

void SegmentController::refreshView() {
    SegmentView view;
    if (isArmed()) {
        view.prompts = m_prompts;
        view.is_hover = m_is_hover;
        view.choices = m_choices_picture;
        view.notice = notice();
        if (m_shown < m_candidates.size()) {
            view.mask = m_candidates[m_shown].mask;
            const QString score = QString::number(m_candidates[m_shown].predicted_iou, 'f', 2);
            view.tag = m_is_hover ? score : tr("%1 of %2: %3").arg(m_shown + 1).arg(m_candidates.size()).arg(score);
            if (hasTestWeights()) view.tag += QStringLiteral("  ·  ") + tr("test weights");
        }
    }
    m_pane.canvas()->setSegmentView(std::move(view));
    if (std::exchange(m_was_offering, isOffering()) != isOffering()) Q_EMIT offerChanged();
    refreshStatus();
}

void SegmentController::refreshStatus() {
    if (!isArmed()) return Q_EMIT statusChanged({});
    if (!m_weights) return Q_EMIT statusChanged(tr("SAM: no weights chosen"));
    QStringList parts{m_network_title};
    const FramePtr& frame = m_clips.shownFrame();
    const auto found = frame ? m_encoded.find(frame->index) : m_encoded.end();
    if (m_phase == Phase::Unavailable) {
        parts.append(tr("cannot be used"));
    } else if (m_phase == Phase::Loading) {
        parts.append(tr("loading..."));
    } else if (found != m_encoded.end()) {
        const EncodedFrame& shown = found->second;
        parts.append(tr("processor, %1").arg(QString::fromStdString(shown.library)));
        parts.append(shown.from_cache
                         ? tr("frame from the cache")
                         : tr("frame encoded in %1 s").arg(shown.encoding_s, 0, 'f', shown.encoding_s < 10 ? 1 : 0));
        if (m_decoding_s > 0) parts.append(tr("answer in %1 ms").arg(qRound(m_decoding_s * 1000.0)));
    }
    if (m_phase == Phase::Encoding) parts.append(tr("encoding frame %1...").arg(m_phase_frame + 1));
    Q_EMIT statusChanged(parts.join(QStringLiteral("  ·  ")));
}

} // namespace soundmask
