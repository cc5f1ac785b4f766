// Heat maps and their points in the real window, with test weights: what they mark means nothing, so only the flow is
// checked.
#include <QAbstractItemView>
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QScopeGuard>

#include "app/shell/batch_controller.h"
#include "app/shell/message_banner.h"
#include "core/nn/networks.h"
#include "tests/app/window_test.h"
#include "widgets/panels/clip_list_panel.h"
#include "widgets/panels/layer_chips.h"
#include "widgets/panels/method_panel.h"
#include "widgets/panels/object_list_model.h"
#include "widgets/panels/objects_panel.h"
#include "widgets/panels/parameter_editor.h"

using namespace soundmask;

namespace {

/// Networks take seconds on a quiet machine and many on a busy one.
constexpr int kNetworkPatience_ms = 300000;
const std::string kMethod = "point-prompt";

class TestHeatMaps : public test::WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { prepare("test_heat_maps", 1, 12); }
    void init();
    void cleanup() { m_window.reset(); }

    void withoutModelsTestWeightsAreOfferedAndMarked();
    void theThresholdMinesAgainFromTheSameHeat();
    void isoLinesAreSwitchedByKeyAndChip();
    void aMinedPointIsDraggedAndAsked();
    void pointsAreAddedTurnedAndRemoved();
    void boxesAreDrawnMovedAndRemoved();
    void betweenKeyFramesTheKeyFramesPromptsAreEdited();
    void whatIsEditedDuringARunIsAskedAfterIt();
    void whatIsEditedDuringABatchIsAskedAfterIt();
    void aResultThatABatchMakesAnewIsAskedOnceForAnEdit();
    void whatFailsAfterABatchDoesNotCountInIt();
    void whatIsEditedInAClipThatIsLeftIsAskedWhenItIsOpenedAgain();

  private:
    MethodPanel& panel() const { return *m_window->pane().methods(); }
    void useTestWeights() { panel().findChild<QCheckBox*>(QStringLiteral("test_weights"))->click(); }
    /// Runs the method on the frame in view and waits for it.
    void run(const QMap<QString, QString>& options);
    FramePredictionPtr found() const {
        const MethodResult* found = result(kMethod);
        return found ? found->at(keyFrame(0)) : nullptr;
    }
    /// Waits until the method has answered to \p prompts.
    void waitForAnswerTo(const PromptSet& prompts) {
        QTRY_VERIFY_WITH_TIMEOUT(found()->prompts == prompts, kNetworkPatience_ms);
    }
    /// Starts a batch of the open clip, which is given out, and sets a point on the frame in view meanwhile.
    void editDuringABatch(QSignalSpy& finished);
    const PromptSet& own() const { return record().prompts.at(keyFrame(0)); }
    QPoint inView(PointF point_in_video) const { return canvas().geometry().pointInView(point_in_video).toPoint(); }
    /// Where no prompt is.
    PointF freePlace() const {
        return canvas().promptAt(inView({100, 60})).isValid() ? PointF{40, 150} : PointF{100, 60};
    }
    void drag(PointF from_in_video, PointF to_in_video);
};

void TestHeatMaps::init() {
    QSettings().clear();
    forgetProjects();
    startWindow();
    open(m_dataset);
    goTo(keyFrame(0));
    canvas().setFocus();
    panel().setCurrentMethod(QString::fromStdString(kMethod));
}

void TestHeatMaps::run(const QMap<QString, QString>& options) {
    panel().setOptions(options);
    actions().run_frame->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(found() && actions().run_frame->isEnabled(), kNetworkPatience_ms);
    QTRY_VERIFY(canvas().prompts() == found()->prompts);
}

void TestHeatMaps::drag(PointF from_in_video, PointF to_in_video) {
    const QPoint from = inView(from_in_video), to = inView(to_in_video);
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, from);
    QTest::mouseMove(&canvas(), (from + to) / 2);
    QTest::mouseMove(&canvas(), to);
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, to);
}

