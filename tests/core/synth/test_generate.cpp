#include <doctest/doctest.h>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/atomic_file.h"
#include "core/base/image_io.h"
#include "core/base/sha256.h"
#include "core/media/video_file.h"
#include "core/project/dataset/mask_reader.h"
#include "core/synth/synth.h"
#include "tests/core/synth/scene_sample.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using namespace soundmask::synth;
using soundmask::test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

SynthOptions optionsFor(const fs::path& out, DatasetLayout layout, int clips) {
    return {.out = out, .clips = clips, .layout = layout, .seed = 1, .videos = false, .threads = 2};
}

/// Path below \p folder -> content, of all its files.
std::map<std::string, std::string> filesOf(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files[fs::relative(entry.path(), folder).generic_string()] = readFile(entry.path()).value();
    return files;
}

/// One hash of all paths, pixels and other bytes below \p folder. Of a PNG the samples count, as zlib versions differ.
std::string digestOf(const fs::path& folder) {
    Sha256 sha;
    for (const auto& [path, content] : filesOf(folder)) {
        sha.add(path);
        if (!path.ends_with(".png")) {
            sha.add(content);
            continue;
        }
        const RawPng png = readRawPng(folder / path).value();
        for (const std::uint16_t sample : png.samples) {
            const char byte = static_cast<char>(sample);
            sha.add(std::string_view(&byte, 1));
        }
    }
    return sha.hexDigest();
}

std::string errorOf(const SynthOptions& options, ErrorCode code) {
    const auto report = generate(options);
    REQUIRE_FALSE(report);
    CHECK(report.error().code == code);
    return report.error().toString();
}

std::size_t existing(const std::vector<fs::path>& paths) {
    return static_cast<std::size_t>(std::ranges::count_if(paths, [](const fs::path& p) { return !p.empty(); }));
}

} // namespace

TEST_CASE("a single-source tree is complete and is read without problems") {
    const TemporaryFolder folder;
    const auto report = generate(optionsFor(folder.path(), DatasetLayout::S4, 20));
    REQUIRE(report);
    CHECK(report->train == 14);
    CHECK(report->val == 3);
    CHECK(report->test == 3);
    CHECK(report->blank_masks == 0);
    CHECK(report->root == folder / "Single-source");

    const auto dataset = openDataset(report->root);
    REQUIRE(dataset);
    CHECK(dataset->problems.empty());
    CHECK(dataset->layout == DatasetLayout::S4);
    REQUIRE(dataset->clips.size() == 20);
    for (const DatasetClip& clip : dataset->clips) {
        CAPTURE(clip.name);
        const auto branch = fs::path(clip.split) / clip.category / clip.name;
        CHECK(existing(clip.pictures) == kSeconds);
        CHECK(existing(clip.masks) == (clip.split == "train" ? 1 : kSeconds));
        CHECK_FALSE(clip.masks[0].empty());
        CHECK_FALSE(clip.sound.empty());
        CHECK(clip.raw_video.empty());
        for (int k = 1; k <= kSeconds; ++k) {
            const auto file = clip.name + "_" + std::to_string(k) + ".png";
            const auto whole = readBinaryMask(report->root / "s4_data" / "gt_all" / branch / file);
            REQUIRE(whole);
            CHECK_FALSE(whole->warning);
            CHECK(whole->mask.size == kFrameSize);
            const auto listed = report->root / "s4_data" / "gt_masks" / branch / file;
            if (clip.split != "train" || k == 1) CHECK(readBinaryMask(listed).value().mask == whole->mask);
        }
    }
}

TEST_CASE("a multi-source tree is complete and is read without problems") {
    const TemporaryFolder folder;
    const auto report = generate(optionsFor(folder.path(), DatasetLayout::Ms3, 10));
    REQUIRE(report);
    const auto dataset = openDataset(report->root);
    REQUIRE(dataset);
    CHECK(dataset->problems.empty());
    CHECK(dataset->layout == DatasetLayout::Ms3);
    REQUIRE(dataset->clips.size() == 10);
    int blank = 0;
    for (const DatasetClip& clip : dataset->clips) {
        CHECK(existing(clip.pictures) == kSeconds);
        REQUIRE(existing(clip.masks) == kSeconds);
        for (const fs::path& mask : clip.masks)
            blank += std::ranges::count(readBinaryMask(mask).value().mask.values, 1) == 0;
    }
    CHECK(blank == report->blank_masks);
}

