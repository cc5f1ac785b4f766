// Editing masks in the real window: every way to change one is one undo step, and results and references stay as they
// are.
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>

#include "core/base/map_sampling.h"
#include "core/masks/mask_ops.h"
#include "tests/app/window_test.h"
#include "widgets/panels/hint_bar.h"
#include "widgets/panels/method_panel.h"
#include "widgets/panels/objects_panel.h"
#include "widgets/panels/refine_strip.h"

using namespace soundmask;

namespace {

const std::string kMethod = "sound-motion";

class TestEditing : public test::WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { prepare("test_editing", 1, 7); }
    void init();
    void cleanup() { m_window.reset(); }

    void everyMaskToolMakesOneStep();
    void noToolChangesAResult();
    void refiningIsPreviewedAcceptedAndDropped();
    void islandsAreCountedLive();
    void heatMapBecomesAMask();
    void aProposalGoesWithItsFrameAndObject();
    void masksAreCopiedToOtherFrames();
    void masksAreInterpolatedBetweenPeoplesMasks();
    void everyFrameIsInterpolatedInOneStep();
    void masksAreCopiedAndPasted();
    void objectsAreCutOutInTheBackground();
    void theReferenceIsEditedAsACopy();
    void lockedObjectsStayAsTheyAre();
    void workGoesOnWithTheSameObject();
    void enterEndsTypingAName();
    void enterInTheMethodsPanelRunsNone();
    void workGoesOnWithTheObjectBefore();
    void objectsAreChangedByKeys();
    void masksOfTheKeyFrameSaySo();

  private:
    const MaskLayer& top() const { return record().layers.back(); }
    const MethodResult* result() const { return WindowTest::result(kMethod); }
    QString undoTitle() const { return m_window->document().undoTitle(); }
    RefineStrip& strip() { return *m_window->pane().refineStrip(); }
    MaskRle maskOn(FrameIndex frame) const {
        const auto found = top().masks.find(frame);
        return found == top().masks.end() ? MaskRle() : found->second;
    }

    void run();
    QPoint at(double x, double y) const {
        // As shares of the picture, so that tests do not depend on its size.
        const Size size = record().clip.size;
        return canvas().geometry().pointInView({x * size.width, y * size.height}).toPoint();
    }
    void click(double x, double y, Qt::MouseButton button = Qt::LeftButton) {
        QTest::mouseClick(&canvas(), button, {}, at(x, y));
    }
    /// A square object by the polygon tool.
    void drawSquare(double x0, double y0, double x1, double y1);
    /// Does \p what and checks that undo and redo go exactly back and forth.
    void checkOneStep(const std::function<void()>& what);
};

void TestEditing::init() {
    forgetProjects();
    startWindow();
    open(m_dataset);
    QCOMPARE(record().clip.key_frames.size(), std::size_t{5});
    goTo(keyFrame(0));
}

void TestEditing::run() {
    m_window->pane().methods()->setCurrentMethod(QString::fromStdString(kMethod));
    actions().run_all->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(actions().run_all->isEnabled(), kPatience_ms);
    QVERIFY(result());
    QCOMPARE(result()->frames.size(), std::size_t{5});
}

void TestEditing::drawSquare(double x0, double y0, double x1, double y1) {
    actions().polygon_tool->trigger();
    click(x0, y0);
    click(x1, y0);
    click(x1, y1);
    click(x0, y1);
    QTest::keyClick(&canvas(), Qt::Key_Return);
}

void TestEditing::checkOneStep(const std::function<void()>& what) {
    const std::vector<MaskLayer> before = record().layers;
    what();
    QTRY_VERIFY(!(record().layers == before)); // previews are made by a worker
    const std::vector<MaskLayer> after = record().layers;
    actions().undo->trigger();
    QVERIFY(record().layers == before);
    actions().redo->trigger();
    QVERIFY(record().layers == after);
}

