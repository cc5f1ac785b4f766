// The project file, exports and runs over many clips, as a person uses them in the window.
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QStatusBar>

#include <fstream>

#include "app/bridge/error_text.h"
#include "app/shell/batch_controller.h"
#include "app/shell/export_dialog.h"
#include "app/shell/history_panel.h"
#include "app/shell/message_banner.h"
#include "app/shell/missing_media_dialog.h"
#include "app/shell/project_controller.h"
#include "core/base/image_io.h"
#include "tests/app/window_test.h"
#include "tests/core/project/store/full_disk.h"
#include "widgets/common/empty_state.h"
#include "widgets/panels/clip_list_model.h"
#include "widgets/panels/clip_list_panel.h"
#include "widgets/panels/method_panel.h"

using namespace soundmask;
using soundmask::test::FullableDisk;
using soundmask::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

class TestProjectWindow : public test::WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { prepare("test_project_window", 3, 11); }
    void init() {
        forgetProjects();
        startWindow();
    }
    void cleanup() { m_window.reset(); }

    void saveNowSaysWhenTheDiskHasEverything();
    void aCopyIsAProjectOfItsOwn();
    void aFileCopiedWithoutItsLogIsOpenedAsItIsWhenThatIsAccepted();
    void movedVideosAreFoundByTheirContent();
    void aMissingClipIsLocatedWithItsSiblingsAndOpened();
    void historyTellsWhoWhenWhatWhereAndGoesBack();
    void aSecondProgramIsToldPlainly();
    void aFullDiskKeepsTheWorkInMemoryUntilRetry();
    void exportDialogWritesAndSumsUp();
    void exportDialogSaysWhatIsWrong();
    void davisMasksComeBackAsTheirObjects();
    void batchGoesOnPastABadClip();
    void batchTellsWhatTheMethodWarnsOf();
    void batchCanBeCancelled();
    void nextUncheckedSkipsWhatIsChecked();

  private:
    /// Waits until the clip of that project is shown, not the one before.
    void openProject(const fs::path& file);
    /// A new object with a mask on the first key frame.
    void draw(const std::string& name);
    void runBatch(const QVector<ClipId>& clips);
    bool tells(const QString& title) const {
        const QStringList titles = m_window->pane().messages()->titles();
        return std::any_of(titles.begin(), titles.end(), [&](const QString& t) { return t.contains(title); });
    }
    QPushButton* messageButton(const QString& text) const {
        for (auto* button : m_window->pane().messages()->findChildren<QPushButton*>())
            if (button->text() == text && button->isVisible()) return button;
        return nullptr;
    }
    QString statusText() const {
        QStringList texts;
        for (const QLabel* label : m_window->statusBar()->findChildren<QLabel*>())
            texts.append(label->text());
        return texts.join(QLatin1Char(' '));
    }
    fs::path anyVideo() const;
};

fs::path TestProjectWindow::anyVideo() const {
    for (const auto& entry : fs::recursive_directory_iterator(m_dataset))
        if (entry.path().extension() == ".mp4") return entry.path();
    return {};
}

void TestProjectWindow::openProject(const fs::path& file) {
    m_window->openPath(text(file));
    // The clip shown before goes when the project comes.
    const auto is_open = [&] {
        const auto store = m_window->session().keeper().store();
        return store && store->file() == fs::canonical(file) && m_window->session().hasClip() &&
               m_window->session().shownFrame();
    };
    QTRY_VERIFY_WITH_TIMEOUT(is_open(), kPatience_ms);
}

void TestProjectWindow::draw(const std::string& name) {
    MaskLayer layer;
    layer.id = LayerId{m_window->document().takeId()};
    layer.name = name;
    Mask mask(record().clip.size);
    std::fill_n(mask.values.begin(), mask.values.size() / 3, std::uint8_t{1});
    const FrameIndex frame = keyFrame(0);
    const ClipId clip = record().clip.id;
    const Edit edit{"brush stroke",
                    {AddLayer{clip, record().layers.size(), layer},
                     EditMask{clip, layer.id, frame, false, true, MaskRle::fromDense(mask)}}};
    QVERIFY(m_window->document().perform(edit).has_value());
}

