// The lists: objects and clips.
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include "tests/widgets/panel_samples.h"
#include "tests/widgets/widget_test.h"
#include "widgets/common/theme.h"
#include "widgets/panels/object_list_model.h"

using namespace soundmask;

class TestLists : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Dark); }

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

    void classesHaveRoomUnlessNamesNeedIt() {
        ObjectsPanel panel;
        QVector<ObjectRow> rows = objectRows();
        rows[0].class_name = QStringLiteral("baby laughter");
        panel.setObjects(rows);
        showAt(panel, {320, 300});
        const auto* header = panel.findChild<QTreeView*>()->header();
        const int room = header->sectionSize(ObjectListModel::Class);
        QVERIFY(room >= panel.fontMetrics().horizontalAdvance(rows[0].class_name) + 8);
        rows[0].class_name = QString(200, QLatin1Char('m'));
        panel.setObjects(rows);
        QVERIFY(header->sectionSize(ObjectListModel::Class) > room);
        QVERIFY(header->sectionSize(ObjectListModel::Class) <= header->sectionSize(ObjectListModel::Name));
        panel.findChild<QTreeView*>()->header()->resizeSection(ObjectListModel::Class, 70); // by the user's hand
        panel.setObjects(objectRows());
        QCOMPARE(header->sectionSize(ObjectListModel::Class), 70);
    }

    void currentObjectIsRaisedAndKeepsItsColour() {
        ObjectsPanel panel;
        panel.setObjects(objectRows());
        panel.setCurrent(LayerId{1});
        showAt(panel, {320, 300});
        auto* view = panel.findChild<QTreeView*>();
        view->setFocus();
        const QRect name = view->visualRect(view->model()->index(1, 1));
        const QImage picture = drawn(*view->viewport());
        QCOMPARE(colourAt(picture, {name.right() - 6.0, name.top() + 4.0}), darkTheme().raised);
        QCOMPARE(colourAt(picture, {name.left() + 12.0, name.center().y() + 1.0}), QColor(230, 159, 0));
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
        panel.resize(190, 300);
        QCoreApplication::processEvents();
        for (const QLabel* label : panel.findChildren<QLabel*>())
            if (label->isVisible() && label->wordWrap())
                QVERIFY(label->height() >= label->heightForWidth(label->width()));
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
        QCOMPARE(panel.counterText(), QStringLiteral("30 clip(s) \u00b7 10 checked \u00b7 10 edited"));
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
        named<QComboBox>(panel, QStringLiteral("State"))->setCurrentIndex(2); // predicted
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
};

QTEST_MAIN(TestLists)
#include "test_lists.moc"
