// The mask tools of the canvas under a real mouse and keyboard, and masks that are only proposed.
#include <QAbstractButton>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "core/masks/mask_ops.h"
#include "tests/widgets/widget_test.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/common/theme.h"
#include "widgets/panels/refine_strip.h"
#include "widgets/panels/tool_strip.h"

using namespace soundmask;

namespace {

constexpr Size kSize{320, 180};
const QRect kSquare(200, 60, 60, 50); ///< of another colour than the ground

QImage picture() {
    QImage image(kSize.width, kSize.height, QImage::Format_RGB32);
    image.fill(QColor(100, 110, 120));
    for (int y = kSquare.top(); y <= kSquare.bottom(); ++y)
        for (int x = kSquare.left(); x <= kSquare.right(); ++x)
            image.setPixelColor(x, y, QColor(180 + x % 8, 60, 40));
    return image;
}

MaskRle squareMask() {
    const double x0 = kSquare.left(), y0 = kSquare.top(), x1 = x0 + kSquare.width(), y1 = y0 + kSquare.height();
    return filledPolygon(kSize, {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}});
}

/// A canvas whose strokes come back to it as the mask, as in the window.
struct Bench {
    CanvasView canvas;
    MaskRle mask;
    std::vector<std::string> titles;
    std::vector<CutHints> cuts;
    QSignalSpy refused{&canvas, &CanvasView::strokeRefused};

    Bench() {
        canvas.setFrame(picture());
        show({});
        QObject::connect(&canvas, &CanvasView::strokeFinished, &canvas,
                         [this](const MaskRle&, const MaskRle& after, const std::string& title) {
                             titles.push_back(title);
                             show(after);
                         });
        QObject::connect(&canvas, &CanvasView::cutRequested, &canvas,
                         [this](const CutHints& hints) { cuts.push_back(hints); });
        showAt(canvas, {900, 560});
        canvas.setFocus();
    }

    void show(const MaskRle& now, std::int64_t id = 1) {
        mask = now;
        CanvasMaskLayer layer;
        layer.id = LayerId{id};
        layer.name = QStringLiteral("Dog");
        layer.colour = QColor(230, 30, 30);
        layer.active = true;
        layer.mask = now;
        canvas.setMaskLayers({layer});
    }

    QPoint at(double x, double y) const { return canvas.geometry().pointInView({x, y}).toPoint(); }
    void click(double x, double y, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseClick(&canvas, button, modifiers, at(x, y));
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&canvas, key, modifiers); }
    /// Whether the key would be taken from the window's shortcuts.
    bool owns(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QKeyEvent event(QEvent::ShortcutOverride, key, modifiers);
        event.ignore();
        QApplication::sendEvent(&canvas, &event);
        return event.isAccepted();
    }
};

} // namespace

