// Painting of layers without widgets: colours, outlines, lines of equal heat, the geometry of a view.
#include <QImage>
#include <QPainter>
#include <QTest>
#include <cmath>
#include <limits>
#include <random>

#include "tests/widgets/widget_test.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/figure/colour_map.h"
#include "widgets/figure/figure_frame.h"
#include "widgets/figure/heat_layer.h"
#include "widgets/figure/iso_lines.h"
#include "widgets/figure/layer_painter.h"
#include "widgets/figure/mask_outline.h"
#include "widgets/figure/mask_raster.h"

using namespace soundmask;

namespace {

constexpr Size kSize{64, 48};

/// \p mask drawn on black at 100 %.
QImage painted(const MaskRle& mask, const MaskLook& look) {
    QImage page(mask.size().width, mask.size().height, QImage::Format_RGB32);
    page.fill(Qt::black);
    QPainter painter(&page);
    LayerPainter layers(painter, ViewGeometry::fitted(mask.size(), page.size()));
    layers.paintMask(maskOutline(mask), look);
    return page;
}

double lightness(QRgb colour) {
    return 0.2126 * std::pow(qRed(colour) / 255.0, 2.2) + 0.7152 * std::pow(qGreen(colour) / 255.0, 2.2) +
           0.0722 * std::pow(qBlue(colour) / 255.0, 2.2);
}

} // namespace

