// The segment tool in the real window, with MobileSAM. Its test weights answer deterministically; what they mark means
// nothing, so only the flow is checked.
#include <QLabel>
#include <QStatusBar>
#include <QTreeWidget>

#include "app/shell/message_banner.h"
#include "app/shell/models_dialog.h"
#include "app/shell/segment_controller.h"
#include "core/masks/mask_ops.h"
#include "core/nn/networks.h"
#include "tests/app/window_test.h"
#include "tests/core/nn/checkpoint_writer.h"
#include "widgets/panels/hint_bar.h"
#include "widgets/panels/method_panel.h"
#include "widgets/panels/objects_panel.h"

using namespace soundmask;

namespace {

/// Encoding takes a second on a quiet machine and many on a busy one.
constexpr int kEncoderPatience_ms = 300000;

class TestSegment : public test::WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_window.reset(); }

    void withoutWeightsTheToolSaysWhatIsMissing();
    void aBrokenFileIsNamedAndAnotherChoiceHeals();
    void clickRefineBoxStepAcceptUndoRedo();
    void acceptingAddsToTheObjectOrTakesItsPlace();
    void theMouseOverAnEncodedFrameShowsWhatAClickWouldTake();
    void escAndAnotherFrameDropWhatIsOffered();
    void movingOnGivesUpTheEncoding();
    void framesSeenInAnotherWindowComeFromTheCache();
    void aMethodSharesTheNetworkAndWhatItSaw();
    void everythingIsOfferedToPickFrom();

  private:
    void openWindow();
    void chooseTestWeights() { m_window->models().setTestWeights("sam", true); }
    void arm() { QTest::keyClick(&canvas(), Qt::Key_Q); }
    /// Arms the tool and waits until the frame is encoded.
    void armAndWait();
    void click(PointF point_in_video, Qt::MouseButton button = Qt::LeftButton);
    QPoint inView(PointF point_in_video) const { return canvas().geometry().pointInView(point_in_video).toPoint(); }
    void waitForOffer() { QTRY_VERIFY_WITH_TIMEOUT(m_window->segment().isOffering(), kEncoderPatience_ms); }
    /// Steps to a candidate that marks something.
    void stepToMask();
    const SegmentView& view() const { return canvas().segmentView(); }
    FrameIndex frame() const { return m_window->session().shownFrame()->index; }
    std::vector<FrameIndex> encoded() const { return m_window->segment().engine().encodedFrames(); }
    /// The mask of the object on top; null when there is none.
    MaskRle topMask() const;
    bool statusSays(const QString& words) const;
};

void TestSegment::initTestCase() {
    prepare("test_segment", 1, 11);
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    std::filesystem::remove_all(cache.toStdString());
}

void TestSegment::init() {
    QSettings().clear();
    forgetProjects();
    openWindow();
}

void TestSegment::openWindow() {
    startWindow();
    QTRY_VERIFY(m_window->models().isKnown());
    open(m_dataset);
    canvas().setFocus();
}

void TestSegment::armAndWait() {
    chooseTestWeights();
    arm();
    QCOMPARE(canvas().tool(), ToolKind::Segment);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->segment().engine().isEncoded(frame()) && view().notice.isEmpty(),
                             kEncoderPatience_ms);
}

void TestSegment::click(PointF point_in_video, Qt::MouseButton button) {
    QTest::mouseClick(&canvas(), button, {}, inView(point_in_video));
}

void TestSegment::stepToMask() {
    for (int i = 0; i < 3 && view().mask.isBlank(); ++i)
        QTest::keyClick(&canvas(), Qt::Key_Tab);
    QVERIFY2(!view().mask.isBlank(), "no candidate marks anything");
}

MaskRle TestSegment::topMask() const {
    const MaskLayer& top = record().layers.back();
    if (top.origin == LayerOrigin::GroundTruth) return {};
    const auto found = top.masks.find(frame());
    return found == top.masks.end() ? MaskRle() : found->second;
}

bool TestSegment::statusSays(const QString& words) const {
    for (const QLabel* label : m_window->statusBar()->findChildren<QLabel*>())
        if (label->text().contains(words)) return true;
    return false;
}