void TestProjectWindow::saveNowSaysWhenTheDiskHasEverything() {
    open(m_dataset);
    draw("dog");
    QSignalSpy saved(&m_window->project(), &ProjectController::saved);
    actions().save_now->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kPatience_ms);
    const auto store = m_window->session().keeper().store();
    QCOMPARE(store->lastSaved(), store->lastAppended());
    const QString time = QLocale().toString(m_window->session().keeper().savedAt().time(), QStringLiteral("HH:mm"));
    QTRY_VERIFY2(statusText().contains(QStringLiteral("Saved %1").arg(time)), qPrintable(statusText()));
}

void TestProjectWindow::aCopyIsAProjectOfItsOwn() {
    open(m_dataset);
    draw("dog");
    const auto layers = record().layers;
    const fs::path copy = m_folder->path() / "copy.soundmask";
    QSignalSpy copied(&m_window->project(), &ProjectController::copySaved);
    m_window->project().saveCopy(text(copy));
    QTRY_COMPARE_WITH_TIMEOUT(copied.count(), 1, kPatience_ms);
    draw("only in the first");

    openProject(copy);
    QVERIFY(record().layers == layers);
    // The clip is found in its data set again, with what can be undone.
    QVERIFY(m_window->session().entries().front().location.dataset_clip.has_value());
    actions().undo->trigger();
    QCOMPARE(record().layers.size(), layers.size() - 1);
}

void TestProjectWindow::aFileCopiedWithoutItsLogIsOpenedAsItIsWhenThatIsAccepted() {
    open(m_dataset);
    QSignalSpy saved(&m_window->project(), &ProjectController::copySaved);
    const fs::path work = m_folder->path() / "work.soundmask", taken = m_folder->path() / "taken.soundmask";
    m_window->project().saveCopy(text(work));
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, kPatience_ms);
    openProject(work);
    const auto layers = record().layers;
    draw("dog");
    QVERIFY(m_window->session().keeper().store()->flush().has_value());
    fs::copy_file(work, taken); // as while the program runs, or after it was killed
    startWindow();
    m_window->openPath(text(taken));
    QTRY_VERIFY_WITH_TIMEOUT(tells(QStringLiteral("The newest work on taken.soundmask is missing")), kPatience_ms);
    QVERIFY(!m_window->session().hasClip());
    messageButton(QStringLiteral("Open as it is"))->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().hasClip(), kPatience_ms);
    QVERIFY(record().layers == layers);
    QVERIFY(!tells(QStringLiteral("is missing")));
}

void TestProjectWindow::movedVideosAreFoundByTheirContent() {
    const TemporaryFolder place;
    fs::copy_file(anyVideo(), place / "before.mp4");
    fs::create_directories(place / "work");
    open(place / "before.mp4");
    draw("dog");
    const auto layers = record().layers;
    QSignalSpy copied(&m_window->project(), &ProjectController::copySaved);
    m_window->project().saveCopy(text(place / "work/clip.soundmask"));
    QTRY_COMPARE_WITH_TIMEOUT(copied.count(), 1, kPatience_ms);
    startWindow();

    // Moved below the project and renamed, beside another video.
    fs::create_directories(place / "work/deeper");
    fs::rename(place / "before.mp4", place / "work/deeper/after.mp4");
    std::ofstream(place / "work/other.mp4") << "no video";
    m_window->openPath(text(place / "work/clip.soundmask"));
    MissingMediaDialog* dialog = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((dialog = m_window->findChild<MissingMediaDialog*>()), kPatience_ms);
    QVERIFY(!m_window->session().hasClip());
    QTRY_VERIFY(m_window->pane().emptyState()->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(dialog->places().size(), std::size_t{1}, kPatience_ms);
    QCOMPARE(dialog->places().begin()->second, fs::path(place / "work/deeper/after.mp4"));
    dialog->accept();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().hasClip(), kPatience_ms);
    QVERIFY(!m_window->pane().emptyState()->isVisible());
    QVERIFY(record().layers == layers);
    QCOMPARE(record().clip.path, fs::path(place / "work/deeper/after.mp4"));
    const auto* list = m_window->findChild<ClipListModel*>();
    QTRY_VERIFY_WITH_TIMEOUT(list->thumbnail(record().clip.id), kPatience_ms);
    // The project remembers the place.
    startWindow();
    open(place / "work/clip.soundmask");
    QVERIFY(!m_window->findChild<MissingMediaDialog*>());
}