class TestCanvasTools : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Dark); }

    void polygonIsClosedByEnter() {
        Bench bench;
        bench.canvas.setTool(ToolKind::Polygon);
        QVERIFY(!bench.owns(Qt::Key_Return)); // runs the method until a polygon is begun
        for (const auto& [x, y] : {std::pair{50, 40}, {150, 40}, {150, 120}, {50, 120}})
            bench.click(x, y);
        keepPicture(bench.canvas, QStringLiteral("polygon"));
        QVERIFY(bench.owns(Qt::Key_Return));
        bench.key(Qt::Key_Return);
        QCOMPARE(bench.titles, std::vector<std::string>{"polygon"});
        QVERIFY(std::abs(static_cast<double>(bench.mask.area()) - 100.0 * 80.0) < 250.0);
        QVERIFY(bench.mask.contains(100, 80) && !bench.mask.contains(160, 80));
        QVERIFY(!bench.owns(Qt::Key_Return));
    }

    void polygonIsClosedByDoubleClickAndOnItsFirstCorner() {
        Bench bench;
        bench.canvas.setTool(ToolKind::Polygon);
        bench.click(50, 40);
        bench.click(150, 40);
        bench.click(150, 120);
        QTest::mouseDClick(&bench.canvas, Qt::LeftButton, {}, bench.at(150, 120));
        QCOMPARE(bench.titles.size(), std::size_t(1));
        const std::size_t triangle = bench.mask.area();
        QVERIFY(std::abs(static_cast<double>(triangle) - 4000.0) < 150.0);

        bench.canvas.setTool(ToolKind::PolygonSubtract);
        bench.click(100, 30);
        bench.click(160, 30);
        bench.click(160, 130);
        bench.click(100, 130);
        bench.click(100, 30);
        QCOMPARE(bench.titles.back(), std::string("subtract polygon"));
        QVERIFY(bench.mask.area() < triangle / 2);
        QVERIFY(bench.mask.contains(90, 50) && !bench.mask.contains(120, 50));
    }

    void polygonCornersAreTakenBackOneByOne() {
        Bench bench;
        bench.canvas.setTool(ToolKind::Polygon);
        bench.click(50, 40);
        bench.click(150, 40);
        bench.click(150, 120);
        bench.click(300, 170);
        QVERIFY(bench.owns(Qt::Key_Backspace) && bench.owns(Qt::Key_Z, Qt::ControlModifier));
        bench.key(Qt::Key_Backspace);
        bench.click(50, 120);
        bench.click(10, 170);
        bench.key(Qt::Key_Z, Qt::ControlModifier); // not the window's undo
        bench.key(Qt::Key_Return);
        QVERIFY(std::abs(static_cast<double>(bench.mask.area()) - 100.0 * 80.0) < 250.0);

        bench.click(10, 10);
        bench.click(20, 10);
        bench.key(Qt::Key_Return); // two corners are no polygon
        QCOMPARE(bench.refused.size(), 1);
        bench.key(Qt::Key_Escape);
        QVERIFY(!bench.owns(Qt::Key_Escape));
        QVERIFY(!bench.owns(Qt::Key_Backspace));
        QCOMPARE(bench.titles.size(), std::size_t(1));
    }

    void polygonGoesWithAnotherFrameOrObject() {
        Bench bench;
        bench.canvas.setTool(ToolKind::Polygon);
        bench.click(50, 40);
        bench.canvas.setFrame(picture());
        QVERIFY(!bench.owns(Qt::Key_Escape));
        bench.click(50, 40);
        CanvasMaskLayer first, second;
        first.id = LayerId{1};
        second.id = LayerId{2};
        second.active = true;
        bench.canvas.setMaskLayers({first, second});
        QVERIFY(!bench.owns(Qt::Key_Escape));
    }

    void pictureCanBeMovedWhileAPolygonIsOpen() {
        Bench bench;
        bench.canvas.setTool(ToolKind::Polygon);
        turnWheel(bench.canvas, {400, 240}, 6.0, Qt::ControlModifier);
        bench.click(150, 80);
        const QPoint corner = bench.at(150, 80);
        dragMouse(bench.canvas, {{400, 240}, {430, 255}}, Qt::MiddleButton);
        QCOMPARE(bench.at(150, 80), corner + QPoint(30, 15));
        QVERIFY(bench.owns(Qt::Key_Escape));
    }

    void fillSetsTheHoleAndClearsThePart() {
        Bench bench;
        const MaskRle disc1 = disc(kSize, {100, 90}, 40), hole = disc(kSize, {100, 90}, 15);
        const MaskRle part = disc(kSize, {250, 90}, 20);
        const MaskRle ring = combined(disc1, hole, MaskCombination::Subtract);
        bench.show(combined(ring, part, MaskCombination::Unite));
        bench.canvas.setTool(ToolKind::Fill);
        bench.click(100, 90);
        QVERIFY(bench.mask == combined(disc1, part, MaskCombination::Unite));
        bench.click(250, 90, Qt::RightButton);
        QVERIFY(bench.mask == disc1);
        QCOMPARE(bench.titles, (std::vector<std::string>{"fill", "fill"}));
        // Where it is set already there is nothing to fill.
        bench.click(100, 90);
        QCOMPARE(bench.titles.size(), std::size_t(2));
        QSignalSpy picked(&bench.canvas, &CanvasView::layerPicked);
        bench.click(100, 90, Qt::LeftButton, Qt::AltModifier);
        QCOMPARE(picked.size(), 1);
    }

    void wandTakesOneColourAndDraggingMore() {
        Bench bench;
        bench.canvas.setTool(ToolKind::Wand);
        bench.canvas.setWandOptions({24, true});
        bench.click(230, 80);
        QVERIFY(bench.mask == squareMask());
        QCOMPARE(bench.titles, std::vector<std::string>{"magic wand"});
        bench.click(230, 80, Qt::LeftButton, Qt::AltModifier);
        QVERIFY(bench.mask.isBlank());
        // To the right: tolerance for the ground, too, in the same stroke.
        QSignalSpy options(&bench.canvas, &CanvasView::wandOptionsChanged);
        const QPointF start = bench.at(230, 80);
        dragMouse(bench.canvas, {start, start + QPointF(200, 0), start + QPointF(500, 0)});
        QCOMPARE(bench.mask.area(), kSize.area());
        QCOMPARE(bench.titles.size(), std::size_t(3));
        QVERIFY(bench.canvas.wandOptions().tolerance > 100);
        QVERIFY(!options.isEmpty());
    }

    void wandStrokeIsAbandonedByEscape() {
        Bench bench;
        bench.canvas.setTool(ToolKind::Wand);
        QTest::mousePress(&bench.canvas, Qt::LeftButton, {}, bench.at(230, 80));
        bench.key(Qt::Key_Escape);
        QTest::mouseRelease(&bench.canvas, Qt::LeftButton, {}, bench.at(230, 80));
        QVERIFY(bench.titles.empty());
        QVERIFY(bench.canvas.activeMask().isBlank());
    }

    void cutToolCollectsClicksAndBoxes() {
        Bench bench;
        bench.canvas.setTool(ToolKind::GrabCut);
        bench.click(20, 20, Qt::RightButton); // nothing to take it away from
        QCOMPARE(bench.refused.size(), 1);
        QVERIFY(bench.cuts.empty());
        bench.click(230, 80);
        bench.click(30, 30, Qt::RightButton);
        QCOMPARE(bench.cuts.size(), std::size_t(2));
        QCOMPARE(bench.cuts[1].on_object.size(), std::size_t(1));
        QCOMPARE(bench.cuts[1].off_object.size(), std::size_t(1));
        QVERIFY(!bench.cuts[1].box);
        QVERIFY(bench.owns(Qt::Key_Escape));
        dragMouse(bench.canvas, {bench.at(190, 50), bench.at(220, 70), bench.at(270, 120)});
        QCOMPARE(bench.cuts.size(), std::size_t(3));
        QVERIFY(bench.cuts[2].box && bench.cuts[2].on_object.empty());
        QVERIFY(std::abs(bench.cuts[2].box->x0 - 190.0) < 1.0 && std::abs(bench.cuts[2].box->y1 - 120.0) < 1.0);
        QVERIFY(!bench.owns(Qt::Key_Escape));
        // A mask that is there is improved.
        bench.show(squareMask());
        bench.click(205, 65, Qt::RightButton);
        QVERIFY(bench.cuts[3].so_far == squareMask());
    }

    void aProposedMaskIsShownUntilAcceptedOrDropped() {
        Bench bench;
        bench.show(squareMask());
        const QColor ground = colourAt(drawn(bench.canvas), bench.at(60, 60));
        QSignalSpy accepted(&bench.canvas, &CanvasView::previewAccepted);
        QSignalSpy dropped(&bench.canvas, &CanvasView::previewDropped);
        QVERIFY(!bench.owns(Qt::Key_Return) && !bench.owns(Qt::Key_Escape));
        bench.canvas.setMaskPreview(disc(kSize, {60, 60}, 30));
        QVERIFY(colourDistance(colourAt(drawn(bench.canvas), bench.at(60, 60)), ground) > 40);
        QVERIFY(bench.owns(Qt::Key_Return) && bench.owns(Qt::Key_Escape));
        bench.key(Qt::Key_Return);
        bench.key(Qt::Key_Escape);
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(dropped.size(), 1);
        // Nothing is painted under it.
        bench.canvas.setTool(ToolKind::Brush);
        QVERIFY(bench.canvas.hasMaskPreview());
        dragMouse(bench.canvas, {bench.at(20, 20), bench.at(40, 20)});
        QCOMPARE(bench.refused.size(), 1);
        bench.canvas.setMaskPreview(std::nullopt);
        QVERIFY(colourDistance(colourAt(drawn(bench.canvas), bench.at(60, 60)), ground) < 5);
        dragMouse(bench.canvas, {bench.at(20, 20), bench.at(40, 20)});
        QCOMPARE(bench.titles, std::vector<std::string>{"brush stroke"});
    }

    void tabWalksTheObjects() {
        Bench bench;
        QSignalSpy steps(&bench.canvas, &CanvasView::objectStepRequested);
        CanvasMaskLayer one, two;
        one.id = LayerId{1};
        two.id = LayerId{2};
        bench.canvas.setMaskLayers({one, two});
        bench.key(Qt::Key_Tab);
        bench.key(Qt::Key_Tab, Qt::ShiftModifier);
        QCOMPARE(steps.size(), 2);
        QCOMPARE(steps[0][0].toInt(), 1);
        QCOMPARE(steps[1][0].toInt(), -1);
    }

    void everyMaskToolSaysWhyItCannotPaint() {
        Bench bench;
        CanvasMaskLayer locked;
        locked.id = LayerId{1};
        locked.name = QStringLiteral("Dog");
        locked.active = true;
        locked.locked = true;
        bench.canvas.setMaskLayers({locked});
        int refusals = 0;
        for (const ToolKind tool : {ToolKind::Brush, ToolKind::Eraser, ToolKind::Polygon, ToolKind::PolygonSubtract,
                                    ToolKind::Fill, ToolKind::Wand, ToolKind::GrabCut}) {
            bench.canvas.setTool(tool);
            QVERIFY(bench.canvas.editsMask());
            QVERIFY(bench.canvas.hint().contains(QStringLiteral("Dog")));
            bench.click(100, 90);
            QCOMPARE(bench.refused.size(), ++refusals);
        }
        QVERIFY(bench.titles.empty() && bench.cuts.empty());
    }

    void newPictureKeepsWhatLiesOverIt() {
        Bench bench;
        auto prediction = std::make_shared<FramePrediction>();
        prediction->heat_map = bump(kSize, {60, 60}, 30);
        bench.canvas.setPrediction(prediction);
        bench.canvas.setGroundTruth(disc(kSize, {250, 60}, 20));
        const QImage before = drawn(bench.canvas);
        bench.canvas.setFrame(picture());
        QCOMPARE(drawn(bench.canvas), before);
        QImage dark(kSize.width, kSize.height, QImage::Format_RGB32);
        dark.fill(Qt::black);
        bench.canvas.setFrame(dark);
        const QImage after = drawn(bench.canvas);
        QCOMPARE(colourAt(after, bench.at(300, 170)), QColor(Qt::black));
        QVERIFY(colourAt(after, bench.at(60, 60)).red() > 60); // the heat map is still there
        bench.canvas.setLayerVisible(LayerKind::HeatMap, false);
        QCOMPARE(colourAt(drawn(bench.canvas), bench.at(60, 60)), QColor(Qt::black));
    }

    void toolStripShowsAndChangesOptions() {
        ToolStrip strip;
        QSignalSpy size(&strip, &ToolStrip::brushSizeChanged);
        QSignalSpy wand(&strip, &ToolStrip::wandOptionsChanged);
        strip.setTool(ToolKind::Wand, QStringLiteral("Magic wand"));
        showAt(strip, {900, 40});
        strip.setBrushSize(40);
        strip.setWandOptions({30, false});
        QVERIFY(size.isEmpty() && wand.isEmpty()); // setters are silent
        auto* box = strip.findChild<QAbstractButton*>();
        QTest::mouseClick(box, Qt::LeftButton);
        QCOMPARE(wand.size(), 1);
        QVERIFY(wand[0][0].value<WandOptions>() == (WandOptions{30, true}));
        keepPicture(strip, QStringLiteral("tool_strip"));
    }

    void refineStripIsUsedByKeyboard() {
        RefineStrip strip;
        showAt(strip, {1000, 40});
        QApplication::setActiveWindow(&strip);
        QSignalSpy changed(&strip, &RefineStrip::changed);
        QSignalSpy accepted(&strip, &RefineStrip::accepted);
        QSignalSpy dropped(&strip, &RefineStrip::dropped);
        strip.begin(RefineOperation::Shrink);
        QCOMPARE(changed.size(), 1);
        QVERIFY(strip.operation() == RefineOperation::Shrink);
        QWidget* focus = QApplication::focusWidget();
        QVERIFY(focus && strip.isAncestorOf(focus));
        const int before = strip.amount();
        QTest::keyClick(focus, Qt::Key_Up);
        QCOMPARE(strip.amount(), before + 1);
        QTest::keyClick(focus, Qt::Key_Return);
        QCOMPARE(accepted.size(), 1);
        strip.setAcceptable(false);
        QTest::keyClick(focus, Qt::Key_Return);
        QCOMPARE(accepted.size(), 1);
        QTest::keyClick(focus, Qt::Key_Escape);
        QCOMPARE(dropped.size(), 1);
        // Each operation keeps its own amount.
        strip.begin(RefineOperation::Grow);
        QVERIFY(strip.amount() != before + 1);
        strip.begin(RefineOperation::Shrink);
        QCOMPARE(strip.amount(), before + 1);
        strip.begin(RefineOperation::FillHoles);
        QCOMPARE(strip.amount(), 0);
        keepPicture(strip, QStringLiteral("refine_strip"));
    }
};

QTEST_MAIN(TestCanvasTools)
#include "test_canvas_tools.moc"
