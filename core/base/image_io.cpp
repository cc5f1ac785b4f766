#include "core/base/image_io.h"

#include <bit>
#include <cstring>
#include <png.h>
#include <span>

#include "core/base/atomic_file.h"
#include "core/base/jpeg_io.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {

constexpr png_uint_32 kMaxSide = 16384;
constexpr std::size_t kPngSignature = 8;

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, FileCloser>;

/// libpng reports an error by calling this; it must not return, and an exception crosses libpng cleanly on our platforms
/// because Debian builds it with unwind tables.
struct PngFailure {
    std::string text;
};
[[noreturn]] void throwPngFailure(png_structp, png_const_charp text) { throw PngFailure{text}; }
void ignorePngWarning(png_structp, png_const_charp) {}

struct PngReader {
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, throwPngFailure, ignorePngWarning);
    png_infop info = png_create_info_struct(png);
    ~PngReader() { png_destroy_read_struct(&png, &info, nullptr); }
};

struct PngWriter {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, throwPngFailure, ignorePngWarning);
    png_infop info = png_create_info_struct(png);
    ~PngWriter() { png_destroy_write_struct(&png, &info); }
};

RawPng::Mode modeOf(int colour_type, int bit_depth) {
    switch (colour_type) {
    case PNG_COLOR_TYPE_PALETTE: return RawPng::Mode::Palette;
    case PNG_COLOR_TYPE_RGB: return RawPng::Mode::Colour;
    case PNG_COLOR_TYPE_RGB_ALPHA: return RawPng::Mode::ColourAlpha;
    case PNG_COLOR_TYPE_GRAY_ALPHA: return RawPng::Mode::GreyAlpha;
    default: return bit_depth == 1 ? RawPng::Mode::Bilevel : RawPng::Mode::Grey;
    }
}

RawPng decodePng(std::FILE* file) {
    PngReader reader;
    png_init_io(reader.png, file);
    png_set_user_limits(reader.png, kMaxSide, kMaxSide);
    png_read_info(reader.png, reader.info);
    RawPng out;
    out.size = {static_cast<int>(png_get_image_width(reader.png, reader.info)),
                static_cast<int>(png_get_image_height(reader.png, reader.info))};
    out.bit_depth = png_get_bit_depth(reader.png, reader.info);
    out.mode = modeOf(png_get_color_type(reader.png, reader.info), out.bit_depth);
    out.channels = png_get_channels(reader.png, reader.info);
    if (out.mode == RawPng::Mode::Palette) {
        png_colorp colours = nullptr;
        int count = 0;
        png_get_PLTE(reader.png, reader.info, &colours, &count);
        for (int i = 0; i < count; ++i) out.palette.push_back({colours[i].red, colours[i].green, colours[i].blue});
    }
    png_set_packing(reader.png); // 1, 2 and 4 bits become one byte each, unscaled
    if (out.bit_depth == 16 && std::endian::native == std::endian::little) png_set_swap(reader.png);
    png_set_interlace_handling(reader.png);
    png_read_update_info(reader.png, reader.info);

    const std::size_t row_bytes = png_get_rowbytes(reader.png, reader.info);
    const auto height = static_cast<std::size_t>(out.size.height);
    std::vector<std::uint8_t> bytes(row_bytes * height);
    std::vector<png_bytep> rows(height);
    for (std::size_t y = 0; y < height; ++y) rows[y] = bytes.data() + y * row_bytes;
    png_read_image(reader.png, rows.data());
    out.samples.resize(out.size.area() * static_cast<std::size_t>(out.channels));
    if (out.bit_depth == 16) std::memcpy(out.samples.data(), bytes.data(), out.samples.size() * 2);
    else std::copy(bytes.begin(), bytes.end(), out.samples.begin());
    return out;
}

void takeBytes(png_structp png, png_bytep to, png_size_t count) {
    auto& rest = *static_cast<std::span<const std::uint8_t>*>(png_get_io_ptr(png));
    if (count > rest.size()) png_error(png, "the file ends early");
    std::copy_n(rest.begin(), count, to);
    rest = rest.subspan(count);
}

/// Palettes, greys and 16 bits become 8-bit RGB; transparency is left out.
Image decodePngAsRgb(std::span<const std::uint8_t> bytes) {
    PngReader reader;
    png_set_read_fn(reader.png, &bytes, takeBytes);
    png_set_user_limits(reader.png, kMaxSide, kMaxSide);
    png_read_info(reader.png, reader.info);
    png_set_expand(reader.png);
    png_set_strip_16(reader.png);
    png_set_gray_to_rgb(reader.png);
    png_set_strip_alpha(reader.png);
    png_set_interlace_handling(reader.png);
    png_read_update_info(reader.png, reader.info);
    Image image({static_cast<int>(png_get_image_width(reader.png, reader.info)),
                 static_cast<int>(png_get_image_height(reader.png, reader.info))});
    std::vector<png_bytep> rows(static_cast<std::size_t>(image.height()));
    for (int y = 0; y < image.height(); ++y)
        rows[static_cast<std::size_t>(y)] = image.row(y);
    png_read_image(reader.png, rows.data());
    return image;
}