void TestProjectWindow::aMissingClipIsLocatedWithItsSiblingsAndOpened() {
    const TemporaryFolder place;
    fs::create_directories(place / "old");
    std::vector<fs::path> videos;
    for (const auto& entry : fs::recursive_directory_iterator(m_dataset))
        if (entry.path().extension() == ".mp4") videos.push_back(entry.path());
    QVERIFY(videos.size() >= 2);
    fs::copy_file(videos[0], place / "old/a.mp4");
    fs::copy_file(videos[1], place / "old/b.mp4");
    // Both clips are opened once, so that the project knows them.
    open(place / "old");
    const auto session = [this]() -> ClipSession& { return m_window->session(); };
    QCOMPARE(session().entries().size(), std::size_t{2});
    session().openClip(session().entries()[1].id);
    QTRY_VERIFY_WITH_TIMEOUT(session().current() == session().entries()[1].id && session().shownFrame(), kPatience_ms);
    const ClipId wanted = session().entries()[1].id;
    session().openClip(session().entries()[0].id);
    QTRY_VERIFY_WITH_TIMEOUT(session().current() == session().entries()[0].id && session().shownFrame(), kPatience_ms);
    fs::create_directories(place / "work");
    QSignalSpy copied(&m_window->project(), &ProjectController::copySaved);
    m_window->project().saveCopy(text(place / "work/both.soundmask"));
    QTRY_COMPARE_WITH_TIMEOUT(copied.count(), 1, kPatience_ms);
    startWindow();
    open(place / "work/both.soundmask");
    QVERIFY(!m_window->findChild<MissingMediaDialog*>());

    // Moved while the project is open: found out when the other clip is wanted.
    fs::rename(place / "old", place / "new");
    session().openClip(wanted);
    MissingMediaDialog* dialog = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT((dialog = m_window->findChild<MissingMediaDialog*>()), kPatience_ms);
    QVERIFY(session().current() != wanted);
    QCOMPARE(dialog->places().size(), std::size_t{0});
    // One is shown where it is, the one beside it comes along.
    dialog->propose(wanted, text(place / "new/b.mp4"));
    QTRY_COMPARE_WITH_TIMEOUT(dialog->places().size(), std::size_t{2}, kPatience_ms);
    QCOMPARE(dialog->places().at(wanted), fs::path(place / "new/b.mp4"));
    QCOMPARE(dialog->places().at(session().entries()[0].id), fs::path(place / "new/a.mp4"));
    dialog->accept();
    QTRY_VERIFY_WITH_TIMEOUT(session().current() == wanted && session().shownFrame(), kPatience_ms);
    QCOMPARE(record().clip.path, fs::path(place / "new/b.mp4"));
    session().openClip(session().entries()[0].id);
    QTRY_COMPARE_WITH_TIMEOUT(session().current(), session().entries()[0].id, kPatience_ms);
    QTRY_VERIFY(!m_window->findChild<MissingMediaDialog*>());
}

void TestProjectWindow::historyTellsWhoWhenWhatWhereAndGoesBack() {
    open(m_dataset);
    draw("first");
    const auto after_first = record().layers;
    draw("second");
    const auto after_second = record().layers;
    actions().undo->trigger();
    actions().redo->trigger();
    QSignalSpy read(&m_window->project(), &ProjectController::historyRead);
    m_window->project().readHistory();
    QTRY_VERIFY_WITH_TIMEOUT(read.count() > 0, kPatience_ms);
    HistoryPanel& panel = m_window->history();
    QVERIFY(panel.rowCount() >= 4);
    const QString frame = QString::number(keyFrame(0));
    QCOMPARE(panel.rowTexts(0)[2], QStringLiteral("redo: brush stroke"));
    QCOMPARE(panel.rowTexts(1)[2], QStringLiteral("undo: brush stroke"));
    QCOMPARE(panel.rowTexts(2)[2], QStringLiteral("brush stroke"));
    QCOMPARE(panel.rowTexts(2)[3], frame);
    QVERIFY(!panel.rowTexts(2)[0].isEmpty());
    QVERIFY(!panel.rowTexts(2)[1].isEmpty());

    panel.restoreRow(3); // after the first
    QTRY_VERIFY_WITH_TIMEOUT(record().layers == after_first, kPatience_ms);
    actions().undo->trigger();
    QVERIFY(record().layers == after_second);
    // To the very begin: the clip stays open with its ground truth.
    read.clear();
    m_window->project().readHistory();
    QTRY_VERIFY_WITH_TIMEOUT(read.count() > 0, kPatience_ms);
    panel.restoreRow(panel.rowCount() - 1);
    QTRY_VERIFY_WITH_TIMEOUT(record().layers.size() == after_first.size() - 1, kPatience_ms);
    QVERIFY(record().layers.front().origin == LayerOrigin::GroundTruth);
}