void TestHeatMaps::withoutModelsTestWeightsAreOfferedAndMarked() {
    auto* run_button = panel().findChild<QPushButton*>(QStringLiteral("run"));
    QTRY_VERIFY_WITH_TIMEOUT(!run_button->isEnabled(), kPatience_ms); // once the folder of models was looked at
    QVERIFY(!actions().test_weights->isChecked());
    useTestWeights();
    QVERIFY(run_button->isEnabled());
    QVERIFY(actions().test_weights->isChecked());
    run({{"points", "global"}});
    QVERIFY(found()->from_test_weights);
    const auto* rows = m_window->pane().objects()->findChild<QAbstractItemView*>();
    QTRY_COMPARE(rows->model()->index(0, ObjectListModel::Name).data().toString(),
                 QStringLiteral("Test: Point-Prompt"));
    QVERIFY(canvas().notes().front().contains(QStringLiteral("Test weights")));
    actions().edit_result->trigger();
    QVERIFY(record().layers.back().name.find("test weights") != std::string::npos);
    // The choice stays, and is taken back where it was made.
    startWindow();
    QVERIFY(!actions().test_weights->isChecked()); // the method shown first needs no weights
    panel().setCurrentMethod(QString::fromStdString(kMethod));
    QVERIFY(actions().test_weights->isChecked());
    actions().test_weights->trigger();
    QVERIFY(!panel().findChild<QCheckBox*>(QStringLiteral("test_weights"))->isChecked());
}

void TestHeatMaps::theThresholdMinesAgainFromTheSameHeat() {
    useTestWeights();
    run({{"points", "dense"}, {"threshold", "0.9"}});
    const FramePredictionPtr before = found();
    QDoubleSpinBox* threshold = nullptr;
    for (const ParameterEditor* editor : panel().findChildren<ParameterEditor*>())
        if (editor->parameter().key == QLatin1String("threshold")) threshold = editor->findChild<QDoubleSpinBox*>();
    QVERIFY(threshold);
    threshold->setValue(0.8);
    threshold->setValue(0.5);
    QVERIFY(threshold->isEnabled()); // the slider stays in the hand
    QTRY_VERIFY_WITH_TIMEOUT(found()->prompts.points.size() > before->prompts.points.size(), kNetworkPatience_ms);
    QCOMPARE(found()->heat_map, before->heat_map);
    const MethodResult* last = result(kMethod);
    QTRY_COMPARE_WITH_TIMEOUT(last->last_run->provenance.options.at("threshold"), std::string("0.5"),
                              kNetworkPatience_ms);
}

void TestHeatMaps::isoLinesAreSwitchedByKeyAndChip() {
    QVERIFY(!actions().show_iso_lines->isEnabled()); // there is no heat yet
    useTestWeights();
    run({{"points", "global"}});
    QTRY_VERIFY(actions().show_iso_lines->isEnabled());
    LayerChips* chips = m_window->pane().chips();
    QVERIFY(!canvas().isLayerVisible(LayerKind::IsoLines) && !chips->isLayerVisible(LayerKind::IsoLines));
    QTest::keyClick(&canvas(), Qt::Key_I, Qt::ShiftModifier);
    QVERIFY(canvas().isLayerVisible(LayerKind::IsoLines) && chips->isLayerVisible(LayerKind::IsoLines));
    QVERIFY(actions().show_iso_lines->isChecked());
    actions().show_iso_lines->trigger();
    QVERIFY(!canvas().isLayerVisible(LayerKind::IsoLines) && !chips->isLayerVisible(LayerKind::IsoLines));
}

void TestHeatMaps::aMinedPointIsDraggedAndAsked() {
    useTestWeights();
    run({{"points", "global"}});
    const PromptSet mined = found()->prompts;
    QCOMPARE(mined.points.size(), std::size_t{2});
    actions().select_tool->trigger();
    const PointF from = mined.points[0].point_in_video;
    const PointF to{from.x < 112 ? from.x + 60 : from.x - 60, from.y < 112 ? from.y + 40 : from.y - 40};
    drag(from, to);
    QCOMPARE(own().points.size(), std::size_t{2});
    QVERIFY(std::abs(own().points[0].point_in_video.x - to.x) < 1.0);
    QVERIFY(own().points[0].origin == PromptOrigin::User);
    QCOMPARE(own().points[1], mined.points[1]);
    QVERIFY(actions().undo->text().contains(QStringLiteral("move point")));
    waitForAnswerTo(own());
    const PromptSet moved = own();
    actions().undo->trigger();
    QVERIFY(!record().prompts.contains(keyFrame(0)));
    waitForAnswerTo(mined);
    actions().redo->trigger();
    waitForAnswerTo(moved);
}

