// The player against a sound server of its own: what is heard after muting, scrubbing, looping, choosing and losing the
// device.
#include <QSemaphore>
#include <QSignalSpy>
#include <QtTest>

#include "app/bridge/playback.h"
#include "core/media/video_file.h"
#include "tests/support/sync/click_movie.h"
#include "tests/support/sync/pulse_sandbox.h"
#include "tests/support/sync/sound_monitor.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

constexpr int kMovie_s = 30;
constexpr int kPatience_ms = 20'000;

class TestSoundOutput : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init();
    void muteAndVolumeAreHeard();
    void scrubbingIsHeardAndEnds();
    void speedsBelowAndAboveOneAreHeardBackwardsIsNot();
    void aLoopIsHeardAgainAndAgain();
    void theChosenDeviceIsUsedLostAndTakenAgain();
    void soundThatComesLateIsHeard();

  private:
    bool hearsClick(SoundMonitor& monitor, std::size_t more = 1);

    TemporaryFolder m_folder;
    PulseSandbox m_server;
    std::unique_ptr<SoundMonitor> m_ear;
    std::unique_ptr<Playback> m_playback;
};

void TestSoundOutput::initTestCase() {
    const QString wrong = m_server.start();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    QVERIFY(ClickMovie::write(m_folder / "clicks.mp4", kMovie_s));
    m_ear = std::make_unique<SoundMonitor>(PulseSandbox::defaultSink().toStdString());
}

void TestSoundOutput::init() {
    m_playback = std::make_unique<Playback>();
    const auto path = m_folder / "clicks.mp4";
    const auto open = [path](std::stop_token stop) -> Result<std::unique_ptr<FrameSource>> {
        auto video = VideoFile::open(path, stop);
        if (!video) return fail(video.error());
        return std::move(*video);
    };
    const auto video = VideoFile::open(path);
    QVERIFY(video.has_value());
    m_playback->setClip(ClipTiming::of(**video), open);
}

bool TestSoundOutput::hearsClick(SoundMonitor& monitor, std::size_t more) {
    const std::size_t before = monitor.clicks_s().size();
    return QTest::qWaitFor([&] { return monitor.clicks_s().size() >= before + more; }, kPatience_ms);
}

void TestSoundOutput::muteAndVolumeAreHeard() {
    m_playback->audio().setVolume(1.0);
    m_playback->play();
    QVERIFY(hearsClick(*m_ear));
    const double loud = m_ear->peak(1.0);
    m_playback->audio().setVolume(0.7);
    QVERIFY(hearsClick(*m_ear));
    const double soft = m_ear->peak(0.2);
    QVERIFY2(soft < loud * 0.8 && soft > loud * 0.1, qPrintable(QStringLiteral("%1 %2").arg(loud).arg(soft)));
    QSignalSpy muted(&m_playback->audio(), &AudioPlayer::mutedChanged);
    m_playback->audio().setMuted(true);
    QCOMPARE(muted.size(), 1);
    const double here_s = m_playback->position_s();
    QTRY_VERIFY_WITH_TIMEOUT(m_playback->position_s() > here_s + 2.5, kPatience_ms);
    QVERIFY2(m_ear->peak(1.5) < 0.001, "muted, but heard");
    m_playback->audio().setMuted(false);
    QVERIFY(hearsClick(*m_ear));
}

void TestSoundOutput::scrubbingIsHeardAndEnds() {
    // Each grain is a tenth of a second: the click of the flash is in it.
    m_playback->scrub(ClickMovie::flashTime_s(4) - 0.03);
    QVERIFY(hearsClick(*m_ear));
    QCOMPARE(m_playback->position_s(), ClickMovie::flashTime_s(4) - 0.03);
    QVERIFY(!m_playback->isPlaying());
    // After it, silence: a second and more of sound would bring the next click.
    const double recorded_s = m_ear->recorded_s();
    QTRY_VERIFY_WITH_TIMEOUT(m_ear->recorded_s() > recorded_s + 1.6, kPatience_ms);
    QVERIFY(m_ear->peak(1.3) < 0.001);
    // While the hand moves on, the next grain follows the one that is heard.
    m_playback->scrub(2.0);
    m_playback->scrub(ClickMovie::flashTime_s(7) - 0.03);
    QVERIFY(hearsClick(*m_ear));
    m_playback->setScrubHeard(false);
    m_playback->scrub(ClickMovie::flashTime_s(4) - 0.03);
    const double quiet_s = m_ear->recorded_s();
    QTRY_VERIFY_WITH_TIMEOUT(m_ear->recorded_s() > quiet_s + 0.6, kPatience_ms);
    QVERIFY(m_ear->peak(0.3) < 0.001);
}

