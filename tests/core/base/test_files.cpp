#include <algorithm>
#include <doctest/doctest.h>
#include <fstream>
#include <png.h>

#include "core/base/atomic_file.h"
#include "core/base/image_io.h"
#include "tests/support/run_program.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
namespace fs = std::filesystem;

namespace {

Image gradient(Size size) {
    Image image(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width * 3; ++x) image.row(y)[x] = static_cast<std::uint8_t>(x * 7 + y * 31);
    return image;
}

std::size_t entriesIn(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

} // namespace

TEST_CASE("an atomic write makes folders, replaces the old content and leaves nothing else behind") {
    test::TemporaryFolder folder;
    const fs::path file = folder / "a/b/text.txt";
    REQUIRE(writeFileAtomically(file, "one"));
    REQUIRE(writeFileAtomically(file, "two"));
    CHECK(readFile(file).value() == "two");
    CHECK(entriesIn(file.parent_path()) == 1);
}

TEST_CASE("a writer that fails leaves the old file and no temporary one") {
    test::TemporaryFolder folder;
    const fs::path file = folder / "kept.txt";
    REQUIRE(writeFileAtomically(file, "old"));
    const auto result = writeFileAtomically(file, [](const fs::path& temporary) -> Result<void> {
        std::ofstream(temporary) << "half";
        return fail(ErrorCode::WriteFailed, "kept.txt", "the disk is full");
    });
    CHECK_FALSE(result);
    CHECK(readFile(file).value() == "old");
    CHECK(entriesIn(folder.path()) == 1);
}

TEST_CASE("writing below a file names the target") {
    test::TemporaryFolder folder;
    REQUIRE(writeFileAtomically(folder / "file", "x"));
    const auto result = writeFileAtomically(folder / "file/inside.txt", "y");
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::WriteFailed);
    CHECK(result.error().subject.ends_with("inside.txt"));
}

TEST_CASE("readFile refuses what is missing, too large or not a file") {
    test::TemporaryFolder folder;
    CHECK(readFile(folder / "none").error().code == ErrorCode::FileNotFound);
    CHECK(readFile(folder.path()).error().code == ErrorCode::FileUnreadable);
    REQUIRE(writeFileAtomically(folder / "big", std::string(1000, 'x')));
    CHECK(readFile(folder / "big", 999).error().code == ErrorCode::FileUnreadable);
}

TEST_CASE("pictures survive PNG bit for bit") {
    test::TemporaryFolder folder;
    const Image image = gradient({37, 21});
    REQUIRE(writePng(folder / "rgb.png", image));
    const auto read = readImage(folder / "rgb.png");
    REQUIRE(read);
    REQUIRE(read->size() == image.size());
    CHECK(std::equal(image.data(), image.data() + image.bytes(), read->data()));
}

TEST_CASE("a mask PNG is 8-bit grey with 0 and 255") {
    test::TemporaryFolder folder;
    Mask mask({5, 3});
    mask.at(4, 2) = 1;
    REQUIRE(writeMaskPng(folder / "-mask.png", mask));
    const auto raw = readRawPng(folder / "-mask.png");
    REQUIRE(raw);
    CHECK(raw->mode == RawPng::Mode::Grey);
    CHECK(raw->bit_depth == 8);
    CHECK(raw->samples[0] == 0);
    CHECK(raw->samples[14] == 255);
}

TEST_CASE("an indexed PNG keeps its indices and its palette") {
    test::TemporaryFolder folder;
    LabelMap labels({4, 2});
    labels.at(3, 1) = 2;
    const std::vector<std::array<std::uint8_t, 3>> palette{{0, 0, 0}, {128, 0, 0}, {0, 128, 0}};
    REQUIRE(writeIndexedPng(folder / "i.png", labels, palette));
    const auto raw = readRawPng(folder / "i.png");
    REQUIRE(raw);
    CHECK(raw->mode == RawPng::Mode::Palette);
    CHECK(raw->palette == palette);
    CHECK(raw->samples[7] == 2);
}

TEST_CASE("damaged pictures are errors that name the file") {
    test::TemporaryFolder folder;
    REQUIRE(writePng(folder / "whole.png", gradient({64, 64})));
    const std::string whole = readFile(folder / "whole.png").value();
    // Cut anywhere: the reader must refuse, never crash and never return a picture with missing rows.
    for (std::size_t keep : {std::size_t{0}, std::size_t{7}, std::size_t{20}, std::size_t{33}, whole.size() / 2}) {
        REQUIRE(writeFileAtomically(folder / "cut.png", whole.substr(0, keep)));
        const auto raw = readRawPng(folder / "cut.png");
        REQUIRE_FALSE(raw);
        CHECK(raw.error().subject.ends_with("cut.png"));
    }
    REQUIRE(writeFileAtomically(folder / "text.png", "this is not a picture"));
    CHECK(readImage(folder / "text.png").error().code == ErrorCode::MalformedFile);
    CHECK(readRawPng(folder / "none.png").error().code == ErrorCode::FileNotFound);
    // A header that claims a huge picture.
    std::string huge = whole;
    huge[16] = 0x7f;
    REQUIRE(writeFileAtomically(folder / "huge.png", huge));
    CHECK(readRawPng(folder / "huge.png").error().code == ErrorCode::MalformedFile);
}