TEST_CASE("a description tells the generator, the objects and when they sound") {
    const TemporaryFolder folder;
    auto options = optionsFor(folder.path(), DatasetLayout::Ms3, 3);
    options.split = SynthSplit::Test;
    const auto report = generate(options);
    REQUIRE(report);
    for (const auto& entry : fs::directory_iterator(report->root / "ms3_data" / "scenes" / "test")) {
        const auto json = nlohmann::json::parse(readFile(entry.path()).value());
        CHECK(json["generator"] == "soundmask synth");
        CHECK(json["version"] == kVersion);
        CHECK(json["frame_rate"] == kFrameRate);
        CHECK(json["key_frames"] == nlohmann::json{23, 48, 73, 98, 123});
        const Scene scene = describeScene(json["seed"], json["index"], DatasetLayout::Ms3);
        CHECK(json["name"] == scene.name);
        REQUIRE(json["objects"].size() == scene.objects.size());
        for (std::size_t i = 0; i < scene.objects.size(); ++i) {
            const auto& item = json["objects"][i];
            const SceneObject& object = scene.objects[i];
            CHECK(item["class"] == kindName(object.kind));
            CHECK(item["sounds"] == object.sounds);
            REQUIRE(item["sounding_spans_s"].size() == (object.sounds ? object.voice_spans.size() : 0));
            for (std::size_t k = 0; k < item["sounding_spans_s"].size(); ++k) {
                CHECK(item["sounding_spans_s"][k][0] == object.voice_spans[k].begin_s);
                CHECK(item["sounding_spans_s"][k][1] == object.voice_spans[k].end_s);
            }
            for (int second = 0; second < kSeconds; ++second)
                CHECK(item["sounds_in_second"][static_cast<std::size_t>(second)] == object.soundsInSecond(second));
        }
    }
}

TEST_CASE("a movie shows the same pictures as the stills and has the sound") {
    const TemporaryFolder folder;
    auto options = optionsFor(folder.path(), DatasetLayout::S4, 1);
    options.split = SynthSplit::Test;
    options.videos = true;
    REQUIRE(generate(options));
    const auto dataset = openDataset(folder.path()).value();
    const DatasetClip& clip = dataset.clips.at(0);
    const auto movie = VideoFile::open(clip.raw_video);
    REQUIRE(movie);
    CHECK((*movie)->frameCount() == kFrameCount);
    CHECK((*movie)->size() == kFrameSize);
    CHECK((*movie)->frameRate().toDouble() == kFrameRate);
    CHECK((*movie)->hasSound());
    const auto key_frames = (*movie)->keyFrames();
    REQUIRE(key_frames.size() == kSeconds);
    for (std::size_t k = 0; k < kSeconds; ++k) {
        const Image still = readImage(clip.pictures[k]).value();
        const FramePtr frame = (*movie)->frameAt(key_frames[k].frame).value();
        double sum = 0.0;
        for (std::size_t i = 0; i < still.bytes(); ++i)
            sum += std::abs(still.data()[i] - frame->image.data()[i]);
        CHECK(sum / static_cast<double>(still.bytes()) < 4.0);
    }
}

TEST_CASE("the same seed gives the same files with any number of threads") {
    for (const DatasetLayout layout : {DatasetLayout::S4, DatasetLayout::Ms3}) {
        const TemporaryFolder one;
        const TemporaryFolder four;
        auto options = optionsFor(one.path(), layout, 8);
        options.threads = 1;
        REQUIRE(generate(options));
        options.out = four.path();
        options.threads = 4;
        REQUIRE(generate(options));
        CHECK(filesOf(one.path()) == filesOf(four.path()));

        // Equal on any machine. When these change on purpose, raise kVersion.
        CHECK(digestOf(one.path()) == (layout == DatasetLayout::S4
                                           ? "ce56a8a712e4a6c97a44c51f8d1319a8f5c0395c768d96e3ae333226970064d7"
                                           : "9205be839f83d0fd97801f1519490661b6763951f672c9a02e5e0d6beaa5c88d"));
    }
}

TEST_CASE("another seed gives other clips, and splits share none") {
    std::set<std::string> names;
    const TemporaryFolder folder;
    int clips = 0;
    for (const std::uint64_t seed : {1u, 2u}) {
        auto options = optionsFor(folder / std::to_string(seed), DatasetLayout::S4, 4);
        options.seed = seed;
        REQUIRE(generate(options));
        const Dataset dataset = openDataset(options.out).value();
        for (const DatasetClip& clip : dataset.clips) {
            names.insert(clip.name);
            ++clips;
        }
    }
    CHECK(names.size() == static_cast<std::size_t>(clips));
}

