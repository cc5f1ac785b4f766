/// How long the canvas takes at 1920 x 1080, 100 %: one mouse move of a stroke with its repaint, a step of the wand or
/// of a proposed mask, the next picture under the same layers, and a picture with another heat map and masks. Fails
/// when the median of a stroke's move is 8 ms or more. Times are of the processor, so other programs matter little: of
/// all threads (Qt shares large fills out) and of the window's own.
#include <QApplication>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

#include "core/masks/mask_ops.h"
#include "tests/widgets/widget_test.h"
#include "widgets/canvas/canvas_view.h"

using namespace soundmask;

namespace {

constexpr Size kSize{1920, 1080};
constexpr double kStrokeGoal_ms = 8.0;

double now_ms(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

/// Median of \p count runs of \p work, all threads, in ms; prints it with the 95th percentile.
double measure(const char* what, int count, const std::function<void(int)>& work) {
    std::vector<double> times, of_window;
    for (int i = 0; i < count; ++i) {
        const double start = now_ms(CLOCK_PROCESS_CPUTIME_ID), start_of_window = now_ms(CLOCK_THREAD_CPUTIME_ID);
        work(i);
        QCoreApplication::processEvents(); // paints
        times.push_back(now_ms(CLOCK_PROCESS_CPUTIME_ID) - start);
        of_window.push_back(now_ms(CLOCK_THREAD_CPUTIME_ID) - start_of_window);
    }
    std::sort(times.begin(), times.end());
    std::sort(of_window.begin(), of_window.end());
    const double median = times[times.size() / 2];
    std::printf("%-50s median %7.2f ms  95 %% %7.2f ms  window's thread %7.2f ms\n", what, median,
                times[times.size() * 95 / 100], of_window[of_window.size() / 2]);
    return median;
}

CanvasMaskLayer layer(std::int64_t id, const QColor& colour, const MaskRle& mask, bool active) {
    CanvasMaskLayer result;
    result.id = LayerId{id};
    result.colour = colour;
    result.active = active;
    result.mask = mask;
    return result;
}

/// A mask as wands and models make them: many small parts and a ragged outline.
MaskRle raggedMask(PointF centre, double radius) {
    const FloatMap hill = bump(kSize, centre, radius);
    Mask mask(kSize);
    for (int y = 0; y < kSize.height; ++y)
        for (int x = 0; x < kSize.width; ++x)
            mask.at(x, y) = hill.at(x, y) + 0.2 * std::sin(x * 0.31) * std::cos(y * 0.23) > 0.45 ? 1 : 0;
    return MaskRle::fromDense(mask);
}

std::shared_ptr<FramePrediction> prediction(PointF centre) {
    auto result = std::make_shared<FramePrediction>();
    // As methods give them.
    constexpr Size kHeatSize{224, 224};
    const double x_ratio = double(kHeatSize.width) / kSize.width, y_ratio = double(kHeatSize.height) / kSize.height;
    result->heat_map = bump(kHeatSize, {centre.x * x_ratio, centre.y * y_ratio}, 300.0 * x_ratio);
    result->mask = raggedMask(centre, 250.0);
    for (int i = 0; i < 10; ++i)
        result->prompts.points.push_back({{400.0 + 100.0 * i, 500.0}, i % 2 == 0, 0.5, PromptOrigin::Mined});
    return result;
}

void send(CanvasView& canvas, QEvent::Type type, QPointF at, Qt::MouseButton button) {
    QMouseEvent event(type, at, canvas.mapToGlobal(at), button, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&canvas, &event);
}

/// The median of a stroke's move.
double measureStroke(CanvasView& canvas, const char* what, double diameter) {
    canvas.setBrushSize(diameter);
    const auto place = [](int i) {
        return QPointF(960.0 + 400.0 * std::cos(i * 0.05), 540.0 + 250.0 * std::sin(i * 0.05));
    };
    send(canvas, QEvent::MouseButtonPress, place(0), Qt::LeftButton);
    QCoreApplication::processEvents();
    const double median = measure(what, 250, [&](int i) { send(canvas, QEvent::MouseMove, place(i), Qt::NoButton); });
    measure("  its end", 1, [&](int) { send(canvas, QEvent::MouseButtonRelease, place(250), Qt::LeftButton); });
    return median;
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    CanvasView canvas;
    canvas.resize(kSize.width, kSize.height);
    QImage picture = samplePicture({kSize.width, kSize.height});
    const auto frame = [&](int shift) {
        auto result = std::make_shared<Frame>();
        result->image = Image(kSize);
        const QImage rgb = picture.convertToFormat(QImage::Format_RGB888);
        for (int y = 0; y < kSize.height; ++y)
            std::copy_n(rgb.constScanLine((y + shift) % kSize.height), result->image.stride(), result->image.row(y));
        return result;
    };
    const FramePtr frames[] = {frame(0), frame(7)};
    canvas.setFrame(frames[0]);
    canvas.zoomToActualPixels();
    canvas.show();
    QCoreApplication::processEvents();
    canvas.setTool(ToolKind::Brush);

    double slowest = 0.0;
    canvas.setMaskLayers({layer(1, Qt::red, {}, true)});
    slowest = std::max(slowest, measureStroke(canvas, "stroke, picture alone, brush 24 px", 24.0));
    const std::vector<std::shared_ptr<FramePrediction>> results{prediction({900, 500}), prediction({1000, 500})};
    const MaskRle truth = raggedMask({900, 500}, 200.0);
    const std::vector<CanvasMaskLayer> objects{layer(2, Qt::green, raggedMask({700, 500}, 280.0), false),
                                               layer(1, Qt::red, raggedMask({1100, 560}, 300.0), true)};
    // As the window does for each picture.
    const auto show = [&](std::size_t result) {
        canvas.setPrediction(results[result]);
        canvas.setGroundTruth(truth);
        canvas.setMaskLayers(objects);
    };
    show(0);
    canvas.setLayerVisible(LayerKind::IsoLines, true);
    for (const double diameter : {24.0, 100.0, 300.0, CanvasView::kMaxBrushSize}) {
        const std::string what = "stroke, all layers, brush " + std::to_string(int(diameter)) + " px";
        slowest = std::max(slowest, measureStroke(canvas, what.c_str(), diameter));
    }
    canvas.setLayerVisible(LayerKind::IsoLines, false);
    canvas.setTool(ToolKind::Wand);
    constexpr QPointF kWandPlace(960, 540);
    send(canvas, QEvent::MouseButtonPress, kWandPlace, Qt::LeftButton);
    measure("wand, all layers: a step of its tolerance", 40,
            [&](int i) { send(canvas, QEvent::MouseMove, kWandPlace + QPointF(4 * (i + 1), 0), Qt::NoButton); });
    send(canvas, QEvent::MouseButtonRelease, kWandPlace, Qt::LeftButton);
    canvas.setTool(ToolKind::Brush);
    const MaskRle small = raggedMask({1100, 560}, 300.0);
    measure("proposed mask, all layers: growing by a slider", 20,
            [&](int i) { canvas.setMaskPreview(grown(small, 1 + i)); });
    canvas.setMaskPreview(std::nullopt);
    for (const QSize size : {QSize(1920, 1080), QSize(1280, 720)}) {
        canvas.resize(size);
        canvas.zoomToFit();
        std::printf("view of %d x %d\n", size.width(), size.height());
        measure("next picture, same layers", 30, [&](int i) {
            canvas.setFrame(frames[i % 2]);
            show(0);
        });
        measure("next picture, another heat map and mask", 20, [&](int i) {
            canvas.setFrame(frames[i % 2]);
            show(static_cast<std::size_t>(i % 2));
        });
    }
    if (slowest >= kStrokeGoal_ms) {
        std::printf("bench_canvas: a stroke's move takes %.2f ms, the goal is %.0f ms\n", slowest, kStrokeGoal_ms);
        return 1;
    }
    return 0;
}
