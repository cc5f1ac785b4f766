// From a click to its mask in the real window, with test weights, whose times are those of the official ones.
// Usage: bench_click [mobile|vit-b] [VIDEO]   (a synthetic clip of 224 x 224 without one). The window is painted
// offscreen.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include "app/shell/segment_controller.h"
#include "core/nn/networks.h"
#include "core/nn/process_start.h"
#include "tests/app/window_test.h"
#include "tests/core/nn/filled_checkpoint.h"

using namespace soundmask;

namespace {

constexpr int kEncoderPatience_ms = 600000;
constexpr int kClicks = 15;
constexpr int kFrames = 3;

class BenchClick : public test::WindowTest {
  public:
    BenchClick(const std::string& variant, const std::string& video)
        : m_variant(variant) {
        prepare("bench_click", 1, 11);
        startWindow();
        open(video.empty() ? m_dataset : std::filesystem::path(video));
        canvas().setFocus();
        // A file as a user has one, with the test weights in it.
        const auto file = *m_folder / (variant + ".pth");
        const auto network = variant == "vit-b" ? nn::SamVariant::VitB : nn::SamVariant::Mobile;
        const auto outline = nn::openNetworks().value()->outlineSegmenter(network);
        test::writeFilledCheckpoint(file, nn::FillFamily::Sam, outline->parameters);
        m_window->models().import(text(file), {.reference = true});
        wait([this] { return m_window->models().weightsFor("sam").has_value(); });
    }

    void run() {
        // Arming loads the network and encodes the frame; the others are encoded one by one.
        QElapsedTimer watch;
        watch.start();
        QTest::keyClick(&canvas(), Qt::Key_Q);
        waitForEncoded();
        std::printf("%-8s network loaded and first frame encoded %.2f s\n", m_variant.c_str(), seconds(watch));
        std::vector<double> clicks;
        for (int i = 0; i < kClicks; ++i) {
            const Size size = m_window->session().shownFrame()->image.size();
            const QPointF place(size.width * (0.2 + 0.04 * i), size.height * (0.3 + 0.02 * i));
            watch.restart();
            QTest::mouseClick(&canvas(), Qt::LeftButton, {},
                              canvas().geometry().pointInView({place.x(), place.y()}).toPoint());
            wait([this] { return m_window->segment().isOffering(); });
            clicks.push_back(seconds(watch));
            QTest::keyClick(&canvas(), Qt::Key_Escape);
            wait([this] { return !m_window->segment().isOffering(); });
        }
        std::ranges::sort(clicks);
        std::printf("%-8s click to mask: least %.3f s, median %.3f s, most %.3f s of %d\n", m_variant.c_str(),
                    clicks.front(), clicks[clicks.size() / 2], clicks.back(), kClicks);
        std::vector<double> frames;
        for (int i = 0; i < kFrames; ++i) {
            const auto next = record().clip.key_frames.size() > static_cast<std::size_t>(i + 2)
                                  ? keyFrame(record().clip.key_frames.size() - 1 - static_cast<std::size_t>(i))
                                  : m_window->session().shownFrame()->index + 40;
            if (engine().isEncoded(next)) continue;
            watch.restart();
            goTo(next);
            waitForEncoded();
            frames.push_back(seconds(watch));
        }
        if (!frames.empty())
            std::printf("%-8s going to another frame until it can be clicked on: least %.2f s of %zu\n",
                        m_variant.c_str(), std::ranges::min(frames), frames.size());
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        std::printf("%-8s memory of the whole program at most %ld MB\n", m_variant.c_str(), usage.ru_maxrss / 1024);
    }

  private:
    const SegmentationSession& engine() const { return m_window->segment().engine(); }
    static double seconds(const QElapsedTimer& watch) { return static_cast<double>(watch.nsecsElapsed()) * 1e-9; }
    template <typename Condition>
    static void wait(const Condition& condition) {
        if (!QTest::qWaitFor(condition, kEncoderPatience_ms)) qFatal("nothing came");
    }
    void waitForEncoded() {
        wait([this] { return engine().isEncoded(m_window->session().shownFrame()->index); });
    }

    std::string m_variant;
};

} // namespace

int main(int argc, char** argv) {
    nn::prepareProgram(argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    BenchClick(argc > 1 ? argv[1] : "mobile", argc > 2 ? argv[2] : "").run();
    return 0;
}
