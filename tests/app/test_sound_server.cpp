// Playback while the sound server is not there yet, dies, hangs and comes back: the picture goes on, and so does the
// sound as soon as it can. The cases follow each other: one window, one server after the other.
#include <QSignalSpy>
#include <QtTest>

#include <algorithm>
#include <atomic>

#include "app/bridge/playback.h"
#include "app/bridge/sound_server.h"
#include "core/media/video_file.h"
#include "tests/support/sync/click_movie.h"
#include "tests/support/sync/pulse_sandbox.h"
#include "tests/support/sync/sound_monitor.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

constexpr int kMovie_s = 120;
constexpr int kPatience_ms = 20'000;
constexpr int kFarewell_ms = 3'000;

class TestSoundServer : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void withoutAServerItPlaysSilently();
    void aServerThatComesIsHeard();
    void aServerThatDiesIsMissedAndTakenAgain();
    void aServerThatHangsIsMissedAndTakenAgain();
    void aServerThatIsLateIsNotAhead();
    void aServerThatHangsDoesNotKeepTheProgram();

  private:
    void goesOnSilently();
    void isHeard();

    TemporaryFolder m_folder;
    PulseSandbox m_server;
    std::unique_ptr<Playback> m_playback;
    std::unique_ptr<QSignalSpy> m_missing;
};

void TestSoundServer::initTestCase() {
    const auto path = m_folder / "clicks.mp4";
    QVERIFY(ClickMovie::write(path, kMovie_s));
    const auto video = VideoFile::open(path);
    QVERIFY(video.has_value());
    m_playback = std::make_unique<Playback>();
    m_missing = std::make_unique<QSignalSpy>(&m_playback->audio(), &AudioPlayer::deviceMissing);
    m_playback->setClip(ClipTiming::of(**video), [path](std::stop_token stop) -> Result<std::unique_ptr<FrameSource>> {
        auto opened = VideoFile::open(path, stop);
        if (!opened) return fail(opened.error());
        return std::move(*opened);
    });
    m_playback->setLooping(true);
}

/// Two seconds of the clip, in about that time.
void TestSoundServer::goesOnSilently() {
    QTRY_VERIFY_WITH_TIMEOUT(!m_missing->isEmpty(), kPatience_ms);
    QVERIFY(!m_missing->first().first().toString().isEmpty());
    QVERIFY(m_playback->isPlaying());
    QVERIFY(!m_playback->isHeard());
    const double here_s = m_playback->position_s(), begin_s = monotonic_s();
    QTRY_VERIFY_WITH_TIMEOUT(m_playback->position_s() > here_s + 2.0, kPatience_ms);
    QVERIFY(!m_playback->isHeard());
    QVERIFY(monotonic_s() - begin_s < 4.0);
}

void TestSoundServer::isHeard() {
    QTRY_VERIFY_WITH_TIMEOUT(m_playback->isHeard(), kPatience_ms);
    SoundMonitor ear(PulseSandbox::defaultSink().toStdString());
    const double here_s = m_playback->position_s();
    QTRY_VERIFY_WITH_TIMEOUT(!ear.clicks_s().empty(), kPatience_ms);
    QTRY_VERIFY_WITH_TIMEOUT(m_playback->position_s() > here_s, kPatience_ms);
    QVERIFY(m_playback->isHeard());
}

void TestSoundServer::withoutAServerItPlaysSilently() {
    m_playback->play();
    goesOnSilently();
}

void TestSoundServer::aServerThatComesIsHeard() {
    const QString wrong = m_server.start();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    isHeard();
}

void TestSoundServer::aServerThatDiesIsMissedAndTakenAgain() {
    m_missing->clear();
    const double here_s = m_playback->position_s();
    m_server.kill();
    goesOnSilently();
    QVERIFY(m_playback->position_s() > here_s); // not back to where it was started
    QCOMPARE(m_missing->size(), 1);             // said once, however often it is looked for
    const QString wrong = m_server.start();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    isHeard();
}

void TestSoundServer::aServerThatHangsIsMissedAndTakenAgain() {
    m_missing->clear();
    m_server.freeze(true);
    goesOnSilently();
    m_server.freeze(false);
    isHeard();
}

/// What is heard was handed over before, also when the server looks long after it was asked.
void TestSoundServer::aServerThatIsLateIsNotAhead() {
    constexpr int kReadings = 40, kHolds = 8;
    std::atomic<std::int64_t> handed_over = 0;
    SoundServer server([] {});
    QTRY_VERIFY_WITH_TIMEOUT(server.connection() == SoundServer::Connection::Ready, kPatience_ms);
    server.open({}, [&](float* out, std::int64_t frames) {
        std::fill(out, out + frames * SoundServer::kChannels, 0.0F);
        handed_over += frames;
    });
    QTRY_VERIFY_WITH_TIMEOUT(server.reading() && server.reading()->frame > 0.0, kPatience_ms);
    for (int hold = 0; hold < kHolds; ++hold) {
        m_server.freeze(true);
        HeardClock::Time last = server.reading()->time; // asks
        QTest::qWait(150);                              // the server's lateness, which is what is tested
        m_server.freeze(false);
        QElapsedTimer since;
        since.start();
        for (int seen = 0; seen < kReadings;) {
            const auto reading = server.reading();
            QVERIFY(reading && since.elapsed() < kPatience_ms);
            if (reading->time == last) {
                QTest::qWait(1);
                continue;
            }
            last = reading->time;
            ++seen;
            QVERIFY2(reading->frame <= static_cast<double>(handed_over), qPrintable(QString::number(reading->frame)));
            QVERIFY(reading->time <= HeardClock::now());
        }
    }
    server.close();
}

void TestSoundServer::aServerThatHangsDoesNotKeepTheProgram() {
    m_server.freeze(true);
    QElapsedTimer since;
    since.start();
    m_missing.reset();
    m_playback.reset();
    QVERIFY(since.elapsed() < kFarewell_ms);
    m_server.freeze(false);
}

} // namespace

QTEST_GUILESS_MAIN(TestSoundServer)
#include "test_sound_server.moc"
