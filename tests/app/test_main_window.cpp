// The window as a person uses it: open, run, cancel, paint, undo, export, import, and what goes wrong.
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>

#include <filesystem>
#include <fstream>

#include "app/shell/action_finder.h"
#include "app/shell/masks_transfer.h"
#include "app/shell/message_banner.h"
#include "app/shell/models_dialog.h"
#include "app/shell/shortcut_sheet.h"
#include "core/project/dataset/mask_reader.h"
#include "tests/app/window_test.h"
#include "widgets/panels/clip_list_panel.h"
#include "widgets/panels/method_panel.h"
#include "widgets/timeline/timeline_view.h"

using namespace soundmask;

namespace {

const std::string kMethod = "sound-motion";

class TestMainWindow : public test::WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { prepare("test_main_window", 2, 7); }
    void init() {
        forgetProjects();
        startWindow();
    }
    void cleanup() { m_window.reset(); }

    void everyActionIsInAMenuAndNoKeyIsUsedTwice();
    void runCancelRunPaintUndoRedoExportReopen();
    void aStrokeOnNothingMakesAnObject();
    void undoShowsTheFrameItChanges();
    void playsAndStepsByKeyboard();
    void clipsAreWalkedThroughByKeyboard();
    void brokenFilesSayWhatIsWrong();
    void aResultOfAClosedClipIsDropped();
    void workThatCannotBeSavedSaysSo();
    void finderRunsWhatWasTyped();
    void shortcutSheetListsEveryKey();
    void aMethodWithoutItsModelLeadsToTheModelsPage();

  private:
    void stroke(QPoint from, QPoint to);
    void run();
    const MethodResult* result() const { return WindowTest::result(kMethod); }
};

void TestMainWindow::stroke(QPoint from, QPoint to) {
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, from);
    QTest::mouseMove(&canvas(), (from + to) / 2);
    QTest::mouseMove(&canvas(), to);
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, to);
}

void TestMainWindow::run() {
    m_window->pane().methods()->setCurrentMethod(QString::fromStdString(kMethod));
    actions().run_all->trigger();
    QVERIFY(!actions().run_all->isEnabled());
}

void TestMainWindow::everyActionIsInAMenuAndNoKeyIsUsedTwice() {
    QSet<QAction*> in_menus;
    for (QAction* menu : m_window->menuBar()->actions())
        for (QAction* action : menu->menu()->actions())
            in_menus.insert(action);
    QMap<QString, QString> owner;
    for (QAction* action : actions().all()) {
        QVERIFY2(in_menus.contains(action), qPrintable(action->text()));
        QVERIFY2(!action->statusTip().isEmpty(), qPrintable(action->text()));
        for (const QKeySequence& key : action->shortcuts()) {
            const QString text = key.toString();
            QVERIFY2(!owner.contains(text), qPrintable(text + " of " + action->text() + " and " + owner.value(text)));
            owner[text] = action->text();
        }
    }
    QVERIFY(owner.size() > 50);
}

void TestMainWindow::runCancelRunPaintUndoRedoExportReopen() {
    open(m_dataset);
    QCOMPARE(record().clip.key_frames.size(), std::size_t{5});
    QVERIFY(m_window->session().hasSound());

    run();
    actions().cancel->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(actions().run_all->isEnabled(), kPatience_ms);
    QVERIFY(!result() || result()->frames.size() < 5);

    run();
    QTRY_VERIFY_WITH_TIMEOUT(actions().run_all->isEnabled(), kPatience_ms);
    QVERIFY(result());
    QCOMPARE(result()->frames.size(), std::size_t{5});
    QVERIFY(result()->last_run);
    QCOMPARE(result()->last_run->provenance.method, kMethod);

    // The first stroke makes a copy of the result; the result stays as it is.
    const FrameIndex frame = keyFrame(1);
    goTo(frame);
    const MaskRle before = result()->at(frame)->mask;
    const auto layers_before = record().layers;
    actions().brush_tool->trigger();
    const QPoint centre = canvas().rect().center();
    stroke(centre - QPoint(60, 40), centre + QPoint(60, 40));
    QCOMPARE(record().layers.size(), layers_before.size() + 1);
    const MaskLayer painted = record().layers.back();
    QCOMPARE(painted.origin, LayerOrigin::User);
    QCOMPARE(painted.masks.size(), std::size_t{5});
    QVERIFY(painted.masks.at(frame).area() > before.area());
    QVERIFY(result()->at(frame)->mask == before);
    QVERIFY(m_window->isWindowModified());

    actions().undo->trigger();
    QVERIFY(record().layers == layers_before);
    actions().redo->trigger();
    QVERIFY(record().layers.back() == painted);

    const std::filesystem::path out = m_folder->path() / "export";
    QSignalSpy exported(&m_window->transfer(), &MasksTransfer::exported);
    MasksTransfer& transfer = m_window->transfer();
    ExportSettings settings;
    settings.folder = out;
    transfer.exportClips({transfer.content(record().clip.id, transfer.usualObjects(record().clip.id))}, settings);
    QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, kPatience_ms);
    QVERIFY(!m_window->isWindowModified());
    const std::string name = record().clip.name;
    const auto mask = readBinaryMask(out / name / (name + "_2.png"));
    QVERIFY(mask.has_value());
    QVERIFY(MaskRle::fromDense(mask->mask) == painted.masks.at(frame));

    // Reopened in a new window the work is there, with what can be undone; exported masks come back as an object.
    const auto layers_after = record().layers;
    startWindow();
    open(m_dataset);
    QVERIFY(record().layers == layers_after);
    actions().undo->trigger();
    QVERIFY(record().layers == layers_before);
    QSignalSpy imported(&m_window->transfer(), &MasksTransfer::imported);
    m_window->transfer().importFrom(text(out / name));
    QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, kPatience_ms);
    QVERIFY(record().layers.back().masks == painted.masks);
    actions().undo->trigger();
    QVERIFY(record().layers == layers_before);
}

