// The timeline under a real mouse: time and places, zoom, scrub, range, snapping, and how little it repaints.
#include <QContextMenuEvent>
#include <QElapsedTimer>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <cmath>

#include "tests/widgets/widget_test.h"
#include "widgets/common/theme.h"
#include "widgets/timeline/object_lanes.h"
#include "widgets/timeline/ruler_lane.h"
#include "widgets/timeline/timeline_view.h"

using namespace soundmask;

namespace {

constexpr double kDuration_s = 5.0;
constexpr double kFrame_s = 0.04;
constexpr int kHeader = TimelineView::kHeaderWidth;
const QColor kBlue(86, 180, 233);
const QColor kOrange(230, 159, 0);

WaveformData wave() {
    WaveformData data;
    for (int i = 0; i < 5000; ++i) {
        const double t = i * 0.001;
        const double beat = std::fmod(t, 0.5);
        const auto level = static_cast<float>(t < 4.0 ? 0.8 * std::exp(-6.0 * beat) + 0.02 : 0.0);
        data.peaks.push_back({-level, level * 0.9F});
    }
    return data;
}

QImage spectrogram() {
    QImage picture(500, 64, QImage::Format_RGB32);
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const double beat = std::fmod(x * 0.01, 0.5);
            const double value = std::exp(-4.0 * beat) * (0.4 + 0.6 * std::abs(std::sin(y * 0.4)));
            picture.setPixel(x, y, qRgb(int(250 * value), int(120 * value), int(40 + 90 * value)));
        }
    return picture;
}

std::vector<KeyFrameMark> keyFrames() {
    std::vector<KeyFrameMark> marks;
    for (int second = 1; second <= 5; ++second) {
        KeyFrameMark mark;
        mark.key_frame = {second, second * 25 - 2, second - 1 + 15.0 / 16.0};
        mark.encoded = second <= 4;
        mark.predicted = second <= 3;
        mark.edited = second == 2;
        mark.checked = second == 1;
        marks.push_back(mark);
    }
    return marks;
}

std::vector<ObjectLaneData> objects() {
    ObjectLaneData guitar{LayerId{1}, QStringLiteral("guitar"), kBlue, true, {}};
    for (int second = 1; second <= 4; ++second)
        guitar.bars.push_back({second, 0.2 + 0.1 * second, second != 3, SoundState::Sounding});
    ObjectLaneData voice{LayerId{2}, QStringLiteral("a man who sings very loud"), kOrange, false, {}};
    voice.bars = {{2, 0.1, false, SoundState::OffScreen}, {3, 0.12, true, SoundState::Silent}};
    return {guitar, voice};
}

/// Five seconds at 25 frames a second, with everything a clip can have.
struct Bench {
    TimelineView view;
    std::vector<double> seeks;
    std::vector<std::optional<TimeSpan>> ranges;
    std::vector<LayerId> clicked;

    explicit Bench(QSize size = {1132, 460}) {
        view.setDuration(kDuration_s);
        std::vector<double> times;
        for (int i = 0; i < 125; ++i)
            times.push_back(i * kFrame_s);
        view.setFrameTimes(times);
        view.setKeyFrames(keyFrames());
        view.setWaveform(wave());
        view.setSpectrogram(spectrogram(), {0.0, kDuration_s});
        view.setOnsets({0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5});
        view.setObjects(objects());
        QObject::connect(&view, &TimelineView::seekRequested, &view, [this](double t) { seeks.push_back(t); });
        QObject::connect(&view, &TimelineView::rangeChanged, &view,
                         [this](std::optional<TimeSpan> range) { ranges.push_back(range); });
        QObject::connect(&view, &TimelineView::objectClicked, &view, [this](LayerId id) { clicked.push_back(id); });
        showAt(view, size);
    }

    QWidget& area() { return *view.viewport(); }
    double x(double time_s) const { return kHeader + view.axis().xOf(time_s); }
    /// A place in the film strip.
    QPointF at(double time_s, double y = RulerLane().fullHeight() + 20.0) const { return {x(time_s), y}; }
    double objectsTop() const { return RulerLane().fullHeight() + 58.0 + 64.0 + 64.0; }
    void click(QPointF place, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        dragMouse(area(), {place, place}, Qt::LeftButton, modifiers);
    }
};

} // namespace

