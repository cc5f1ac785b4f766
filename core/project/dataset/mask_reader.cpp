#include "core/project/dataset/mask_reader.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "core/base/image_io.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr int kLumaThreshold = 127;

/// Grey value of a colour with ITU-R BT.601 weights in 16-bit fixed point, rounded.
int luma(int red, int green, int blue) {
    return (red * 19595 + green * 38470 + blue * 7471 + 32768) >> 16;
}

bool isPng(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    char magic[4] = {};
    stream.read(magic, 4);
    return stream.gcount() == 4 && std::string_view(magic, 4) == "\x89PNG";
}

std::size_t pixelCount(const RawPng& png) {
    return png.size.area();
}

/// Colour of pixel \p i with 8 bits a channel, through the palette where there is one.
PaletteColour colourAt(const RawPng& png, std::size_t i) {
    const auto* sample = png.samples.data() + i * static_cast<std::size_t>(png.channels);
    const auto eightBits = [&](std::uint16_t value) {
        return static_cast<std::uint8_t>(png.bit_depth == 16 ? value >> 8 : value);
    };
    if (png.mode == RawPng::Mode::Palette)
        return sample[0] < png.palette.size() ? png.palette[sample[0]] : PaletteColour{};
    if (png.channels >= 3) return {eightBits(sample[0]), eightBits(sample[1]), eightBits(sample[2])};
    return {eightBits(sample[0]), eightBits(sample[0]), eightBits(sample[0])};
}

Warning encodingWarning(const std::string& stored_as, const std::string& rule) {
    return {"mask-encoding", "stored as " + stored_as + ", not as 8-bit grey with 0 and 255; foreground is " + rule};
}

/// Grey, bilevel and palette images: one number per pixel, foreground where it is not 0.
MaskReading fromNumbers(const RawPng& png) {
    MaskReading reading;
    reading.mask = Mask(png.size);
    bool pure = true; // 0 and 255 only
    for (std::size_t i = 0; i < pixelCount(png); ++i) {
        const auto value = png.samples[i * static_cast<std::size_t>(png.channels)];
        reading.mask.values[i] = value != 0 ? 1 : 0;
        pure = pure && (value == 0 || value == 255);
    }
    std::string stored_as;
    if (png.mode == RawPng::Mode::Palette) {
        reading.encoding = "palette";
        stored_as = "palette indices";
    } else if (png.mode == RawPng::Mode::Bilevel) {
        reading.encoding = "bilevel";
        stored_as = "1-bit grey";
    } else if (png.bit_depth == 16) {
        reading.encoding = "grey-16";
        stored_as = "16-bit grey";
    } else {
        reading.encoding = "grey-8";
        if (pure && png.bit_depth == 8 && png.channels == 1) return reading;
        stored_as =
            std::to_string(png.bit_depth) + "-bit grey " + (png.channels == 2 ? "with alpha" : "with other values");
    }
    reading.warning = encodingWarning(stored_as, "any value but 0");
    return reading;
}

/// RGB and RGBA images, see readBinaryMask for the rule.
MaskReading fromColours(const RawPng& png) {
    bool coloured = false;
    std::set<std::uint8_t> levels; // of the grey pixels, black left out
    for (std::size_t i = 0; i < pixelCount(png); ++i) {
        const auto c = colourAt(png, i);
        coloured = coloured || c[0] != c[1] || c[1] != c[2];
        if (!coloured && c[0] != 0) levels.insert(c[0]);
    }
    const bool palette_greys = std::ranges::all_of(levels, [](int level) { return level % 64 == 0; });
    const bool classes = coloured || (palette_greys && !levels.empty());
    const bool any_but_black = classes || levels.size() <= 1;

    MaskReading reading;
    reading.encoding = classes ? "rgb-classes" : "rgb-grey";
    reading.mask = Mask(png.size);
    for (std::size_t i = 0; i < pixelCount(png); ++i) {
        const auto c = colourAt(png, i);
        const bool set = any_but_black ? c != PaletteColour{} : luma(c[0], c[1], c[2]) > kLumaThreshold;
        reading.mask.values[i] = set ? 1 : 0;
    }
    const std::string channels = png.channels == 4 ? "RGBA" : "RGB";
    reading.warning = encodingWarning(channels + (classes ? " class colours" : " grey"),
                                      any_but_black ? "any colour but black" : "luma above 127");
    return reading;
}