void TestEditing::masksOfTheKeyFrameSaySo() {
    QVERIFY(canvas().notes().isEmpty()); // the key frame itself
    goTo(keyFrame(0) - 1);
    actions().select_tool->trigger();
    QTRY_COMPARE(canvas().notes().size(), 1); // the reference is held through its second
    QVERIFY2(canvas().notes().front().contains(QStringLiteral("key frame")), qPrintable(canvas().notes().front()));
    goTo(keyFrame(0));
    QTRY_VERIFY(canvas().notes().isEmpty());
}

void TestEditing::everyMaskToolMakesOneStep() {
    const std::size_t layers = record().layers.size();
    checkOneStep([this] { drawSquare(0.2, 0.2, 0.6, 0.6); }); // on nothing: it makes an object
    QCOMPARE(record().layers.size(), layers + 1);
    const Size size = record().clip.size;
    const double expected = 0.16 * static_cast<double>(size.area());
    QVERIFY(std::abs(static_cast<double>(maskOn(keyFrame(0)).area()) - expected) < 0.05 * expected);

    checkOneStep([this] {
        actions().polygon_subtract_tool->trigger();
        click(0.3, 0.3);
        click(0.4, 0.3);
        click(0.4, 0.4);
        click(0.3, 0.4);
        QTest::keyClick(&canvas(), Qt::Key_Enter, Qt::KeypadModifier);
    });
    const std::size_t with_hole = maskOn(keyFrame(0)).area();
    checkOneStep([this] {
        actions().fill_tool->trigger();
        click(0.35, 0.35);
    });
    QVERIFY(maskOn(keyFrame(0)).area() > with_hole);
    checkOneStep([this] {
        actions().wand_tool->trigger();
        click(0.9, 0.1);
    });
    checkOneStep([this] {
        actions().eraser_tool->trigger();
        click(0.5, 0.5);
    });
    QCOMPARE(record().layers.size(), layers + 1);
    // What changes nothing is no step.
    const QString title = undoTitle();
    click(0.5, 0.5);
    actions().fill_tool->trigger();
    click(0.25, 0.25);
    QCOMPARE(undoTitle(), title);
}

void TestEditing::noToolChangesAResult() {
    run();
    const std::map<FrameIndex, FramePredictionPtr> found = result()->frames;
    const std::vector<std::function<void()>> ways{
        [this] { drawSquare(0.1, 0.1, 0.9, 0.9); },
        [this] {
            actions().wand_tool->trigger();
            click(0.9, 0.1);
        },
        [this] {
            actions().fill_tool->trigger();
            click(0.01, 0.01);
        },
        [this] {
            actions().heat_map_mask->trigger();
            strip().setAmount(strip().amount() > 40 ? 30 : 60);
            actions().accept->trigger();
        },
        [this] { actions().edit_result->trigger(); },
    };
    for (const auto& way : ways) {
        const std::size_t layers = record().layers.size();
        checkOneStep(way);
        QCOMPARE(record().layers.size(), layers + 1);
        QCOMPARE(top().masks.size(), std::size_t{5}); // a copy on all frames
        for (const auto& [frame, prediction] : found) {
            QVERIFY(result()->at(frame) == prediction);
            if (frame != keyFrame(0)) QVERIFY(top().masks.at(frame) == prediction->mask);
        }
        actions().undo->trigger();
    }
}