void TestSoundOutput::speedsBelowAndAboveOneAreHeardBackwardsIsNot() {
    m_playback->seek(5.0);
    m_playback->play();
    for (const double speed : {0.25, 2.0, 4.0}) {
        m_playback->setSpeed(speed);
        QVERIFY(hearsClick(*m_ear));
        QVERIFY(m_playback->isHeard());
    }
    m_playback->shuttle(-1);
    QCOMPARE(m_playback->speed(), -1.0);
    QVERIFY(!m_playback->isHeard());
    m_playback->shuttle(0);
    QCOMPARE(m_playback->speed(), 1.0);
    QVERIFY(!m_playback->isPlaying());
    m_playback->setSpeed(100.0);
    QCOMPARE(m_playback->speed(), Playback::kFastest);
    m_playback->setSpeed(0.5);
    m_playback->stepSpeed(1);
    QCOMPARE(m_playback->speed(), 0.75);
    m_playback->stepSpeed(-1);
    m_playback->stepSpeed(-1);
    m_playback->stepSpeed(-1);
    QCOMPARE(m_playback->speed(), Playback::kSlowest);
}

void TestSoundOutput::aLoopIsHeardAgainAndAgain() {
    const double click_s = ClickMovie::flashTime_s(6);
    m_playback->setRange(TimeSpan{click_s - 0.2, click_s + 0.3});
    m_playback->setLooping(true);
    m_playback->seek(click_s - 0.2);
    const std::size_t before = m_ear->clicks_s().size();
    m_playback->play();
    QVERIFY(hearsClick(*m_ear, 6));
    const std::vector<double> clicks = m_ear->clicks_s();
    // Half a second each time, as exactly as the recording's clock goes; a busy machine may delay one.
    std::vector<double> passes_s;
    for (std::size_t i = before + 1; i < clicks.size(); ++i)
        passes_s.push_back(clicks[i] - clicks[i - 1]);
    std::sort(passes_s.begin(), passes_s.end());
    QVERIFY(std::abs(passes_s[passes_s.size() / 2] - 0.5) < 0.004);
    QVERIFY(m_playback->position_s() < click_s + 0.35);
}

void TestSoundOutput::theChosenDeviceIsUsedLostAndTakenAgain() {
    const QString name = QStringLiteral("headphones");
    QString module = m_server.addSink(name);
    const auto has = [&] {
        const auto& devices = m_playback->audio().devices();
        return std::any_of(devices.begin(), devices.end(),
                           [&](const SoundDevice& device) { return device.id == name.toUtf8(); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(has(), kPatience_ms);
    QSignalSpy missing(&m_playback->audio(), &AudioPlayer::deviceMissing);
    m_playback->play();
    QVERIFY(hearsClick(*m_ear));
    {
        SoundMonitor headphones(name.toStdString());
        m_playback->audio().setDevice(name.toUtf8());
        QVERIFY(hearsClick(headphones));
        QVERIFY(m_playback->isHeard());
    }
    m_server.removeSink(module);
    QVERIFY(hearsClick(*m_ear)); // the system's choice
    QTRY_VERIFY_WITH_TIMEOUT(m_playback->isHeard(), kPatience_ms);
    module = m_server.addSink(name);
    QTRY_VERIFY_WITH_TIMEOUT(has(), kPatience_ms);
    {
        SoundMonitor headphones(name.toStdString());
        if (!m_playback->isPlaying()) m_playback->play();
        QVERIFY(hearsClick(headphones));
    }
    m_server.removeSink(module);
}

void TestSoundOutput::soundThatComesLateIsHeard() {
    // A slow disk: the sound track opens when it is let.
    const auto path = m_folder / "clicks.mp4";
    auto gate = std::make_shared<QSemaphore>();
    const auto video = VideoFile::open(path);
    QVERIFY(video.has_value());
    m_playback->setClip(ClipTiming::of(**video),
                        [path, gate](std::stop_token stop) -> Result<std::unique_ptr<FrameSource>> {
                            gate->tryAcquire(1, kPatience_ms);
                            auto opened = VideoFile::open(path, stop);
                            if (!opened) return fail(opened.error());
                            return std::move(*opened);
                        });
    QSignalSpy stuck(m_playback.get(), &Playback::soundStuck), came(m_playback.get(), &Playback::soundCame);
    m_playback->play();
    QTRY_VERIFY_WITH_TIMEOUT(!stuck.isEmpty(), kPatience_ms);
    QTRY_VERIFY_WITH_TIMEOUT(m_playback->position_s() > 1.0, kPatience_ms);
    QVERIFY(!m_playback->isHeard());
    gate->release();
    QTRY_VERIFY_WITH_TIMEOUT(!came.isEmpty(), kPatience_ms);
    QVERIFY(m_playback->position_s() > 1.0); // not from the begin
    QTRY_VERIFY_WITH_TIMEOUT(m_playback->isHeard() && m_playback->position_s() > 3.0, kPatience_ms);
}

} // namespace

QTEST_GUILESS_MAIN(TestSoundOutput)
#include "test_sound_output.moc"
