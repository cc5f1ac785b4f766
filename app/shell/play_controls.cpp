#include "app/shell/play_controls.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QSettings>

#include <algorithm>

#include "app/shell/actions.h"
#include "app/shell/editor_pane.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/panels/transport_bar.h"
#include "widgets/timeline/timeline_view.h"

namespace soundmask {

namespace {
constexpr double kVolumeStep = 0.1;
const QString kVolumeSetting = QStringLiteral("sound/volume");
const QString kDeviceSetting = QStringLiteral("sound/device");
const QString kScrubSetting = QStringLiteral("sound/scrub");
const QString kSnapSetting = QStringLiteral("timeline/snap");
} // namespace

PlayControls::PlayControls(Playback& playback, const Actions& actions, EditorPane& pane, QObject* parent)
    : QObject(parent)
    , m_playback(playback)
    // The letters of its menu are all taken: it goes without one.
    , m_output_menu(std::make_unique<QMenu>(tr("Sound output"))) {
    connectActions(actions);
    connectTransport(pane);
    connectTimeline(pane);
    connectOnsets(actions, pane);
    connectSound(actions, pane);
    connect(pane.canvas(), &CanvasView::playToggleRequested, &m_playback, [this] { m_playback.toggle(); });
    connect(&m_playback.audio(), &AudioPlayer::deviceMissing, this, &PlayControls::loseSound);
    const auto regain_sound = [this] {
        m_no_sound_reason.clear();
        Q_EMIT soundBack();
    };
    connect(&m_playback.audio(), &AudioPlayer::deviceReady, this, regain_sound);
    connect(&m_playback, &Playback::soundCame, this, regain_sound);
    connect(&m_playback.audio(), &AudioPlayer::soundFailed, this,
            [this](const Error& error) { loseSound(QString::fromStdString(error.reason)); });
    connect(&m_playback, &Playback::soundStuck, this, [this] { loseSound(tr("the sound cannot be read in time")); });
    connect(&m_playback, &Playback::playingChanged, this, [this](bool playing) {
        if (playing && !m_no_sound_reason.isEmpty() && m_playback.audio().hasSource())
            Q_EMIT soundLost(m_no_sound_reason);
    });
}

PlayControls::~PlayControls() = default;

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
    on(actions.shuttle_stop, [playback] { playback->shuttle(0); });
    on(actions.shuttle_forward, [playback] { playback->shuttle(1); });
    on(actions.mark_in, [playback] { playback->markIn(); });
    on(actions.mark_out, [playback] { playback->markOut(); });
    on(actions.clear_range, [playback] { playback->setRange(std::nullopt); });
    on(actions.loop, [playback](bool looping) { playback->setLooping(looping); });
    connect(playback, &Playback::loopingChanged, actions.loop, &QAction::setChecked);
    on(actions.speed_down, [playback] { playback->stepSpeed(-1); });
    on(actions.speed_up, [playback] { playback->stepSpeed(1); });
    on(actions.speed_normal, [playback] { playback->setSpeed(1.0); });
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
}

void PlayControls::connectSound(const Actions& actions, EditorPane& pane) {
    AudioPlayer* audio = &m_playback.audio();
    TransportBar* bar = pane.transport();
    const auto on = [&](QAction* action, auto what) { connect(action, &QAction::triggered, this, what); };
    on(actions.mute, [audio](bool muted) { audio->setMuted(muted); });
    on(actions.volume_down, [this] { changeVolume(-kVolumeStep); });
    on(actions.volume_up, [this] { changeVolume(kVolumeStep); });
    on(actions.scrub_sound, [this](bool heard) {
        m_playback.setScrubHeard(heard);
        QSettings().setValue(kScrubSetting, heard);
    });
    connect(audio, &AudioPlayer::volumeChanged, bar, [bar](double volume) {
        bar->setVolume(volume);
        QSettings().setValue(kVolumeSetting, volume);
    });
    connect(audio, &AudioPlayer::mutedChanged, bar, &TransportBar::setMuted);
    connect(audio, &AudioPlayer::mutedChanged, actions.mute, &QAction::setChecked);
    connect(m_output_menu.get(), &QMenu::aboutToShow, this, &PlayControls::fillOutputMenu);

    const QSettings settings;
    const bool scrub_heard = settings.value(kScrubSetting, true).toBool();
    actions.scrub_sound->setChecked(scrub_heard);
    m_playback.setScrubHeard(scrub_heard);
    audio->setVolume(std::clamp(settings.value(kVolumeSetting, audio->volume()).toDouble(), 0.0, 1.0));
    bar->setVolume(audio->volume());
    audio->setDevice(settings.value(kDeviceSetting).toByteArray());
}

