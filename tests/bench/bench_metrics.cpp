/// The evaluator's metrics against the loop over 255 thresholds in numpy (metrics_loop.py), on the same random logits:
/// 740 clips of 5 masks of 224 x 224, the size of S4's test set. Fails when the numbers differ. Times are of the
/// processor, one thread each, so other programs matter little. Usage: bench_metrics [CLIPS], fewer for a quick look.
/// Python with numpy is Debian's, or what SOUNDMASK_PYTHON says.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <sstream>

#include "core/base/atomic_file.h"
#include "core/engine/metrics.h"
#include "tests/support/run_program.h"

using namespace soundmask;

namespace {

constexpr int kDistinctClips = 37, kFrames = 5, kSide = 224;
constexpr Size kSize{kSide, kSide};

struct Data {
    std::vector<FloatMap> logits;
    std::vector<Mask> truth;
};

/// Discs, found not quite rightly and with noise; every tenth truth is empty.
Data makeData() {
    std::mt19937 random(1);
    std::uniform_real_distribution<float> place(40.0f, 184.0f), radius(15.0f, 60.0f), shift(-12.0f, 12.0f);
    std::normal_distribution<float> noise(0.0f, 1.5f);
    Data data;
    for (int i = 0; i < kDistinctClips * kFrames; ++i) {
        FloatMap& logits = data.logits.emplace_back(kSize);
        Mask& truth = data.truth.emplace_back(kSize);
        const float x0 = place(random), y0 = place(random), r = radius(random), dx = shift(random);
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x) {
                const float fx = static_cast<float>(x), fy = static_cast<float>(y);
                truth.at(x, y) = i % 10 != 0 && std::hypot(fx - x0, fy - y0) < r;
                logits.at(x, y) = (r - std::hypot(fx - x0 - dx, fy - y0)) * 0.1f + noise(random);
            }
    }
    return data;
}

struct Outcome {
    double seconds = 0.0;
    double miou = 0.0;
    double f = 0.0;
};

Outcome ours(const Data& data, int repeats) {
    const std::clock_t begin = std::clock();
    BinaryMetrics metrics;
    std::vector<FrameCounts> clip;
    for (int repeat = 0; repeat < repeats; ++repeat)
        for (std::size_t i = 0; i < data.logits.size(); ++i) {
            clip.push_back(countLogits(data.logits[i], data.truth[i]).value());
            if (clip.size() < kFrames) continue;
            metrics.addClip(clip);
            clip.clear();
        }
    const BinarySummary summary = metrics.summary();
    return {double(std::clock() - begin) / CLOCKS_PER_SEC, summary.miou, summary.f_batch1};
}

template <typename Grids>
bool write(const std::filesystem::path& path, const Grids& grids) {
    std::string bytes;
    for (const auto& grid : grids)
        bytes.append(reinterpret_cast<const char*>(grid.values.data()), grid.values.size() * sizeof(grid.values[0]));
    return writeFileAtomically(path, bytes).has_value();
}

} // namespace

int main(int argc, char** argv) {
    const int clips = argc > 1 ? std::atoi(argv[1]) : 740;
    const int repeats = std::max(1, clips / kDistinctClips);
    const char* python = std::getenv("SOUNDMASK_PYTHON");
    const Data data = makeData();
    const soundmask::test::TemporaryFolder folder;
    if (!write(folder / "logits", data.logits) || !write(folder / "truth", data.truth)) {
        std::fprintf(stderr, "cannot write the random logits\n");
        return 1;
    }

    const Outcome fast = ours(data, repeats);
    std::printf("%d clips of %d masks of %dx%d\n", repeats * kDistinctClips, kFrames, kSide, kSide);
    std::printf("evaluator:        %8.3f s  mIoU %.6f  F %.6f\n", fast.seconds, fast.miou, fast.f);
    bool agrees = true;
    for (const std::string loop : {"plain", "lean"}) {
        const auto run = soundmask::test::runProgram(
            python ? python : "/usr/bin/python3",
            {SOUNDMASK_METRICS_LOOP, loop, (folder / "logits").string(), (folder / "truth").string(),
             std::to_string(kDistinctClips), std::to_string(kFrames), std::to_string(kSide), std::to_string(repeats)});
        Outcome slow;
        if (!(std::istringstream(run.out) >> slow.seconds >> slow.miou >> slow.f)) {
            std::fprintf(stderr, "the numpy loop failed (set SOUNDMASK_PYTHON to a Python with numpy): %s\n",
                         run.err.c_str());
            return 1;
        }
        const bool same = std::abs(slow.miou - fast.miou) < 1e-6 && std::abs(slow.f - fast.f) < 1e-6;
        agrees = agrees && same;
        std::printf("numpy loop, %-5s %8.3f s  mIoU %.6f  F %.6f  %s, evaluator is %.1f times faster\n", loop.c_str(),
                    slow.seconds, slow.miou, slow.f, same ? "agrees" : "DIFFERS", slow.seconds / fast.seconds);
    }
    return agrees ? 0 : 1;
}