class TestTimeline : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Dark); }

    void axisMapsBothWays() {
        TimeAxis axis(10.0, 500.0);
        QCOMPARE(axis.xOf(5.0), 250.0);
        axis.zoomAt(100.0, 4.0);
        QVERIFY(std::abs(axis.timeAt(100.0) - 2.0) < 1e-12);
        QVERIFY(std::abs(axis.visible().duration_s() - 2.5) < 1e-12);
        axis.panBy(-1e9);
        QCOMPARE(axis.visible().begin_s, 0.0);
        axis.zoomAt(0.0, 1e9);
        QVERIFY(std::abs(axis.visible().duration_s() - TimeAxis::kMinSpan_s) < 1e-12);
        QVERIFY(TimeAxis().isEmpty());
        QCOMPARE(rulerStep(100.0, 80.0), 1.0);
    }

    void clickSeeks() {
        Bench bench;
        bench.click(bench.at(2.5));
        QCOMPARE(bench.seeks.size(), std::size_t(1));
        QVERIFY(std::abs(bench.seeks[0] - 2.5) < 0.01);
        bench.click({20.0, 30.0}); // the name column is no time
        QCOMPARE(bench.seeks.size(), std::size_t(1));
    }

    void clickOnAKeyFrameMarkGoesToItsPicture() {
        Bench bench;
        bench.click({bench.x(1.9375) + 4.0, 31.0});
        QCOMPARE(bench.seeks.at(0), 1.9375);
    }

    void dragScrubs() {
        Bench bench;
        std::vector<double> times;
        QSignalSpy started(&bench.view, &TimelineView::scrubStarted);
        QSignalSpy ended(&bench.view, &TimelineView::scrubEnded);
        QObject::connect(&bench.view, &TimelineView::scrubMoved, &bench.view, [&](double t) { times.push_back(t); });
        dragMouse(bench.area(), {bench.at(1.0), bench.at(1.5), bench.at(2.0), bench.at(99.0)});
        QCOMPARE(started.size(), 1);
        QCOMPARE(times.size(), std::size_t(3));
        QVERIFY(std::abs(times[1] - 2.0) < 0.01);
        QCOMPARE(times[2], kDuration_s); // never beyond the clip
        QCOMPARE(ended.size(), 1);
        QVERIFY(bench.seeks.empty());
    }

    void altSnapsToOnsetsThenToFrames() {
        Bench bench;
        bench.click(bench.at(1.006), Qt::AltModifier);
        QCOMPARE(bench.seeks.at(0), 1.0);
        bench.click(bench.at(1.27), Qt::AltModifier);
        QVERIFY(std::abs(bench.seeks.at(1) - 1.28) < 1e-9);
    }

    void snappingCanStayOnAndAltTurnsItOff() {
        Bench bench;
        bench.view.setSnapping(true);
        bench.click(bench.at(1.006));
        QCOMPARE(bench.seeks.at(0), 1.0);
        bench.click(bench.at(1.27), Qt::AltModifier);
        QVERIFY(std::abs(bench.seeks.at(1) - 1.28) > 1e-4);
        QVERIFY(std::abs(bench.seeks.at(1) - 1.27) < 0.01);
    }

    void onsetsAreWalkedThrough() {
        Bench bench;
        QCOMPARE(bench.view.nextOnset(0.7, 1), std::optional(1.0));
        QCOMPARE(bench.view.nextOnset(1.0, 1), std::optional(1.5));
        QCOMPARE(bench.view.nextOnset(1.0, -1), std::optional(0.5));
        QCOMPARE(bench.view.nextOnset(0.0, -1), std::nullopt);
        QCOMPARE(bench.view.nextOnset(3.6, 1), std::nullopt);
        bench.view.setDuration(kDuration_s); // another clip
        QCOMPARE(bench.view.nextOnset(0.7, 1), std::nullopt);
    }

    void shiftDragInALaneMarksARange() {
        Bench bench;
        dragMouse(bench.area(), {bench.at(1.0), bench.at(1.5), bench.at(2.0)}, Qt::LeftButton, Qt::ShiftModifier);
        QVERIFY(bench.view.range().has_value());
        QVERIFY(std::abs(bench.view.range()->begin_s - 1.0) < 0.01 && std::abs(bench.view.range()->end_s - 2.0) < 0.01);
        QVERIFY(bench.seeks.empty());
    }

    void aSilentTrackSaysSo() {
        Bench silent, empty;
        WaveformData flat;
        flat.peak_duration_s = 0.01;
        flat.peaks.resize(500);
        for (Bench* bench : {&silent, &empty}) {
            bench->view.setDuration(kDuration_s);
            bench->view.setLaneCollapsed(QStringLiteral("film"), true);
        }
        silent.view.setWaveform(flat);
        QVERIFY(silent.area().grab().toImage() != empty.area().grab().toImage());
    }

    void aWhiteObjectIsSeenOnALightPanel() {
        applyTheme(*qApp, ThemeMode::Light);
        Bench bench;
        bench.view.setObjects({{LayerId{1}, QStringLiteral("truth"), Qt::white, false, {{2, 0.5, true, {}}}}});
        const QImage picture = bench.area().grab().toImage();
        const QPoint bar(static_cast<int>(bench.x(1.5)),
                         static_cast<int>(bench.objectsTop() + ObjectsLane::kRowHeight - 9));
        const double contrast = contrastRatio(picture.pixelColor(bar), lightTheme().panel);
        applyTheme(*qApp, ThemeMode::Dark);
        QVERIFY2(contrast > 3.0, qPrintable(QString::number(contrast)));
        QCOMPARE(visibleColour(kBlue, lightTheme()), kBlue);
    }

    void wheelZoomsAtTheCursorAndShiftPans() {
        Bench bench;
        const QPointF cursor = bench.at(2.0);
        turnWheel(bench.area(), cursor, 4.0);
        QVERIFY(bench.view.axis().visible().duration_s() < 2.5);
        QVERIFY(std::abs(bench.x(2.0) - cursor.x()) < 1e-6);
        const double begin = bench.view.axis().visible().begin_s;
        turnWheel(bench.area(), cursor, -1.0, Qt::ShiftModifier);
        QVERIFY(bench.view.axis().visible().begin_s > begin);
        bench.view.showAll();
        QCOMPARE(bench.view.axis().visible(), (TimeSpan{0.0, kDuration_s}));
    }

    void middleButtonPans() {
        Bench bench;
        bench.view.showSpan({1.0, 2.0});
        dragMouse(bench.area(), {{600, 60}, {500, 60}}, Qt::MiddleButton);
        QVERIFY(std::abs(bench.view.axis().visible().begin_s - 1.1) < 1e-9);
        QVERIFY(bench.seeks.empty());
    }

    void scrollBarShowsAndMovesTheView() {
        Bench bench;
        bench.view.showSpan({1.0, 2.0});
        QScrollBar* bar = bench.view.horizontalScrollBar();
        QCOMPARE(bar->value(), 10000);
        QCOMPARE(bar->maximum(), 40000);
        bar->setValue(30000);
        QVERIFY(std::abs(bench.view.axis().visible().begin_s - 3.0) < 1e-9);
    }

    void plusAndMinusZoomAtThePlayHead() {
        Bench bench;
        bench.view.setPosition(3.0);
        const double x = bench.x(3.0);
        QTest::keyClick(&bench.view, Qt::Key_Plus);
        QVERIFY(bench.view.axis().visible().duration_s() < kDuration_s);
        QVERIFY(std::abs(bench.x(3.0) - x) < 1e-6);
        QTest::keyClick(&bench.view, Qt::Key_Minus);
        QVERIFY(std::abs(bench.view.axis().visible().duration_s() - kDuration_s) < 1e-9);
    }

    void rangeIsMarkedMovedAndCleared() {
        Bench bench;
        dragMouse(bench.area(), {{bench.x(1.0), 8}, {bench.x(1.5), 8}, {bench.x(3.0), 8}}, Qt::LeftButton,
                  Qt::ShiftModifier);
        QVERIFY(bench.view.range().has_value());
        QVERIFY(std::abs(bench.view.range()->begin_s - 1.0) < 0.01 && std::abs(bench.view.range()->end_s - 3.0) < 0.01);
        // The end is pulled over the begin: they change places.
        dragMouse(bench.area(), {{bench.x(3.0), 8}, {bench.x(2.0), 8}, {bench.x(0.5), 8}});
        QVERIFY(std::abs(bench.view.range()->begin_s - 0.5) < 0.01 && std::abs(bench.view.range()->end_s - 1.0) < 0.01);
        // Snapped to a frame while Alt is held.
        dragMouse(bench.area(), {{bench.x(0.5), 8}, {bench.x(0.71), 8}}, Qt::LeftButton, Qt::AltModifier);
        QVERIFY(std::abs(bench.view.range()->begin_s - 0.72) < 1e-9);
        dragMouse(bench.area(), {{bench.x(2.0), 8}, {bench.x(2.0), 8}}, Qt::LeftButton, Qt::ShiftModifier);
        QVERIFY(!bench.ranges.empty());
        bench.view.setRange(std::nullopt);
        QVERIFY(!bench.view.range());
        QVERIFY(bench.seeks.empty());
    }

    void rangeOfNoLengthIsNone() {
        Bench bench;
        bench.view.setRange(TimeSpan{1.0, 2.0});
        dragMouse(bench.area(), {{bench.x(2.0), 8}, {bench.x(0.99), 8}, {bench.x(1.0), 8}});
        QVERIFY(!bench.view.range() || bench.view.range()->duration_s() < 0.01);
    }

    void objectRowsAreClicked() {
        Bench bench;
        const double second_row = bench.objectsTop() + 1.5 * ObjectsLane::kRowHeight;
        bench.click({bench.x(2.5), second_row});
        QCOMPARE(bench.clicked.at(0).value, 2);
        QVERIFY(std::abs(bench.seeks.at(0) - 2.5) < 0.01);
        bench.click({80.0, bench.objectsTop() + 10.0});
        QCOMPARE(bench.clicked.at(1).value, 1);
        QCOMPARE(bench.seeks.size(), std::size_t(1));
    }

    void lanesFoldAndUnfold() {
        Bench bench;
        QSignalSpy folded(&bench.view, &TimelineView::laneCollapsedChanged);
        bench.click({12.0, RulerLane().fullHeight() + 12.0});
        QVERIFY(bench.view.isLaneCollapsed(QStringLiteral("film")));
        QCOMPARE(folded.size(), 1);
        bench.view.setLaneCollapsed(QStringLiteral("film"), false);
        QVERIFY(!bench.view.isLaneCollapsed(QStringLiteral("film")));
        bench.click({12.0, 10.0}); // the ruler stays
        QVERIFY(!bench.view.isLaneCollapsed(QStringLiteral("ruler")));
    }

    void menuFoldsLanesAndClearsTheRange() {
        Bench bench;
        bench.view.setRange(TimeSpan{1.0, 2.0});
        const auto choose = [&](const QString& text) {
            // The menu runs a loop of its own; this is called from inside it.
            QTimer::singleShot(0, &bench.view, [&] {
                auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
                QVERIFY(menu);
                for (QAction* action : menu->actions())
                    if (action->text() == text) action->trigger();
                menu->close();
            });
            QContextMenuEvent event(QContextMenuEvent::Keyboard, {200, 100},
                                    bench.area().mapToGlobal(QPoint(200, 100)));
            QApplication::sendEvent(&bench.area(), &event);
        };
        choose(QStringLiteral("Spectrum unfolded"));
        QVERIFY(bench.view.isLaneCollapsed(QStringLiteral("spectrogram")));
        choose(QStringLiteral("Clear the range"));
        QVERIFY(!bench.view.range());
        QCOMPARE(bench.ranges.size(), std::size_t(1));
        QVERIFY(!bench.ranges[0]);
    }

    void thumbnailsAreAskedForOnce() {
        TimelineView view;
        QSignalSpy asked(&view, &TimelineView::thumbnailsNeeded);
        view.setDuration(kDuration_s);
        view.setKeyFrames(keyFrames());
        showAt(view, {732, 420});
        QTRY_COMPARE(asked.size(), 1);
        const auto times = asked[0][0].value<QList<double>>();
        QCOMPARE(times.size(), 5); // a cell a second, of its key frame
        QVERIFY(times.contains(15.0 / 16.0));
        view.setThumbnail(times[0], samplePicture({160, 90}));
        view.setKeyFrames(keyFrames());
        view.showSpan({2.0, 2.5});
        QTRY_COMPARE(asked.size(), 2); // only finer times
        for (const double time : asked[1][0].value<QList<double>>())
            QVERIFY(!times.contains(time));
    }

    void playHeadRepaintsTwoNarrowStripes() {
        Bench bench({1920, 460});
        drawn(bench.view);
        bench.view.setPosition(1.0);
        QCoreApplication::processEvents();
        PaintMeter meter(bench.area());
        bench.view.setPosition(3.0);
        QCoreApplication::processEvents();
        QVERIFY(meter.area() > 0);
        QVERIFY2(meter.area() <= 2 * 20 * bench.area().height(), qPrintable(QString::number(meter.area())));
        std::vector<double> times_ms;
        for (int i = 0; i < 200; ++i) {
            QElapsedTimer timer;
            timer.start();
            bench.view.setPosition(0.02 * i);
            QCoreApplication::processEvents();
            times_ms.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        std::sort(times_ms.begin(), times_ms.end());
        qInfo("play head move at 1920 px: median %.2f ms, 95 %% %.2f ms", times_ms[100], times_ms[190]);
    }

    void partialRepaintsGiveTheSamePicture() {
        Bench bench;
        bench.view.setRange(TimeSpan{1.2, 2.7});
        for (const double time : {0.5, 1.5, 2.5, 3.5, 4.5})
            bench.view.setThumbnail(time, samplePicture({160, 90}));
        bench.view.setPosition(2.0);
        const QSize size = bench.area().size();
        QImage whole(size, QImage::Format_RGB32), strips(size, QImage::Format_RGB32);
        bench.area().render(&whole);
        for (int x = 0; x < size.width(); x += 13)
            bench.area().render(&strips, {x, 0}, QRegion(QRect(x, 0, 13, size.height())));
        int different = 0;
        for (int y = 0; y < size.height(); ++y)
            for (int x = 0; x < size.width(); ++x)
                if (colourDistance(whole.pixelColor(x, y), strips.pixelColor(x, y)) > 12) ++different;
        QCOMPARE(different, 0);
    }

    void followingPagesAlong() {
        Bench bench;
        bench.view.showSpan({0.0, 1.0});
        bench.view.setPosition(0.99, true);
        QCOMPARE(bench.view.axis().visible().begin_s, 0.0);
        bench.view.setPosition(1.01, true);
        QVERIFY(bench.view.axis().visible().contains(1.01));
        QVERIFY(bench.view.axis().visible().begin_s > 0.9);
        bench.view.setPosition(4.0); // without following the view stays
        QVERIFY(!bench.view.axis().visible().contains(4.0));
    }

    void lanesAreDrawnInTheirColours() {
        Bench bench;
        const QImage picture = drawn(bench.area());
        const double row = bench.objectsTop() + ObjectsLane::kRowHeight - 9.0;
        QVERIFY(colourDistance(colourAt(picture, {bench.x(0.5), row}), kBlue) < 12);
        QCOMPARE(colourAt(picture, {bench.x(4.5), row}), darkTheme().panel);
        // The wave is high at the beat and absent in the silent second.
        const double middle = RulerLane().fullHeight() + 58.0 + 29.0;
        QCOMPARE(colourAt(picture, {bench.x(0.51), middle - 10.0}), darkTheme().wave);
        QCOMPARE(colourAt(picture, {bench.x(4.6), middle - 10.0}), darkTheme().panel);
    }

    void withoutSoundItSaysWhy() {
        Bench bench;
        bench.view.setDuration(kDuration_s);
        QTest::qWait(0);
        const QImage silent = drawn(bench.area());
        bench.view.setSoundMessage(QStringLiteral("No sound track"));
        QVERIFY(drawn(bench.area()) != silent);
    }

    void aNewClipForgetsTheOld() {
        Bench bench;
        bench.view.setRange(TimeSpan{1.0, 2.0});
        bench.view.setPosition(2.0);
        bench.view.setDuration(8.0);
        QCOMPARE(bench.view.position(), 0.0);
        QVERIFY(!bench.view.range());
        QCOMPARE(bench.view.axis().visible(), (TimeSpan{0.0, 8.0}));
        bench.view.setDuration(0.0);
        bench.click(bench.at(1.0));
        QVERIFY(bench.seeks.empty());
    }

    void looksAsItShould() {
        for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
            applyTheme(*qApp, mode);
            const QString suffix = mode == ThemeMode::Dark ? QStringLiteral("-dark") : QStringLiteral("-light");
            Bench bench({1280, 420});
            for (const double time : {15.0 / 16.0, 1.9375, 2.9375, 3.9375, 4.9375})
                bench.view.setThumbnail(time, samplePicture({160, 90}));
            bench.view.setScores(
                {{QStringLiteral("sound-motion"), kBlue, {{1, 0.74}, {2, 0.81}, {3, 0.31}, {4, 0.66}}}});
            bench.view.setRange(TimeSpan{1.2, 2.7});
            bench.view.setLooping(true);
            bench.view.setPosition(2.0);
            keepPicture(bench.view, QStringLiteral("timeline") + suffix);
            bench.view.showSpan({1.8, 2.4});
            keepPicture(bench.view, QStringLiteral("timeline-zoomed") + suffix);
            bench.view.showAll();
            for (const char* lane : {"film", "sound", "spectrogram", "objects"})
                bench.view.setLaneCollapsed(QString::fromLatin1(lane), true);
            keepPicture(bench.view, QStringLiteral("timeline-folded") + suffix);
            TimelineView empty;
            showAt(empty, {1280, 300});
            keepPicture(empty, QStringLiteral("timeline-empty") + suffix);
            const Theme& theme = mode == ThemeMode::Dark ? darkTheme() : lightTheme();
            QCOMPARE(colourAt(drawn(*empty.viewport()), {600, 8}), theme.window);
        }
        applyTheme(*qApp, ThemeMode::Dark);
    }
};

QTEST_MAIN(TestTimeline)
#include "test_timeline.moc"
