// The panels: what they show, what they ask for, and that every control can be reached by keys and has a name.
#include <QAbstractButton>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <algorithm>

#include "tests/widgets/panel_samples.h"
#include "tests/widgets/widget_test.h"
#include "widgets/common/chip.h"
#include "widgets/common/key_names.h"
#include "widgets/common/theme.h"
#include "widgets/panels/clip_list_panel.h"
#include "widgets/panels/hint_bar.h"
#include "widgets/panels/layer_chips.h"
#include "widgets/panels/method_panel.h"
#include "widgets/panels/objects_panel.h"
#include "widgets/panels/transport_bar.h"

using namespace soundmask;

namespace {

/// Everything one can press or type into has a name for screen readers and can be reached with Tab.
void checkReachable(const QWidget& panel) {
    for (const QWidget* child : panel.findChildren<QWidget*>()) {
        const bool is_control = qobject_cast<const QAbstractButton*>(child) || qobject_cast<const QComboBox*>(child) ||
                                qobject_cast<const QSlider*>(child) || qobject_cast<const QAbstractSpinBox*>(child) ||
                                qobject_cast<const QAbstractItemView*>(child);
        if (!is_control || qobject_cast<const QHeaderView*>(child) || !child->isVisible() ||
            !child->objectName().isEmpty())
            continue;
        if (child->window() != panel.window() || child->parentWidget()->inherits("QLineEdit")) continue;
        const auto* as_button = qobject_cast<const QAbstractButton*>(child);
        const QString name = !child->accessibleName().isEmpty() ? child->accessibleName()
                             : as_button != nullptr             ? as_button->text()
                                                                : QString();
        QVERIFY2(!name.isEmpty(), child->metaObject()->className());
        if (qobject_cast<const QSlider*>(child) && child->focusPolicy() == Qt::NoFocus) continue; // has a field beside
        QVERIFY2(child->focusPolicy() & Qt::TabFocus, qPrintable(name));
        if (as_button != nullptr || qobject_cast<const QComboBox*>(child))
            QVERIFY2(!child->toolTip().isEmpty(), qPrintable(name));
    }
}

} // namespace

