/// Time of sound-motion per picture of the video, by step, for pictures that cost nothing to decode.
#include <chrono>
#include <cstdio>

#include "core/methods/sound_motion.h"
#include "tests/core/methods/drawn_source.h"

using namespace soundmask;
using namespace soundmask::test;

namespace {

/// Ten seconds of two discs that shake, drawn beforehand.
class RecordedSource : public DrawnSource {
  public:
    explicit RecordedSource(Size size) {
        picture_size = size;
        frames = 250;
        const double unit = size.height / 10.0;
        for (FrameIndex i = 0; i < 25; ++i) {
            const double way = 0.3 * unit * std::sin(0.5 * double(i));
            const Disc left{{3.0 * unit + way, 5.0 * unit}, 2.0 * unit, 1},
                right{{9.0 * unit, 5.0 * unit + way}, unit, 2};
            m_pictures.push_back(
                std::make_shared<const Frame>(Frame{drawScene(size, {left, right}), i, 0.04 * double(i)}));
        }
        sound = [](double t) { return beeps({0.5, 2.1, 3.9, 5.5, 8.2}, t); };
    }
    Result<FramePtr> frameAt(FrameIndex index) override { return m_pictures[static_cast<std::size_t>(index % 25)]; }

  private:
    std::vector<FramePtr> m_pictures;
};

} // namespace

int main() {
    for (const Size size : {Size{224, 224}, Size{1280, 720}, Size{1920, 1080}}) {
        RecordedSource source(size);
        const auto begin = std::chrono::steady_clock::now();
        const auto prediction = SoundMotionMethod().predict({}, source, {}, {});
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        if (!prediction) {
            std::fprintf(stderr, "%s\n", prediction.error().toString().c_str());
            return 1;
        }
        std::printf("%dx%d: %.2f ms a picture of the video (25 a second)", size.width, size.height,
                    1000.0 * seconds / double(source.frames));
        for (const auto& [step, step_s] : prediction->provenance.timings_s)
            std::printf("  %s %.2f", step.c_str(), 1000.0 * step_s / double(source.frames));
        std::printf("\n");
    }
    return 0;
}