void TestSegment::withoutWeightsTheToolSaysWhatIsMissing() {
    arm();
    QVERIFY(view().notice.contains(QStringLiteral("No SAM weights")));
    QCOMPARE(m_window->pane().messages()->titles().size(), 1);
    QVERIFY(m_window->pane().hints()->shownText().contains(QStringLiteral("No SAM weights")));
    click({60, 60});
    QTest::keyClick(&canvas(), Qt::Key_F);
    QVERIFY(view().prompts.isEmpty());
    QVERIFY(statusSays(QStringLiteral("no weights chosen")));
    // Ctrl+Shift+W opens the Models page where the test weights are.
    QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
    auto* models = m_window->findChild<ModelsDialog*>();
    QVERIFY(models && models->isVisible());
    QApplication::setActiveWindow(models); // see startWindow()
    auto* table = models->findChild<QTreeWidget*>();
    QCOMPARE(table->currentItem()->parent()->text(0), QStringLiteral("Segment Anything"));
    while (!table->currentItem()->text(0).startsWith(QStringLiteral("Test weights")))
        QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(m_window->models().usesTestWeights("sam"));
    QVERIFY(m_window->pane().messages()->titles().isEmpty());
    QVERIFY(statusSays(QStringLiteral("masks mean nothing")));
    // Another tool: nothing to say.
    actions().brush_tool->trigger();
    QVERIFY(!statusSays(QStringLiteral("masks mean nothing")));
}

void TestSegment::aBrokenFileIsNamedAndAnotherChoiceHeals() {
    // It has the tensors by which such a file is known, and none of the others.
    const auto broken = *m_folder / "broken_sam.pt";
    test::writeTorchZip(
        broken,
        test::stateDictPickle({{"image_encoder.patch_embed.seq.0.c.weight", {32, 3, 3, 3}, {27, 9, 3, 1}, "0", 864},
                               {"mask_decoder.iou_token.weight", {1, 256}, {256, 1}, "0", 864}}),
        {{"0", test::bytesOf(std::vector<float>(864))}});
    m_window->models().import(text(broken), {.reference = true});
    QTRY_VERIFY_WITH_TIMEOUT(m_window->models().weightsFor("sam"), kEncoderPatience_ms);
    arm();
    MessageBanner* messages = m_window->pane().messages();
    QTRY_COMPARE_WITH_TIMEOUT(messages->titles().size(), 1, kEncoderPatience_ms);
    QVERIFY(messages->titles().front().contains(QStringLiteral("broken_sam.pt")));
    QVERIFY(statusSays(QStringLiteral("cannot be used")));
    chooseTestWeights();
    QVERIFY(messages->titles().isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->segment().engine().isEncoded(frame()), kEncoderPatience_ms);
    m_window->models().remove(m_window->models().installed().front());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->models().installed().empty(), kEncoderPatience_ms);
}

