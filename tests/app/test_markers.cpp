// Markers as a person uses them: set, walk, rename, delete, undo, and find them again the next day.
#include <QInputDialog>
#include <QLineEdit>
#include <QTimer>

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
    void areRenamedByDoubleClickAndFoundByClick();
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

void TestMarkers::areRenamedByDoubleClickAndFoundByClick() {
    setAt(keyFrame(2));
    goTo(0);
    QWidget* lanes = m_window->pane().timeline()->viewport();
    QTest::mouseClick(lanes, Qt::LeftButton, {}, flag(keyFrame(2)));
    QCOMPARE(frame(), keyFrame(2));
    QTimer::singleShot(0, lanes, [] {
        auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        dialog->setTextValue(QStringLiteral("  the door  "));
        dialog->accept();
    });
    QTest::mouseDClick(lanes, Qt::LeftButton, {}, flag(keyFrame(2)));
    QCOMPARE(record().markers.at(keyFrame(2)).name, std::string("the door"));
    actions().undo->trigger();
    QVERIFY(record().markers.at(keyFrame(2)).name != "the door");
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