void TestProjectWindow::aSecondProgramIsToldPlainly() {
    open(m_dataset);
    draw("dog");
    MainWindow second;
    second.show();
    second.openPath(text(m_dataset));
    QTRY_VERIFY_WITH_TIMEOUT(second.session().hasClip(), kPatience_ms);
    QTRY_VERIFY(second.pane().messages()->titles().contains(QStringLiteral("Your edits are not being saved")));
    bool named = false;
    for (const QLabel* label : second.pane().messages()->findChildren<QLabel*>())
        named = named || label->text().contains(QStringLiteral("nother Soundmask"));
    QVERIFY(named);
    // Its way out is a copy elsewhere.
    QSignalSpy copied(&second.project(), &ProjectController::copySaved);
    second.project().saveCopy(text(m_folder->path() / "second.soundmask"));
    QTRY_COMPARE_WITH_TIMEOUT(copied.count(), 1, kPatience_ms);
    QVERIFY(ProjectStore::open(m_folder->path() / "second.soundmask").has_value());
}

void TestProjectWindow::aFullDiskKeepsTheWorkInMemoryUntilRetry() {
    FullableDisk disk;
    open(m_dataset);
    QSignalSpy copied(&m_window->project(), &ProjectController::copySaved);
    m_window->project().saveCopy(text(disk / "work.soundmask"));
    QTRY_COMPARE_WITH_TIMEOUT(copied.count(), 1, kPatience_ms);
    openProject(disk / "work.soundmask");
    disk.fill();
    // Paint until the room left in the log is used up.
    const auto is_told = [this] { return tells(QStringLiteral("not being saved")); };
    const ClipId clip = record().clip.id;
    draw("dog");
    const LayerId layer = record().layers.back().id;
    for (int stroke = 0; stroke < 2000 && !is_told(); ++stroke) {
        Mask noise(record().clip.size);
        for (std::size_t i = 0; i < noise.values.size(); ++i)
            noise.values[i] = static_cast<std::uint8_t>((i * 2654435761U >> (stroke % 13)) & 1U);
        QVERIFY(m_window->document()
                    .perform({"brush stroke",
                              {EditMask{clip, layer, keyFrame(1), stroke > 0, true, MaskRle::fromDense(noise)}}})
                    .has_value());
        static_cast<void>(m_window->session().keeper().store()->flush());
        QCoreApplication::processEvents();
    }
    QVERIFY(is_told());
    QVERIFY(!m_window->session().keeper().isSaved());
    const auto layers = record().layers; // the work goes on in memory
    QVERIFY(statusText().contains(QStringLiteral("Not saved")));

    disk.makeRoom();
    QTRY_VERIFY(messageButton(QStringLiteral("Retry")));
    messageButton(QStringLiteral("Retry"))->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_window->session().keeper().isSaved(), kPatience_ms);
    QTRY_VERIFY(!is_told());
    m_window.reset();
    const auto stored = ProjectStore::open(disk / "work.soundmask");
    QVERIFY(stored.has_value());
    QVERIFY(stored->project.clip(clip)->layers == layers);
}