class TestPanels : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Dark); }

    void textsNameKeys() {
        KeyNames& names = KeyNames::instance();
        names.set({{QStringLiteral("fit"), {QStringLiteral("Ctrl+0"), QStringLiteral("Fit")}},
                   {QStringLiteral("none"), {QString(), QStringLiteral("Nothing")}}});
        const QList<std::pair<QString, QString>> cases{
            {QStringLiteral("plain (text; with) dots  \u00b7  {other}"), {}},
            {QStringLiteral("Show all ({fit})"), QStringLiteral("Show all (Ctrl+0)")},
            {QStringLiteral("Show all ({none})"), QStringLiteral("Show all")},
            {QStringLiteral("Zoom ({none} in; {fit} fits) here"), QStringLiteral("Zoom (Ctrl+0 fits) here")},
            {QStringLiteral("{none}: a  \u00b7  {fit}: b  \u00b7  c"), QStringLiteral("Ctrl+0: b  \u00b7  c")},
            {QStringLiteral("{fit} fits, {none} does not."), QStringLiteral("Ctrl+0 fits, “Nothing” does not.")},
        };
        for (const auto& [text, filled] : cases)
            QCOMPARE(names.filled(text), filled.isEmpty() ? text : filled);
        // A tip that somebody else gave the widget since then stays.
        QWidget widget;
        KeyNames::setToolTip(widget, QStringLiteral("It fits ({fit})"));
        QCOMPARE(widget.toolTip(), QStringLiteral("It fits (Ctrl+0)"));
        widget.setToolTip(QStringLiteral("another"));
        names.set({});
        QCOMPARE(widget.toolTip(), QStringLiteral("another"));
    }

    // Transport -----------------------------------------------------------------------------------------------------

    void timesAreWrittenAndRead_data() {
        QTest::addColumn<double>("time_s");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << "00:00.00";
        QTest::newRow("cut, not rounded") << 4.999 << "00:04.99";
        QTest::newRow("minutes") << 62.5 << "01:02.50";
        QTest::newRow("hours") << 3661.25 << "1:01:01.25";
    }

    void timesAreWrittenAndRead() {
        QFETCH(double, time_s);
        QFETCH(QString, text);
        QCOMPARE(timeText(time_s), text);
        double back = -1.0;
        QVERIFY(parseTime(text, back));
        QVERIFY(std::abs(back - time_s) < 0.0101);
    }

    void nonsenseIsNoTime() {
        double time_s = 7.0;
        for (const char* text : {"", "abc", "-1", "1:99", "1:2:3:4", "nan", "inf", "1:-2"})
            QVERIFY2(!parseTime(QString::fromLatin1(text), time_s), text);
        QCOMPARE(time_s, 7.0);
        QVERIFY(parseTime(QStringLiteral("2,5"), time_s));
        QCOMPARE(time_s, 2.5);
    }

    void transportButtonsAsk() {
        TransportBar bar;
        showAt(bar, {900, 40});
        bar.setDuration(5.0, 125);
        const std::pair<const char*, void (TransportBar::*)()> buttons[] = {
            {"First frame", &TransportBar::firstRequested},
            {"Previous key frame", &TransportBar::secondBackRequested},
            {"Previous frame", &TransportBar::frameBackRequested},
            {"Play", &TransportBar::playToggleRequested},
            {"Next frame", &TransportBar::frameForwardRequested},
            {"Next key frame", &TransportBar::secondForwardRequested},
            {"Last frame", &TransportBar::lastRequested}};
        for (const auto& [name, signal] : buttons) {
            QSignalSpy spy(&bar, signal);
            QVERIFY2(button(bar, QString::fromLatin1(name)), name);
            QTest::mouseClick(button(bar, QString::fromLatin1(name)), Qt::LeftButton);
            QCOMPARE(spy.size(), 1);
        }
        KeyNames::instance().set({{QStringLiteral("play"), {QStringLiteral("Space"), QStringLiteral("Play")}}});
        bar.setPlaying(true);
        QVERIFY(button(bar, QStringLiteral("Pause")));
        QCOMPARE(button(bar, QStringLiteral("Pause"))->toolTip(), QStringLiteral("Pause (Space)"));
        KeyNames::instance().set({{QStringLiteral("play"), {QStringLiteral("F9"), QStringLiteral("Play")}}});
        QCOMPARE(button(bar, QStringLiteral("Pause"))->toolTip(), QStringLiteral("Pause (F9)"));
        KeyNames::instance().set({});
        QSignalSpy looped(&bar, &TransportBar::loopToggled);
        QTest::mouseClick(button(bar, QStringLiteral("Loop the range, or everything")), Qt::LeftButton);
        QCOMPARE(looped.at(0).at(0).toBool(), true);
    }

    void settersDoNotAsk() {
        TransportBar bar;
        QSignalSpy speed(&bar, &TransportBar::speedChanged);
        QSignalSpy volume(&bar, &TransportBar::volumeChanged);
        QSignalSpy mute(&bar, &TransportBar::muteToggled);
        QSignalSpy loop(&bar, &TransportBar::loopToggled);
        bar.setSpeed(0.5);
        bar.setVolume(0.3);
        bar.setMuted(true);
        bar.setLooping(true);
        QCOMPARE(speed.size() + volume.size() + mute.size() + loop.size(), 0);
        QCOMPARE(bar.speed(), 0.5);
    }

    void theShuttlesSpeedIsShownWhileItLasts() {
        TransportBar bar;
        showAt(bar, {900, 40});
        auto* box = named<QComboBox>(bar, QStringLiteral("Speed"));
        QVERIFY(box);
        const int usual = box->count();
        for (const double speed : {-1.0, -4.0, 4.0}) {
            bar.setSpeed(speed);
            QCOMPARE(box->currentText(), QStringLiteral("%1x").arg(speed));
            QCOMPARE(box->count(), usual + 1);
        }
        bar.setSpeed(1.0);
        QCOMPARE(box->currentText(), QStringLiteral("1x"));
        QCOMPARE(box->count(), usual);
    }

    void typedTimeAndFrame() {
        TransportBar bar;
        bar.setDuration(5.0, 125);
        showAt(bar, {900, 40});
        auto* edit = named<QLineEdit>(bar, QStringLiteral("Time"));
        QVERIFY(edit);
        QSignalSpy time(&bar, &TransportBar::timeEntered);
        QSignalSpy frame(&bar, &TransportBar::frameEntered);
        const auto type = [&](const QString& text, Qt::Key end) {
            edit->setFocus();
            QTRY_COMPARE(edit->selectedText(), edit->text());
            QTest::keyClicks(edit, text);
            QTest::keyClick(edit, end);
        };
        bar.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&bar));
        type(QStringLiteral("2.94"), Qt::Key_Return);
        QCOMPARE(time.at(0).at(0).toDouble(), 2.94);
        type(QStringLiteral("#74"), Qt::Key_Return);
        QCOMPARE(frame.at(0).at(0).toLongLong(), 73);
        type(QStringLiteral("99"), Qt::Key_Return);
        QCOMPARE(time.at(1).at(0).toDouble(), 5.0);
        type(QStringLiteral("3"), Qt::Key_Escape);
        type(QStringLiteral("x"), Qt::Key_Return);
        QCOMPARE(time.size(), 2);
        QCOMPARE(frame.size(), 1);
        QCOMPARE(edit->text(), QStringLiteral("00:00.00"));
    }

    void nothingMovesWhileTheNumbersRun() {
        TransportBar bar;
        bar.setDuration(59.0, 1475);
        showAt(bar, {900, 40});
        const auto places = [&] {
            QVector<QRect> rects;
            for (const QWidget* child : bar.findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
                rects.append(child->geometry());
            return rects;
        };
        bar.setPosition(0.0, 0);
        QCoreApplication::processEvents();
        const auto before = places();
        bar.setPosition(48.88, 1222);
        QCoreApplication::processEvents();
        QCOMPARE(places(), before);
    }

    void withoutSoundTheVolumeIsOff() {
        TransportBar bar;
        bar.setSoundAvailable(false, QStringLiteral("This clip has no sound track"));
        auto* volume = named<QSlider>(bar, QStringLiteral("Volume"));
        QVERIFY(!volume->isEnabled());
        QCOMPARE(volume->toolTip(), QStringLiteral("This clip has no sound track"));
    }

    // Layers --------------------------------------------------------------------------------------------------------

    void chipsToggleAndSolo() {
        LayerChips chips;
        showAt(chips, {1000, 36});
        QVector<std::pair<LayerKind, bool>> changes;
        connect(&chips, &LayerChips::layerVisibleChanged, &chips, [&](LayerKind layer, bool visible) {
            changes.append({layer, visible});
        });
        Chip* heat = chip(chips, QStringLiteral("Heat map"));
        QVERIFY(heat);
        QTest::mouseClick(heat, Qt::LeftButton);
        QCOMPARE(changes.size(), 1);
        QVERIFY(changes[0] == std::pair(LayerKind::HeatMap, false));
        chips.setLayerVisible(LayerKind::HeatMap, true);
        QCOMPARE(changes.size(), 1);
        Q_EMIT heat->soloRequested();
        QVERIFY(chips.isLayerVisible(LayerKind::HeatMap) && chips.isLayerVisible(LayerKind::Picture));
        for (const LayerKind layer : {LayerKind::Masks, LayerKind::Points, LayerKind::Boxes, LayerKind::GroundTruth})
            QVERIFY(!chips.isLayerVisible(layer));
        QCOMPARE(changes.size(), 5);
        Q_EMIT heat->soloRequested();
        QVERIFY(chips.isLayerVisible(LayerKind::Masks) && chips.isLayerVisible(LayerKind::GroundTruth));
    }

    void longPressIsSoloNotToggle() {
        LayerChips chips;
        showAt(chips, {1000, 36});
        Chip* masks = chip(chips, QStringLiteral("Masks"));
        QSignalSpy solo(masks, &Chip::soloRequested);
        QTest::mousePress(masks, Qt::LeftButton);
        QTRY_COMPARE(solo.size(), 1);
        QTest::mouseRelease(masks, Qt::LeftButton);
        QVERIFY(masks->isChecked());
        QVERIFY(!chips.isLayerVisible(LayerKind::Points));
    }

    void missingLayersAreOffButKeepTheirState() {
        LayerChips chips;
        chips.setLayerVisible(LayerKind::GroundTruth, true);
        chips.setLayerAvailable(LayerKind::GroundTruth, false);
        QVERIFY(!chip(chips, QStringLiteral("Reference"))->isEnabled());
        QVERIFY(chips.isLayerVisible(LayerKind::GroundTruth));
        QSignalSpy opacity(&chips, &LayerChips::heatMapOpacityChanged);
        chips.setHeatMapOpacity(0.25);
        QCOMPARE(opacity.size(), 0);
        named<QSlider>(chips, QStringLiteral("Heat map opacity"))->setValue(75);
        QCOMPARE(opacity.at(0).at(0).toDouble(), 0.75);
    }

    // Hints ---------------------------------------------------------------------------------------------------------

    void messageTakesThePlaceOfTheHintForAWhile() {
        HintBar bar;
        showAt(bar, {900, 30});
        bar.setHint(QStringLiteral("Left: paint"));
        bar.showMessage(QStringLiteral("It is locked"), 30);
        QCOMPARE(bar.shownText(), QStringLiteral("It is locked"));
        bar.setHint(QStringLiteral("Left: erase"));
        QCOMPARE(bar.shownText(), QStringLiteral("It is locked"));
        QTRY_COMPARE(bar.shownText(), QStringLiteral("Left: erase"));
    }

    void hoverShowsHeatOnlyWhereThereIsSome() {
        HintBar bar;
        auto* position = named<QLabel>(bar, QStringLiteral("Position"));
        bar.setHover(118, 93, 0.7123);
        QVERIFY(position->text().contains(QStringLiteral("118")) && position->text().contains(QStringLiteral("0.71")));
        const int width = position->fontMetrics().horizontalAdvance(position->text());
        bar.setHover(9, 1023, 0.05);
        QCOMPARE(position->fontMetrics().horizontalAdvance(position->text()), width); // nothing jumps
        bar.setHover(118, 93, std::nan(""));
        QVERIFY(!position->text().contains(QStringLiteral("heat")));
        bar.clearHover();
        QVERIFY(position->text().isEmpty());
        bar.setZoom(2.0);
        QVERIFY(named<QLabel>(bar, QStringLiteral("Zoom"))->text().contains(QStringLiteral("200")));
    }

    // Method --------------------------------------------------------------------------------------------------------

    void optionsHaveAllParametersAndKeepWhatTheUserSet() {
        MethodPanel panel;
        panel.setMethods({soundMotion(), unavailable()});
        panel.setRunnable(true);
        showAt(panel, {320, 560});
        QCOMPARE(panel.currentMethod(), QStringLiteral("sound-motion"));
        const QMap<QString, QString> defaults{
            {"threshold", "0.55"}, {"points", "5"}, {"refine", "true"}, {"flow", "fast"}};
        QCOMPARE(panel.options(), defaults);
        QSignalSpy changed(&panel, &MethodPanel::optionsChanged);
        named<QSpinBox>(panel, QStringLiteral("Points"))->setValue(9);
        QCOMPARE(changed.size(), 1);
        panel.setOptions({{"threshold", "0.7"}, {"flow", "nonsense"}, {"unknown", "1"}});
        QCOMPARE(panel.options()["threshold"], QStringLiteral("0.7"));
        QCOMPARE(panel.options()["flow"], QStringLiteral("fast"));
        panel.setCurrentMethod(QStringLiteral("box-sam"));
        QVERIFY(panel.options().isEmpty());
        panel.setCurrentMethod(QStringLiteral("sound-motion"));
        QCOMPARE(panel.options()["points"], QStringLiteral("9"));
        for (QPushButton* reset : panel.findChildren<QPushButton*>())
            if (reset->text() == QStringLiteral("Back to defaults")) reset->click();
        QCOMPARE(panel.options(), defaults);
    }

    void choicesAreCalledByTheirTitles() {
        MethodPanel panel;
        panel.setMethods({soundMotion()});
        auto* flow = named<QComboBox>(panel, QStringLiteral("Flow"));
        QCOMPARE(flow->currentText(), QStringLiteral("Rough"));
        QVERIFY(flow->toolTip().endsWith(QStringLiteral("Default: Rough")));
        QCOMPARE(panel.options()["flow"], QStringLiteral("fast"));
        panel.setOptions({{"flow", "fine"}});
        QCOMPARE(flow->currentText(), QStringLiteral("fine"));
        QCOMPARE(panel.options()["flow"], QStringLiteral("fine"));
    }

    void aMethodMayChooseANumberItself() {
        MethodDescriptor method;
        method.name = QStringLiteral("point");
        method.parameters = {
            {"threshold", "Threshold", ParameterDescriptor::Type::Real, "auto", 0.0, 1.0, {}, "Heat a pixel needs."}};
        MethodPanel panel;
        panel.setMethods({method});
        panel.setCurrentMethod(method.name);
        QCOMPARE(panel.options().value("threshold"), QStringLiteral("auto"));
        auto* field = panel.findChild<QDoubleSpinBox*>();
        QVERIFY(field);
        QCOMPARE(field->text(), QStringLiteral("auto"));
        field->stepUp(); // the least number comes next
        QCOMPARE(panel.options().value("threshold"), QStringLiteral("0"));
        field->setValue(0.7);
        QCOMPARE(panel.options().value("threshold"), QStringLiteral("0.7"));
        panel.setOptions({{"threshold", "auto"}});
        QCOMPARE(panel.options().value("threshold"), QStringLiteral("auto"));
        // What it chose is said while the choice is its own.
        const auto says = [&](const QString& text) {
            return std::ranges::any_of(panel.findChildren<QLabel*>(), [&](const QLabel* label) {
                return label->isVisibleTo(&panel) && label->text().contains(text);
            });
        };
        panel.setTaken({{"threshold", "0.85"}});
        QVERIFY(says(QStringLiteral("0.85")));
        field->setValue(0.7);
        QVERIFY(!says(QStringLiteral("0.85")));
        panel.setOptions({{"threshold", "auto"}});
        QVERIFY(says(QStringLiteral("0.85")));
        panel.setTaken({});
        QVERIFY(!says(QStringLiteral("0.85")));
    }

    void runAndCancel() {
        MethodPanel panel;
        panel.setMethods({soundMotion(), unavailable()});
        showAt(panel, {320, 560});
        auto* run = panel.findChild<QPushButton*>(QStringLiteral("run"));
        const int width = panel.minimumSizeHint().width();
        QVERIFY(!run->isEnabled());
        panel.setRunnable(false, QStringLiteral("Open a clip first"));
        QCOMPARE(run->toolTip(), QStringLiteral("Open a clip first"));
        panel.setRunnable(true);
        QSignalSpy asked(&panel, &MethodPanel::runRequested);
        QTest::mouseClick(run, Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toString(), QStringLiteral("sound-motion"));
        panel.setState(MethodPanel::State::Running, QStringLiteral("Frame 2 of 5"), 0.4);
        QVERIFY(!run->isVisible());
        QCOMPARE(panel.minimumSizeHint().width(), width); // nothing beside it moves
        QPushButton* cancel = nullptr;
        for (QPushButton* candidate : panel.findChildren<QPushButton*>())
            if (candidate->text() == QStringLiteral("Cancel")) cancel = candidate;
        QSignalSpy cancelled(&panel, &MethodPanel::cancelRequested);
        QTest::mouseClick(cancel, Qt::LeftButton);
        QCOMPARE(cancelled.size(), 1);
        panel.setState(MethodPanel::State::Cancelling);
        QVERIFY(!cancel->isEnabled());
        panel.setState(MethodPanel::State::Done, QStringLiteral("Done"));
        QVERIFY(run->isVisible() && run->isEnabled());
        const auto says_done = [&] {
            return std::ranges::any_of(panel.findChildren<QLabel*>(),
                                       [](const QLabel* label) { return label->text() == QStringLiteral("Done"); });
        };
        QVERIFY(says_done());
        panel.setCurrentMethod(QStringLiteral("box-sam"));
        QVERIFY(!says_done()); // that was the other one
        QVERIFY(!run->isEnabled());
        QVERIFY(run->toolTip().contains(QStringLiteral("weights")));
    }

    // All of them ---------------------------------------------------------------------------------------------------

    void everythingHasANameAndIsReachedByTab() {
        TransportBar transport;
        LayerChips chips;
        MethodPanel method;
        method.setMethods({soundMotion()});
        method.setRunnable(true);
        ObjectsPanel objects;
        objects.setObjects(objectRows());
        ClipListPanel clips;
        clips.setClips(clipRows(3));
        for (QWidget* panel : std::initializer_list<QWidget*>{&transport, &chips, &method, &objects, &clips}) {
            showAt(*panel, panel->sizeHint());
            checkReachable(*panel);
        }
    }

    void lookAsTheyShould() {
        for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
            applyTheme(*qApp, mode);
            const QString suffix = mode == ThemeMode::Dark ? QStringLiteral("-dark") : QStringLiteral("-light");
            const auto keep = [&](QWidget& widget, const char* name, QSize size) {
                showAt(widget, size);
                QCoreApplication::processEvents(); // what was set after it was shown is laid out
                keepPicture(widget, QLatin1String(name) + suffix);
            };
            TransportBar transport;
            transport.setDuration(5.0, 125);
            transport.setPosition(2.94, 73);
            transport.setLooping(true);
            keep(transport, "transport", {960, transport.sizeHint().height()});
            LayerChips chips;
            chips.setLayerVisible(LayerKind::Boxes, false);
            chips.setLayerAvailable(LayerKind::GroundTruth, false);
            keep(chips, "chips", {960, chips.sizeHint().height()});
            HintBar hints;
            hints.setHint(QStringLiteral("Left: paint  \u00b7  Right or Alt: erase  \u00b7  [ ] or Shift+wheel: size"));
            hints.setHover(118, 93, 0.71);
            hints.setBrushSize(24.0);
            hints.setZoom(2.5);
            keep(hints, "hints", {960, hints.sizeHint().height()});
            hints.showMessage(QStringLiteral("\u201cguitar\u201d is locked: unlock it in the object list to paint"));
            keep(hints, "hints-message", {700, hints.sizeHint().height()});
            MethodPanel method;
            method.setMethods({soundMotion(), unavailable()});
            method.setRunnable(true);
            keep(method, "method", {320, 520});
            method.setState(MethodPanel::State::Running, QStringLiteral("Frame 2 of 5, about 3 s left"), 0.4);
            keep(method, "method-running", {320, 520});
            method.setState(MethodPanel::State::Failed, QStringLiteral("The clip has no sound track"));
            method.setCurrentMethod(QStringLiteral("box-sam"));
            keep(method, "method-unavailable", {320, 520});
            ObjectsPanel objects;
            objects.setObjects(objectRows());
            objects.setCurrent(LayerId{1});
            keep(objects, "objects", {320, 240});
            ObjectsPanel no_objects;
            keep(no_objects, "objects-empty", {320, 240});
            ClipListPanel clips;
            clips.setClips(clipRows(8));
            clips.setCurrent(ClipId{2});
            for (int i = 1; i < 6; ++i)
                clips.setThumbnail(ClipId{i}, samplePicture({160, 90}));
            keep(clips, "clips", {300, 460});
            ClipListPanel no_clips;
            keep(no_clips, "clips-empty", {300, 320});
            // What is shown is in the theme's colours.
            const Theme& theme = mode == ThemeMode::Dark ? darkTheme() : lightTheme();
            QCOMPARE(colourAt(drawn(transport), {1, 1}), theme.window);
            QCOMPARE(colourAt(drawn(objects), {160, 170}), theme.panel);
        }
        applyTheme(*qApp, ThemeMode::Dark);
    }
};

QTEST_MAIN(TestPanels)
#include "test_panels.moc"
