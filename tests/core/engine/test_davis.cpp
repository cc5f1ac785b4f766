// DAVIS masks out and in, and what all exports have in common.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/image_io.h"
#include "core/engine/davis_exporter.h"
#include "core/engine/mask_importer.h"
#include "core/engine/prediction_reader.h"
#include "core/engine/prediction_writer.h"
#include "tests/core/methods/drawn_source.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using soundmask::test::TemporaryFolder;

namespace {

constexpr Size kSize{20, 12};

MaskRle square(int x, int side = 6) {
    Mask mask(kSize);
    for (int y = 3; y < 3 + side; ++y)
        for (int i = 0; i < side; ++i)
            mask.at(x + i, y) = 1;
    return MaskRle::fromDense(mask);
}

MaskLayer layer(std::int64_t id, const std::string& name, std::map<FrameIndex, MaskRle> masks) {
    MaskLayer made;
    made.id = LayerId{id};
    made.name = name;
    made.class_name = "class of " + name;
    made.colour = {static_cast<std::uint8_t>(id), 20, 30};
    made.masks = std::move(masks);
    return made;
}

/// Three seconds at 25 fps. Two objects overlap on frame 23; frame 30 is no key frame; nothing on frame 73.
ClipRecord record() {
    ClipRecord made;
    made.clip.id = ClipId{1};
    made.clip.name = "clip.mp4";
    made.clip.path = "/somewhere/clip.mp4";
    made.clip.size = kSize;
    made.clip.frame_count = 75;
    made.clip.frame_rate = {25, 1};
    made.clip.key_frames = {{1, 23, 0.92}, {2, 48, 1.92}, {3, 73, 2.92}};
    made.layers = {layer(1, "below", {{23, square(0)}, {30, square(1)}, {48, square(0)}}),
                   layer(2, "above", {{23, square(3)}, {48, square(12)}})};
    return made;
}

SourceFactory pictures() {
    return []() -> Result<std::unique_ptr<FrameSource>> {
        auto source = std::make_unique<test::DrawnSource>();
        source->picture_size = kSize;
        source->frames = 75;
        source->picture = [](double) { return test::drawScene(kSize, {}); };
        return source;
    };
}

} // namespace

TEST_CASE("where objects overlap the topmost has the pixel, and the report says how many") {
    const TemporaryFolder folder;
    const auto report = exportDavis({{record(), {}, {}}}, folder.path());
    REQUIRE(report);
    const auto png = readRawPng(folder / "Annotations/Full-Resolution/clip/00023.png");
    REQUIRE(png);
    CHECK(png->mode == RawPng::Mode::Palette);
    CHECK(png->palette == davisPalette());
    const auto at = [&](int x, int y) { return png->samples[static_cast<std::size_t>(y * kSize.width + x)]; };
    CHECK(at(0, 3) == 1);
    CHECK(at(4, 3) == 2); // of both
    CHECK(at(8, 3) == 2);
    CHECK(at(15, 3) == 0);
    REQUIRE(report->warnings.size() == 1);
    CHECK(report->warnings[0].code == "overlap");
    CHECK(report->warnings[0].text.find("18 pixels on 1 frames") != std::string::npos); // 3 columns of 6
    CHECK(report->frames_without_mask == std::vector<std::string>{"clip/00073"});
    const auto json = nlohmann::json::parse(report->toJson());
    CHECK(json["format"] == "davis");
    CHECK(json["overlap"] == std::string(overlapRule(ExportFormat::Davis)));
    CHECK(readFile(folder / "ImageSets/2017/all.txt").value() == "clip\n");
}

TEST_CASE("the palette is that of DAVIS and VOC") {
    const auto palette = davisPalette();
    REQUIRE(palette.size() == 256);
    using Colour = std::array<std::uint8_t, 3>;
    CHECK(palette[0] == Colour{0, 0, 0});
    CHECK(palette[1] == Colour{128, 0, 0});
    CHECK(palette[2] == Colour{0, 128, 0});
    CHECK(palette[3] == Colour{128, 128, 0});
    CHECK(palette[8] == Colour{64, 0, 0});
    CHECK(palette[255] == Colour{224, 224, 192}); // the border of VOC
}

TEST_CASE("key frames or all annotated frames, with their pictures") {
    const TemporaryFolder folder;
    FrameSelection annotated;
    annotated.which = FrameSelection::Which::Annotated;
    const auto report = exportDavis({{record(), {}, pictures()}}, folder.path(), annotated);
    REQUIRE(report);
    CHECK(report->frames_without_mask.empty());
    for (const std::string frame : {"00023", "00030", "00048"}) {
        CHECK(std::filesystem::exists(folder / ("Annotations/Full-Resolution/clip/" + frame + ".png")));
        const auto picture = readImage(folder / ("JPEGImages/Full-Resolution/clip/" + frame + ".jpg"));
        REQUIRE(picture);
        CHECK(picture->size() == kSize);
    }
    annotated.first = 24;
    annotated.last = 40;
    CHECK(selectedFrames(record(), annotated) == std::vector<FrameIndex>{30});
}