void TestEditing::refiningIsPreviewedAcceptedAndDropped() {
    drawSquare(0.3, 0.3, 0.6, 0.6);
    const MaskRle square = maskOn(keyFrame(0));
    const QString title = undoTitle();
    QVERIFY(!actions().accept->isEnabled());

    QTest::keyClick(&canvas(), Qt::Key_R, Qt::ShiftModifier);
    QVERIFY(strip().isVisible());
    QTRY_VERIFY(canvas().hasMaskPreview());
    QVERIFY(actions().accept->isEnabled());
    strip().setAmount(5);
    QVERIFY(maskOn(keyFrame(0)) == square); // only shown
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!strip().isVisible() && !canvas().hasMaskPreview());
    QVERIFY(maskOn(keyFrame(0)) == square);
    QCOMPARE(undoTitle(), title);

    const auto refine = [this](QAction* action, int amount) {
        checkOneStep([&] {
            action->trigger();
            strip().setAmount(amount);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // before or after the preview is there
            QTRY_VERIFY(!strip().isVisible());
        });
    };
    refine(actions().grow, 5);
    QVERIFY(maskOn(keyFrame(0)) == grown(square, 5));
    refine(actions().shrink, 3);
    QVERIFY(maskOn(keyFrame(0)) == shrunk(grown(square, 5), 3));
    refine(actions().smooth, 10);
    // Without a hole there is nothing to accept.
    const QString last = undoTitle();
    actions().fill_holes->trigger();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(canvas().hasMaskPreview());
    QVERIFY(strip().isVisible());
    actions().cancel->trigger();
    QVERIFY(!strip().isVisible());
    QCOMPARE(undoTitle(), last);

    // Without a mask there is nothing to refine, and it says so.
    goTo(keyFrame(1));
    QVERIFY(!actions().grow->isEnabled());
    QTest::keyClick(&canvas(), Qt::Key_R, Qt::ShiftModifier);
    QVERIFY(!strip().isVisible());
    QVERIFY(m_window->pane().hints()->shownText().contains(QStringLiteral("no mask")));
}

void TestEditing::islandsAreCountedLive() {
    drawSquare(0.3, 0.3, 0.6, 0.6);
    drawSquare(0.8, 0.8, 0.83, 0.83);
    drawSquare(0.1, 0.8, 0.13, 0.83);
    const auto small = static_cast<int>(islandAreas(maskOn(keyFrame(0))).back());
    actions().remove_islands->trigger();
    strip().setAmount(std::max(2, small / 2));
    QTRY_VERIFY2(strip().outcome().startsWith(QStringLiteral("0 of 3")), qPrintable(strip().outcome()));
    strip().setAmount(10 * small);
    QTRY_VERIFY2(strip().outcome().startsWith(QStringLiteral("2 of 3")), qPrintable(strip().outcome()));
    actions().accept->trigger();
    QTRY_COMPARE(islandAreas(maskOn(keyFrame(0))).size(), std::size_t{1});
}

void TestEditing::heatMapBecomesAMask() {
    QTest::keyClick(&canvas(), Qt::Key_T);
    QVERIFY(!strip().isVisible());
    QVERIFY(m_window->pane().hints()->shownText().contains(QStringLiteral("heat map")));
    run();
    const FloatMap heat = enlarged(*result()->at(keyFrame(0))->heat_map, record().clip.size);
    actions().new_object->trigger(); // into an object of its own
    checkOneStep([this] {
        QTest::keyClick(&canvas(), Qt::Key_T);
        strip().setAmount(40);
        QTest::keyClick(&canvas(), Qt::Key_F);
    });
    QVERIFY(maskOn(keyFrame(0)) == thresholded(heat, 0.4F));
    QCOMPARE(top().masks.size(), std::size_t{1});
}

void TestEditing::aProposalGoesWithItsFrameAndObject() {
    drawSquare(0.3, 0.3, 0.6, 0.6);
    const auto begin = [this] {
        actions().grow->trigger();
        QTRY_VERIFY(canvas().hasMaskPreview());
    };
    begin();
    goTo(keyFrame(1));
    QVERIFY(!canvas().hasMaskPreview() && !strip().isVisible());
    goTo(keyFrame(0));
    begin();
    actions().undo->trigger();
    QVERIFY(!canvas().hasMaskPreview() && !strip().isVisible());
    actions().redo->trigger();
    begin();
    actions().new_object->trigger();
    QVERIFY(!canvas().hasMaskPreview() && !strip().isVisible());
}