void TestProjectWindow::exportDialogWritesAndSumsUp() {
    open(m_dataset);
    draw("dog");
    const TemporaryFolder out;
    actions().export_clips->trigger();
    auto* dialog = m_window->findChild<ExportDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->objects().size(), std::size_t{1});
    QSignalSpy exported(&m_window->transfer(), &MasksTransfer::exported);
    for (const ExportFormat format : {ExportFormat::Sheet, ExportFormat::Overlay}) {
        dialog->setFormat(format);
        QCOMPARE(dialog->settings().format, format);
    }
    dialog->setFormat(ExportFormat::Sheet);
    dialog->setSheetTemplate(SheetTemplate::Free);
    QCOMPARE(dialog->settings().sheet.rows.size(), freeRowsFromText(kUsualFreeRows)->size());
    auto* rows = dialog->findChild<QListWidget*>(QStringLiteral("sheet rows"));
    QVERIFY(rows && rows->isVisible());
    for (int row = 1; row < rows->count(); ++row)
        rows->item(row)->setCheckState(Qt::Unchecked);
    QCOMPARE(dialog->settings().sheet.rows.size(), std::size_t{1});
    dialog->setFormat(ExportFormat::Davis);
    dialog->setFolder(text(out.path()));
    dialog->start();
    QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, kPatience_ms);
    QVERIFY(!m_window->isWindowModified());
    QStringList shown;
    QPushButton* open_folder = nullptr;
    for (const QLabel* label : dialog->findChildren<QLabel*>())
        if (label->isVisible()) shown.append(label->text());
    for (auto* button : dialog->findChildren<QPushButton*>())
        if (button->isVisible() && button->text() == QStringLiteral("Open folder")) open_folder = button;
    const QString all = shown.join(QLatin1Char('\n'));
    QVERIFY2(all.contains(QStringLiteral("written and read back")), qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("the topmost gets it")), qPrintable(all)); // the overlap rule
    QVERIFY2(all.contains(QStringLiteral("4 frame")), qPrintable(all));             // without mask
    QSignalSpy asked(dialog, &ExportDialog::openFolderRequested);
    QVERIFY(open_folder);
    disconnect(dialog, &ExportDialog::openFolderRequested, m_window.get(), nullptr);
    open_folder->click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.front().front().toString(), text(out.path()));
    int masks = 0;
    for (const auto& entry : fs::recursive_directory_iterator(out / "Annotations"))
        masks += entry.path().extension() == ".png";
    QCOMPARE(masks, 1);
}

void TestProjectWindow::exportDialogSaysWhatIsWrong() {
    open(m_dataset);
    draw("dog");
    const TemporaryFolder out;
    std::ofstream(out / "file") << "in the way";
    actions().export_clips->trigger();
    auto* dialog = m_window->findChild<ExportDialog*>();
    dialog->setFormat(ExportFormat::Avsbench);
    dialog->setFolder(text(out / "file"));
    QSignalSpy failed(&m_window->transfer(), &MasksTransfer::exportFailed);
    dialog->start();
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kPatience_ms);
    bool named = false;
    for (const QLabel* label : dialog->findChildren<QLabel*>())
        named = named || (label->isVisible() && label->text().contains(QStringLiteral("could not be written")));
    QVERIFY(named);
    QVERIFY(dialog->isVisible());
}

void TestProjectWindow::davisMasksComeBackAsTheirObjects() {
    open(m_dataset);
    draw("dog");
    draw("cat");
    const TemporaryFolder out;
    ExportSettings settings;
    settings.format = ExportFormat::Davis;
    settings.folder = out.path();
    MasksTransfer& transfer = m_window->transfer();
    QSignalSpy exported(&transfer, &MasksTransfer::exported);
    transfer.exportClips({transfer.content(record().clip.id, transfer.usualObjects(record().clip.id))}, settings);
    QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, kPatience_ms);
    const std::size_t before = record().layers.size();
    QSignalSpy imported(&transfer, &MasksTransfer::imported);
    transfer.importFrom(text(out.path()));
    QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, kPatience_ms);
    QCOMPARE(record().layers.size(), before + 2);
    QCOMPARE(record().layers.back().name, std::string("cat"));
    QVERIFY(record().layers.back().masks == record().layers[before - 1].masks);
    actions().undo->trigger(); // one step
    QCOMPARE(record().layers.size(), before);
}

void TestProjectWindow::runBatch(const QVector<ClipId>& clips) {
    m_window->pane().methods()->setCurrentMethod(QStringLiteral("centre-box"));
    Q_EMIT m_window->pane().clips()->runRequested(clips);
    QVERIFY(m_window->batch().isRunning());
    QVERIFY(!actions().run_selected->isEnabled());
}