TEST_CASE("masks come back with names, classes and colours") {
    const TemporaryFolder folder;
    REQUIRE(exportDavis({{record(), {}, {}}}, folder.path()));
    const auto found = masksFolderOf(record().clip, folder.path());
    CHECK(found == folder / "Annotations/Full-Resolution/clip");
    CHECK(holdsDavisMasks(found));
    std::vector<Warning> warnings;
    const auto layers = readDavisMasks(found, record().clip, warnings);
    REQUIRE(layers);
    REQUIRE(layers->size() == 2);
    CHECK(warnings.empty());
    CHECK((*layers)[0].name == "below");
    CHECK((*layers)[1].class_name == "class of above");
    CHECK((*layers)[1].colour == record().layers[1].colour);
    CHECK((*layers)[1].masks == record().layers[1].masks); // the topmost is whole
    CHECK((*layers)[0].masks.at(48) == record().layers[0].masks.at(48));
    CHECK((*layers)[0].masks.at(23).area() == 18); // the rest belongs to the object above
}

TEST_CASE("frames beyond the clip are left out and named, another size is fitted") {
    const TemporaryFolder folder;
    REQUIRE(exportDavis({{record(), {}, {}}}, folder.path()));
    Clip other = record().clip;
    other.frame_count = 40;
    other.size = {40, 24};
    std::vector<Warning> warnings;
    const auto layers = readDavisMasks(masksFolderOf(other, folder.path()), other, warnings);
    REQUIRE(layers);
    CHECK((*layers)[1].masks.at(23).area() == 4 * 36);
    REQUIRE(warnings.size() == 2);
    CHECK(warnings[0].code == "mask-beyond-clip");
    CHECK(warnings[1].code == "mask-resized");
    CHECK(readDavisMasks(folder.path(), other, warnings).error().code == ErrorCode::MissingData);
}

TEST_CASE("hidden objects are left out and named, more than 254 are refused") {
    const TemporaryFolder folder;
    ClipRecord clip = record();
    clip.layers[1].visible = false;
    const auto report = exportDavis({{clip, {}, {}}}, folder.path());
    REQUIRE(report);
    CHECK(report->warnings[0].code == "hidden-layers");
    clip.layers.assign(255, layer(1, "one of many", {}));
    CHECK(exportDavis({{clip, {}, {}}}, folder.path()).error().code == ErrorCode::InvalidValue);
}

TEST_CASE("a list of clips that is there is completed, not replaced") {
    const TemporaryFolder folder;
    REQUIRE(writeFileAtomically(folder / "ImageSets/2017/all.txt", std::string_view("other\n")));
    REQUIRE(exportDavis({{record(), {}, {}}}, folder.path()));
    REQUIRE(exportDavis({{record(), {}, {}}}, folder.path()));
    CHECK(readFile(folder / "ImageSets/2017/all.txt").value() == "other\nclip\n");
}

TEST_CASE("an unknown format is refused with those there are") {
    CHECK(exportFormatFromName("davis").value() == ExportFormat::Davis);
    const auto refused = exportFormatFromName("coco");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::UnknownName);
    for (const ExportFormat format : allExportFormats())
        CHECK(refused.error().reason.find(formatName(format)) != std::string::npos);
}

TEST_CASE("a stored prediction comes back") {
    const TemporaryFolder folder;
    Prediction made;
    made.provenance.method = "sound-motion";
    made.provenance.method_version = "1";
    made.provenance.options = {{"threshold", "0.5"}};
    made.provenance.weight_sha256 = {{"sam", "abc"}};
    made.warnings = {{"quiet", "it is quiet"}};
    FramePrediction frame;
    frame.key_frame = {1, 23, 0.92};
    frame.mask = square(2);
    frame.heat_map = FloatMap(kSize, 0.25F);
    frame.score = 0.75;
    frame.automatic_threshold = 0.85;
    frame.prompts.points = {{{3.5, 4.5}, false, 0.5, PromptOrigin::User}, {{5.5, 4.5}, true, {}, PromptOrigin::Mined}};
    frame.prompts.boxes = {{{1, 2, 8, 9}, 0.25, "dog", PromptOrigin::Mined}};
    made.frames.push_back(frame);
    REQUIRE(writePrediction(folder / "clip", "clip.mp4", made));
    const auto stored = readPrediction(folder / "clip");
    REQUIRE(stored);
    CHECK(stored->source_name == "clip.mp4");
    CHECK(stored->prediction.provenance.options == made.provenance.options);
    CHECK(stored->prediction.provenance.weight_sha256 == made.provenance.weight_sha256);
    CHECK(stored->prediction.warnings == made.warnings);
    REQUIRE(stored->prediction.frames.size() == 1);
    const FramePrediction& back = stored->prediction.frames[0];
    CHECK(back.key_frame == frame.key_frame);
    CHECK(back.mask == frame.mask);
    CHECK(*back.heat_map == *frame.heat_map);
    CHECK(back.prompts == frame.prompts);
    CHECK(back.automatic_threshold == frame.automatic_threshold);
    CHECK(readPrediction(folder.path()).error().code == ErrorCode::FileNotFound);
    std::filesystem::remove(folder / "clip/masks/1.png");
    CHECK(readPrediction(folder / "clip").error().subject.find("1.png") != std::string::npos);
}
