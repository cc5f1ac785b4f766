// What is heard and what is seen belong together: clicks recorded from the sound server against flashes painted.
#include <QSettings>
#include <QStandardPaths>
#include <QtTest>

#include <cstdlib>
#include <fmt/format.h>

#include "tests/support/sync/click_movie.h"
#include "tests/support/sync/sync_probe.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

constexpr int kMovie_s = 60;
/// What people do not notice. One in ten flashes may be later: other programs use the machine, too.
constexpr double kGoal_s = 0.040;
constexpr double kOutliers = 0.1;

class TestSync : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void theMovieIsRight();
    void fromTheStart();
    void afterSeeks();
    void afterPauses();
    void atOtherSpeeds();
    void cleanupTestCase();

  private:
    void check(const char* what);

    std::filesystem::path m_movie;
    TemporaryFolder m_folder;
    std::unique_ptr<SyncProbe> m_probe;
    std::vector<SyncProbe::Distance> m_all;
};

void TestSync::initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("SoundmaskTest"));
    QCoreApplication::setApplicationName(QStringLiteral("test_sync"));
    QSettings().clear();
    m_movie = m_folder / "clicks.mp4";
    const auto written = ClickMovie::write(m_movie, kMovie_s);
    QVERIFY2(written.has_value(), written ? "" : written.error().toString().c_str());
    m_probe = std::make_unique<SyncProbe>();
    const QString wrong = m_probe->open(m_movie);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

void TestSync::theMovieIsRight() {
    const auto clicks = ClickMovie::decodedClicks(m_movie, kMovie_s);
    QVERIFY(clicks.has_value());
    QCOMPARE(static_cast<int>(clicks->size()), kMovie_s);
    for (int k = 0; k < kMovie_s; ++k)
        QVERIFY(std::abs((*clicks)[static_cast<std::size_t>(k)] - ClickMovie::flashTime_s(k)) < 0.002);
}

void TestSync::check(const char* what) {
    // The last click must have come through the recorder.
    m_probe->runUntil([] { return false; }, 0.5);
    int unmatched = 0;
    const auto distances = m_probe->distances(unmatched);
    m_all.insert(m_all.end(), distances.begin(), distances.end());
    const auto summary = SyncProbe::summaryOf(distances);
    double load = 0.0;
    ::getloadavg(&load, 1);
    qInfo("%-12s %s, load %.1f", what, summary.toString().c_str(), load);
    for (const SyncProbe::Distance& distance : distances)
        if (std::abs(distance.late_s) > kGoal_s) qInfo("  %s", distance.toString().c_str());
    QVERIFY2(unmatched == 0, fmt::format("{} flashes without a click", unmatched).c_str());
    QVERIFY(summary.count >= 4);
    QVERIFY2(summary.median_s < kGoal_s, summary.toString().c_str());
}

void TestSync::fromTheStart() {
    m_probe->begin();
    m_probe->playback().play();
    QVERIFY(m_probe->playTo(12.0));
    QVERIFY(m_probe->playback().isHeard());
    check("start");
}

void TestSync::afterSeeks() {
    m_probe->begin();
    for (const int k : {40, 17, 52, 5, 31, 22}) {
        m_probe->playback().seek(ClickMovie::flashTime_s(k) - 0.2);
        QVERIFY(m_probe->playTo(ClickMovie::flashTime_s(k) + 0.3));
    }
    check("seeks");
}

void TestSync::afterPauses() {
    m_probe->begin();
    m_probe->playback().seek(ClickMovie::flashTime_s(10) - 0.3);
    for (int k = 10; k < 15; ++k) {
        QVERIFY(m_probe->playTo(ClickMovie::flashTime_s(k) + 0.3));
        m_probe->playback().pause();
        m_probe->runUntil([] { return false; }, 0.3);
        m_probe->playback().play();
    }
    check("pauses");
}

void TestSync::atOtherSpeeds() {
    for (const double speed : {0.5, 0.75, 1.5, 2.0}) {
        m_probe->begin();
        m_probe->playback().seek(20.0);
        m_probe->playback().setSpeed(speed);
        QVERIFY(m_probe->playTo(20.0 + 5.0 * std::max(1.0, speed)));
        QVERIFY(m_probe->playback().isHeard());
        m_probe->playback().setSpeed(1.0);
        check(fmt::format("speed {}", speed).c_str());
    }
    m_probe->playback().pause();
}

void TestSync::cleanupTestCase() {
    const auto summary = SyncProbe::summaryOf(m_all);
    qInfo("%-12s %s", "all", summary.toString().c_str());
    const auto late = std::count_if(m_all.begin(), m_all.end(), [](const SyncProbe::Distance& distance) {
        return std::abs(distance.late_s) > kGoal_s;
    });
    QVERIFY2(static_cast<double>(late) <= kOutliers * static_cast<double>(m_all.size()), summary.toString().c_str());
    m_probe.reset();
}

} // namespace

QTEST_MAIN(TestSync)
#include "test_sync.moc"
