#include "app/shell/play_controls.h"

#include <QAction>

#include "app/shell/actions.h"
#include "app/shell/editor_pane.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/panels/transport_bar.h"
#include "widgets/timeline/timeline_view.h"

namespace soundmask {

PlayControls::PlayControls(Playback& playback, const Actions& actions, EditorPane& pane, QObject* parent)
    : QObject(parent)
    , m_playback(playback) {
    connectActions(actions);
    connectTransport(pane);
    connectTimeline(pane);
    connect(pane.canvas(), &CanvasView::playToggleRequested, &m_playback, [this] { m_playback.toggle(); });
    connect(&m_playback.audio(), &AudioPlayer::deviceMissing, this, &PlayControls::loseSound);
    connect(&m_playback.audio(), &AudioPlayer::deviceReady, this, [this] {
        m_no_sound_reason.clear();
        Q_EMIT soundBack();
    });
    connect(&m_playback.audio(), &AudioPlayer::soundFailed, this,
            [this](const Error& error) { loseSound(QString::fromStdString(error.reason)); });
    connect(&m_playback, &Playback::soundStuck, this, [this] { loseSound(tr("the sound device does not start")); });
    connect(&m_playback, &Playback::playingChanged, this, [this](bool playing) {
        if (playing && !m_no_sound_reason.isEmpty() && m_playback.audio().hasSource())
            Q_EMIT soundLost(m_no_sound_reason);
    });
}

void PlayControls::loseSound(const QString& reason) {
    m_no_sound_reason = reason;
    // Who does not listen need not be told.
    if (m_playback.isPlaying()) Q_EMIT soundLost(reason);
}

void PlayControls::connectActions(const Actions& actions) {
    Playback* playback = &m_playback;
    const auto on = [&](QAction* action, auto what) { connect(action, &QAction::triggered, playback, what); };
    on(actions.play, [playback] { playback->toggle(); });
    on(actions.play_range, [playback] { playback->playRangeOnce(); });
    on(actions.frame_back, [playback] { playback->stepFrames(-1); });
    on(actions.frame_forward, [playback] { playback->stepFrames(1); });
    on(actions.second_back, [playback] { playback->stepKeyFrame(-1); });
    on(actions.second_forward, [playback] { playback->stepKeyFrame(1); });
    on(actions.first, [playback] { playback->seekToFrame(0); });
    on(actions.last, [playback] { playback->seekToFrame(playback->timing().frameCount() - 1); });
    on(actions.shuttle_back, [playback] { playback->shuttle(-1); });
    on(actions.shuttle_stop, [playback] { playback->pause(); });
    on(actions.shuttle_forward, [playback] { playback->shuttle(1); });
    on(actions.mark_in, [playback] { playback->markIn(); });
    on(actions.mark_out, [playback] { playback->markOut(); });
    on(actions.clear_range, [playback] { playback->setRange(std::nullopt); });
    on(actions.loop, [playback](bool looping) { playback->setLooping(looping); });
    connect(playback, &Playback::loopingChanged, actions.loop, &QAction::setChecked);
    on(actions.mute, [playback](bool muted) { playback->audio().setMuted(muted); });
    connect(playback, &Playback::playingChanged, actions.play,
            [action = actions.play](bool playing) { action->setText(playing ? tr("&Pause") : tr("&Play")); });
}

void PlayControls::connectTransport(EditorPane& pane) {
    Playback* playback = &m_playback;
    TransportBar* bar = pane.transport();
    connect(bar, &TransportBar::firstRequested, playback, [playback] { playback->seekToFrame(0); });
    connect(bar, &TransportBar::lastRequested, playback,
            [playback] { playback->seekToFrame(playback->timing().frameCount() - 1); });
    connect(bar, &TransportBar::secondBackRequested, playback, [playback] { playback->stepKeyFrame(-1); });
    connect(bar, &TransportBar::secondForwardRequested, playback, [playback] { playback->stepKeyFrame(1); });
    connect(bar, &TransportBar::frameBackRequested, playback, [playback] { playback->stepFrames(-1); });
    connect(bar, &TransportBar::frameForwardRequested, playback, [playback] { playback->stepFrames(1); });
    connect(bar, &TransportBar::playToggleRequested, playback, [playback] { playback->toggle(); });
    connect(bar, &TransportBar::loopToggled, playback, &Playback::setLooping);
    connect(bar, &TransportBar::speedChanged, playback, &Playback::setSpeed);
    connect(bar, &TransportBar::volumeChanged, playback,
            [playback](double volume) { playback->audio().setVolume(volume); });
    connect(bar, &TransportBar::muteToggled, playback, [playback](bool muted) { playback->audio().setMuted(muted); });
    connect(bar, &TransportBar::timeEntered, playback, &Playback::seek);
    connect(bar, &TransportBar::frameEntered, playback, &Playback::seekToFrame);
    connect(playback, &Playback::playingChanged, bar, &TransportBar::setPlaying);
    connect(playback, &Playback::loopingChanged, bar, &TransportBar::setLooping);
    connect(playback, &Playback::speedChanged, bar, &TransportBar::setSpeed);
    bar->setVolume(playback->audio().volume());
}

void PlayControls::connectTimeline(EditorPane& pane) {
    Playback* playback = &m_playback;
    TimelineView* timeline = pane.timeline();
    connect(timeline, &TimelineView::seekRequested, playback, &Playback::seek);
    // While the hand holds the play head, it moves by nothing else.
    connect(timeline, &TimelineView::scrubStarted, playback, [this](double time_s) {
        m_resume_after_scrub = m_playback.isPlaying();
        m_playback.pause();
        m_playback.seek(time_s);
    });
    connect(timeline, &TimelineView::scrubMoved, playback, &Playback::seek);
    connect(timeline, &TimelineView::scrubEnded, playback, [this](double time_s) {
        m_playback.seek(time_s);
        if (m_resume_after_scrub) m_playback.play();
    });
    connect(timeline, &TimelineView::rangeChanged, playback, &Playback::setRange);
    connect(playback, &Playback::rangeChanged, timeline, [this, timeline] { timeline->setRange(m_playback.range()); });
    connect(playback, &Playback::loopingChanged, timeline, &TimelineView::setLooping);
}

} // namespace soundmask