void TestEditing::masksAreCopiedToOtherFrames() {
    drawSquare(0.3, 0.3, 0.6, 0.6);
    const MaskRle square = maskOn(keyFrame(0));
    checkOneStep([this] { QTest::keyClick(&canvas(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier); });
    QCOMPARE(top().masks.size(), std::size_t{2});
    QVERIFY(maskOn(keyFrame(1)) == square);
    // Carried on: the next press goes one second further.
    QTRY_COMPARE_WITH_TIMEOUT(m_window->session().shownFrame()->index, keyFrame(1), kPatience_ms);

    goTo(keyFrame(2));
    checkOneStep([this] { actions().copy_previous->trigger(); });
    QVERIFY(maskOn(keyFrame(2)) == square);
    actions().undo->trigger();
    goTo(keyFrame(0));

    actions().copy_range->trigger(); // without a range
    QCOMPARE(top().masks.size(), std::size_t{2});
    const ClipTiming& timing = m_window->session().playback().timing();
    m_window->session().playback().setRange(
        TimeSpan{timing.timeOf_s(keyFrame(2)) - 0.01, timing.timeOf_s(keyFrame(3)) + 0.01});
    checkOneStep([this] { actions().copy_range->trigger(); });
    QVERIFY(maskOn(keyFrame(2)) == square && maskOn(keyFrame(3)) == square && maskOn(keyFrame(4)).isNull());
    checkOneStep([this] { actions().copy_all->trigger(); });
    QCOMPARE(top().masks.size(), std::size_t{5});
}

void TestEditing::masksAreInterpolatedBetweenPeoplesMasks() {
    drawSquare(0.1, 0.3, 0.3, 0.6);
    actions().interpolate->trigger(); // one mask is no beginning and end
    QCOMPARE(top().masks.size(), std::size_t{1});
    goTo(keyFrame(4));
    drawSquare(0.7, 0.3, 0.9, 0.6);
    const MaskRle first = maskOn(keyFrame(0)), last = maskOn(keyFrame(4));
    const auto interpolate = [this] {
        const QString title = undoTitle();
        QTest::keyClick(&canvas(), Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(undoTitle() != title, kPatience_ms);
    };
    checkOneStep(interpolate);
    QCOMPARE(top().masks.size(), std::size_t{5});
    QVERIFY(maskOn(keyFrame(0)) == first && maskOn(keyFrame(4)) == last);
    const PixelRect middle = maskOn(keyFrame(2)).bounds();
    const int width = record().clip.size.width;
    QVERIFY(std::abs(middle.x + middle.width / 2 - width / 2) < width / 10); // half way

    // A correction between is an anchor from now on; what was filled in follows it.
    goTo(keyFrame(2));
    actions().brush_tool->trigger();
    canvas().setBrushSize(40);
    click(0.5, 0.8);
    const MaskRle corrected = maskOn(keyFrame(2)), filled = maskOn(keyFrame(1));
    checkOneStep(interpolate);
    QVERIFY(maskOn(keyFrame(2)) == corrected);
    QVERIFY(!(maskOn(keyFrame(1)) == filled));
    QVERIFY(maskOn(keyFrame(0)) == first && maskOn(keyFrame(4)) == last);
}

void TestEditing::everyFrameIsInterpolatedInOneStep() {
    drawSquare(0.1, 0.3, 0.3, 0.6);
    goTo(keyFrame(1));
    drawSquare(0.7, 0.3, 0.9, 0.6);
    checkOneStep([this] {
        const QString title = undoTitle();
        actions().interpolate_all->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(undoTitle() != title, kPatience_ms);
    });
    QCOMPARE(static_cast<FrameIndex>(top().masks.size()), keyFrame(1) - keyFrame(0) + 1);
    for (FrameIndex frame = keyFrame(0); frame < keyFrame(1); ++frame)
        QVERIFY(maskOn(frame).bounds().x <= maskOn(frame + 1).bounds().x);
}

void TestEditing::masksAreCopiedAndPasted() {
    drawSquare(0.3, 0.3, 0.6, 0.6);
    const MaskRle square = maskOn(keyFrame(0));
    QTest::keyClick(&canvas(), Qt::Key_C, Qt::ControlModifier);
    actions().new_object->trigger();
    goTo(keyFrame(3));
    checkOneStep([this] { QTest::keyClick(&canvas(), Qt::Key_V, Qt::ControlModifier); });
    QVERIFY(maskOn(keyFrame(3)) == square);
    QCOMPARE(top().masks.size(), std::size_t{1});
}

void TestEditing::objectsAreCutOutInTheBackground() {
    const std::size_t layers = record().layers.size();
    const MaskLayer truth = record().layers.front();
    QCOMPARE(truth.origin, LayerOrigin::GroundTruth);
    const PixelRect place = truth.masks.at(keyFrame(0)).bounds();
    const auto box = [&] {
        const auto point = [&](double x, double y) { return canvas().geometry().pointInView({x, y}).toPoint(); };
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, point(place.x - 6, place.y - 6));
        QTest::mouseMove(&canvas(), point(place.x + 10, place.y + 10));
        QTest::mouseMove(&canvas(), point(place.x + place.width + 6, place.y + place.height + 6));
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {},
                            point(place.x + place.width + 6, place.y + place.height + 6));
    };
    QTest::keyClick(&canvas(), Qt::Key_G, Qt::ShiftModifier);
    checkOneStep([&] {
        box();
        QTRY_COMPARE_WITH_TIMEOUT(record().layers.size(), layers + 1, kPatience_ms);
    });
    const MaskRle cut = maskOn(keyFrame(0));
    QVERIFY(cut.area() > 0);
    const PixelRect bounds = cut.bounds();
    QVERIFY(bounds.x >= place.x - 8 && bounds.x + bounds.width <= place.x + place.width + 8);

    // What was begun on one frame goes there, whatever is shown when it is ready.
    goTo(keyFrame(1));
    box();
    goTo(keyFrame(2));
    QTRY_VERIFY_WITH_TIMEOUT(!maskOn(keyFrame(1)).isNull(), kPatience_ms);
    QVERIFY(maskOn(keyFrame(2)).isNull());
    // Cancelled, nothing comes.
    const QString title = undoTitle();
    box();
    actions().cancel->trigger();
    goTo(keyFrame(3));
    QTest::qWait(0);
    QVERIFY(maskOn(keyFrame(2)).isNull());
    QCOMPARE(undoTitle(), title);
}