namespace {

/// \p jpeg with an EXIF block that says \p orientation.
std::string withOrientation(const std::string& jpeg, char orientation) {
    std::string exif("\xff\xe1\0\x22" "Exif\0\0" "II*\0\x08\0\0\0" "\x01\0\x12\x01\x03\0\x01\0\0\0_\0\0\0" "\0\0\0\0", 36);
    exif[exif.find('_')] = orientation;
    return jpeg.substr(0, 2) + exif + jpeg.substr(2);
}

enum Corner { TopLeft, TopRight, BottomLeft, BottomRight };

using Rgb8 = std::array<int, 3>;

bool hasColour(const Image& image, Corner corner, Rgb8 colour) {
    const int x = corner == TopLeft || corner == BottomLeft ? 4 : image.width() - 5;
    const int y = corner == TopLeft || corner == TopRight ? 4 : image.height() - 5;
    const std::uint8_t* pixel = image.row(y) + 3 * x;
    return std::equal(pixel, pixel + 3, colour.begin(), [](int a, int b) { return std::abs(a - b) < 60; });
}

/// A JPEG of 64x32, white, with a red top left and a blue top right corner.
std::string cornersJpeg(const test::TemporaryFolder& folder) {
    Image image({64, 32});
    for (int y = 0; y < 32; ++y)
        for (int x = 0; x < 64; ++x) {
            const bool red = y < 16 && x < 16, blue = y < 16 && x >= 48;
            std::uint8_t* pixel = image.row(y) + 3 * x;
            pixel[0] = blue ? 0 : 255;
            pixel[1] = red || blue ? 0 : 255;
            pixel[2] = red ? 0 : 255;
        }
    REQUIRE(writePng(folder / "corners.png", image));
    test::runFfmpeg({"-i", (folder / "corners.png").string(), "-q:v", "2", (folder / "corners.jpg").string()});
    return readFile(folder / "corners.jpg").value();
}

} // namespace

TEST_CASE("a JPEG is turned upright by its EXIF orientation") {
    const test::TemporaryFolder folder;
    const std::string jpeg = cornersJpeg(folder);
    // Where EXIF says the stored top left and top right corners belong, for orientation 1 to 8.
    const Corner red[] = {TopLeft, TopRight, BottomRight, BottomLeft, TopLeft, TopRight, BottomRight, BottomLeft};
    const Corner blue[] = {TopRight, TopLeft, BottomLeft, BottomRight, BottomLeft, BottomRight, TopRight, TopLeft};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        CAPTURE(orientation);
        REQUIRE(writeFileAtomically(folder / "turned.jpg", withOrientation(jpeg, static_cast<char>(orientation))));
        const auto image = readImage(folder / "turned.jpg");
        REQUIRE(image);
        CHECK(image->size() == (orientation < 5 ? Size{64, 32} : Size{32, 64}));
        CHECK(hasColour(*image, red[orientation - 1], {255, 0, 0}));
        CHECK(hasColour(*image, blue[orientation - 1], {0, 0, 255}));
    }
}

TEST_CASE("a damaged JPEG is an error, not a picture with made-up rows") {
    const test::TemporaryFolder folder;
    const std::string jpeg = cornersJpeg(folder);
    for (const std::size_t keep : {std::size_t{3}, std::size_t{40}, jpeg.size() / 2, jpeg.size() - 20}) {
        CAPTURE(keep);
        REQUIRE(writeFileAtomically(folder / "cut.jpg", jpeg.substr(0, keep)));
        const auto image = readImage(folder / "cut.jpg");
        REQUIRE_FALSE(image);
        CHECK(image.error().code == ErrorCode::MalformedFile);
        CHECK(image.error().subject.ends_with("cut.jpg"));
    }
}

TEST_CASE("PNGs of every mode are read as RGB") {
    const test::TemporaryFolder folder;
    Grid<std::uint8_t> grey({3, 1});
    grey.values = {0, 77, 255};
    REQUIRE(writePng(folder / "grey.png", grey));
    const auto from_grey = readImage(folder / "grey.png");
    REQUIRE(from_grey);
    CHECK(from_grey->row(0)[3] == 77);
    CHECK(from_grey->row(0)[5] == 77);
    LabelMap labels({2, 1});
    labels.values = {1, 0};
    REQUIRE(writeIndexedPng(folder / "palette.png", labels, {{1, 2, 3}, {128, 64, 9}}));
    const auto from_palette = readImage(folder / "palette.png");
    REQUIRE(from_palette);
    CHECK(from_palette->row(0)[0] == 128);
    CHECK(from_palette->row(0)[5] == 3);
    for (const std::string format : {"rgba", "rgb48be", "ya8"}) {
        CAPTURE(format);
        const std::string path = (folder / (format + ".png")).string();
        test::runFfmpeg({"-f", "lavfi", "-i", "color=c=0x4080c0:s=8x8", "-frames:v", "1", "-pix_fmt", format, path});
        const auto image = readImage(path);
        REQUIRE(image);
        CHECK(image->size() == Size{8, 8});
        CHECK(std::abs(image->row(2)[7] - 0x80) < 16); // green is close to the brightness here
    }
}

TEST_CASE("npy files round-trip and refuse what does not fit") {
    test::TemporaryFolder folder;
    FloatMap map({3, 2});
    for (std::size_t i = 0; i < 6; ++i) map.values[i] = static_cast<float>(i) / 7.0F;
    REQUIRE(writeNpy(folder / "m.npy", map));
    CHECK(readNpy(folder / "m.npy").value() == map);
    std::string bytes = readFile(folder / "m.npy").value();
    CHECK((bytes.size() - 6 * 4) % 64 == 0);
    REQUIRE(writeFileAtomically(folder / "cut.npy", bytes.substr(0, bytes.size() - 1)));
    CHECK(readNpy(folder / "cut.npy").error().code == ErrorCode::MalformedFile);
    REQUIRE(writeFileAtomically(folder / "short.npy", bytes.substr(0, 30)));
    CHECK(readNpy(folder / "short.npy").error().code == ErrorCode::MalformedFile);
}