void TestSegment::clickRefineBoxStepAcceptUndoRedo() {
    armAndWait();
    const std::size_t layers_before = record().layers.size();
    click({112, 112});
    QCOMPARE(view().prompts.points.size(), std::size_t{1});
    QVERIFY(view().prompts.points[0].positive);
    waitForOffer();
    QVERIFY(view().tag.startsWith(QStringLiteral("1 of 3")));
    QVERIFY(view().tag.contains(QStringLiteral("test weights")));
    QVERIFY(actions().accept->isEnabled());
    const MaskRle first = view().mask;

    // The second click refines: its answer uses the first one's.
    click({40, 60}, Qt::RightButton);
    QCOMPARE(view().prompts.points.size(), std::size_t{2});
    QVERIFY(!view().prompts.points[1].positive);
    QTRY_VERIFY_WITH_TIMEOUT(!(view().mask == first), kEncoderPatience_ms);
    const MaskRle refined = view().mask;
    // Taking it back asks anew, without the answer that was refined.
    QTest::keyClick(&canvas(), Qt::Key_Backspace);
    QCOMPARE(view().prompts.points.size(), std::size_t{1});
    QTRY_VERIFY_WITH_TIMEOUT(view().mask == first, kEncoderPatience_ms);

    // A box joins the click.
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, inView({30, 30}));
    QTest::mouseMove(&canvas(), inView({100, 100}));
    QTest::mouseMove(&canvas(), inView({190, 170}));
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, inView({190, 170}));
    QCOMPARE(view().prompts.boxes.size(), std::size_t{1});
    QCOMPARE(view().prompts.points.size(), std::size_t{1});
    QTRY_VERIFY_WITH_TIMEOUT(!(view().mask == first) && !(view().mask == refined), kEncoderPatience_ms);

    // Candidates.
    const MaskRle best = view().mask;
    QTest::keyClick(&canvas(), Qt::Key_Tab);
    QVERIFY(view().tag.startsWith(QStringLiteral("2 of 3")));
    QVERIFY(!(view().mask == best));
    QTest::keyClick(&canvas(), Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(view().tag.startsWith(QStringLiteral("1 of 3")));
    actions().previous_candidate->trigger();
    QVERIFY(view().tag.startsWith(QStringLiteral("3 of 3")));
    stepToMask();

    const MaskRle taken = view().mask;
    QTest::keyClick(&canvas(), Qt::Key_Return);
    QCOMPARE(record().layers.size(), layers_before + 1);
    QVERIFY(topMask() == taken);
    QVERIFY(view().prompts.isEmpty());
    QVERIFY(!m_window->segment().isOffering());
    QVERIFY(actions().undo->text().contains(QStringLiteral("segment")));
    QTest::keyClick(&canvas(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(record().layers.size(), layers_before);
    QTest::keyClick(&canvas(), Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(record().layers.size(), layers_before + 1);
    QVERIFY(topMask() == taken);
}

void TestSegment::acceptingAddsToTheObjectOrTakesItsPlace() {
    armAndWait();
    const auto offer = [this](PointF point) {
        click(point);
        waitForOffer();
        stepToMask();
        return view().mask;
    };
    const MaskRle first = offer({112, 112});
    QTest::keyClick(&canvas(), Qt::Key_F);
    const std::size_t layers = record().layers.size();
    const MaskRle second = offer({30, 190});
    QTest::keyClick(&canvas(), Qt::Key_Return);
    QCOMPARE(record().layers.size(), layers);
    QVERIFY(topMask() == combined(first, second, MaskCombination::Unite));
    const MaskRle third = offer({190, 40});
    QTest::keyClick(&canvas(), Qt::Key_Return, Qt::ShiftModifier);
    QVERIFY(topMask() == third);
    // A locked object is left alone and the offer stays.
    const LayerId id = record().layers.back().id;
    Q_EMIT m_window->pane().objects()->lockedChangeRequested(id, true);
    offer({112, 60});
    QTest::keyClick(&canvas(), Qt::Key_Return);
    QVERIFY(topMask() == third);
    QVERIFY(m_window->segment().isOffering());
}

void TestSegment::theMouseOverAnEncodedFrameShowsWhatAClickWouldTake() {
    armAndWait();
    QTest::mouseMove(&canvas(), inView({100, 100}));
    QTest::mouseMove(&canvas(), inView({112, 112}));
    QTRY_VERIFY_WITH_TIMEOUT(!view().mask.isNull(), kEncoderPatience_ms);
    QVERIFY(view().is_hover);
    QVERIFY(!m_window->segment().isOffering());
    QVERIFY(!actions().accept->isEnabled());
    click({112, 112});
    waitForOffer();
    QVERIFY(!view().is_hover);
}

void TestSegment::escAndAnotherFrameDropWhatIsOffered() {
    armAndWait();
    const std::size_t layers = record().layers.size();
    click({112, 112});
    waitForOffer();
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QVERIFY(view().mask.isNull() && view().prompts.isEmpty());
    click({112, 112});
    waitForOffer();
    const FrameIndex before = frame();
    QTest::keyClick(&canvas(), Qt::Key_Right);
    QTRY_VERIFY_WITH_TIMEOUT(frame() != before, kEncoderPatience_ms);
    QVERIFY(view().mask.isNull() && view().prompts.isEmpty());
    QCOMPARE(record().layers.size(), layers);
    QVERIFY(!m_window->document().canUndo());
}

void TestSegment::movingOnGivesUpTheEncoding() {
    chooseTestWeights();
    m_window->session().playback().seekToFrame(1);
    QTRY_COMPARE_WITH_TIMEOUT(frame(), FrameIndex{1}, kEncoderPatience_ms);
    arm();
    QTest::keyClick(&canvas(), Qt::Key_Right);
    QTRY_COMPARE_WITH_TIMEOUT(frame(), FrameIndex{2}, kEncoderPatience_ms);
    // The frame that was left is no key frame: nobody wants it any more.
    QTRY_VERIFY_WITH_TIMEOUT(m_window->segment().engine().isEncoded(2), kEncoderPatience_ms);
    QCOMPARE(encoded().front(), FrameIndex{2});
    // Ahead: the key frames follow, and the timeline is told.
    const FrameIndex ahead = record().clip.key_frames.front().frame;
    QTRY_VERIFY_WITH_TIMEOUT(m_window->segment().engine().isEncoded(ahead), kEncoderPatience_ms);
    QVERIFY(!m_window->segment().engine().isEncoded(1));
    QCOMPARE(frame(), FrameIndex{2}); // pictures wished for earlier do not come back
    // With another tool nothing more is encoded.
    m_window->actions().brush_tool->trigger();
    QVERIFY(encoded().size() < record().clip.key_frames.size() + 1);
}

void TestSegment::framesSeenInAnotherWindowComeFromTheCache() {
    armAndWait();
    openWindow(); // the last one waits until what it encoded is stored
    armAndWait();
    QTRY_VERIFY_WITH_TIMEOUT(statusSays(QStringLiteral("from the cache")), kEncoderPatience_ms);
    click({112, 112});
    waitForOffer();
}

void TestSegment::aMethodSharesTheNetworkAndWhatItSaw() {
    goTo(keyFrame(0));
    armAndWait();
    auto& shelf = NetworkShelf::shared();
    const auto network = shelf.segmenter(kTestWeights, {});
    QVERIFY(network);
    const EmbeddingKey key = embeddingKey(*network, m_window->session().shownFrame()->image);
    const auto seen = shelf.embeddings()->find(key);
    QVERIFY(seen);
    actions().brush_tool->trigger(); // nothing more is encoded ahead
    m_window->pane().methods()->setCurrentMethod(QStringLiteral("random-sam"));
    actions().run_frame->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(result("random-sam") && actions().run_frame->isEnabled(), kEncoderPatience_ms);
    QVERIFY(shelf.embeddings()->find(key) == seen); // encoded again it would be another one
    QCOMPARE(network->network.use_count(), 3L);     // the shelf's, the tool's and this one
}

void TestSegment::everythingIsOfferedToPickFrom() {
    chooseTestWeights();
    m_window->actions().segment_everything->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!view().choices.isNull(), kEncoderPatience_ms);
    // A place that one of them covers.
    const QImage choices = view().choices;
    QPoint covered;
    for (int y = 0; y < choices.height() && covered.isNull(); ++y)
        for (int x = 0; x < choices.width() && covered.isNull(); ++x)
            if (qAlpha(choices.pixel(x, y)) > 0) covered = {x, y};
    click({covered.x() + 0.5, covered.y() + 0.5});
    QVERIFY(m_window->segment().isOffering());
    QVERIFY(view().mask.contains(covered.x(), covered.y()));
    QTest::keyClick(&canvas(), Qt::Key_Return);
    QVERIFY(topMask().contains(covered.x(), covered.y()));
    QVERIFY2(!view().choices.isNull(), "several can be picked one after the other");
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QVERIFY(view().choices.isNull());
}

} // namespace

int main(int argc, char** argv) {
    nn::prepareProcess();
    qputenv("QTEST_FUNCTION_TIMEOUT", "1200000"); // encoders are slow on a busy machine
    QApplication application(argc, argv);
    TestSegment test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_segment.moc"
