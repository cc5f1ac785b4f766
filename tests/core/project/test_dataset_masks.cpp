#include <doctest/doctest.h>

#include <fstream>

#include "core/base/image_io.h"
#include "core/project/dataset/mask_reader.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
namespace fs = std::filesystem;

namespace {

Grid<std::uint8_t> greyRow(std::initializer_list<std::uint8_t> values) {
    Grid<std::uint8_t> grid({static_cast<int>(values.size()), 1});
    std::ranges::copy(values, grid.values.begin());
    return grid;
}

Image colourRow(std::initializer_list<PaletteColour> colours) {
    Image image({static_cast<int>(colours.size()), 1});
    auto* pixel = image.data();
    for (const auto& colour : colours)
        pixel = std::ranges::copy(colour, pixel).out;
    return image;
}

using Values = std::vector<std::uint8_t>;

} // namespace

TEST_CASE("Grey masks: 0/255 is plain, everything else is said") {
    const test::TemporaryFolder folder;
    const fs::path file = folder / "mask.png";
    REQUIRE(writePng(file, greyRow({0, 255, 255, 0})));
    auto reading = readBinaryMask(file);
    REQUIRE(reading);
    CHECK(reading->mask.values == Values{0, 1, 1, 0});
    CHECK(reading->encoding == "grey-8");
    CHECK_FALSE(reading->warning.has_value());

    REQUIRE(writePng(file, greyRow({0, 1, 100, 255})));
    reading = readBinaryMask(file);
    REQUIRE(reading);
    CHECK(reading->mask.values == Values{0, 1, 1, 1});
    REQUIRE(reading->warning);
    CHECK(reading->warning->code == "mask-encoding");
}

TEST_CASE("RGB masks: grey against class colours") {
    const test::TemporaryFolder folder;
    const fs::path file = folder / "mask.png";
    struct Row {
        std::initializer_list<PaletteColour> colours;
        const char* encoding;
        Values expected;
    };
    const Row rows[] = {
        {{{0, 0, 0}, {255, 255, 255}, {255, 255, 255}}, "rgb-grey", {0, 1, 1}},
        {{{0, 0, 0}, {1, 1, 1}, {0, 0, 0}}, "rgb-grey", {0, 1, 0}},
        {{{0, 0, 0}, {90, 90, 90}, {255, 255, 255}}, "rgb-grey", {0, 0, 1}},
        {{{0, 0, 0}, {192, 128, 0}, {32, 0, 0}}, "rgb-classes", {0, 1, 1}},
        {{{0, 0, 0}, {64, 64, 64}, {128, 128, 128}}, "rgb-classes", {0, 1, 1}},
        {{{0, 0, 0}, {64, 64, 64}, {0, 0, 64}}, "rgb-classes", {0, 1, 1}},
        {{{0, 0, 0}, {0, 0, 0}, {0, 0, 0}}, "rgb-grey", {0, 0, 0}},
    };
    for (const auto& row : rows) {
        REQUIRE(writePng(file, colourRow(row.colours)));
        const auto reading = readBinaryMask(file);
        REQUIRE(reading);
        CHECK(reading->encoding == row.encoding);
        CHECK(reading->mask.values == row.expected);
        CHECK(reading->warning.has_value());
    }
}

TEST_CASE("Palette masks count indices, label maps count colours") {
    const test::TemporaryFolder folder;
    const fs::path file = folder / "labels.png";
    LabelMap labels({4, 1});
    labels.values = {0, 11, 70, 5};
    auto palette = avssPalette();
    REQUIRE(writeIndexedPng(file, labels, palette));
    const auto mask = readBinaryMask(file);
    REQUIRE(mask);
    CHECK(mask->encoding == "palette");
    CHECK(mask->mask.values == Values{0, 1, 1, 1});

    const auto map = readLabelMap(file, palette);
    REQUIRE(map);
    CHECK(map->labels == labels);
    CHECK_FALSE(map->warning.has_value());

    const auto indices = readLabelIndices(file, 70);
    REQUIRE(indices);
    CHECK(indices->labels.values == Values{0, 11, 0, 5});
    REQUIRE(indices->warning);
    CHECK(indices->warning->text.find("1 pixels") != std::string::npos);
}

TEST_CASE("RGB label maps: exact match, the rest is background with a warning") {
    const test::TemporaryFolder folder;
    const fs::path file = folder / "labels.png";
    REQUIRE(writePng(file, colourRow({avssColour(37), avssColour(0), {1, 2, 3}, avssColour(56)})));
    const auto map = readLabelMap(file, avssPalette());
    REQUIRE(map);
    CHECK(map->labels.values == Values{37, 0, 0, 56});
    REQUIRE(map->warning);
    CHECK(map->warning->code == "unmatched-labels");
    CHECK(readLabelIndices(file, 71).error().code == ErrorCode::MalformedFile);
}

TEST_CASE("Missing and broken masks are errors") {
    const test::TemporaryFolder folder;
    CHECK(readBinaryMask(folder / "no.png").error().code == ErrorCode::FileNotFound);
    CHECK(readLabelMap(folder / "no.png", avssPalette()).error().code == ErrorCode::FileNotFound);
    std::ofstream(folder / "text.png") << "not a picture";
    CHECK(readBinaryMask(folder / "text.png").error().code == ErrorCode::MalformedFile);
    CHECK(readLabelMap(folder / "text.png", avssPalette()).error().code == ErrorCode::MalformedFile);
    std::ofstream(folder / "cut.png") << "\x89PNG\r\n\x1a\n";
    CHECK(readBinaryMask(folder / "cut.png").error().code == ErrorCode::MalformedFile);
}