void PlayControls::changeVolume(double step) {
    AudioPlayer& audio = m_playback.audio();
    audio.setMuted(false);
    audio.setVolume(std::clamp(audio.volume() + step, 0.0, 1.0));
}

void PlayControls::fillOutputMenu() {
    AudioPlayer& audio = m_playback.audio();
    m_output_menu->clear();
    auto* group = new QActionGroup(m_output_menu.get());
    const auto offer = [&](const QString& name, const QByteArray& id) {
        QAction* action = m_output_menu->addAction(name);
        action->setCheckable(true);
        action->setChecked(audio.device() == id);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, id] {
            m_playback.audio().setDevice(id);
            QSettings().setValue(kDeviceSetting, id);
        });
    };
    offer(tr("Choice of the system"), {});
    const std::vector<SoundDevice>& devices = audio.devices();
    for (const SoundDevice& device : devices)
        offer(device.name, device.id);
    const bool is_there = std::any_of(devices.begin(), devices.end(),
                                      [&](const SoundDevice& device) { return device.id == audio.device(); });
    if (!audio.device().isEmpty() && !is_there) offer(tr("The chosen one, which is not plugged in"), audio.device());
    if (devices.empty()) m_output_menu->addAction(tr("No sound output was found"))->setEnabled(false);
}

void PlayControls::connectOnsets(const Actions& actions, EditorPane& pane) {
    TimelineView* timeline = pane.timeline();
    const auto step = [this, timeline](int direction) {
        const auto onset_s = timeline->nextOnset(m_playback.position_s(), direction);
        if (!onset_s) return;
        m_playback.pause();
        m_playback.scrub(*onset_s);
    };
    connect(actions.onset_back, &QAction::triggered, this, [step] { step(-1); });
    connect(actions.onset_forward, &QAction::triggered, this, [step] { step(1); });
    connect(actions.snap, &QAction::triggered, timeline, [timeline](bool snaps) {
        timeline->setSnapping(snaps);
        QSettings().setValue(kSnapSetting, snaps);
    });
    const bool snaps = QSettings().value(kSnapSetting, false).toBool();
    actions.snap->setChecked(snaps);
    timeline->setSnapping(snaps);
    connect(actions.timeline_in, &QAction::triggered, timeline, &TimelineView::zoomIn);
    connect(actions.timeline_out, &QAction::triggered, timeline, &TimelineView::zoomOut);
    connect(actions.timeline_all, &QAction::triggered, timeline, &TimelineView::showAll);
}

void PlayControls::connectTimeline(EditorPane& pane) {
    Playback* playback = &m_playback;
    TimelineView* timeline = pane.timeline();
    connect(timeline, &TimelineView::seekRequested, playback, &Playback::seek);
    // While the hand holds the play head, it moves by nothing else.
    connect(timeline, &TimelineView::scrubStarted, playback, [this](double time_s) {
        m_resume_after_scrub = m_playback.isPlaying();
        m_playback.pause();
        m_playback.scrub(time_s);
    });
    connect(timeline, &TimelineView::scrubMoved, playback, &Playback::scrub);
    connect(timeline, &TimelineView::scrubEnded, playback, [this](double time_s) {
        m_playback.seek(time_s);
        if (m_resume_after_scrub) m_playback.play();
    });
    connect(timeline, &TimelineView::rangeChanged, playback, &Playback::setRange);
    connect(playback, &Playback::rangeChanged, timeline, [this, timeline] { timeline->setRange(m_playback.range()); });
    connect(playback, &Playback::loopingChanged, timeline, &TimelineView::setLooping);
}

} // namespace soundmask