struct PngLayout {
    Size size;
    int colour_type = PNG_COLOR_TYPE_GRAY;
    std::size_t stride = 0;
    const std::uint8_t* pixels = nullptr;
    const std::vector<std::array<std::uint8_t, 3>>* palette = nullptr;
};

Result<void> encodePng(const fs::path& path, const PngLayout& layout) {
    if (layout.size.isEmpty()) return fail(ErrorCode::ShapeMismatch, path.string(), "cannot write an empty picture");
    return writeFileAtomically(path, [&](const fs::path& temporary) -> Result<void> {
        const File file(std::fopen(temporary.c_str(), "wb"));
        if (!file) return fail(ErrorCode::WriteFailed, path.string(), std::string("cannot write: ") + std::strerror(errno));
        try {
            PngWriter writer;
            png_init_io(writer.png, file.get());
            png_set_IHDR(writer.png, writer.info, static_cast<png_uint_32>(layout.size.width),
                         static_cast<png_uint_32>(layout.size.height), 8, layout.colour_type, PNG_INTERLACE_NONE,
                         PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
            if (layout.palette) {
                std::vector<png_color> colours;
                for (const auto& c : *layout.palette) colours.push_back({c[0], c[1], c[2]});
                png_set_PLTE(writer.png, writer.info, colours.data(), static_cast<int>(colours.size()));
            }
            png_write_info(writer.png, writer.info);
            for (int y = 0; y < layout.size.height; ++y)
                png_write_row(writer.png, layout.pixels + static_cast<std::size_t>(y) * layout.stride);
            png_write_end(writer.png, writer.info);
        } catch (const PngFailure& failure) {
            return fail(ErrorCode::WriteFailed, path.string(), "cannot write the PNG (" + failure.text + "); is the disk full?");
        }
        if (std::fflush(file.get()) != 0)
            return fail(ErrorCode::WriteFailed, path.string(), std::string("cannot write: ") + std::strerror(errno));
        return {};
    });
}

} // namespace

Result<RawPng> readRawPng(const fs::path& path) {
    const File file(std::fopen(path.c_str(), "rb"));
    if (!file) return fail(ErrorCode::FileNotFound, path.string(), "cannot open the picture");
    try {
        return decodePng(file.get());
    } catch (const PngFailure& failure) {
        return fail(ErrorCode::MalformedFile, path.string(), "not a readable PNG (" + failure.text + ")");
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, path.string(), "not enough memory to read this PNG");
    }
}

Result<Image> readImage(const fs::path& path) {
    auto text = readFile(path);
    if (!text) return fail(text.error());
    const std::span bytes(reinterpret_cast<const std::uint8_t*>(text->data()), text->size());
    if (isJpeg(bytes)) return decodeJpeg(bytes, path.string());
    if (bytes.size() < kPngSignature || png_sig_cmp(bytes.data(), 0, kPngSignature) != 0)
        return fail(ErrorCode::MalformedFile, path.string(), "not a readable picture; it must be a PNG or a JPEG");
    try {
        return decodePngAsRgb(bytes);
    } catch (const PngFailure& failure) {
        return fail(ErrorCode::MalformedFile, path.string(), "not a readable PNG (" + failure.text + ")");
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, path.string(), "not enough memory to read this PNG");
    }
}

Result<void> writePng(const fs::path& path, const Image& image) {
    return encodePng(path, {image.size(), PNG_COLOR_TYPE_RGB, image.stride(), image.data(), nullptr});
}

Result<void> writePng(const fs::path& path, const Grid<std::uint8_t>& grey) {
    return encodePng(path, {grey.size, PNG_COLOR_TYPE_GRAY, static_cast<std::size_t>(grey.size.width), grey.values.data(), nullptr});
}

Result<void> writeIndexedPng(const fs::path& path, const LabelMap& labels, const std::vector<std::array<std::uint8_t, 3>>& palette) {
    if (palette.empty() || palette.size() > 256)
        return fail(ErrorCode::InvalidValue, path.string(), "an indexed PNG takes 1 to 256 colours");
    return encodePng(path, {labels.size, PNG_COLOR_TYPE_PALETTE, static_cast<std::size_t>(labels.size.width), labels.values.data(), &palette});
}

Result<void> writeMaskPng(const fs::path& path, const Mask& mask) {
    Grid<std::uint8_t> grey(mask.size);
    for (std::size_t i = 0; i < mask.values.size(); ++i) grey.values[i] = mask.values[i] ? 255 : 0;
    return writePng(path, grey);
}

} // namespace soundmask