void TestMainWindow::aStrokeOnNothingMakesAnObject() {
    open(m_dataset);
    const std::size_t before = record().layers.size();
    actions().brush_tool->trigger();
    const QPoint centre = canvas().rect().center();
    stroke(centre, centre + QPoint(30, 0));
    QCOMPARE(record().layers.size(), before + 1);
    const std::size_t area = record().layers.back().masks.begin()->second.area();
    QVERIFY(area > 0);
    // The next stroke goes to the same object; erasing takes away.
    actions().eraser_tool->trigger();
    stroke(centre, centre + QPoint(10, 0));
    QCOMPARE(record().layers.size(), before + 1);
    QVERIFY(record().layers.back().masks.begin()->second.area() < area);
    // A stroke that changes nothing is no step.
    const QString step = m_window->document().undoTitle();
    stroke(centre, centre);
    QCOMPARE(m_window->document().undoTitle(), step);
    actions().delete_object->trigger();
    QCOMPARE(record().layers.size(), before);
    actions().undo->trigger();
    QCOMPARE(record().layers.size(), before + 1);
}

void TestMainWindow::undoShowsTheFrameItChanges() {
    open(m_dataset);
    actions().brush_tool->trigger();
    const QPoint centre = canvas().rect().center();
    stroke(centre, centre + QPoint(30, 0));
    goTo(60);
    stroke(centre, centre + QPoint(0, 30));
    m_window->session().playback().seekToFrame(5);
    actions().undo->trigger();
    QCOMPARE(m_window->session().playback().frame(), FrameIndex{60});
    actions().undo->trigger();
    QCOMPARE(m_window->session().playback().frame(), FrameIndex{0});
}

