#include "core/base/jpeg_io.h"

#include <algorithm>

#include <cstdlib>
#include <cstdio> // jpeglib.h needs it
#include <jerror.h>
#include <jpeglib.h>
#include <libexif/exif-data.h>
#include <memory>

namespace soundmask {

namespace {

constexpr JDIMENSION kMaxSide = 16384;

/// libjpeg reports an error by calling this; it must not return, and an exception crosses libjpeg cleanly on our
/// platforms because Debian builds it with unwind tables.
struct JpegFailure {
    std::string text;
};
[[noreturn]] void throwJpegFailure(j_common_ptr jpeg) {
    char text[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, text);
    throw JpegFailure{text};
}
/// Called with warnings and traces. For data that ends or breaks off libjpeg makes up the rest; we do not.
void refuseMadeUpData(j_common_ptr jpeg, int) {
    const int code = jpeg->err->msg_code;
    if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE) throwJpegFailure(jpeg);
}

struct JpegReader {
    jpeg_decompress_struct jpeg{};
    jpeg_error_mgr errors{};
    JpegReader() {
        jpeg.err = jpeg_std_error(&errors);
        errors.error_exit = throwJpegFailure;
        errors.emit_message = refuseMadeUpData;
        jpeg_create_decompress(&jpeg);
    }
    ~JpegReader() { jpeg_destroy_decompress(&jpeg); }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;
};

Image decode(std::span<const std::uint8_t> bytes) {
    JpegReader reader;
    jpeg_decompress_struct& jpeg = reader.jpeg;
    jpeg_mem_src(&jpeg, bytes.data(), bytes.size());
    jpeg_read_header(&jpeg, TRUE);
    if (jpeg.image_width > kMaxSide || jpeg.image_height > kMaxSide) throw JpegFailure{"more than 16384 pixels a side"};
    jpeg.out_color_space = JCS_RGB;
    jpeg_start_decompress(&jpeg);
    Image image({static_cast<int>(jpeg.output_width), static_cast<int>(jpeg.output_height)});
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW row = image.row(static_cast<int>(jpeg.output_scanline));
        jpeg_read_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_decompress(&jpeg);
    return image;
}

/// EXIF's number from 1 (upright) to 8.
int orientationOf(std::span<const std::uint8_t> bytes) {
    const auto release = [](ExifData* data) { exif_data_unref(data); };
    const std::unique_ptr<ExifData, decltype(release)> data(
        exif_data_new_from_data(bytes.data(), static_cast<unsigned>(bytes.size())));
    const ExifEntry* entry = data ? exif_data_get_entry(data.get(), EXIF_TAG_ORIENTATION) : nullptr;
    if (!entry || entry->format != EXIF_FORMAT_SHORT || entry->size < 2) return 1;
    return exif_get_short(entry->data, exif_data_get_byte_order(data.get()));
}

/// \p stored as it is to be looked at.
Image upright(Image stored, int orientation) {
    if (orientation < 2 || orientation > 8) return stored;
    const bool transposed = orientation >= 5;
    const bool mirrored_x = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    const bool mirrored_y = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    const Size from = stored.size(), size = transposed ? Size{from.height, from.width} : from;
    Image shown(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const int u = mirrored_x ? size.width - 1 - x : x, v = mirrored_y ? size.height - 1 - y : y;
            const std::uint8_t* pixel =
                transposed ? stored.row(u) + Image::kChannels * v : stored.row(v) + Image::kChannels * u;
            std::copy(pixel, pixel + Image::kChannels, shown.row(y) + Image::kChannels * x);
        }
    return shown;
}

} // namespace

bool isJpeg(std::span<const std::uint8_t> bytes) {
    return bytes.size() > 3 && bytes[0] == 0xff && bytes[1] == 0xd8 && bytes[2] == 0xff;
}

Result<Image> decodeJpeg(std::span<const std::uint8_t> bytes, const std::string& subject) {
    try {
        return upright(decode(bytes), orientationOf(bytes));
    } catch (const JpegFailure& failure) {
        return fail(ErrorCode::MalformedFile, subject, "not a readable JPEG (" + failure.text + ")");
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, subject, "not enough memory to read this JPEG");
    }
}

Result<std::vector<std::uint8_t>> encodeJpeg(const Image& image, int quality) {
    struct Encoder {
        jpeg_compress_struct jpeg{};
        jpeg_error_mgr errors{};
        unsigned char* bytes = nullptr; // malloc'ed by libjpeg
        unsigned long size = 0;
        ~Encoder() {
            jpeg_destroy_compress(&jpeg);
            std::free(bytes);
        }
    } encoder;
    try {
        jpeg_compress_struct& jpeg = encoder.jpeg;
        jpeg.err = jpeg_std_error(&encoder.errors);
        encoder.errors.error_exit = throwJpegFailure;
        jpeg_create_compress(&jpeg);
        jpeg_mem_dest(&jpeg, &encoder.bytes, &encoder.size);
        jpeg.image_width = static_cast<JDIMENSION>(image.width());
        jpeg.image_height = static_cast<JDIMENSION>(image.height());
        jpeg.input_components = Image::kChannels;
        jpeg.in_color_space = JCS_RGB;
        jpeg_set_defaults(&jpeg);
        jpeg_set_quality(&jpeg, quality, TRUE);
        jpeg_start_compress(&jpeg, TRUE);
        while (jpeg.next_scanline < jpeg.image_height) {
            JSAMPROW row = const_cast<JSAMPROW>(image.row(static_cast<int>(jpeg.next_scanline)));
            jpeg_write_scanlines(&jpeg, &row, 1);
        }
        jpeg_finish_compress(&jpeg);
        return std::vector<std::uint8_t>(encoder.bytes, encoder.bytes + encoder.size);
    } catch (const JpegFailure& failure) {
        return fail(ErrorCode::WriteFailed, "", "the picture cannot be stored as JPEG: " + failure.text);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "", "not enough memory to store the picture as JPEG");
    }
}

} // namespace soundmask
