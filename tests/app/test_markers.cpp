// Markers as a person uses them: set, walk, rename, delete, undo, and find them again the next day.
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>

#include "tests/app/window_test.h"
#include "widgets/panels/hint_bar.h"
#include "widgets/timeline/ruler_lane.h"
#include "widgets/timeline/timeline_view.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

class TestMarkers : public WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { prepare("test_markers", 1, 5); }
    void init();
    void cleanupTestCase() { m_window.reset(); }

    void areSetByKeyUndoneAndDoneAgain();
    void areWalkedThrough();
    void areFoundByClickAndRenamedWhereTheyStand();
    void haveAMenu();
    void areThereAfterReopening();
    void areDeleted();

  private:
    void setAt(FrameIndex frame);
    FrameIndex frame() const { return m_window->session().playback().frame(); }
    /// Where marker \p frame is in the timeline.
    QPoint flag(FrameIndex frame) const;
};

void TestMarkers::init() {
    forgetProjects();
    startWindow();
    open(m_dataset);
}

void TestMarkers::setAt(FrameIndex frame) {
    goTo(frame);
    QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ShiftModifier);
    QVERIFY(record().markers.contains(frame));
}

QPoint TestMarkers::flag(FrameIndex frame) const {
    const TimelineView& timeline = *m_window->pane().timeline();
    const double x = timeline.axis().xOf(m_window->session().playback().timing().timeOf_s(frame));
    return {TimelineView::kHeaderWidth + qRound(x) + 3, qRound(RulerLane().fullHeight()) + 9};
}

void TestMarkers::areSetByKeyUndoneAndDoneAgain() {
    setAt(keyFrame(1));
    setAt(keyFrame(3));
    const auto both = record().markers;
    QCOMPARE(both.size(), std::size_t{2});
    QVERIFY(both.at(keyFrame(1)).name != both.at(keyFrame(3)).name);
    QVERIFY(both.at(keyFrame(1)).colour != both.at(keyFrame(3)).colour);
    // A second one on the same frame says why not.
    QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ShiftModifier);
    QCOMPARE(record().markers, both);
    actions().undo->trigger();
    QCOMPARE(record().markers.size(), std::size_t{1});
    actions().redo->trigger();
    QCOMPARE(record().markers, both);
}

void TestMarkers::areWalkedThrough() {
    setAt(keyFrame(1));
    setAt(keyFrame(3));
    goTo(0);
    for (const FrameIndex expected : {keyFrame(1), keyFrame(3), keyFrame(3)}) {
        QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(frame(), expected);
    }
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(frame(), keyFrame(1));
}

void TestMarkers::areFoundByClickAndRenamedWhereTheyStand() {
    setAt(keyFrame(2));
    const std::string before = record().markers.at(keyFrame(2)).name;
    goTo(0);
    QWidget* lanes = m_window->pane().timeline()->viewport();
    QTest::mouseClick(lanes, Qt::LeftButton, {}, flag(keyFrame(2)));
    QCOMPARE(frame(), keyFrame(2));
    const auto name = [lanes] {
        for (auto* edit : lanes->findChildren<QLineEdit*>())
            if (edit->isVisible()) return edit;
        return static_cast<QLineEdit*>(nullptr);
    };
    QTest::mouseDClick(lanes, Qt::LeftButton, {}, flag(keyFrame(2)));
    QVERIFY(name());
    QTRY_VERIFY(name()->hasFocus());
    QCOMPARE(name()->selectedText().toStdString(), before);
    QVERIFY(name()->geometry().contains(flag(keyFrame(2)).x(), name()->geometry().center().y()));
    // Letters are typed, not done.
    QTest::keyClicks(name(), QStringLiteral("  be new "));
    QTest::keyClick(name(), Qt::Key_Return);
    QCOMPARE(record().markers.at(keyFrame(2)).name, std::string("be new"));
    QVERIFY(!name());
    QTRY_VERIFY(m_window->pane().timeline()->hasFocus()); // where the mouse took it
    actions().undo->trigger();
    QCOMPARE(record().markers.at(keyFrame(2)).name, before);

    // By its key; Esc leaves the name as it was.
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(name());
    QTest::keyClicks(name(), QStringLiteral("never"));
    QTest::keyClick(name(), Qt::Key_Escape);
    QVERIFY(!name());
    QCOMPARE(record().markers.at(keyFrame(2)).name, before);
    QTRY_VERIFY(canvas().hasFocus());
    // A click elsewhere takes it.
    actions().rename_marker->trigger();
    QTest::keyClicks(name(), QStringLiteral("elsewhere"));
    canvas().setFocus();
    QTRY_COMPARE(record().markers.at(keyFrame(2)).name, std::string("elsewhere"));
    // A marker that goes takes the field along.
    actions().rename_marker->trigger();
    QVERIFY(name());
    actions().delete_marker->trigger();
    QVERIFY(!name());
}

void TestMarkers::haveAMenu() {
    setAt(keyFrame(1));
    setAt(keyFrame(3));
    goTo(0);
    QWidget* lanes = m_window->pane().timeline()->viewport();
    const auto open_menu = [&](FrameIndex frame) {
        QContextMenuEvent press(QContextMenuEvent::Mouse, flag(frame), lanes->mapToGlobal(flag(frame)));
        QApplication::sendEvent(lanes, &press);
        return qobject_cast<QMenu*>(QApplication::activePopupWidget());
    };
    QMenu* menu = open_menu(keyFrame(1));
    QVERIFY(menu);
    QCOMPARE(frame(), keyFrame(1)); // what the menu is about is shown
    const QList<QAction*> wanted{actions().rename_marker, actions().recolour_marker, actions().delete_marker};
    QCOMPARE(menu->actions(), wanted);
    for (const QAction* action : wanted)
        QVERIFY(action->isEnabled());
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(actions().delete_marker).center());
    QCOMPARE(record().markers.size(), std::size_t{1});
    QVERIFY(record().markers.contains(keyFrame(3)));
    QTRY_VERIFY(!QApplication::activePopupWidget());
}

void TestMarkers::areThereAfterReopening() {
    setAt(keyFrame(0));
    const auto before = record().markers;
    startWindow();
    open(m_dataset);
    QCOMPARE(record().markers, before);
    actions().undo->trigger();
    QVERIFY(record().markers.empty());
}

void TestMarkers::areDeleted() {
    setAt(keyFrame(0));
    goTo(keyFrame(1));
    actions().delete_marker->trigger(); // none here: nothing happens to the other
    QCOMPARE(record().markers.size(), std::size_t{1});
    goTo(keyFrame(0));
    actions().delete_marker->trigger();
    QVERIFY(record().markers.empty());
    actions().undo->trigger();
    QCOMPARE(record().markers.size(), std::size_t{1});
}

} // namespace

QTEST_MAIN(TestMarkers)
#include "test_markers.moc"
