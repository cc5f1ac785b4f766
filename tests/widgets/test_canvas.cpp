// The canvas under a real mouse and keyboard: what it draws, what it asks for, and how little it repaints.
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <cmath>

#include "tests/widgets/widget_test.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/common/theme.h"

using namespace soundmask;

namespace {

constexpr Size kSize{320, 180};
const QColor kRed(230, 30, 30);
const QColor kBlue(40, 60, 240);

QImage grey(Size size = kSize) {
    QImage picture(size.width, size.height, QImage::Format_RGB32);
    picture.fill(QColor(128, 128, 128));
    return picture;
}

CanvasMaskLayer layer(std::int64_t id, const QColor& colour, const MaskRle& mask, bool active) {
    CanvasMaskLayer result;
    result.id = LayerId{id};
    result.name = QStringLiteral("Object %1").arg(id);
    result.colour = colour;
    result.active = active;
    result.mask = mask;
    return result;
}

std::shared_ptr<FramePrediction> prediction() {
    auto result = std::make_shared<FramePrediction>();
    result->heat_map = bump(kSize, {200.0, 90.0}, 40.0);
    result->prompts.points = {{{200.0, 90.0}, true, 0.98, PromptOrigin::Mined},
                              {{40.0, 30.0}, false, 0.02, PromptOrigin::Mined}};
    result->prompts.boxes = {{{160.0, 50.0, 240.0, 130.0}, 0.87, "guitar", PromptOrigin::Mined}};
    result->mask = disc(kSize, {200.0, 90.0}, 34.0);
    return result;
}

/// A canvas as the window uses it: what it asks for is given back to it.
struct Bench {
    CanvasView canvas;
    std::vector<std::pair<MaskRle, MaskRle>> strokes;
    std::vector<PromptSet> prompt_requests;
    std::vector<LayerId> picked;

    explicit Bench(QSize size = {800, 480}) {
        canvas.setFrame(grey());
        QObject::connect(&canvas, &CanvasView::strokeFinished, &canvas,
                         [this](const MaskRle& before, const MaskRle& after) {
                             strokes.push_back({before, after});
                         });
        QObject::connect(&canvas, &CanvasView::promptsChangeRequested, &canvas, [this](const PromptSet& wanted) {
            prompt_requests.push_back(wanted);
            canvas.setPrompts(wanted);
        });
        QObject::connect(&canvas, &CanvasView::layerPicked, &canvas, [this](LayerId id) { picked.push_back(id); });
        showAt(canvas, size);
    }

    QPointF at(double x, double y) const { return canvas.geometry().pointInView({x, y}); }
    QColor colour(double x, double y) { return colourAt(drawn(canvas), at(x, y)); }
};

} // namespace