void TestHeatMaps::pointsAreAddedTurnedAndRemoved() {
    useTestWeights();
    run({{"points", "global"}});
    const PromptSet mined = found()->prompts;
    const PointF place = freePlace();
    actions().point_tool->trigger();
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, inView(place));
    QCOMPARE(own().points.size(), std::size_t{3});
    QVERIFY(own().points[2].positive);
    QVERIFY(actions().undo->text().contains(QStringLiteral("add point")));
    waitForAnswerTo(own());

    QTest::keyClick(&canvas(), Qt::Key_X); // the new point is the selected one
    QVERIFY(!own().points[2].positive);
    QVERIFY(actions().undo->text().contains(QStringLiteral("turn point")));
    waitForAnswerTo(own());
    actions().undo->trigger();
    QVERIFY(own().points[2].positive);
    waitForAnswerTo(own());

    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, inView(mined.points[1].point_in_video));
    QTest::keyClick(&canvas(), Qt::Key_Delete);
    QCOMPARE(own().points.size(), std::size_t{2});
    QCOMPARE(own().points[0], mined.points[0]);
    QVERIFY(actions().undo->text().contains(QStringLiteral("remove point")));
    waitForAnswerTo(own());
    actions().clear_prompts->trigger();
    QVERIFY(!record().prompts.contains(keyFrame(0)));
    waitForAnswerTo(mined);
    for (int i = 0; i < 3; ++i)
        actions().undo->trigger();
    QVERIFY(!record().prompts.contains(keyFrame(0)));
}

void TestHeatMaps::boxesAreDrawnMovedAndRemoved() {
    useTestWeights();
    run({{"points", "global"}});
    actions().box_tool->trigger();
    const auto isFree = [&](PointF place) { return !canvas().promptAt(inView(place)).isValid(); };
    const PointF corner = isFree({60, 60}) ? PointF{60, 60} : PointF{75, 75};
    QVERIFY(isFree(corner));
    drag(corner, {150, 160});
    QCOMPARE(own().boxes.size(), std::size_t{1});
    QVERIFY(actions().undo->text().contains(QStringLiteral("add box")));
    waitForAnswerTo(own());
    const double left = own().boxes[0].box_in_video.x0;
    drag({left, 112}, {left - 20, 112}); // by its frame
    QVERIFY(std::abs(own().boxes[0].box_in_video.x0 - (left - 20)) < 1.5);
    QVERIFY(actions().undo->text().contains(QStringLiteral("move box")));
    waitForAnswerTo(own());
    QTest::keyClick(&canvas(), Qt::Key_Delete);
    QVERIFY(own().boxes.empty());
    QVERIFY(actions().undo->text().contains(QStringLiteral("remove box")));
    waitForAnswerTo(own());
    actions().undo->trigger();
    QCOMPARE(own().boxes.size(), std::size_t{1});
    waitForAnswerTo(own());
}

void TestHeatMaps::betweenKeyFramesTheKeyFramesPromptsAreEdited() {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(m_dataset))
        if (entry.path().extension() == ".mp4") open(entry.path());
    goTo(keyFrame(0));
    useTestWeights();
    run({{"points", "global"}});
    goTo(keyFrame(0) - 3);
    actions().point_tool->trigger();
    QTRY_COMPARE(canvas().prompts().points.size(), std::size_t{2});
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, inView({112, 40}));
    QVERIFY(record().prompts.contains(keyFrame(0)));
    waitForAnswerTo(own());
}

void TestHeatMaps::whatIsEditedDuringARunIsAskedAfterIt() {
    useTestWeights();
    panel().setOptions({{"points", "global"}});
    const std::vector<KeyFrame> frames = record().clip.key_frames;
    QVERIFY(frames.size() > 1);
    actions().run_all->trigger();
    // Nothing of the run has been told yet: its first frame still arrives with what it found itself.
    actions().point_tool->trigger();
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, inView({100, 60}));
    QCOMPARE(own().points.size(), std::size_t{1});
    for (const KeyFrame& frame : frames)
        QTRY_VERIFY_WITH_TIMEOUT(result(kMethod) && result(kMethod)->at(frame.frame), kNetworkPatience_ms);
    waitForAnswerTo(own());
    QTRY_VERIFY_WITH_TIMEOUT(actions().run_all->isEnabled(), kNetworkPatience_ms);
    for (std::size_t i = 1; i < frames.size(); ++i)
        QCOMPARE(result(kMethod)->at(frames[i].frame)->prompts.points.size(), std::size_t{2});
}

void TestHeatMaps::editDuringABatch(QSignalSpy& finished) {
    Q_EMIT m_window->pane().clips()->runRequested({m_window->session().current()});
    QVERIFY(m_window->batch().isWorkingOn(m_window->session().current()));
    const std::size_t before = canvas().prompts().points.size();
    actions().point_tool->trigger();
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, inView(freePlace()));
    QCOMPARE(own().points.size(), before + 1);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kNetworkPatience_ms);
}