TEST_CASE("a split made alone begins like the same split made along with the others") {
    const TemporaryFolder folder;
    auto options = optionsFor(folder / "all", DatasetLayout::S4, 4);
    REQUIRE(generate(options));
    const auto all = filesOf(options.out / "Single-source" / "s4_data" / "gt_masks" / "test");
    options.out = folder / "test";
    options.clips = 1;
    options.split = SynthSplit::Test;
    REQUIRE(generate(options));
    CHECK(all == filesOf(options.out / "Single-source" / "s4_data" / "gt_masks" / "test"));
}

TEST_CASE("what a cancelled run left can be completed") {
    const TemporaryFolder folder;
    auto options = optionsFor(folder / "stopped", DatasetLayout::S4, 6);
    std::stop_source stop;
    double furthest = 0.0;
    const auto report = generate(
        options,
        [&](const Progress& progress) {
            furthest = progress.fraction;
            stop.request_stop();
        },
        stop.get_token());
    REQUIRE_FALSE(report);
    CHECK(report.error().code == ErrorCode::Cancelled);
    CHECK(furthest < 1.0);
    CHECK_FALSE(fs::exists(listPath(options)));
    CHECK_FALSE(filesOf(options.out).empty());

    REQUIRE(generate(options));
    const auto completed = filesOf(options.out);
    options.out = folder / "fresh";
    REQUIRE(generate(options));
    CHECK(completed == filesOf(options.out));
}

TEST_CASE("a run stopped from the start makes nothing") {
    const TemporaryFolder folder;
    std::stop_source stop;
    stop.request_stop();
    const auto report = generate(optionsFor(folder.path(), DatasetLayout::S4, 2), {}, stop.get_token());
    REQUIRE_FALSE(report);
    CHECK(report.error().code == ErrorCode::Cancelled);
    CHECK(filesOf(folder.path()).empty());
}

TEST_CASE("progress rises to one and names the clips") {
    const TemporaryFolder folder;
    std::vector<double> fractions;
    REQUIRE(generate(optionsFor(folder.path(), DatasetLayout::Ms3, 4), [&](const Progress& progress) {
        fractions.push_back(progress.fraction);
        CHECK_FALSE(progress.text.empty());
    }));
    CHECK(fractions == std::vector{0.25, 0.5, 0.75, 1.0});
}

TEST_CASE("a finished data set is not touched") {
    const TemporaryFolder folder;
    const auto options = optionsFor(folder.path(), DatasetLayout::S4, 1);
    REQUIRE(generate(options));
    const auto before = filesOf(folder.path());
    CHECK(errorOf(options, ErrorCode::InvalidValue).find("s4_meta_data.csv") != std::string::npos);
    CHECK(filesOf(folder.path()) == before);
}

TEST_CASE("bad options are refused by name") {
    const TemporaryFolder folder;
    const auto good = optionsFor(folder / "data", DatasetLayout::S4, 1);
    auto options = good;
    for (const int clips : {0, -1, 100001}) {
        options.clips = clips;
        CHECK(errorOf(options, ErrorCode::InvalidValue).starts_with("clips:"));
    }
    options = good;
    options.layout = DatasetLayout::Avss;
    CHECK(errorOf(options, ErrorCode::InvalidValue).starts_with("layout:"));
    options = good;
    options.out.clear();
    CHECK(errorOf(options, ErrorCode::InvalidValue).starts_with("out:"));
    CHECK_FALSE(fs::exists(good.out));
    CHECK(splitFromName("val") == SynthSplit::Val);
    CHECK_FALSE(splitFromName("half"));
}

TEST_CASE("a folder that cannot be written to is named") {
    const TemporaryFolder folder;
    std::ofstream(folder / "occupied") << "a file, not a folder";
    for (const bool videos : {false, true}) {
        auto options = optionsFor(folder / "occupied", DatasetLayout::S4, 2);
        options.videos = videos;
        CHECK(errorOf(options, ErrorCode::WriteFailed).find("occupied") != std::string::npos);
    }
    // A single blocked place stops the run as well, and the list is not written.
    const auto options = optionsFor(folder / "data", DatasetLayout::S4, 2);
    fs::create_directories(options.out / "Single-source" / "s4_data");
    std::ofstream(options.out / "Single-source" / "s4_data" / "audio_wav") << "in the way";
    CHECK(errorOf(options, ErrorCode::WriteFailed).find("audio_wav") != std::string::npos);
    CHECK_FALSE(fs::exists(listPath(options)));
}