void TestEditing::theReferenceIsEditedAsACopy() {
    const MaskLayer truth = record().layers.front();
    QCOMPARE(truth.origin, LayerOrigin::GroundTruth);
    checkOneStep([this] { actions().edit_truth->trigger(); });
    QCOMPARE(top().origin, LayerOrigin::User);
    QVERIFY(top().masks == truth.masks);
    actions().brush_tool->trigger();
    click(0.02, 0.5);
    QVERIFY(!(top().masks == truth.masks));
    QVERIFY(record().layers.front() == truth);
}

void TestEditing::lockedObjectsStayAsTheyAre() {
    drawSquare(0.3, 0.3, 0.6, 0.6);
    const LayerProperties open = propertiesOf(top());
    LayerProperties locked = open;
    locked.locked = true;
    QVERIFY(m_window->document()
                .perform({"change object", {SetLayerProperties{record().clip.id, top().id, open, locked}}})
                .has_value());
    QCoreApplication::processEvents();
    const std::vector<MaskLayer> before = record().layers;
    actions().copy_mask->trigger();
    for (QAction* action :
         {actions().grow, actions().paste_mask, actions().copy_all, actions().copy_next, actions().copy_previous,
          actions().interpolate, actions().delete_mask, actions().delete_object}) {
        action->trigger();
        QVERIFY2(record().layers == before, qPrintable(action->text()));
        QVERIFY(!strip().isVisible());
    }
    drawSquare(0.1, 0.1, 0.2, 0.2);
    QVERIFY(record().layers == before);
}