class TestCanvas : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Dark); }

    void drawsThePictureAndWhatIsAround() {
        Bench bench;
        QCOMPARE(bench.colour(160, 90), QColor(128, 128, 128));
        QCOMPARE(colourAt(drawn(bench.canvas), {2.0, 2.0}), darkTheme().canvas);
        bench.canvas.setFrame(FramePtr());
        QCOMPARE(colourAt(drawn(bench.canvas), {400.0, 240.0}), darkTheme().canvas);
    }

    void masksAreTintedInsideOnly() {
        Bench bench;
        bench.canvas.setMaskLayers({layer(1, kRed, disc(kSize, {80.0, 90.0}, 30.0), false),
                                    layer(2, kBlue, disc(kSize, {240.0, 90.0}, 30.0), true)});
        const QColor red = bench.colour(80, 90), blue = bench.colour(240, 90);
        QVERIFY(red.red() > red.blue() + 60);
        QVERIFY(blue.blue() > blue.red() + 60);
        QCOMPARE(bench.colour(160, 90), QColor(128, 128, 128));
        bench.canvas.setLayerVisible(LayerKind::Masks, false);
        QCOMPARE(bench.colour(80, 90), QColor(128, 128, 128));
        QCOMPARE(bench.colour(240, 90), QColor(128, 128, 128));
    }

    void peekingShowsThePictureAlone() {
        Bench bench;
        bench.canvas.setPrediction(prediction());
        QVERIFY(bench.colour(190, 80) != QColor(128, 128, 128));
        bench.canvas.setPeeking(true);
        QCOMPARE(bench.colour(190, 80), QColor(128, 128, 128));
    }

    void heatMapFollowsOpacityAndThreshold() {
        Bench bench;
        auto shown = prediction();
        shown->prompts = {};
        shown->mask = {};
        bench.canvas.setPrediction(shown);
        const QColor hot = bench.colour(200, 90), cold = bench.colour(20, 170);
        QVERIFY(colourDistance(hot, cold) > 100);
        QCOMPARE(cold, QColor(128, 128, 128)); // a cold map does not darken the picture
        bench.canvas.setHeatMapOpacity(0.0);
        QCOMPARE(bench.colour(200, 90), QColor(128, 128, 128));
        bench.canvas.setHeatMapOpacity(1.0);
        bench.canvas.setHeatThreshold(0.5F);
        QCOMPARE(bench.colour(20, 170), QColor(128, 128, 128));
        QVERIFY(colourDistance(bench.colour(200, 90), QColor(128, 128, 128)) > 150);
    }

    void isoLinesAreDrawnWhenAskedFor() {
        Bench bench;
        auto shown = prediction();
        shown->prompts = {};
        shown->mask = {};
        bench.canvas.setPrediction(shown);
        const QImage without = drawn(bench.canvas);
        bench.canvas.setLayerVisible(LayerKind::IsoLines, true);
        const QImage with = drawn(bench.canvas);
        const QPointF on_half = bench.at(200.0 + 40.0 * std::sqrt(std::log(2.0)), 90.0);
        QVERIFY(colourDistance(colourAt(with, on_half), colourAt(without, on_half)) > 40);
        QVERIFY(colourDistance(colourAt(with, bench.at(200, 90)), colourAt(without, bench.at(200, 90))) < 8);
    }

    void flatHeatAndTestWeightsAreSaidInWords() {
        Bench bench;
        auto shown = prediction();
        bench.canvas.setPrediction(shown);
        QVERIFY(bench.canvas.notes().isEmpty());
        const QImage without = drawn(bench.canvas);
        auto flat = std::make_shared<FramePrediction>(*shown);
        flat->heat_map = FloatMap({7, 7}, 0.0F);
        bench.canvas.setPrediction(flat);
        QCOMPARE(bench.canvas.notes().size(), 1);
        QVERIFY(bench.canvas.notes().front().contains(QStringLiteral("flat")));
        QVERIFY(drawn(bench.canvas).copy(8, 440, 200, 32) != without.copy(8, 440, 200, 32));
        bench.canvas.setLayerVisible(LayerKind::HeatMap, false);
        QVERIFY(bench.canvas.notes().isEmpty());
        auto test = std::make_shared<FramePrediction>(*shown);
        test->from_test_weights = true;
        bench.canvas.setPrediction(test);
        QVERIFY(bench.canvas.notes().front().contains(QStringLiteral("Test weights")));
        bench.canvas.setPeeking(true);
        QVERIFY(bench.canvas.notes().isEmpty());
    }

    void hoverTellsHeatBetweenFewPlaces() {
        Bench bench;
        auto shown = std::make_shared<FramePrediction>();
        shown->heat_map = FloatMap({2, 1});
        shown->heat_map->values = {0.0F, 1.0F};
        bench.canvas.setPrediction(shown);
        QSignalSpy hover(&bench.canvas, &CanvasView::hoverChanged);
        moveMouse(bench.canvas, bench.at(kSize.width / 2 + 0.5, 90.5));
        QVERIFY(std::abs(hover.last()[2].toDouble() - 0.5) < 0.01);
        moveMouse(bench.canvas, bench.at(10.5, 90.5));
        QCOMPARE(hover.last()[2].toDouble(), 0.0);
    }

    void hoverTellsPixelAndHeat() {
        Bench bench;
        bench.canvas.setPrediction(prediction());
        QSignalSpy hover(&bench.canvas, &CanvasView::hoverChanged);
        QSignalSpy ended(&bench.canvas, &CanvasView::hoverEnded);
        moveMouse(bench.canvas, bench.at(200.5, 90.5));
        QCOMPARE(hover.size(), 1);
        QCOMPARE(hover[0][0].toInt(), 200);
        QCOMPARE(hover[0][1].toInt(), 90);
        QVERIFY(std::abs(hover[0][2].toDouble() - 1.0) < 0.01);
        moveMouse(bench.canvas, {1.0, 1.0});
        QCOMPARE(ended.size(), 1);
        bench.canvas.setPrediction(nullptr);
        moveMouse(bench.canvas, bench.at(10.5, 10.5));
        QVERIFY(std::isnan(hover.last()[2].toDouble()));
    }

    void brushPaintsTheActiveMask() {
        Bench bench;
        bench.canvas.setMaskLayers({layer(1, kRed, {}, true)});
        bench.canvas.setTool(ToolKind::Brush);
        bench.canvas.setBrushSize(20.0);
        dragMouse(bench.canvas, {bench.at(100, 90), bench.at(150, 90), bench.at(200, 90)});
        QCOMPARE(bench.strokes.size(), std::size_t(1));
        const auto& [before, after] = bench.strokes.front();
        QVERIFY(before.isBlank());
        QVERIFY(after.contains(100, 90) && after.contains(150, 90) && after.contains(199, 90));
        QVERIFY(after.contains(150, 98) && !after.contains(150, 102));
        // A band of 100 x 20 pixels and two half discs, to the pixel row.
        const double expected = 100.0 * 20.0 + M_PI * 100.0;
        QVERIFY(std::abs(static_cast<double>(after.area()) - expected) < 0.04 * expected);
        const QColor stroke = bench.colour(120, 90);
        QVERIFY(stroke.red() > stroke.blue() + 60);
    }

    void altAndRightButtonInvertTheTool() {
        Bench bench;
        const MaskRle full = disc(kSize, {160.0, 90.0}, 200.0);
        bench.canvas.setMaskLayers({layer(1, kRed, full, true)});
        bench.canvas.setBrushSize(10.0);
        bench.canvas.setTool(ToolKind::Brush);
        dragMouse(bench.canvas, {bench.at(50, 50), bench.at(60, 50)}, Qt::LeftButton, Qt::AltModifier);
        QCOMPARE(bench.strokes.size(), std::size_t(1));
        QVERIFY(!bench.strokes[0].second.contains(55, 50));
        bench.canvas.setMaskLayers({layer(1, kRed, full, true)});
        dragMouse(bench.canvas, {bench.at(80, 80), bench.at(90, 80)}, Qt::RightButton);
        QVERIFY(!bench.strokes.at(1).second.contains(85, 80));
        bench.canvas.setMaskLayers({layer(1, kRed, full, true)});
        bench.canvas.setTool(ToolKind::Eraser);
        dragMouse(bench.canvas, {bench.at(120, 80), bench.at(130, 80)});
        QVERIFY(!bench.strokes.at(2).second.contains(125, 80));
    }

    void strokeWithoutAChangedPixelIsNoEdit() {
        Bench bench;
        bench.canvas.setMaskLayers({layer(1, kRed, {}, true)});
        bench.canvas.setTool(ToolKind::Eraser);
        QSignalSpy abandoned(&bench.canvas, &CanvasView::strokeAbandoned);
        dragMouse(bench.canvas, {bench.at(50, 50), bench.at(60, 50)});
        QVERIFY(bench.strokes.empty());
        QCOMPARE(abandoned.size(), 1);
    }

    void escapeAbandonsAStroke() {
        Bench bench;
        bench.canvas.setMaskLayers({layer(1, kRed, {}, true)});
        bench.canvas.setTool(ToolKind::Brush);
        QTest::mousePress(&bench.canvas, Qt::LeftButton, {}, bench.at(100, 90).toPoint());
        moveMouse(bench.canvas, bench.at(150, 90), Qt::LeftButton);
        QVERIFY(bench.canvas.isStroking());
        QTest::keyClick(&bench.canvas, Qt::Key_Escape);
        QVERIFY(!bench.canvas.isStroking());
        moveMouse(bench.canvas, bench.at(10, 10), Qt::LeftButton);
        QTest::mouseRelease(&bench.canvas, Qt::LeftButton, {}, bench.at(10, 10).toPoint());
        QVERIFY(bench.strokes.empty());
        bench.canvas.setTool(ToolKind::Select);
        QCOMPARE(bench.colour(120, 90), QColor(128, 128, 128));
    }

    void paintingIsRefusedWithAReason() {
        Bench bench;
        QSignalSpy refused(&bench.canvas, &CanvasView::strokeRefused);
        bench.canvas.setTool(ToolKind::Brush);
        dragMouse(bench.canvas, {bench.at(50, 50), bench.at(60, 50)});
        CanvasMaskLayer locked = layer(1, kRed, {}, true);
        locked.locked = true;
        bench.canvas.setMaskLayers({locked});
        dragMouse(bench.canvas, {bench.at(50, 50), bench.at(60, 50)});
        QCOMPARE(refused.size(), 2);
        QVERIFY(refused[1][0].toString().contains(QStringLiteral("Object 1")));
        QVERIFY(bench.strokes.empty());
    }

    void brushSizeByStepsWheelAndDrag() {
        Bench bench;
        bench.canvas.setTool(ToolKind::Brush);
        bench.canvas.setBrushSize(20.0);
        bench.canvas.stepBrush(1.0);
        QCOMPARE(bench.canvas.brushSize(), 23.0);
        bench.canvas.stepBrush(-1.0);
        QCOMPARE(bench.canvas.brushSize(), 20.0);
        turnWheel(bench.canvas, {200, 200}, 1.0, Qt::ShiftModifier);
        QCOMPARE(bench.canvas.brushSize(), 23.0);
        const double scale = bench.canvas.geometry().scale();
        dragMouse(bench.canvas, {{200, 200}, {200 + 10 * scale, 200}}, Qt::RightButton, Qt::AltModifier);
        QCOMPARE(bench.canvas.brushSize(), 43.0);
        bench.canvas.setBrushSize(1e6);
        QCOMPARE(bench.canvas.brushSize(), CanvasView::kMaxBrushSize);
        QVERIFY(bench.strokes.empty());
    }

    void controlWheelZoomsAtTheCursor() {
        Bench bench;
        const QPointF cursor(500.0, 300.0);
        const PointF before = bench.canvas.geometry().pointInVideo(cursor);
        const double scale = bench.canvas.geometry().scale();
        QSignalSpy changed(&bench.canvas, &CanvasView::viewChanged);
        turnWheel(bench.canvas, cursor, 3.0, Qt::ControlModifier);
        QVERIFY(bench.canvas.geometry().scale() > 1.5 * scale);
        const PointF after = bench.canvas.geometry().pointInVideo(cursor);
        QVERIFY(std::abs(after.x - before.x) < 0.01 && std::abs(after.y - before.y) < 0.01);
        QVERIFY(!changed.isEmpty());
        bench.canvas.zoomToFit();
        QCOMPARE(bench.canvas.geometry().scale(), scale);
        bench.canvas.zoomToActualPixels();
        QCOMPARE(bench.canvas.geometry().deviceScale(), 1.0);
    }

    void middleButtonAndHeldSpacePan() {
        Bench bench;
        bench.canvas.zoomToActualPixels();
        turnWheel(bench.canvas, {400, 240}, 8.0, Qt::ControlModifier);
        const QPointF start = bench.at(0, 0);
        dragMouse(bench.canvas, {{400, 240}, {430, 255}}, Qt::MiddleButton);
        QCOMPARE(bench.at(0, 0), start + QPointF(30, 15));
        QSignalSpy tapped(&bench.canvas, &CanvasView::playToggleRequested);
        QTest::keyPress(&bench.canvas, Qt::Key_Space);
        dragMouse(bench.canvas, {{400, 240}, {390, 240}});
        QTest::keyRelease(&bench.canvas, Qt::Key_Space);
        QCOMPARE(bench.at(0, 0), start + QPointF(20, 15));
        QCOMPARE(tapped.size(), 0);
        QTest::keyClick(&bench.canvas, Qt::Key_Space);
        QCOMPARE(tapped.size(), 1);
    }

    void pointsAreAddedDraggedTurnedAndDeleted() {
        Bench bench;
        bench.canvas.setTool(ToolKind::Point);
        dragMouse(bench.canvas, {bench.at(100, 60), bench.at(100, 60)});
        QCOMPARE(bench.prompt_requests.size(), std::size_t(1));
        QVERIFY(bench.canvas.prompts().points.at(0).positive);
        dragMouse(bench.canvas, {bench.at(200, 60), bench.at(200, 60)}, Qt::RightButton);
        QVERIFY(!bench.canvas.prompts().points.at(1).positive);
        dragMouse(bench.canvas, {bench.at(100, 60), bench.at(110, 70), bench.at(120, 80)});
        QCOMPARE(bench.canvas.prompts().points.size(), std::size_t(2));
        const PointF moved = bench.canvas.prompts().points.at(0).point_in_video;
        QVERIFY(std::abs(moved.x - 120.0) < 0.5 && std::abs(moved.y - 80.0) < 0.5);
        bench.canvas.flipSelectedPrompt();
        QVERIFY(!bench.canvas.prompts().points.at(0).positive);
        QTest::keyClick(&bench.canvas, Qt::Key_Delete);
        QCOMPARE(bench.canvas.prompts().points.size(), std::size_t(1));
        QVERIFY(!bench.canvas.selectedPrompt().isValid());
    }

    void boxesAreDrawnAndResizedByTheirCorners() {
        Bench bench;
        bench.canvas.setTool(ToolKind::Box);
        dragMouse(bench.canvas, {bench.at(50, 40), bench.at(90, 70), bench.at(150, 120)});
        QCOMPARE(bench.canvas.prompts().boxes.size(), std::size_t(1));
        dragMouse(bench.canvas, {bench.at(150, 120), bench.at(160, 140), bench.at(200, 150)});
        const BoxF box = bench.canvas.prompts().boxes.at(0).box_in_video;
        QVERIFY(std::abs(box.x0 - 50) < 0.5 && std::abs(box.y0 - 40) < 0.5);
        QVERIFY(std::abs(box.x1 - 200) < 0.5 && std::abs(box.y1 - 150) < 0.5);
    }

    void minedPromptsBecomeTheUsersWhenMoved() {
        Bench bench;
        bench.canvas.setPrediction(prediction());
        bench.canvas.setTool(ToolKind::Select);
        dragMouse(bench.canvas, {bench.at(40, 30), bench.at(50, 40), bench.at(60, 50)});
        QCOMPARE(bench.prompt_requests.size(), std::size_t(1));
        const PointPrompt& moved = bench.prompt_requests[0].points.at(1);
        QVERIFY(moved.origin == PromptOrigin::User);
        QVERIFY(bench.prompt_requests[0].points.at(0).origin == PromptOrigin::Mined);
    }

    void clickPicksTheTopmostObject() {
        Bench bench;
        bench.canvas.setMaskLayers({layer(1, kRed, disc(kSize, {100.0, 90.0}, 40.0), false),
                                    layer(2, kBlue, disc(kSize, {130.0, 90.0}, 40.0), true)});
        bench.canvas.setTool(ToolKind::Select);
        dragMouse(bench.canvas, {bench.at(115, 90), bench.at(115, 90)});
        dragMouse(bench.canvas, {bench.at(70, 90), bench.at(70, 90)});
        QCOMPARE(bench.picked.size(), std::size_t(2));
        QCOMPARE(bench.picked[0].value, 2);
        QCOMPARE(bench.picked[1].value, 1);
    }

    void hintSaysWhatTheMouseDoes() {
        Bench bench;
        QSignalSpy hint(&bench.canvas, &CanvasView::hintChanged);
        QSet<QString> hints;
        for (const ToolKind tool : {ToolKind::Point, ToolKind::Box, ToolKind::Pan, ToolKind::Brush}) {
            bench.canvas.setTool(tool);
            hints.insert(bench.canvas.hint());
        }
        QCOMPARE(hints.size(), 4);
        QCOMPARE(hint.size(), 4);
    }

    void strokeRepaintsOnlyWhatItTouches() {
        constexpr Size size{1920, 1080};
        Bench bench({1920, 1080});
        bench.canvas.setFrame(grey(size));
        bench.canvas.zoomToActualPixels();
        auto shown = std::make_shared<FramePrediction>();
        shown->heat_map = bump(size, {900.0, 500.0}, 200.0);
        bench.canvas.setPrediction(shown);
        bench.canvas.setMaskLayers({layer(1, kRed, disc(size, {600.0, 500.0}, 200.0), false),
                                    layer(2, kBlue, disc(size, {1200.0, 600.0}, 250.0), true)});
        bench.canvas.setTool(ToolKind::Brush);
        bench.canvas.setBrushSize(40.0);
        drawn(bench.canvas);
        PaintMeter meter(bench.canvas);
        QTest::mousePress(&bench.canvas, Qt::LeftButton, {}, {900, 560});
        QCoreApplication::processEvents();
        std::vector<double> times_ms;
        qint64 largest = 0;
        for (int i = 0; i < 200; ++i) {
            const QPointF place(900.0 + 400.0 * std::cos(i * 0.05), 560.0 + 300.0 * std::sin(i * 0.05));
            meter.reset();
            QElapsedTimer timer;
            timer.start();
            moveMouse(bench.canvas, place, Qt::LeftButton);
            QCoreApplication::processEvents(); // paints
            times_ms.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            if (i > 0) largest = std::max(largest, meter.area());
        }
        QTest::mouseRelease(&bench.canvas, Qt::LeftButton, {}, {900, 560});
        std::sort(times_ms.begin(), times_ms.end());
        qInfo("stroke move at 1920 x 1080, brush 40 px: median %.2f ms, 95 %% %.2f ms, largest repaint %lld px",
              times_ms[times_ms.size() / 2], times_ms[times_ms.size() * 95 / 100], largest);
        QVERIFY2(largest > 0 && largest < 120 * 120, "a stroke must not repaint the whole view");
        QCOMPARE(bench.strokes.size(), std::size_t(1));
    }

    void frameAfterFrameIsShown() {
        // As while it plays: full HD in a usual window, with a heat map and a mask over it.
        constexpr Size size{1920, 1080};
        Bench bench({1280, 720});
        const auto frame = [&](std::uint8_t level) {
            auto result = std::make_shared<Frame>();
            result->image = Image(size);
            std::fill_n(result->image.data(), result->image.bytes(), level);
            return result;
        };
        const FramePtr frames[] = {frame(90), frame(160)};
        auto shown = std::make_shared<FramePrediction>();
        shown->heat_map = bump(size, {900.0, 500.0}, 200.0);
        bench.canvas.setPrediction(shown);
        bench.canvas.setMaskLayers({layer(1, kRed, disc(size, {600.0, 500.0}, 200.0), false)});
        int turn = 0;
        QBENCHMARK {
            bench.canvas.setFrame(frames[turn = 1 - turn]);
            QCoreApplication::processEvents();
        }
        QCOMPARE(bench.colour(1800, 1000), turn == 1 ? QColor(160, 160, 160) : QColor(90, 90, 90));
    }

    void partialRepaintsGiveTheSamePicture() {
        // What strokes painted piece by piece must equal a fresh painting of the result.
        Bench bench;
        bench.canvas.setMaskLayers({layer(1, kRed, disc(kSize, {100.0, 90.0}, 40.0), true)});
        bench.canvas.setTool(ToolKind::Brush);
        bench.canvas.setBrushSize(17.0);
        const QRect all = bench.canvas.rect();
        QImage screen(all.size(), QImage::Format_RGB32);
        screen.fill(Qt::black);
        bench.canvas.render(&screen);
        QTest::mousePress(&bench.canvas, Qt::LeftButton, {}, bench.at(60, 40).toPoint());
        for (int i = 0; i <= 40; ++i)
            moveMouse(bench.canvas, bench.at(60.0 + 4.0 * i, 40.0 + 2.0 * i), Qt::LeftButton);
        QTest::mouseRelease(&bench.canvas, Qt::LeftButton, {}, bench.at(220, 120).toPoint());
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&bench.canvas, &leave);
        // The same in strips, as a partial repaint would.
        QImage strips(all.size(), QImage::Format_RGB32);
        for (int y = 0; y < all.height(); y += 37)
            bench.canvas.render(&strips, {0, y}, QRegion(QRect(0, y, all.width(), 37)));
        bench.canvas.render(&screen);
        int different = 0;
        for (int y = 0; y < all.height(); ++y)
            for (int x = 0; x < all.width(); ++x)
                if (colourDistance(strips.pixelColor(x, y), screen.pixelColor(x, y)) > 24) ++different;
        QCOMPARE(different, 0);
    }

    void looksAsItShould() {
        for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
            applyTheme(*qApp, mode);
            const QString suffix = mode == ThemeMode::Dark ? QStringLiteral("-dark") : QStringLiteral("-light");
            Bench bench({960, 600});
            bench.canvas.setFrame(samplePicture({kSize.width * 2, kSize.height * 2}));
            const Size size{kSize.width * 2, kSize.height * 2};
            auto shown = prediction();
            shown->heat_map = bump(size, {390.0, 200.0}, 80.0);
            shown->mask = {};
            shown->prompts.points = {{{390.0, 200.0}, true, 0.98, PromptOrigin::Mined},
                                     {{330.0, 240.0}, true, 0.81, PromptOrigin::User},
                                     {{90.0, 60.0}, false, 0.02, PromptOrigin::Mined}};
            shown->prompts.boxes = {{{310.0, 110.0, 460.0, 290.0}, 0.87, "guitar", PromptOrigin::Mined}};
            bench.canvas.setPrediction(shown);
            bench.canvas.setLayerVisible(LayerKind::IsoLines, true);
            CanvasMaskLayer model = layer(1, QColor(86, 180, 233), disc(size, {150.0, 230.0}, 60.0), false);
            model.from_model = true;
            bench.canvas.setMaskLayers({model, layer(2, QColor(230, 159, 0), disc(size, {395.0, 205.0}, 66.0), true)});
            bench.canvas.setGroundTruth(disc(size, {384.0, 198.0}, 64.0));
            bench.canvas.setTool(ToolKind::Brush);
            bench.canvas.setBrushSize(40.0);
            moveMouse(bench.canvas, bench.at(200, 120));
            keepPicture(bench.canvas, QStringLiteral("canvas") + suffix);
            const Theme& theme = mode == ThemeMode::Dark ? darkTheme() : lightTheme();
            QCOMPARE(colourAt(drawn(bench.canvas), {3.0, 3.0}), theme.canvas);
        }
        applyTheme(*qApp, ThemeMode::Dark);
    }
};

QTEST_MAIN(TestCanvas)
#include "test_canvas.moc"
