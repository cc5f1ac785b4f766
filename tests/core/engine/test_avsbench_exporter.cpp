#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <fstream>

#include "core/base/image_io.h"
#include "core/engine/avsbench_exporter.h"
#include "core/project/dataset/mask_reader.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using soundmask::test::TemporaryFolder;

namespace {

constexpr Size kSize{20, 12};

MaskRle square(int x, int side = 4) {
    Mask mask(kSize);
    for (int y = 3; y < 3 + side; ++y)
        for (int i = 0; i < side; ++i) mask.at(x + i, y) = 1;
    return MaskRle::fromDense(mask);
}

MaskLayer layer(std::int64_t id, int x) {
    MaskLayer made;
    made.id = LayerId{id};
    made.name = "object " + std::to_string(id);
    made.masks = {{15, square(x)}, {40, square(x)}};
    made.sound_states = {{1, SoundState::Sounding}, {2, SoundState::Sounding}};
    return made;
}

/// Three seconds at 25 fps; two objects with masks in the first two.
ClipRecord record() {
    ClipRecord made;
    made.clip.id = ClipId{1};
    made.clip.name = "-name";
    made.clip.size = kSize;
    made.clip.key_frames = {{1, 15, 0.6}, {2, 40, 1.6}, {3, 65, 2.6}};
    made.layers = {layer(1, 0), layer(2, 10)};
    return made;
}

bool hasWarning(const AvsbenchClip& clip, const std::string& code) {
    return std::any_of(clip.warnings.begin(), clip.warnings.end(), [&](const Warning& w) { return w.code == code; });
}

} // namespace

TEST_CASE("a second's mask is the union of what sounds in it") {
    ClipRecord clip = record();
    clip.layers[1].sound_states[2] = SoundState::Silent;
    const AvsbenchClip content = avsbenchClip(clip);
    CHECK(content.seconds == std::vector{1, 2, 3});
    CHECK(content.masks.at(1).area() == 32);
    CHECK(content.masks.at(1).contains(10, 3));
    CHECK(content.masks.at(2) == square(0));
    CHECK(content.masks.count(3) == 0);
    CHECK(content.warnings.empty());
}

TEST_CASE("ground truth is not exported as people's work, hidden layers are left out and named") {
    ClipRecord clip = record();
    clip.layers[0].origin = LayerOrigin::GroundTruth;
    clip.layers[1].visible = false;
    const AvsbenchClip content = avsbenchClip(clip);
    CHECK(content.masks.empty());
    CHECK(hasWarning(content, "hidden-layers"));
}

TEST_CASE("nobody said whether it sounds: taken as sounding, with a warning") {
    ClipRecord clip = record();
    clip.layers[0].sound_states.clear();
    const AvsbenchClip content = avsbenchClip(clip);
    CHECK(content.masks.at(1).area() == 32);
    CHECK(hasWarning(content, "unsure-sound"));
}

TEST_CASE("all objects silent is a blank mask, not a missing one") {
    ClipRecord clip = record();
    for (MaskLayer& each : clip.layers) each.sound_states[3] = SoundState::Silent;
    CHECK(avsbenchClip(clip).masks.at(3).isBlank());
}

TEST_CASE("files are 8-bit grey 0/255, named by AVSBench, and what is not known is not written") {
    const TemporaryFolder folder;
    const auto report = exportAvsbench({avsbenchClip(record())}, folder.path());
    REQUIRE(report);
    CHECK(report->files.size() == 2);
    CHECK(report->frames_without_mask == std::vector<std::string>{"-name_3"});
    const auto png = readRawPng(folder / "-name/-name_1.png");
    REQUIRE(png);
    CHECK(png->mode == RawPng::Mode::Grey);
    CHECK(png->bit_depth == 8);
    const auto mask = readBinaryMask(folder / "-name/-name_2.png");
    REQUIRE(mask);
    CHECK_FALSE(mask->warning);
    CHECK(MaskRle::fromDense(mask->mask).area() == 32);
    const auto json = nlohmann::json::parse(report->toJson());
    CHECK(json["schema"] == "soundmask/export/1");
    CHECK(json["files"].size() == 2);
}

TEST_CASE("an older file of a second without mask is kept and named") {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "-name");
    std::ofstream(folder / "-name/-name_3.png") << "old";
    const auto report = exportAvsbench({avsbenchClip(record())}, folder.path());
    REQUIRE(report);
    REQUIRE(report->warnings.size() == 1);
    CHECK(report->warnings[0].code == "older-file");
    CHECK(std::filesystem::file_size(folder / "-name/-name_3.png") == 3);
}

TEST_CASE("names that are no folder, and folders that cannot be written, are errors") {
    const TemporaryFolder folder;
    AvsbenchClip clip = avsbenchClip(record());
    clip.name = "../up";
    CHECK(exportAvsbench({clip}, folder.path()).error().code == ErrorCode::InvalidValue);
    clip.name = "same";
    CHECK(exportAvsbench({clip, clip}, folder.path()).error().code == ErrorCode::InvalidValue);
    std::ofstream(folder / "file") << "x";
    const auto refused = exportAvsbench({clip}, folder / "file");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::WriteFailed);
    CHECK(refused.error().subject.find("file") != std::string::npos);
}