void TestEditing::workGoesOnWithTheSameObject() {
    drawSquare(0.3, 0.3, 0.6, 0.6);
    const std::vector<MaskLayer> before = record().layers;
    startWindow();
    open(m_dataset);
    QVERIFY(record().layers == before);
    goTo(keyFrame(0));
    actions().grow->trigger();
    actions().accept->trigger();
    QTRY_VERIFY(!strip().isVisible());
    QCOMPARE(record().layers.size(), before.size()); // not another one
    QVERIFY(maskOn(keyFrame(0)).area() > before.back().masks.begin()->second.area());
}

void TestEditing::enterEndsTypingAName() {
    drawSquare(0.2, 0.2, 0.6, 0.6);
    QTRY_COMPARE(m_window->pane().objects()->current(), top().id);
    QSignalSpy runs(actions().run_frame, &QAction::triggered);
    QTest::keyClick(m_window.get(), Qt::Key_F2);
    auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    QVERIFY(field);
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("man"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(QString::fromStdString(top().name), QStringLiteral("man"));
    QVERIFY(!qobject_cast<QLineEdit*>(QApplication::focusWidget()));
    QCOMPARE(runs.size(), 0);
    // And the next letter is a tool again.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_B);
    QVERIFY(actions().brush_tool->isChecked());
}

void TestEditing::enterInTheMethodsPanelRunsNone() {
    QSignalSpy runs(actions().run_frame, &QAction::triggered);
    auto* number = m_window->pane().methods()->findChild<QAbstractSpinBox*>();
    number->setFocus();
    QTest::keyClick(number, Qt::Key_Return);
    QCOMPARE(runs.size(), 0);
    auto* box = m_window->pane().methods()->findChild<QComboBox*>();
    const int before = box->currentIndex();
    box->showPopup();
    QTRY_COMPARE(QApplication::activePopupWidget(), box->view()->window());
    QTest::keyClick(box->view(), Qt::Key_Down);
    QTest::keyClick(box->view(), Qt::Key_Return);
    QTRY_COMPARE(box->currentIndex(), before + 1);
    QVERIFY(!box->view()->isVisible());
    QCOMPARE(runs.size(), 0);
}

void TestEditing::workGoesOnWithTheObjectBefore() {
    drawSquare(0.2, 0.2, 0.4, 0.4);
    const LayerId first = top().id;
    actions().new_object->trigger();
    drawSquare(0.5, 0.5, 0.8, 0.8);
    const LayerId second = top().id;
    QVERIFY(!(second == first));
    while (record().layer(second))
        actions().undo->trigger();
    const std::size_t layers = record().layers.size();
    drawSquare(0.6, 0.2, 0.8, 0.4);
    QCOMPARE(record().layers.size(), layers);
    const Size size = record().clip.size;
    QVERIFY(record().layer(first)->masks.at(keyFrame(0)).contains(size.width * 7 / 10, size.height * 3 / 10));
}

void TestEditing::objectsAreChangedByKeys() {
    drawSquare(0.2, 0.2, 0.4, 0.4);
    const LayerId first = top().id;
    actions().new_object->trigger();
    drawSquare(0.5, 0.5, 0.8, 0.8);
    const LayerId second = top().id;
    QTRY_COMPARE(m_window->pane().objects()->current(), second);
    checkOneStep([this] { QTest::keyClick(&canvas(), Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier); });
    QCOMPARE(top().id, first);
    QCoreApplication::processEvents(); // the list follows
    QTest::keyClick(&canvas(), Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(top().id, second);
    checkOneStep([this] { QTest::keyClick(&canvas(), Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier); });
    QVERIFY(!top().visible);
    checkOneStep([this] { QTest::keyClick(&canvas(), Qt::Key_L, Qt::ShiftModifier); });
    QVERIFY(top().locked);
    QCoreApplication::processEvents();
    QTest::keyClick(&canvas(), Qt::Key_L, Qt::ShiftModifier);
    checkOneStep([this] { QTest::keyClick(&canvas(), Qt::Key_2, Qt::AltModifier); });
    QCOMPARE(top().sound_states.at(1), SoundState::Silent);
}

} // namespace

QTEST_MAIN(TestEditing)
#include "test_editing.moc"
