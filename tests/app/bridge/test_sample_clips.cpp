#include <doctest/doctest.h>
#include <fstream>
#include <optional>

#include "app/bridge/sample_clips.h"
#include "core/synth/scene.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using soundmask::test::TemporaryFolder;

namespace {

/// A job of its own, which can be told to stop at its first sign of progress.
class TestContext final : public JobContext {
  public:
    explicit TestContext(bool stops_early = false)
        : m_stops_early(stops_early) {}

    std::stop_token stopToken() const override { return m_stop.get_token(); }
    void progress(const Progress& progress) override {
        fractions.push_back(progress.fraction);
        if (m_stops_early) m_stop.request_stop();
    }
    void frame(FramePrediction) override {}
    void result(PredictionPtr) override {}

    std::vector<double> fractions;

  private:
    bool m_stops_early;
    std::stop_source m_stop;
};

void checkIsWhole(const Result<Dataset>& sample) {
    REQUIRE(sample);
    CHECK(sample->problems.empty());
    CHECK(sample->layout == DatasetLayout::S4);
    REQUIRE(sample->clips.size() == 3);
    for (const DatasetClip& clip : sample->clips) {
        CHECK(clip.split == "test");
        CHECK_FALSE(clip.raw_video.empty());
        CHECK_FALSE(clip.sound.empty());
        for (const auto& mask : clip.masks)
            CHECK_FALSE(mask.empty());
    }
}

} // namespace

TEST_CASE("the sample's folder carries the generator's version") {
    CHECK(sampleFolder().is_absolute());
    CHECK(sampleFolder().filename() == "sample-" + std::to_string(synth::kVersion));
}

TEST_CASE("the sample is made once, and again where files are gone") {
    const TemporaryFolder folder;
    TestContext first;
    const auto sample = openSampleDataset(folder / "sample", first);
    checkIsWhole(sample);
    REQUIRE(first.fractions.size() == 3);
    CHECK(first.fractions.back() == 1.0);

    TestContext second;
    checkIsWhole(openSampleDataset(folder / "sample", second));
    CHECK(second.fractions.empty());

    std::filesystem::remove(sample->clips[1].pictures[2]);
    TestContext third;
    checkIsWhole(openSampleDataset(folder / "sample", third));
    CHECK(third.fractions.size() == 3);
}

TEST_CASE("a cancelled sample is completed the next time") {
    const TemporaryFolder folder;
    TestContext cancelled(true);
    const auto nothing = openSampleDataset(folder.path(), cancelled);
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().code == ErrorCode::Cancelled);

    TestContext context;
    checkIsWhole(openSampleDataset(folder.path(), context));
}

TEST_CASE("a sample that cannot be written is an error that names the place") {
    const TemporaryFolder folder;
    std::ofstream(folder / "occupied") << "a file, not a folder";
    TestContext context;
    const auto sample = openSampleDataset(folder / "occupied", context);
    REQUIRE_FALSE(sample);
    CHECK(sample.error().code == ErrorCode::WriteFailed);
    CHECK(sample.error().toString().find("occupied") != std::string::npos);
}