Result<MaskReading> fromPicture(const fs::path& path) {
    auto image = readImage(path);
    if (!image) return fail(image.error());
    MaskReading reading;
    reading.encoding = "jpeg";
    reading.mask = Mask(image->size());
    for (int y = 0; y < image->height(); ++y) {
        const auto* pixel = image->row(y);
        for (int x = 0; x < image->width(); ++x, pixel += Image::kChannels)
            reading.mask.at(x, y) = luma(pixel[0], pixel[1], pixel[2]) > kLumaThreshold ? 1 : 0;
    }
    reading.warning = encodingWarning("a lossy or unusual picture", "luma above 127");
    return reading;
}

Result<RawPng> readPngOnly(const fs::path& path) {
    auto png = readRawPng(path);
    if (png || png.error().code == ErrorCode::FileNotFound) return png;
    return fail(ErrorCode::MalformedFile, path.string(), "label maps must be whole PNG files; " + png.error().reason);
}

std::optional<Warning> unmatchedWarning(std::size_t unmatched, const std::string& what) {
    if (unmatched == 0) return std::nullopt;
    return Warning{"unmatched-labels",
                   std::to_string(unmatched) + " pixels have " + what + "; they count as background"};
}

} // namespace

Result<MaskReading> readBinaryMask(const fs::path& path) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return fail(ErrorCode::FileNotFound, path.string(), "there is no such mask");
    if (!isPng(path)) return fromPicture(path);
    auto png = readRawPng(path);
    if (!png) return fail(png.error());
    const bool colours = png->mode == RawPng::Mode::Colour || png->mode == RawPng::Mode::ColourAlpha;
    return colours ? fromColours(*png) : fromNumbers(*png);
}

Result<LabelReading> readLabelMap(const fs::path& path, std::span<const PaletteColour> palette) {
    auto png = readPngOnly(path);
    if (!png) return fail(png.error());
    std::map<PaletteColour, std::uint8_t> class_of;
    for (std::size_t i = 0; i < palette.size() && i < 256; ++i)
        class_of.emplace(palette[i], static_cast<std::uint8_t>(i));
    LabelReading reading{LabelMap(png->size), std::nullopt};
    std::size_t unmatched = 0;
    for (std::size_t i = 0; i < pixelCount(*png); ++i) {
        const auto found = class_of.find(colourAt(*png, i));
        if (found == class_of.end())
            ++unmatched;
        else
            reading.labels.values[i] = found->second;
    }
    reading.warning = unmatchedWarning(unmatched, "a colour that belongs to no class");
    return reading;
}

Result<LabelReading> readLabelIndices(const fs::path& path, int class_count) {
    auto png = readPngOnly(path);
    if (!png) return fail(png.error());
    if (png->mode != RawPng::Mode::Grey && png->mode != RawPng::Mode::Bilevel && png->mode != RawPng::Mode::Palette)
        return fail(ErrorCode::MalformedFile, path.string(),
                    "class numbers are stored as grey values; this picture has colours");
    LabelReading reading{LabelMap(png->size), std::nullopt};
    std::size_t unmatched = 0;
    for (std::size_t i = 0; i < pixelCount(*png); ++i) {
        if (png->samples[i] < class_count)
            reading.labels.values[i] = static_cast<std::uint8_t>(png->samples[i]);
        else
            ++unmatched;
    }
    reading.warning = unmatchedWarning(unmatched, "a number from " + std::to_string(class_count) + " on");
    return reading;
}

} // namespace soundmask
