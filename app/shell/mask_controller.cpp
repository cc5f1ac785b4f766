#include "app/shell/mask_controller.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/shell/editor_pane.h"
#include "core/base/map_sampling.h"
#include "core/masks/mask_interpolation.h"
#include "core/masks/mask_ops.h"

namespace soundmask {

namespace {

/// Its own worker: cutting out does not wait for a method that runs.
const std::string kDevice = "cpu-masks";
/// And previews do not wait for cutting out.
const std::string kPreviewDevice = "cpu-previews";
const std::string kInterpolated = "interpolate masks";

std::string titleOf(RefineOperation operation) {
    switch (operation) {
    case RefineOperation::Grow:
        return "grow mask";
    case RefineOperation::Shrink:
        return "shrink mask";
    case RefineOperation::Smooth:
        return "smooth mask";
    case RefineOperation::FillHoles:
        return "fill holes";
    case RefineOperation::RemoveIslands:
        return "remove islands";
    case RefineOperation::HeatMap:
        return "mask from heat map";
    }
    return {};
}

using Masks = std::map<FrameIndex, MaskRle>;

/// The masks of \p frames between the \p anchors; frames outside all anchors have none.
Result<Masks> interpolated(const Masks& anchors, const std::vector<FrameIndex>& frames, JobContext& context) {
    Masks masks;
    auto frame = frames.begin();
    for (auto from = anchors.begin(), to = std::next(from); to != anchors.end(); from = to++) {
        frame = std::upper_bound(frame, frames.end(), from->first);
        if (frame == frames.end() || *frame >= to->first) continue;
        const MaskInterpolation way(from->second, to->second);
        for (; frame != frames.end() && *frame < to->first; ++frame) {
            if (context.stopRequested()) return fail(ErrorCode::Cancelled, "", "cancelled");
            context.progress({double(frame - frames.begin()) / double(frames.size()), ""});
            masks[*frame] = way.at(double(*frame - from->first) / double(to->first - from->first));
        }
    }
    return masks;
}

} // namespace

MaskController::MaskController(Document& document, ClipSession& session, JobBridge& jobs, EditorState& state,
                               ClipPresenter& presenter, EditController& edits, EditorPane& pane, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_session(session)
    , m_jobs(jobs)
    , m_state(state)
    , m_presenter(presenter)
    , m_edits(edits)
    , m_pane(pane) {
    RefineStrip* strip = pane.refineStrip();
    connect(strip, &RefineStrip::changed, this, &MaskController::preview);
    connect(strip, &RefineStrip::accepted, this, &MaskController::accept);
    connect(pane.canvas(), &CanvasView::previewAccepted, this, &MaskController::accept);
    connect(strip, &RefineStrip::dropped, this, &MaskController::endRefining);
    connect(&m_edits, &EditController::proposalChanged, this, [this] {
        if (!m_edits.hasProposal()) endRefining();
    });
    connect(pane.canvas(), &CanvasView::cutRequested, this, &MaskController::cutOut);
    connect(&m_session, &ClipSession::currentChanged, this, [this] {
        m_jobs.drop(m_job);
        m_job = {};
    });
}

bool MaskController::isRefining() const {
    return m_pane.isRefining();
}

// Refining ----------------------------------------------------------------------------------------------------------

void MaskController::refine(RefineOperation operation) {
    m_edits.dropProposal();
    const auto place = m_edits.place();
    if (!place || m_pane.canvas()->refuseWhenNotPaintable()) return;
    if (operation == RefineOperation::HeatMap) {
        if (!hasHeatMap()) {
            Q_EMIT refused(tr("There is no heat map on this frame: run a method that makes one."));
            return;
        }
    } else if (const MaskRle mask = m_edits.maskAt(*place); mask.isNull() || mask.isBlank()) {
        Q_EMIT refused(tr("There is no mask on exactly this frame. {second_forward} goes to the next key frame."));
        return;
    }
    m_session.playback().pause();
    m_pane.setRefining(true);
    m_pane.refineStrip()->begin(operation);
    Q_EMIT refiningChanged();
}

void MaskController::preview() {
    if (!isRefining()) return;
    m_pane.refineStrip()->setAcceptable(true); // until it is known that nothing changes
    m_preview_wanted = true;
    if (!m_preview_job.isValid()) makePreview();
}

void MaskController::makePreview() {
    const auto place = m_edits.place();
    if (!place) return;
    m_preview_wanted = false;
    RefineStrip* strip = m_pane.refineStrip();
    const Refinement wanted{strip->operation(), strip->amount(), m_edits.maskAt(*place),
                            m_presenter.shownPrediction().prediction, m_session.record()->clip.size};
    m_preview_job = m_jobs.run<Refined>(
        tr("Refine mask"), kPreviewDevice, [wanted](JobContext&) -> Result<Refined> { return refined(wanted); },
        [this, place = *place, wanted, strip](const Result<Refined>& made) {
            m_preview_job = {};
            if (!made || m_edits.place() != place || !(m_edits.maskAt(place) == wanted.before)) return endRefining();
            const bool changes = !(made->mask == wanted.before);
            m_edits.propose(made->mask, titleOf(wanted.operation));
            strip->setOutcome(outcomeOf(wanted, *made));
            if (m_preview_wanted) return makePreview();
            strip->setAcceptable(changes);
            if (std::exchange(m_accept_wanted, false) && changes) m_edits.acceptProposal();
        },
        {}, JobBridge::Listing::Unlisted);
}

void MaskController::accept() {
    if (m_preview_job.isValid())
        m_accept_wanted = true;
    else
        m_edits.acceptProposal();
}

void MaskController::endRefining() {
    if (!isRefining()) return;
    m_jobs.drop(m_preview_job);
    m_preview_job = {};
    m_preview_wanted = m_accept_wanted = false;
    m_pane.canvas()->setFocus(); // before the strip is hidden, or the focus would wander
    m_pane.setRefining(false);
    m_edits.dropProposal();
    Q_EMIT refiningChanged();
}

MaskController::Refined MaskController::refined(const Refinement& wanted) {
    const MaskRle& before = wanted.before;
    switch (wanted.operation) {
    case RefineOperation::Grow:
        return {grown(before, wanted.amount)};
    case RefineOperation::Shrink:
        return {shrunk(before, wanted.amount)};
    case RefineOperation::Smooth:
        return {smoothed(before, wanted.amount)};
    case RefineOperation::FillHoles:
        return {withoutHoles(before)};
    case RefineOperation::RemoveIslands: {
        const MaskRle after = withoutIslands(before, static_cast<std::size_t>(wanted.amount));
        return {after, islandAreas(before).size(), islandAreas(after).size()};
    }
    case RefineOperation::HeatMap: {
        const float threshold = static_cast<float>(wanted.amount) / 100.0F;
        if (!wanted.prediction || !wanted.prediction->heat_map) return {before};
        return {thresholded(enlarged(*wanted.prediction->heat_map, wanted.size), threshold)};
    }
    }
    return {before};
}

bool MaskController::hasHeatMap() const {
    const FramePredictionPtr prediction = m_presenter.shownPrediction().prediction;
    return prediction && prediction->heat_map;
}

QString MaskController::outcomeOf(const Refinement& wanted, const Refined& made) {
    if (wanted.operation == RefineOperation::RemoveIslands) {
        const auto all = static_cast<int>(made.islands_before), kept = static_cast<int>(made.islands);
        return tr("%1 of %n island(s) go, %2 px", nullptr, all)
            .arg(all - kept)
            .arg(wanted.before.area() - made.mask.area());
    }
    const auto difference = static_cast<qint64>(made.mask.area()) - static_cast<qint64>(wanted.before.area());
    return tr("%1 px, %2%3")
        .arg(made.mask.area())
        .arg(difference < 0 ? QString() : QStringLiteral("+"))
        .arg(difference);
}

// Cutting out -------------------------------------------------------------------------------------------------------

void MaskController::cutOut(const CutHints& hints) {
    const auto place = m_edits.place();
    const FramePtr frame = m_session.shownFrame();
    if (!place || !frame) return;
    if (isWorking()) {
        Q_EMIT refused(tr("The last cut is still being made; {cancel} stops it."));
        return;
    }
    const MaskRle before = m_edits.maskAt(*place);
    m_job = m_jobs.run<MaskRle>(
        tr("Cut out"), kDevice,
        [frame, hints](JobContext& context) {
            return grabCut(frame->image, hints, context.stopToken(),
                           [&](const Progress& progress) { context.progress(progress); });
        },
        [this, place = *place, before](const Result<MaskRle>& mask) {
            m_job = {};
            if (!mask) {
                if (mask.error().code != ErrorCode::Cancelled)
                    Q_EMIT refused(tr("Nothing was cut out: %1").arg(QString::fromStdString(mask.error().reason)));
            } else if (!(m_edits.maskAt(place) == before)) {
                Q_EMIT refused(tr("The mask was changed meanwhile; the cut was dropped."));
            } else {
                m_edits.applyMask(place, *mask, "cut out");
            }
        });
}

void MaskController::cancel() {
    m_jobs.cancel(m_job);
}

// To other frames ---------------------------------------------------------------------------------------------------

std::optional<MaskController::Source> MaskController::source() {
    const auto place = m_edits.place();
    const MaskLayer* layer = m_edits.unlocked(m_state.activeLayer());
    if (!place || !layer) return std::nullopt;
    const MaskRle mask = m_edits.maskAt(*place);
    if (mask.isNull()) return std::nullopt;
    return Source{place->layer, place->frame, mask};
}

void MaskController::copyTo(Frames frames) {
    const auto from = source();
    if (!from) return;
    const Playback& playback = m_session.playback();
    std::vector<FrameIndex> targets;
    for (const KeyFrame& key : playback.timing().key_frames) {
        const bool in_range = playback.range() && playback.range()->contains(playback.timing().timeOf_s(key.frame));
        if (key.frame != from->frame && (frames == Frames::AllKeyFrames || (frames == Frames::Range && in_range)))
            targets.push_back(key.frame);
    }
    const FrameIndex next = playback.timing().nextKeyFrame(from->frame, 1);
    if (frames == Frames::Next && next != from->frame) targets = {next};
    if (targets.empty()) {
        Q_EMIT refused(tr("There is no other key frame to copy to."));
        return;
    }
    Masks masks;
    for (const FrameIndex frame : targets)
        masks[frame] = from->mask;
    if (!m_edits.applyMasks(from->layer, masks, "copy mask to other frames")) return;
    if (frames == Frames::Next) m_session.playback().seekToFrame(next);
    Q_EMIT told(tr("Copied to %n key frame(s).", nullptr, static_cast<int>(targets.size())));
}

void MaskController::copyFromPreviousSecond() {
    const MaskLayer* layer = m_edits.unlocked(m_state.activeLayer());
    const auto place = m_edits.place();
    if (!layer || !place) return;
    const FrameIndex previous = m_session.playback().timing().nextKeyFrame(place->frame, -1);
    const MaskRle mask = previous == place->frame ? MaskRle() : m_edits.maskAt({place->layer, previous});
    if (mask.isNull())
        Q_EMIT refused(tr("This object has no mask on the key frame before."));
    else
        m_edits.applyMask(*place, mask, "copy from previous second");
}

void MaskController::interpolate(Between between) {
    const MaskLayer* layer = m_edits.unlocked(m_state.activeLayer());
    if (!layer) return;
    const ClipId clip = m_session.current();
    const LayerId id = layer->id;
    const auto last_edits = m_document.lastMaskEdits(clip, id);
    Masks anchors;
    for (const auto& [frame, mask] : layer->masks) {
        const auto edit = last_edits.find(frame);
        if (edit == last_edits.end() || edit->second != kInterpolated) anchors[frame] = mask;
    }
    const Playback& playback = m_session.playback();
    std::vector<FrameIndex> frames;
    const auto add = [&](FrameIndex frame) {
        const bool wanted = !playback.range() || playback.range()->contains(playback.timing().timeOf_s(frame));
        const bool between_anchors =
            anchors.size() >= 2 && frame > anchors.begin()->first && frame < anchors.rbegin()->first;
        if (wanted && between_anchors && !anchors.contains(frame)) frames.push_back(frame);
    };
    if (between == Between::KeyFrames)
        for (const KeyFrame& key : playback.timing().key_frames)
            add(key.frame);
    else
        for (FrameIndex frame = 0; frame < playback.timing().frameCount(); ++frame)
            add(frame);
    if (frames.empty()) {
        Q_EMIT refused(anchors.size() < 2 ? tr("Make masks on two frames at least; what lies between is filled in.")
                                          : tr("Nothing lies between the masks of this object."));
        return;
    }
    if (isWorking()) {
        Q_EMIT refused(tr("Masks are being worked on; {cancel} stops it."));
        return;
    }
    m_job = m_jobs.run<Masks>(
        tr("Interpolate masks"), kDevice,
        [anchors, frames](JobContext& context) { return interpolated(anchors, frames, context); },
        [this, clip, id, anchors](const Result<Masks>& masks) {
            m_job = {};
            if (!masks) return; // only cancelling ends it early
            const MaskLayer* now = m_document.layer(clip, id);
            const bool same = now && std::all_of(anchors.begin(), anchors.end(), [&](const auto& anchor) {
                                  return m_edits.maskAt({id, anchor.first}) == anchor.second;
                              });
            if (!same) {
                Q_EMIT refused(tr("The masks were changed meanwhile; nothing was filled in."));
            } else if (m_edits.applyMasks(id, *masks, kInterpolated)) {
                Q_EMIT told(tr("Filled in %n frame(s).", nullptr, static_cast<int>(masks->size())));
            }
        });
}

void MaskController::copy() {
    const auto place = m_edits.place();
    const MaskRle mask = place ? m_edits.maskAt(*place) : MaskRle();
    if (mask.isNull()) return;
    m_copied = mask;
    Q_EMIT copied();
    Q_EMIT told(tr("Mask copied: %1 px").arg(mask.area()));
}

void MaskController::paste() {
    const auto place = m_edits.place();
    if (!place || m_copied.isNull() || m_pane.canvas()->refuseWhenNotPaintable()) return;
    if (m_copied.size() != m_session.record()->clip.size)
        Q_EMIT refused(tr("The copied mask belongs to a picture of another size."));
    else
        m_edits.applyMask(*place, m_copied, "paste mask");
}

} // namespace soundmask