void TestHeatMaps::whatIsEditedDuringABatchIsAskedAfterIt() {
    useTestWeights();
    panel().setOptions({{"points", "global"}});
    QSignalSpy finished(&m_window->batch(), &BatchController::finished);
    editDuringABatch(finished);
    waitForAnswerTo(own());
    const auto summary = finished.front().front().value<BatchSummary>();
    QCOMPARE(summary.done, 1);
    QVERIFY(summary.failures.empty());
    for (std::size_t i = 1; i < record().clip.key_frames.size(); ++i)
        QCOMPARE(result(kMethod)->at(keyFrame(i))->prompts.points.size(), std::size_t{2});
    // After it, edits are asked as after a run of one clip.
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, inView({60, 150}));
    QCOMPARE(own().points.size(), std::size_t{2});
    waitForAnswerTo(own());
}

void TestHeatMaps::aResultThatABatchMakesAnewIsAskedOnceForAnEdit() {
    useTestWeights();
    run({{"points", "global"}});
    int answers = 0; // whole ones, of runs
    QObject scope;
    connect(&m_window->document(), &Document::changed, &scope, [&](const DocumentEvent& event) {
        if (event.what == DocumentEvent::What::Result && event.frame < 0) ++answers;
    });
    QSignalSpy finished(&m_window->batch(), &BatchController::finished);
    editDuringABatch(finished);
    waitForAnswerTo(own());
    QTRY_VERIFY_WITH_TIMEOUT(answers >= 2, kNetworkPatience_ms);
    QCOMPARE(answers, 2); // the batch's and one for the edit
    // What was still to come would come before this.
    QTRY_VERIFY_WITH_TIMEOUT(actions().run_frame->isEnabled(), kNetworkPatience_ms);
    actions().run_frame->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(actions().run_frame->isEnabled(), kNetworkPatience_ms);
    QCOMPARE(answers, 3);
}

void TestHeatMaps::whatFailsAfterABatchDoesNotCountInIt() {
    useTestWeights();
    panel().setOptions({{"points", "global"}});
    const std::filesystem::path video = m_window->session().entries().front().location.path;
    const std::filesystem::path away = video.string() + ".away";
    const auto put_back = qScopeGuard([&] {
        std::error_code ignored; // it was not taken away
        std::filesystem::rename(away, video, ignored);
    });
    QObject scope;
    connect(&m_window->document(), &Document::changed, &scope, [&](const DocumentEvent& event) {
        if (event.what == DocumentEvent::What::Result && std::filesystem::exists(video))
            std::filesystem::rename(video, away);
    });
    QSignalSpy finished(&m_window->batch(), &BatchController::finished);
    editDuringABatch(finished);
    const auto summary = finished.front().front().value<BatchSummary>();
    QCOMPARE(summary.done, 1);
    QVERIFY(summary.failures.empty());
    const MessageBanner& messages = *m_window->pane().messages();
    const QString name = QString::fromStdString(video.filename().string());
    QTRY_VERIFY_WITH_TIMEOUT(!messages.titles().filter(name).isEmpty(), kNetworkPatience_ms);
    QVERIFY(!found()->prompts.points.empty()); // the batch's answer stays
}

void TestHeatMaps::whatIsEditedInAClipThatIsLeftIsAskedWhenItIsOpenedAgain() {
    const std::filesystem::path folder = *m_folder / "two";
    std::filesystem::create_directory(folder);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(m_dataset))
        if (entry.path().extension() == ".mp4")
            for (const char* name : {"a.mp4", "b.mp4"})
                std::filesystem::copy_file(entry.path(), folder / name,
                                           std::filesystem::copy_options::overwrite_existing);
    open(folder);
    goTo(keyFrame(0));
    useTestWeights();
    panel().setOptions({{"points", "global"}});
    const ClipId first = m_window->session().entries()[0].id, second = m_window->session().entries()[1].id;
    Q_EMIT m_window->pane().clips()->runRequested({first});
    actions().point_tool->trigger();
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, inView({100, 60}));
    const PromptSet edited = own();
    const auto show = [&](ClipId clip) {
        m_window->session().openClip(clip);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->session().current() == clip && m_window->session().shownFrame(),
                                 kPatience_ms);
    };
    show(second);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->document().result(first, kMethod) && !m_window->batch().isRunning(),
                             kNetworkPatience_ms);
    show(first);
    QCOMPARE(own(), edited);
    waitForAnswerTo(edited);
}

} // namespace

int main(int argc, char** argv) {
    nn::prepareProcess();
    qputenv("QTEST_FUNCTION_TIMEOUT", "1200000"); // networks are slow on a busy machine
    QApplication application(argc, argv);
    TestHeatMaps test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_heat_maps.moc"
