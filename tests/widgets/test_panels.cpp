// The panels: what they show, what they ask for, and that every control can be reached by keys and has a name.
#include <QAbstractButton>
#include <QComboBox>
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

#include "tests/widgets/widget_test.h"
#include "widgets/common/chip.h"
#include "widgets/common/theme.h"
#include "widgets/panels/clip_list_panel.h"
#include "widgets/panels/hint_bar.h"
#include "widgets/panels/layer_chips.h"
#include "widgets/panels/method_panel.h"
#include "widgets/panels/objects_panel.h"
#include "widgets/panels/transport_bar.h"

using namespace soundmask;

namespace {

QToolButton* button(const QWidget& widget, const QString& name) {
    for (QToolButton* candidate : widget.findChildren<QToolButton*>())
        if (candidate->accessibleName() == name) return candidate;
    return nullptr;
}

Chip* chip(const QWidget& widget, const QString& text) {
    for (Chip* candidate : widget.findChildren<Chip*>())
        if (candidate->text() == text) return candidate;
    return nullptr;
}

template <typename T>
T* named(const QWidget& widget, const QString& name) {
    for (T* candidate : widget.findChildren<T*>())
        if (candidate->accessibleName() == name) return candidate;
    return nullptr;
}

QVector<ObjectRow> objectRows() {
    ObjectRow result;
    result.id = LayerId{-1};
    result.name = QStringLiteral("Result: Sound and motion");
    result.colour = QColor(86, 180, 233);
    result.from_model = true;
    result.has_mask = true;
    ObjectRow guitar;
    guitar.id = LayerId{1};
    guitar.name = QStringLiteral("guitar");
    guitar.class_name = QStringLiteral("guitar");
    guitar.colour = QColor(230, 159, 0);
    guitar.has_mask = true;
    guitar.sound = SoundState::Sounding;
    ObjectRow man;
    man.id = LayerId{2};
    man.name = QStringLiteral("man");
    man.colour = QColor(0, 158, 115);
    man.locked = true;
    man.visible = false;
    return {result, guitar, man};
}

MethodDescriptor soundMotion() {
    MethodDescriptor method;
    method.name = QStringLiteral("sound-motion");
    method.title = QStringLiteral("Sound and motion");
    method.summary = QStringLiteral("Finds what moves when it sounds.");
    method.limits = QStringLiteral("Finds nothing on stills, and fails where the sounding thing does not move.");
    method.needs = QStringLiteral("Sound track");
    method.parameters = {
        {"threshold", "Threshold", ParameterDescriptor::Type::Real, "0.55", 0.0, 1.0, {}, "Heat a pixel needs."},
        {"points", "Points", ParameterDescriptor::Type::Integer, "5", 1, 64, {}, "How many points."},
        {"refine", "Refine", ParameterDescriptor::Type::Boolean, "true", 0, 0, {}, "Refine with GrabCut."},
        {"flow", "Flow", ParameterDescriptor::Type::Choice, "fast", 0, 0, {"fast", "fine"}, "Optical flow."}};
    return method;
}

MethodDescriptor unavailable() {
    MethodDescriptor method;
    method.name = QStringLiteral("box-sam");
    method.title = QStringLiteral("Box prompt and SAM");
    method.summary = QStringLiteral("Segments inside the box.");
    method.unavailable = QStringLiteral("The weights of SAM are missing: import them under Model, Weights.");
    return method;
}

QVector<ClipRow> clipRows(int count) {
    QVector<ClipRow> rows;
    for (int i = 1; i <= count; ++i) {
        ClipRow row;
        row.id = ClipId{i};
        row.name = QStringLiteral("clip_%1").arg(i, 3, 10, QLatin1Char('0'));
        row.category = i % 2 ? QStringLiteral("playing_acoustic_guitar") : QStringLiteral("dog_barking");
        row.split = i % 3 ? QStringLiteral("train") : QStringLiteral("test");
        row.detail = QStringLiteral("5 s, 224 x 224");
        row.state = i % 3 == 0 ? ClipRow::State::Done : i % 3 == 1 ? ClipRow::State::Untouched : ClipRow::State::InWork;
        rows.append(row);
    }
    return rows;
}

/// Everything one can press or type into has a name for screen readers and can be reached with Tab.
void checkReachable(const QWidget& panel) {
    for (const QWidget* child : panel.findChildren<QWidget*>()) {
        const bool is_control = qobject_cast<const QAbstractButton*>(child) || qobject_cast<const QComboBox*>(child) ||
                                qobject_cast<const QSlider*>(child) || qobject_cast<const QAbstractSpinBox*>(child) ||
                                qobject_cast<const QAbstractItemView*>(child);
        if (!is_control || !child->isVisible() || !child->objectName().isEmpty()) continue;
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
        bar.setPlaying(true);
        QVERIFY(button(bar, QStringLiteral("Pause")));
        QVERIFY(button(bar, QStringLiteral("Pause"))->toolTip().contains(QStringLiteral("Space")));
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

    void runAndCancel() {
        MethodPanel panel;
        panel.setMethods({soundMotion(), unavailable()});
        showAt(panel, {320, 560});
        auto* run = panel.findChild<QPushButton*>(QStringLiteral("run"));
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
        panel.setCurrentMethod(QStringLiteral("box-sam"));
        QVERIFY(!run->isEnabled());
        QVERIFY(run->toolTip().contains(QStringLiteral("weights")));
    }

    // Objects -------------------------------------------------------------------------------------------------------

    void objectsAskForEveryChange() {
        ObjectsPanel panel;
        panel.setObjects(objectRows());
        showAt(panel, {320, 300});
        auto* view = panel.findChild<QTreeView*>();
        QVector<LayerId> chosen;
        connect(&panel, &ObjectsPanel::currentChanged, &panel, [&](LayerId id) { chosen.append(id); });
        std::optional<bool> visible, locked;
        connect(&panel, &ObjectsPanel::visibleChangeRequested, &panel, [&](LayerId, bool on) { visible = on; });
        connect(&panel, &ObjectsPanel::lockedChangeRequested, &panel, [&](LayerId, bool on) { locked = on; });
        const auto click = [&](int row, int column) {
            const QRect cell = view->visualRect(view->model()->index(row, column));
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, cell.center());
        };
        click(2, 0);
        QCOMPARE(visible, std::optional(true));
        click(2, 4);
        QCOMPARE(locked, std::optional(false));
        QCOMPARE(chosen.last().value, 2);
        click(0, 4);
        QCOMPARE(locked, std::optional(false)); // a result cannot be locked
        QCOMPARE(panel.current().value, -1);

        panel.setCurrent(LayerId{1});
        QCOMPARE(chosen.last().value, -1); // setters are no choice of the user
        panel.setObjects(objectRows());
        QCOMPARE(panel.current().value, 1);
    }

    void objectsAreRenamedInPlace() {
        ObjectsPanel panel;
        panel.setObjects(objectRows());
        panel.setCurrent(LayerId{1});
        showAt(panel, {320, 300});
        auto* view = panel.findChild<QTreeView*>();
        QString name, class_name;
        connect(&panel, &ObjectsPanel::nameChangeRequested, &panel, [&](LayerId, const QString& text) { name = text; });
        connect(&panel, &ObjectsPanel::classChangeRequested, &panel,
                [&](LayerId, const QString& text) { class_name = text; });
        const auto edit = [&](int column, const QString& text) {
            view->edit(view->model()->index(1, column));
            auto* editor = view->viewport()->findChild<QLineEdit*>();
            QVERIFY(editor);
            editor->selectAll();
            QTest::keyClicks(editor, text);
            QTest::keyClick(editor, Qt::Key_Return);
            QTRY_VERIFY(!view->viewport()->findChild<QLineEdit*>());
        };
        edit(1, QStringLiteral("lute"));
        edit(2, QStringLiteral("string"));
        QCOMPARE(name, QStringLiteral("lute"));
        QCOMPARE(class_name, QStringLiteral("string"));
        QCOMPARE(view->model()->index(1, 1).data().toString(), QStringLiteral("guitar")); // the owner answers
    }

    void objectsMoveByButtonsAndKeys() {
        ObjectsPanel panel;
        panel.setObjects(objectRows());
        showAt(panel, {320, 300});
        QVector<std::pair<int, int>> moves;
        connect(&panel, &ObjectsPanel::moveRequested, &panel, [&](int from, int to) { moves.append({from, to}); });
        panel.setCurrent(LayerId{1});
        QVERIFY(!button(panel, QStringLiteral("Move up"))->isEnabled()); // below the result
        QTest::mouseClick(button(panel, QStringLiteral("Move down")), Qt::LeftButton);
        panel.setCurrent(LayerId{2});
        QTest::keyClick(panel.findChild<QTreeView*>(), Qt::Key_Up, Qt::AltModifier);
        const QVector<std::pair<int, int>> expected{{1, 2}, {2, 1}};
        QCOMPARE(moves, expected);
        QSignalSpy removed(&panel, &ObjectsPanel::deleteRequested);
        QTest::mouseClick(button(panel, QStringLiteral("Delete object")), Qt::LeftButton);
        QCOMPARE(removed.size(), 1);
        panel.setCurrent(LayerId{-1});
        QVERIFY(!button(panel, QStringLiteral("Delete object"))->isEnabled());
    }

    void emptyObjectsOfferANewOne() {
        ObjectsPanel panel;
        showAt(panel, {320, 300});
        QSignalSpy added(&panel, &ObjectsPanel::addRequested);
        auto* offer = panel.findChild<QPushButton*>();
        QVERIFY(offer && offer->isVisible());
        QTest::mouseClick(offer, Qt::LeftButton);
        QCOMPARE(added.size(), 1);
        panel.setEditable(false);
        QVERIFY(!offer->isVisible());
        QVERIFY(!button(panel, QStringLiteral("New object"))->isEnabled());
    }

    // Clips ---------------------------------------------------------------------------------------------------------

    void clipsAreFilteredCountedAndOpened() {
        ClipListPanel panel;
        panel.setClips(clipRows(30));
        showAt(panel, {300, 500});
        QCOMPARE(panel.counterText(), QStringLiteral("10 of 30 done"));
        QVector<ClipId> opened;
        connect(&panel, &ClipListPanel::clipActivated, &panel, [&](ClipId id) {
            opened.append(id);
            panel.setCurrent(id);
        });
        auto* view = panel.findChild<QListView*>();
        const QRect second = view->visualRect(view->model()->index(1, 0));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, second.center());
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, second.center());
        QCOMPARE(opened.size(), 1);
        QCOMPARE(panel.current().value, 2);
        QCOMPARE(panel.neighbour(1).value, 3);
        QCOMPARE(panel.neighbour(-1).value, 1);
        named<QLineEdit>(panel, QStringLiteral("Filter clips"))->setText(QStringLiteral("DOG train"));
        QCOMPARE(view->model()->rowCount(), 10);
        QCOMPARE(panel.neighbour(1).value, 4); // among those shown
        named<QComboBox>(panel, QStringLiteral("State"))->setCurrentIndex(3);
        QCOMPARE(view->model()->rowCount(), 0);
        auto* all = panel.findChild<QPushButton*>();
        QVERIFY(all && all->isVisible());
        all->click();
        QCOMPARE(view->model()->rowCount(), 30);
        panel.setCurrent(ClipId{30});
        QVERIFY(!panel.neighbour(1).isValid());
    }

    void emptyClipListOffersToOpen() {
        ClipListPanel panel;
        showAt(panel, {300, 400});
        QSignalSpy open(&panel, &ClipListPanel::openRequested);
        panel.findChild<QPushButton*>()->click();
        QCOMPARE(open.size(), 1);
        QVERIFY(!panel.neighbour(1).isValid());
    }

    void thumbnailsOfClipsInSightAreAskedForOnce() {
        ClipListPanel panel;
        QVector<ClipId> asked;
        connect(&panel, &ClipListPanel::thumbnailsNeeded, &panel, [&](const QVector<ClipId>& ids) { asked += ids; });
        panel.setClips(clipRows(200));
        showAt(panel, {300, 400});
        QTRY_VERIFY(!asked.isEmpty());
        QVERIFY(asked.size() < 12);
        QCOMPARE(asked.first().value, 1);
        auto* view = panel.findChild<QListView*>();
        view->scrollToBottom();
        QTRY_VERIFY(asked.contains(ClipId{200}));
        view->scrollToTop();
        panel.setThumbnail(ClipId{1}, samplePicture({160, 90}));
        const auto before = asked.size();
        QTest::qWait(150);
        QCOMPARE(asked.size(), before);
        QCOMPARE(QSet<ClipId>(asked.begin(), asked.end()).size(), asked.size());
    }

    void enterOpensAndDeleteRemoves() {
        ClipListPanel panel;
        panel.setClips(clipRows(5));
        showAt(panel, {300, 400});
        auto* view = panel.findChild<QListView*>();
        view->setCurrentIndex(view->model()->index(3, 0));
        QVector<qint64> opened, removed;
        connect(&panel, &ClipListPanel::clipActivated, &panel, [&](ClipId id) { opened.append(id.value); });
        connect(&panel, &ClipListPanel::removeRequested, &panel, [&](ClipId id) { removed.append(id.value); });
        QTest::keyClick(view, Qt::Key_Return);
        QTest::keyClick(view, Qt::Key_Delete);
        QCOMPARE(opened, QVector<qint64>{4});
        QCOMPARE(removed, QVector<qint64>{4});
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
