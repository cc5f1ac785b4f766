#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/atomic_file.h"
#include "core/project/dataset/avss_classes.h"
#include "core/project/dataset/csv_table.h"
#include "core/project/dataset/dataset.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
namespace fs = std::filesystem;

namespace {

void touch(const fs::path& path, std::string_view text = "x") {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

/// A whole S4 clip of empty files.
void addS4Clip(const fs::path& root, const std::string& split, const std::string& category, const std::string& name) {
    const fs::path data = root / "s4_data";
    const fs::path branch = fs::path(split) / category;
    for (int k = 1; k <= 5; ++k) {
        const std::string file = name + "_" + std::to_string(k) + ".png";
        touch(data / "visual_frames" / branch / name / file);
        if (split != "train" || k == 1) touch(data / "gt_masks" / branch / name / file);
    }
    touch(data / "audio_wav" / branch / (name + ".wav"));
}

void addMs3Clip(const fs::path& root, const std::string& split, const std::string& name) {
    const fs::path data = root / "ms3_data";
    for (int k = 1; k <= 5; ++k) {
        touch(data / "visual_frames" / name / (name + ".mp4_" + std::to_string(k) + ".png"));
        touch(data / "gt_masks" / split / name / (name + "_" + std::to_string(k) + ".png"));
    }
    touch(data / "audio_wav" / split / (name + ".wav"));
    touch(data / "raw_videos" / (name + ".mp4"));
}

std::vector<std::string> codes(const Dataset& dataset) {
    std::vector<std::string> all;
    for (const auto& problem : dataset.problems)
        all.push_back(problem.code);
    std::ranges::sort(all);
    return all;
}

bool hasProblem(const Dataset& dataset, std::string_view code, std::string_view part_of_text) {
    return std::ranges::any_of(dataset.problems, [&](const DatasetProblem& problem) {
        return problem.code == code && (problem.text + problem.path.string()).find(part_of_text) != std::string::npos;
    });
}

} // namespace

TEST_CASE("CSV: byte order mark, CRLF, quotes and blank lines") {
    const auto table =
        parseCsv("\xEF\xBB\xBFname,start\r\n\r\n\"a, \"\"b\"\"\", 3 \r\n,\r\n\"two\nlines\",4", "list.csv");
    REQUIRE(table);
    REQUIRE(table->rows.size() == 3);
    CHECK(table->rows[0].fields == std::vector<std::string>{"name", "start"});
    CHECK(table->rows[1].fields == std::vector<std::string>{"a, \"b\"", "3"});
    CHECK(table->rows[1].line == 3);
    CHECK(table->rows[2].fields == std::vector<std::string>{"two\nlines", "4"});
    CHECK(table->rows[2].line == 5);
    CHECK(table->column({"NAME"}, 7) == 0);
    CHECK(table->column({"split"}, 7) == 7);
}

TEST_CASE("CSV: an unclosed quote is named with its line") {
    const auto table = parseCsv("name\n\"abc\n", "list.csv");
    REQUIRE_FALSE(table);
    CHECK(table.error().code == ErrorCode::MalformedFile);
    CHECK(table.error().reason.find("line 2") != std::string::npos);
}

TEST_CASE("S4: names with dashes, hyphen categories, train with one mask, order of the file") {
    const test::TemporaryFolder folder;
    const fs::path root = folder / "Single-source";
    addS4Clip(root, "test", "horse_clip-clop", "-6AOy8GAMpM");
    addS4Clip(root, "train", "cat_meowing", "_8m_rszChvE");
    touch(root / "s4_data/raw_videos/train/cat_meowing/_8m_rszChvE.mp4");
    touch(root / "s4_meta_data.csv", "name,start,category,split\r\n_8m_rszChvE,6,cat_meowing,train\r\n"
                                     "-6AOy8GAMpM,0,horse_clip-clop,test\r\n");
    for (const auto& given : {root, root / "s4_data", folder.path(), root / ""}) {
        const auto dataset = openDataset(given);
        REQUIRE(dataset);
        CHECK(dataset->layout == DatasetLayout::S4);
        CHECK(fs::equivalent(dataset->root, root));
        CHECK(dataset->problems.empty());
        REQUIRE(dataset->clips.size() == 2);
        const auto& train = dataset->clips[0];
        CHECK(train.name == "_8m_rszChvE");
        CHECK(train.start_s == 6);
        CHECK(train.pictures.size() == 5);
        CHECK(train.pictures[4].filename() == "_8m_rszChvE_5.png");
        CHECK(train.masks.size() == 5);
        CHECK_FALSE(train.masks[0].empty());
        CHECK(train.masks[1].empty());
        CHECK_FALSE(train.raw_video.empty());
        const auto& test = dataset->clips[1];
        CHECK(test.category == "horse_clip-clop");
        CHECK(fs::exists(test.masks[4]));
        CHECK(fs::exists(test.sound));
        CHECK(test.raw_video.empty());
        CHECK(dataset->class_names == std::vector<std::string>{"cat_meowing", "horse_clip-clop"});
        CHECK(dataset->clip("-6AOy8GAMpM") == &test);
        CHECK(dataset->clip("nobody") == nullptr);
    }
}

TEST_CASE("S4: columns by name in any order, by position without a known header") {
    const test::TemporaryFolder folder;
    addS4Clip(folder.path(), "val", "helicopter", "aaaaaaaaaaa");
    for (const auto* csv : {"split,category,name,start\nval,helicopter,aaaaaaaaaaa,2\n",
                            "video,from,kind,part\naaaaaaaaaaa,2,helicopter,val\n", "aaaaaaaaaaa,2,helicopter,val\n"}) {
        touch(folder / "s4_meta_data.csv", csv);
        const auto dataset = openDataset(folder.path());
        REQUIRE(dataset);
        CHECK(dataset->problems.empty());
        REQUIRE(dataset->clips.size() == 1);
        CHECK(dataset->clips[0].start_s == 2);
        CHECK_FALSE(dataset->clips[0].sound.empty());
    }
}

TEST_CASE("S4: damage becomes problems, the rest stays usable") {
    const test::TemporaryFolder folder;
    const fs::path root = folder.path();
    addS4Clip(root, "test", "helicopter", "good");
    addS4Clip(root, "test", "helicopter", "damaged");
    addS4Clip(root, "test", "helicopter", "orphan");
    addS4Clip(root, "test", "helicopter", "nomasks");
    fs::remove(root / "s4_data/visual_frames/test/helicopter/damaged/damaged_3.png");
    fs::remove(root / "s4_data/gt_masks/test/helicopter/damaged/damaged_2.png");
    fs::remove(root / "s4_data/audio_wav/test/helicopter/damaged.wav");
    fs::remove_all(root / "s4_data/gt_masks/test/helicopter/nomasks");
    touch(folder / "secret.wav");
    touch(root / "s4_meta_data.csv", "name,start,category,split\n"
                                     "good,0,helicopter,test\n"
                                     "damaged,0,helicopter,test\n"
                                     "good,0,helicopter,test\n"
                                     "absent,0,helicopter,test\n"
                                     "../../../secret,0,helicopter,test\n"
                                     "good2,0,..,test\n"
                                     "other,0,helicopter,holdout\n"
                                     "short,0\n"
                                     "nomasks,0,helicopter,test\n");
    const auto dataset = openDataset(root);
    REQUIRE(dataset);
    REQUIRE(dataset->clips.size() == 4);
    CHECK(dataset->clips[0].name == "good");
    CHECK(dataset->clips[3].name == "nomasks");
    CHECK(codes(*dataset) == std::vector<std::string>{"duplicate-row", "missing-clip", "missing-mask", "missing-mask",
                                                      "missing-picture", "missing-sound", "short-row", "unknown-split",
                                                      "unlisted-files", "unsafe-name", "unsafe-name"});
    CHECK(hasProblem(*dataset, "missing-picture", "picture 3"));
    CHECK(hasProblem(*dataset, "missing-mask", "'damaged' lacks mask 2"));
    CHECK(hasProblem(*dataset, "missing-mask", "'nomasks' lacks mask 1, 2, 3, 4, 5"));
    CHECK(hasProblem(*dataset, "duplicate-row", "line 4"));
    CHECK(hasProblem(*dataset, "unlisted-files", "orphan"));
    CHECK(dataset->clip("damaged")->pictures[2].empty());
    CHECK_FALSE(dataset->clip("damaged")->pictures[3].empty());
}

TEST_CASE("Clips that are raw videos only are said once, with their number") {
    const test::TemporaryFolder folder;
    const fs::path root = folder.path();
    std::string list = "name,start,category,split\n";
    for (const std::string name : {"whole", "video1", "video2", "absent"}) {
        addS4Clip(root, "test", "helicopter", name);
        list += name + ",0,helicopter,test\n";
        if (name != "whole") {
            fs::remove_all(root / "s4_data/visual_frames/test/helicopter" / name);
            fs::remove(root / "s4_data/audio_wav/test/helicopter" / (name + ".wav"));
        }
        if (name != "absent") touch(root / "s4_data/raw_videos/test/helicopter" / (name + ".mp4"));
    }
    fs::remove(root / "s4_data/gt_masks/test/helicopter/video2/video2_4.png");
    touch(root / "s4_meta_data.csv", list);
    const auto dataset = openDataset(root);
    REQUIRE(dataset);
    CHECK(codes(*dataset) == std::vector<std::string>{"missing-clip", "missing-mask", "raw-videos-only"});
    CHECK(hasProblem(*dataset, "missing-clip", "'absent'"));
    CHECK(hasProblem(*dataset, "missing-mask", "'video2' lacks mask 4")); // they are scored like the others
    CHECK(hasProblem(*dataset, "raw-videos-only", "2 of 4 clips"));
    CHECK(hasProblem(*dataset, "raw-videos-only", "source=raw"));
}

TEST_CASE("A split that comes without any mask is not a problem") {
    const test::TemporaryFolder folder;
    addS4Clip(folder.path(), "test", "helicopter", "one");
    fs::remove_all(folder / "s4_data/gt_masks");
    touch(folder / "s4_meta_data.csv", "name,start,category,split\none,0,helicopter,test\n");
    const auto dataset = openDataset(folder.path());
    REQUIRE(dataset);
    CHECK(dataset->problems.empty());
    CHECK(std::ranges::all_of(dataset->clips[0].masks, [](const fs::path& p) { return p.empty(); }));
}

TEST_CASE("MS3: pictures without a split level and with .mp4 in the name") {
    const test::TemporaryFolder folder;
    addMs3Clip(folder.path(), "test", "YYbShzoZWRo_16");
    touch(folder / "ms3_meta_data.csv", "video_id,split\nYYbShzoZWRo_16,test\n");
    for (const auto& given : {folder.path(), folder / "ms3_data"}) {
        const auto dataset = openDataset(given);
        REQUIRE(dataset);
        CHECK(dataset->layout == DatasetLayout::Ms3);
        CHECK(dataset->problems.empty());
        REQUIRE(dataset->clips.size() == 1);
        const auto& clip = dataset->clips[0];
        CHECK(clip.pictures[0].filename() == "YYbShzoZWRo_16.mp4_1.png");
        CHECK(clip.masks[4].parent_path().parent_path().filename() == "test");
        CHECK(fs::exists(clip.raw_video));
        CHECK(clip.category.empty());
        CHECK(dataset->class_names.empty());
    }
}

TEST_CASE("AVSS: subsets, 0-based files, objects, a label2idx that counts from 1") {
    const test::TemporaryFolder folder;
    const auto addClip = [&](const std::string& subset, const std::string& uid, int frames, int labels) {
        const fs::path clip = folder.path() / subset / uid;
        for (int k = 0; k < frames; ++k)
            touch(clip / "frames" / (std::to_string(k) + ".jpg"));
        for (int k = 0; k < labels; ++k) {
            touch(clip / "labels_rgb" / (std::to_string(k) + ".png"));
            touch(clip / "labels_semantic" / (std::to_string(k) + ".png"));
        }
        touch(clip / "audio.wav");
    };
    addClip("v1s", "--FenyW2i_4_5000_10000", 5, 1);
    addClip("v1m", "01uIJMwnUvA_0", 5, 5);
    addClip("v2", "D9LbDE-1FLQ_172000_182000", 10, 10);
    touch(folder / "metadata.csv", "vid,uid,s_min,s_sec,a_obj,split,label\n"
                                   "--FenyW2i_4,--FenyW2i_4_5000_10000,0,5,h orse,train,v1s\n"
                                   "01uIJMwnUvA_0,01uIJMwnUvA_0,0,0,man_piano,val,v1m\n"
                                   "D9LbDE-1FLQ,D9LbDE-1FLQ_172000_182000,2,52,off-the-screen_unicorn,test,v2\n"
                                   "x,x_1,0,0,man,test,v9\n");
    nlohmann::ordered_json list;
    for (const auto name : avssClassNames())
        list[std::string(name)] = list.size() + 1;
    touch(folder / "label2idx.json", list.dump());

    const auto dataset = openDataset(folder.path());
    REQUIRE(dataset);
    CHECK(dataset->layout == DatasetLayout::Avss);
    CHECK(codes(*dataset) == std::vector<std::string>{"repaired-class", "unknown-class", "unknown-subset"});
    REQUIRE(dataset->clips.size() == 3);
    CHECK(dataset->clips[0].objects == std::vector<std::string>{"horse"});
    CHECK(dataset->clips[0].labels_rgb.size() == 5);
    CHECK(dataset->clips[0].labels_rgb[1].empty());
    CHECK(dataset->clips[1].objects == std::vector<std::string>{"man", "piano"});
    CHECK(dataset->clips[2].pictures.size() == 10);
    CHECK(dataset->clips[2].start_s == 172);
    CHECK(dataset->clips[2].labels_semantic[9].filename() == "9.png");
    REQUIRE(dataset->class_names.size() == 71);
    CHECK(dataset->class_names[0] == "background");
    CHECK(dataset->class_names[70] == "woman");
}

TEST_CASE("Which folder is meant") {
    const test::TemporaryFolder folder;
    touch(folder / "all/avsbench_data/Single-source/s4_meta_data.csv", "name,start,category,split\n");
    touch(folder / "all/avsbench_data/Multi-sources/ms3_meta_data.csv", "video_id,split\n");
    touch(folder / "lost/Single-source/s4_data/readme");
    touch(folder / "empty/readme");

    const auto several = openDataset(folder / "all");
    REQUIRE_FALSE(several);
    CHECK(several.error().code == ErrorCode::InvalidValue);
    CHECK(several.error().reason.find("Single-source (s4)") != std::string::npos);
    CHECK(several.error().reason.find("Multi-sources (ms3)") != std::string::npos);

    const auto chosen = openDataset(folder / "all", DatasetLayout::Ms3);
    REQUIRE(chosen);
    CHECK(chosen->root.filename() == "Multi-sources");

    const auto lost = openDataset(folder / "lost");
    REQUIRE_FALSE(lost);
    CHECK(lost.error().code == ErrorCode::FileNotFound);
    CHECK(lost.error().subject.find("s4_meta_data.csv") != std::string::npos);

    CHECK(openDataset(folder / "empty").error().code == ErrorCode::UnknownName);
    CHECK(openDataset(folder / "nowhere").error().code == ErrorCode::FileNotFound);
    CHECK(openDataset(folder / "empty/readme").error().code == ErrorCode::UnknownName);
    CHECK(openDataset(folder / "all", DatasetLayout::Avss).error().code == ErrorCode::UnknownName);
}

TEST_CASE("Layout names") {
    for (const auto layout : {DatasetLayout::S4, DatasetLayout::Ms3, DatasetLayout::Avss})
        CHECK(layoutFromName(layoutName(layout)) == layout);
    CHECK_FALSE(layoutFromName("S4").has_value());
}

TEST_CASE("The class lists in resources are the built-in ones") {
    const auto check = [](const std::string& file, std::span<const std::string_view> names) {
        const auto text = readFile(fs::path(SOUNDMASK_SOURCE_DIR) / "resources/classes" / file);
        REQUIRE(text);
        const auto json = nlohmann::json::parse(*text);
        CHECK(std::ranges::equal(json.at("classes").get<std::vector<std::string>>(), names));
        CHECK_FALSE(json.at("licence").get<std::string>().empty());
        CHECK_FALSE(json.at("source").get<std::string>().empty());
    };
    check("avsbench_s4.json", s4CategoryNames());
    check("avsbench_v2.json", avssClassNames());
}

TEST_CASE("AVSS palette") {
    CHECK(avssColour(0) == PaletteColour{0, 0, 0});
    CHECK(avssColour(1) == PaletteColour{128, 0, 0});
    CHECK(avssColour(16) == PaletteColour{0, 64, 0});
    CHECK(avssColour(64) == PaletteColour{32, 0, 0});
    CHECK(avssColour(70) == PaletteColour{32, 128, 128});
    auto palette = avssPalette();
    CHECK(palette.size() == 71);
    std::ranges::sort(palette);
    CHECK(std::ranges::adjacent_find(palette) == palette.end());
}