class TestFigure : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void colourMapsClampAndHideMissingValues() {
        for (const ColourMap map : allColourMaps()) {
            QCOMPARE(colourOf(map, -3.0F), colourTable(map).front());
            QCOMPARE(colourOf(map, 7.0F), colourTable(map).back());
            QCOMPARE(qAlpha(colourOf(map, std::numeric_limits<float>::quiet_NaN())), 0);
            QVERIFY(!colourMapTitle(map).isEmpty());
        }
    }

    void evenMapsGrowLighter() {
        for (const ColourMap map : {ColourMap::Viridis, ColourMap::Inferno, ColourMap::Grey})
            for (std::size_t i = 8; i < 256; i += 8)
                QVERIFY2(lightness(colourTable(map)[i]) > lightness(colourTable(map)[i - 8]),
                         qPrintable(QStringLiteral("%1 at %2").arg(colourMapTitle(map)).arg(i)));
    }

    void heatBelowThresholdIsTransparent() {
        const FloatMap heat = bump(kSize, {20.0, 20.0}, 8.0);
        const QImage colours = colourised(heat, ColourMap::Inferno, 0.5F);
        QCOMPARE(colours.size(), QSize(kSize.width, kSize.height));
        QCOMPARE(qAlpha(colours.pixel(20, 20)), 255);
        QCOMPARE(qAlpha(colours.pixel(60, 40)), 0);
    }

    void fadeLetsColdHeatThrough() {
        FloatMap heat({3, 1});
        heat.values = {0.0F, 0.15F, 0.4F};
        const QImage colours = colourised(heat, ColourMap::Grey, 0.0F, 0.3F);
        QCOMPARE(qAlpha(colours.pixel(0, 0)), 0);
        QCOMPARE(qAlpha(colours.pixel(1, 0)), 128);
        QCOMPARE(qAlpha(colours.pixel(2, 0)), 255);
    }

    void outlineFollowsPixelEdgesAndKeepsHoles() {
        Mask ring(kSize);
        for (int y = 10; y < 30; ++y)
            for (int x = 10; x < 40; ++x)
                ring.at(x, y) = x >= 20 && x < 30 && y >= 15 && y < 25 ? 0 : 1;
        const QPainterPath path = maskOutline(MaskRle::fromDense(ring));
        QCOMPARE(path.boundingRect(), QRectF(10, 10, 30, 20));
        for (int y = 0; y < kSize.height; ++y)
            for (int x = 0; x < kSize.width; ++x)
                QCOMPARE(path.contains(QPointF(x + 0.5, y + 0.5)), ring.at(x, y) != 0);
        QVERIFY(maskOutline(MaskRle()).isEmpty());
        QVERIFY(maskOutline(MaskRle(kSize)).isEmpty());
    }

    void outlinesFillWhatTheirMasksHold() {
        // Even stretches are passed over in steps: every width, and islands and holes at every place of a step.
        std::minstd_rand random(7);
        for (int width = 1; width < 36; ++width) {
            Mask mask(Size{width, 12});
            for (int y = 0; y < 12; ++y)
                for (int x = 0; x < width; ++x)
                    mask.at(x, y) = (y > 2 && y < 9) != (random() % 11 == 0) ? 1 : 0;
            QImage filled(width, 12, QImage::Format_RGB32);
            filled.fill(Qt::black);
            QPainter painter(&filled);
            painter.fillPath(maskOutline(MaskRle::fromDense(mask)), Qt::white);
            painter.end();
            for (int y = 0; y < 12; ++y)
                for (int x = 0; x < width; ++x)
                    QCOMPARE(filled.pixelColor(x, y) == Qt::white, mask.at(x, y) != 0);
        }
    }

    void spansAreWhatFillingWithoutSmoothingPaints() {
        std::minstd_rand random(11);
        Mask mask(Size{61, 47});
        for (int y = 0; y < 47; ++y)
            for (int x = 0; x < 61; ++x)
                mask.at(x, y) = random() % 3 != 0 ? 1 : 0;
        const QPainterPath outline = maskOutline(MaskRle::fromDense(mask));
        // Sixteenths, never half a pixel: Qt rounds to 64ths and may take another side.
        for (const double scale : {0.375, 1.0, 1.625, 4.0}) {
            const QPainterPath path = QTransform(scale, 0, 0, scale, -5.3125, 3.1875).map(outline);
            QImage expected(120, 90, QImage::Format_RGB32), filled = expected;
            for (QImage* page : {&expected, &filled})
                page->fill(Qt::black);
            QPainter(&expected).fillPath(path, Qt::white);
            QPainter painter(&filled);
            painter.setCompositionMode(QPainter::CompositionMode_Plus); // one on another would show
            const QColor half(128, 128, 128);
            for (const QRect& span : outlineSpans(path, 0, 90))
                painter.fillRect(span, half);
            painter.end();
            int other = 0;
            for (int y = 0; y < 90; ++y)
                for (int x = 0; x < 120; ++x)
                    other += (expected.pixelColor(x, y) == Qt::white) != (filled.pixelColor(x, y) == half) ? 1 : 0;
            QCOMPARE(other, 0);
        }
        QVERIFY(outlineSpans({}, 0, 90).isEmpty());
        for (const QRect& span : outlineSpans(outline, 10, 20))
            QVERIFY(span.top() >= 10 && span.bottom() < 20);
    }

    void outlineOfARegionIsCutAtItsEdge() {
        const MaskRle mask = disc(kSize, {32.0, 24.0}, 12.0);
        const PixelRect region{0, 0, 32, 48};
        const QPainterPath path = maskOutline(mask.toDense(), region);
        QVERIFY(path.contains(QPointF(31.5, 24.5)));
        QVERIFY(!path.contains(QPointF(32.5, 24.5)));
    }

    void isoLinesLieOnTheLevel() {
        const double radius = 12.0;
        const FloatMap heat = bump({96, 96}, {48.0, 48.0}, radius);
        const QList<QLineF> lines = isoLines(heat, 0.5F);
        QVERIFY(lines.size() > 20);
        const double expected = radius * std::sqrt(std::log(2.0)); // where exp(-(r / radius)^2) is a half
        for (const QLineF& line : lines)
            QVERIFY(std::abs(std::hypot(line.x1() - 48.0, line.y1() - 48.0) - expected) < 0.3);
        QVERIFY(isoLines(heat, 1.5F).isEmpty());
    }

    void isoLinesOfFewPlacesAreSmoothAndInVideoPixels() {
        FloatMap heat({2, 2}); // rises from the left to the right
        heat.values = {0.0F, 1.0F, 0.0F, 1.0F};
        const std::vector<IsoLine> quarters = isoLinesOf(heat, {400, 200});
        QCOMPARE(quarters.size(), std::size_t{3});
        for (const IsoLine& line : quarters)
            for (const QLineF& piece : line.lines_in_video)
                QVERIFY(std::abs(piece.x1() - (100.0 + 200.0 * line.level)) < 1.5);
        QCOMPARE(isoLinesOf(heat, {400, 200}, 0.1).size(), std::size_t{9});
        QCOMPARE(isoLinesOf(heat, {400, 200}, 0.5).size(), std::size_t{1});
        QVERIFY(isoLinesOf(FloatMap({2, 2}, 0.5F), {400, 200}, 0.1).empty()); // flat
        QCOMPARE(smoothHeat(heat, {400, 200}).size, (Size{256, 128}));
    }

    void figuresHaveIsoLinesAndNameTestWeights() {
        FigureFrame frame;
        frame.video_size = kSize;
        frame.picture = QImage(kSize.width, kSize.height, QImage::Format_RGB32);
        frame.picture.fill(Qt::gray);
        frame.heat_map = std::make_shared<FloatMap>(bump(kSize, {32.0, 24.0}, 12.0));
        const auto painted = [&](const LayerSet& layers) {
            QImage canvas(640, 480, QImage::Format_RGB32);
            QPainter painter(&canvas);
            paintFigureFrame(painter, ViewGeometry::fitted(kSize, QSizeF(640, 480)), frame, layers);
            return canvas;
        };
        const QPoint on_half(static_cast<int>((32.0 + 12.0 * std::sqrt(std::log(2.0))) * 10.0), 240);
        const QImage plain = painted({LayerKind::Picture});
        const QImage lines = painted({LayerKind::Picture, LayerKind::IsoLines});
        QVERIFY(lines.pixel(on_half) != plain.pixel(on_half));
        QCOMPARE(lines.pixel(320, 240), plain.pixel(320, 240)); // no heat itself
        frame.from_test_weights = true;
        QVERIFY(painted({LayerKind::Picture}) != plain);
    }

    void whatHasNoScoreShowsNone() {
        const auto painted = [](std::optional<double> score, bool with_scores) {
            QImage canvas(320, 240, QImage::Format_RGB32);
            canvas.fill(Qt::black);
            QPainter painter(&canvas);
            LayerPainter layers(painter, ViewGeometry::fitted(kSize, QSizeF(320, 240)));
            layers.paintPoints({{{32.0, 24.0}, true, score, PromptOrigin::Mined}}, -1, with_scores);
            layers.paintBoxes({{{10.0, 10.0, 20.0, 20.0}, score, {}, PromptOrigin::Mined}});
            return canvas;
        };
        const QImage without = painted({}, true);
        QVERIFY(without != painted(0.0, true)); // the coldest place has a score, too
        QCOMPARE(without, painted({}, false));
    }

    void viewKeepsThePointUnderTheAnchor() {
        const ViewGeometry fitted = ViewGeometry::fitted({1920, 1080}, QSizeF(800, 600), 8.0, 2.0);
        QVERIFY(QRectF(0, 0, 800, 600).contains(fitted.pictureInView()));
        const QPointF anchor(123.0, 456.0);
        const PointF before = fitted.pointInVideo(anchor);
        const ViewGeometry zoomed = fitted.zoomed(3.0, anchor);
        QVERIFY(std::abs(zoomed.pointInVideo(anchor).x - before.x) < 1e-9);
        QVERIFY(std::abs(zoomed.pointInVideo(anchor).y - before.y) < 1e-9);
        QCOMPARE(zoomed.deviceScale(), 6.0);
        const PointF there{100.25, 200.75};
        const PointF back = zoomed.pointInVideo(zoomed.pointInView(there));
        QVERIFY(std::abs(back.x - there.x) < 1e-9 && std::abs(back.y - there.y) < 1e-9);
        QCOMPARE(fitted.zoomed(1e9, anchor).scale(), ViewGeometry::kMaxScale);
        // However far one pans, some of the picture stays.
        QVERIFY(zoomed.panned({1e6, -1e6}).pictureInView().intersects(QRectF(0, 0, 800, 600)));
    }

    void maskFillHasItsColourInsideOnly() {
        const QColor red(220, 40, 40);
        const QImage page = painted(disc(kSize, {32.0, 24.0}, 14.0), {red, 0.5, MaskStyle::Fill});
        const QColor inside = page.pixelColor(32, 24);
        QVERIFY(std::abs(inside.red() - 110) <= 2 && std::abs(inside.green() - 20) <= 2);
        QCOMPARE(page.pixelColor(3, 3), QColor(Qt::black));
    }

    void modelMasksAreHatched() {
        const QColor red(220, 40, 40);
        const MaskRle mask = disc(kSize, {32.0, 24.0}, 18.0);
        const QImage hatched = painted(mask, {red, 0.5, MaskStyle::Fill, true});
        QSet<QRgb> colours;
        for (int x = 24; x < 40; ++x)
            colours.insert(hatched.pixel(x, 24));
        QVERIFY2(colours.size() >= 2, "an even fill cannot be told from a person's mask");
    }

    void hatchLooksAlikeWhicheverWayItIsPainted() {
        const auto redsInside = [](MaskStyle style) {
            const QImage page = painted(disc(kSize, {32.0, 24.0}, 18.0), {QColor(200, 0, 0), 0.4, style, true});
            int least = 255, most = 0;
            for (int x = 24; x < 40; ++x) {
                least = std::min(least, page.pixelColor(x, 24).red());
                most = std::max(most, page.pixelColor(x, 24).red());
            }
            return std::pair(least, most);
        };
        const auto [pixel_least, pixel_most] = redsInside(MaskStyle::Both); // with a contour: as pixels
        const auto [path_least, path_most] = redsInside(MaskStyle::Fill);   // without: as a path
        QVERIFY(std::abs(pixel_least - 28) <= 2 && std::abs(path_least - 28) <= 2);
        QVERIFY(std::abs(pixel_most - 131) <= 2 && std::abs(path_most - 131) <= 2);
    }

    void contourLeavesTheInsideFree() {
        const QImage page = painted(disc(kSize, {32.0, 24.0}, 16.0), {QColor(0, 200, 0), 0.5, MaskStyle::Contour});
        QCOMPARE(page.pixelColor(32, 24), QColor(Qt::black));
        QVERIFY(page.pixelColor(48, 24).green() > 90);
    }

    void themeTextHasContrast() {
        for (const Theme* theme : {&darkTheme(), &lightTheme()}) {
            for (const QColor& ground : {theme->panel, theme->raised, theme->window, theme->field}) {
                for (const QColor& text : {theme->text, theme->muted_text})
                    QVERIFY2(contrastRatio(text, ground) >= 4.5, qPrintable(text.name() + " on " + ground.name()));
                QVERIFY2(contrastRatio(theme->focus, ground) >= 3.0, qPrintable("focus on " + ground.name()));
            }
            QVERIFY(contrastRatio(theme->accent_text, theme->accent) >= 4.5);
        }
    }

    void everyIconIsDrawnInTheThemesColour() {
        QVERIFY(iconNames().size() > 50);
        for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
            applyTheme(*qApp, mode);
            const QColor ink = QGuiApplication::palette().color(QPalette::ButtonText);
            for (const QString& name : iconNames()) {
                const QImage picture = themedIcon(name).pixmap(32, 32).toImage();
                int covered = 0;
                int closest = 765;
                for (int y = 0; y < picture.height(); ++y)
                    for (int x = 0; x < picture.width(); ++x) {
                        const QColor colour = picture.pixelColor(x, y);
                        if (colour.alpha() < 200) continue;
                        ++covered;
                        closest = std::min(closest, colourDistance(colour, ink));
                    }
                QVERIFY2(covered >= 8 && closest < 30, qPrintable(name));
            }
        }
    }
};

QTEST_MAIN(TestFigure)
#include "test_figure.moc"