void TestMainWindow::playsAndStepsByKeyboard() {
    open(m_dataset);
    Playback& playback = m_window->session().playback();
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_Right);
    QCOMPARE(playback.frame(), FrameIndex{1});
    QVERIFY(keyFrame(0) > 1);
    QTest::keyClick(&canvas(), Qt::Key_Left, Qt::ShiftModifier); // no key frame before this
    QCOMPARE(playback.frame(), FrameIndex{1});
    QTest::keyClick(&canvas(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(playback.frame(), keyFrame(0));
    QTest::keyClick(&canvas(), Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(playback.frame(), keyFrame(0));
    QTest::keyClick(&canvas(), Qt::Key_End);
    QCOMPARE(playback.frame(), record().clip.frame_count - 1);
    QTest::keyClick(&canvas(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(playback.frame(), record().clip.frame_count - 1);
    QTest::keyClick(&canvas(), Qt::Key_Home);
    QTest::keyClick(&canvas(), Qt::Key_Space);
    QTRY_VERIFY(playback.isPlaying());
    QTRY_VERIFY_WITH_TIMEOUT(playback.frame() > 3, kPatience_ms);
    QTest::keyClick(&canvas(), Qt::Key_Space);
    QTRY_VERIFY(!playback.isPlaying());
}

void TestMainWindow::clipsAreWalkedThroughByKeyboard() {
    open(m_dataset);
    const ClipId first = m_window->session().current();
    actions().next_clip->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().current() != first, kPatience_ms);
    actions().mark_checked->trigger();
    QCOMPARE(record().review_state, ReviewState::Checked);
    QVERIFY(m_window->pane().clips()->counterText().contains(QLatin1Char('1')));
    actions().previous_clip->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session().current(), first, kPatience_ms);
    // The open clip stays in the list, another one can go.
    ClipListPanel* list = m_window->pane().clips();
    Q_EMIT list->removeRequested(first);
    QCOMPARE(m_window->session().entries().size(), std::size_t{2});
    Q_EMIT list->removeRequested(m_window->session().entries().back().id);
    QCOMPARE(m_window->session().entries().size(), std::size_t{1});
    QVERIFY(!list->neighbour(1).isValid());
}

void TestMainWindow::brokenFilesSayWhatIsWrong() {
    const std::filesystem::path garbage = m_folder->path() / "garbage.mp4";
    std::ofstream(garbage) << "<html>404</html>";
    m_window->openPath(text(garbage));
    MessageBanner* messages = m_window->pane().messages();
    QTRY_COMPARE_WITH_TIMEOUT(messages->titles().size(), 1, kPatience_ms);
    QVERIFY2(messages->titles().front().contains(QStringLiteral("garbage.mp4")),
             qPrintable(messages->titles().front()));
    QVERIFY(messages->isVisible());
    QVERIFY(!m_window->session().hasClip());
    m_window->openPath(text(m_folder->path() / "not there.mp4"));
    QTRY_VERIFY(messages->titles().back().contains(QStringLiteral("not there.mp4")));
    // The next thing that opens makes the message go.
    open(m_dataset);
    QVERIFY(messages->titles().isEmpty());
}

void TestMainWindow::aResultOfAClosedClipIsDropped() {
    open(m_dataset);
    run();
    actions().next_clip->trigger();
    const ClipId first = m_window->session().current();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().current() != first, kPatience_ms);
    QVERIFY(actions().run_all->isEnabled());
    QVERIFY(!m_window->document().result(m_window->session().current(), kMethod));
}

void TestMainWindow::workThatCannotBeSavedSaysSo() {
    // A folder where the project file should be.
    const std::filesystem::path file = ProjectKeeper::fileFor(text(m_dataset));
    std::filesystem::create_directories(file);
    open(m_dataset);
    QVERIFY(!m_window->session().keeper().isKeeping());
    QTRY_VERIFY(m_window->pane().messages()->titles().contains(QStringLiteral("Your edits are not being saved")));
    // It can be worked on all the same.
    actions().new_object->trigger();
    QCOMPARE(record().layers.size(), std::size_t{2});
    actions().undo->trigger();
}

void TestMainWindow::finderRunsWhatWasTyped() {
    open(m_dataset);
    ActionFinder finder(actions());
    finder.show();
    QApplication::setActiveWindow(&finder);
    QTest::keyClicks(finder.findChild<QLineEdit*>(), QStringLiteral("new obj"));
    QCOMPARE(finder.chosen(), actions().new_object);
    const std::size_t before = record().layers.size();
    QTest::keyClick(finder.findChild<QLineEdit*>(), Qt::Key_Return);
    QTRY_COMPARE(record().layers.size(), before + 1);
}

void TestMainWindow::aMethodWithoutItsModelLeadsToTheModelsPage() {
    open(m_dataset);
    MethodPanel* panel = m_window->pane().methods();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->models().isKnown(), kPatience_ms);
    auto* remedy = panel->findChild<QPushButton*>(QStringLiteral("remedy"));
    auto* run_button = panel->findChild<QPushButton*>(QStringLiteral("run"));
    QVERIFY(remedy->isHidden()); // the first method needs no model
    panel->setCurrentMethod(QStringLiteral("random-sam"));
    QVERIFY(!remedy->isHidden());
    QVERIFY(!run_button->isEnabled());
    remedy->click();
    auto* page = m_window->findChild<ModelsDialog*>();
    QVERIFY(page && page->isVisible());

    // A file that is put into the folder makes it available; what is in it is looked at when it is loaded.
    const auto folder = m_window->models().store().folder() / "sam";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "mobile_sam.pt").close();
    std::filesystem::resize_file(folder / "mobile_sam.pt", 40728226);
    m_window->models().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(run_button->isEnabled(), kPatience_ms);
    QVERIFY(remedy->isHidden());
    std::filesystem::remove_all(folder);
    m_window->models().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!run_button->isEnabled(), kPatience_ms);
}

void TestMainWindow::shortcutSheetListsEveryKey() {
    ShortcutSheet sheet(actions());
    sheet.show();
    QVERIFY(QTest::qWaitForWindowExposed(&sheet));
    // On whatever screen, only up and down is scrolled.
    QCOMPARE(sheet.findChild<QScrollArea*>()->horizontalScrollBar()->maximum(), 0);
    QStringList texts;
    for (const QLabel* label : sheet.findChildren<QLabel*>())
        texts.append(label->text());
    for (const QAction* action : actions().all())
        if (!action->shortcuts().isEmpty())
            QVERIFY2(texts.contains(QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)),
                     qPrintable(action->text()));
}

} // namespace

QTEST_MAIN(TestMainWindow)
#include "test_main_window.moc"