void TestProjectWindow::batchGoesOnPastABadClip() {
    const TemporaryFolder place;
    for (const std::string name : {"a.mp4", "b.mp4", "c.mp4"})
        fs::copy_file(anyVideo(), place / name);
    std::ofstream(place / "b.mp4", std::ios::trunc) << "<html>404</html>";
    open(place.path());
    const auto& entries = m_window->session().entries();
    QCOMPARE(entries.size(), std::size_t{3});
    QVector<ClipId> all;
    for (const auto& entry : entries)
        all.append(entry.id);
    QSignalSpy finished(&m_window->batch(), &BatchController::finished);
    runBatch(all);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatience_ms);
    const auto summary = finished.front().front().value<BatchSummary>();
    QCOMPARE(summary.done, 2);
    QCOMPARE(summary.failures.size(), std::size_t{1});
    QCOMPARE(summary.failures.front().clip, QStringLiteral("b.mp4"));
    QVERIFY(!summary.failures.front().error.reason.empty());
    QVERIFY(tells(QStringLiteral("2 of 3 clips done")));
    QVERIFY(m_window->document().result(all[2], "centre-box"));
    QVERIFY(m_window->document().clip(all[2])); // it was never opened
    QVERIFY(!m_window->document().result(all[1], "centre-box"));
    QVERIFY(m_window->pane().clips()->counterText().contains(QStringLiteral("2 predicted")));
}

void TestProjectWindow::batchTellsWhatTheMethodWarnsOf() {
    const TemporaryFolder place;
    fs::copy(m_dataset, place.path() / "stills", fs::copy_options::recursive);
    fs::remove_all(place.path() / "stills/s4_data/raw_videos");
    open(place.path() / "stills");
    QVector<ClipId> all;
    for (const auto& entry : m_window->session().entries())
        all.append(entry.id);
    QCOMPARE(all.size(), 3);
    m_window->pane().methods()->setCurrentMethod(QStringLiteral("sound-motion")); // it finds nothing in stills
    QSignalSpy finished(&m_window->batch(), &BatchController::finished);
    Q_EMIT m_window->pane().clips()->runRequested(all);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatience_ms);
    const auto summary = finished.front().front().value<BatchSummary>();
    QCOMPARE(summary.done, 3);
    QCOMPARE(summary.warnings.size(), std::size_t{1}); // of three clips
    QCOMPARE(summary.warnings.front().code, std::string("still-pictures"));
    const QString text = warningText(summary.warnings.front());
    QVERIFY(text.startsWith(QString::fromStdString(m_window->session().entries().front().location.name())));
    QVERIFY(text.contains(QStringLiteral("and 2 more")));
    const auto labels = m_window->pane().messages()->findChildren<QLabel*>();
    QVERIFY(
        std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text().contains(text); }));
}

void TestProjectWindow::batchCanBeCancelled() {
    open(m_dataset);
    const ClipId first = m_window->session().current();
    m_window->pane().methods()->setCurrentMethod(QStringLiteral("centre-box"));
    QSignalSpy finished(&m_window->batch(), &BatchController::finished);
    // All selected, by the keyboard, while the list has the focus.
    auto* list = m_window->pane().clips()->findChild<QListView*>();
    list->setFocus();
    list->selectAll();
    QCOMPARE(m_window->pane().clips()->selected().size(), 3);
    QTest::keyClick(list, Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(m_window->batch().isRunning());
    QCOMPARE(m_window->session().current(), first);
    actions().cancel->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kPatience_ms);
    const auto summary = finished.front().front().value<BatchSummary>();
    QVERIFY(summary.cancelled);
    QVERIFY(summary.done < 3);
    QVERIFY(summary.failures.empty());
    QVERIFY(!m_window->batch().isRunning());
}

void TestProjectWindow::nextUncheckedSkipsWhatIsChecked() {
    open(m_dataset);
    const auto& entries = m_window->session().entries();
    actions().mark_checked->trigger();
    m_window->session().openClip(entries[1].id);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session().current(), entries[1].id, kPatience_ms);
    actions().mark_checked->trigger();
    m_window->session().openClip(entries[0].id);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session().current(), entries[0].id, kPatience_ms);
    actions().next_unchecked->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session().current(), entries[2].id, kPatience_ms);
    QVERIFY(m_window->pane().clips()->counterText().contains(QStringLiteral("2 checked")));
}

} // namespace

QTEST_MAIN(TestProjectWindow)
#include "test_project_window.moc"
