#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/base/image_io.h"
#include "core/base/mask_rle.h"
#include "core/project/dataset/dataset.h"
#include "core/project/dataset/mask_reader.h"

using namespace soundmask;
namespace fs = std::filesystem;

namespace {

const fs::path kMedia = fs::path(SOUNDMASK_SHARED_DIR) / "media";

} // namespace

TEST_CASE("AVSBench-like trees open without a problem") {
    const auto s4 = openDataset(kMedia / "avsbench_like/Single-source/s4_data");
    REQUIRE(s4);
    CHECK(s4->problems.empty());
    REQUIRE(s4->clips.size() == 3);
    CHECK(s4->clips[2].name == "-76261_bird");
    CHECK(s4->clips[2].masks[1].empty());
    CHECK(s4->clips[0].raw_video.filename() == "davis_carshadow.mp4");
    CHECK(s4->class_names == std::vector<std::string>{"baby_laughter", "mynah_bird_singing", "race_car"});

    const auto ms3 = openDataset(kMedia / "avsbench_like", DatasetLayout::Ms3);
    REQUIRE(ms3);
    CHECK(ms3->problems.empty());
    CHECK(ms3->clips.size() == 4);
    for (const auto& clip : ms3->clips)
        for (const auto& mask : clip.masks)
            CHECK(readBinaryMask(mask));

    const auto avss = openDataset(kMedia / "avsbench_like/AVSBench-semantic");
    REQUIRE(avss);
    CHECK(avss->problems.empty());
    REQUIRE(avss->clips.size() == 4);
    CHECK(avss->clips[3].objects == std::vector<std::string>{"boy", "girl"});
    CHECK(avss->clips[3].pictures.size() == 10);
    CHECK(avss->class_names.size() == 71);

    const auto several = openDataset(kMedia / "avsbench_like");
    REQUIRE_FALSE(several);
    CHECK(several.error().reason.find("AVSBench-semantic (avss)") != std::string::npos);
}

TEST_CASE("Colour and index labels of AVSS agree") {
    const auto avss = openDataset(kMedia / "avsbench_like", DatasetLayout::Avss);
    REQUIRE(avss);
    int compared = 0;
    for (const auto& clip : avss->clips) {
        for (std::size_t k = 0; k < clip.seconds(); ++k) {
            if (clip.labels_rgb[k].empty()) continue;
            const auto colours = readLabelMap(clip.labels_rgb[k], avssPalette());
            const auto indices = readLabelIndices(clip.labels_semantic[k], 71);
            REQUIRE(colours);
            REQUIRE(indices);
            CHECK(colours->labels == indices->labels);
            CHECK_FALSE(colours->warning.has_value());
            ++compared;
        }
    }
    CHECK(compared == 21);
}

TEST_CASE("A real clip without masks opens without a problem") {
    const auto dataset = openDataset(kMedia / "avsbench_real_clip");
    REQUIRE(dataset);
    CHECK(dataset->problems.empty());
    REQUIRE(dataset->clips.size() == 1);
    CHECK(dataset->clips[0].start_s == 4);
    CHECK(dataset->clips[0].masks[0].empty());
}

TEST_CASE("One mask in eleven encodings") {
    const fs::path variants = kMedia / "mask_format_variants";
    const auto text = readFile(variants / "expected.json");
    REQUIRE(text);
    const auto expected =
        nlohmann::json::parse(*text).at("foreground_pixels_per_frame_224").get<std::vector<std::size_t>>();
    int variant_count = 0;
    for (const auto& entry : fs::directory_iterator(variants)) {
        if (!entry.is_directory()) continue;
        const auto variant = entry.path().filename().string();
        ++variant_count;
        for (std::size_t k = 0; k < expected.size(); ++k) {
            const std::string extension = variant.starts_with("jpeg") ? ".jpg" : ".png";
            const auto reading =
                readBinaryMask(entry.path() / ("davis_carshadow_" + std::to_string(k + 1) + extension));
            REQUIRE(reading);
            const auto mask = MaskRle::fromDense(reading->mask);
            const bool plain = variant == "L_0_255" || variant == "L_426x240_other_size";
            CHECK_MESSAGE(reading->warning.has_value() != plain, variant);
            CHECK_MESSAGE(resizedNearest(mask, {224, 224}).area() == expected[k], variant);
        }
    }
    CHECK(variant_count == 11);
}
