#include <bit>
#include <charconv>
#include <cstring>

#include "core/base/atomic_file.h"
#include "core/base/image_io.h"

namespace soundmask {

namespace fs = std::filesystem;

namespace {
constexpr std::string_view kMagic{"\x93NUMPY\x01\x00", 8};
static_assert(std::endian::native == std::endian::little, "npy files are written in memory order");
} // namespace

Result<void> writeNpy(const fs::path& path, const FloatMap& map) {
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + std::to_string(map.size.height) + ", " +
                         std::to_string(map.size.width) + "), }";
    // The data starts at a multiple of 64 bytes; the header ends with a line feed.
    const std::size_t total = (kMagic.size() + 2 + header.size() + 1 + 63) / 64 * 64;
    header.append(total - kMagic.size() - 2 - header.size() - 1, ' ');
    header += '\n';
    std::string bytes(kMagic);
    bytes += static_cast<char>(header.size() & 0xff);
    bytes += static_cast<char>(header.size() >> 8);
    bytes += header;
    bytes.append(reinterpret_cast<const char*>(map.values.data()), map.values.size() * sizeof(float));
    return writeFileAtomically(path, bytes);
}

Result<FloatMap> readNpy(const fs::path& path) {
    const auto bytes = readFile(path);
    if (!bytes) return fail(bytes.error());
    const auto malformed = [&](const char* why) { return fail(ErrorCode::MalformedFile, path.string(), why); };
    if (bytes->size() < 10 || !bytes->starts_with(kMagic)) return malformed("not a NumPy 1.0 file");
    const std::size_t header_size = static_cast<unsigned char>((*bytes)[8]) | static_cast<unsigned char>((*bytes)[9]) << 8;
    if (bytes->size() < 10 + header_size) return malformed("the NumPy header is cut short");
    const std::string_view header = std::string_view(*bytes).substr(10, header_size);
    const auto shape_at = header.find("'shape': (");
    if (header.find("'<f4'") == header.npos || header.find("False") == header.npos || shape_at == header.npos)
        return malformed("only float32 arrays in C order are read");
    const char* cursor = header.data() + shape_at + 10;
    const char* end = header.data() + header.size();
    Size size;
    auto parsed = std::from_chars(cursor, end, size.height);
    if (parsed.ec != std::errc{} || parsed.ptr + 2 >= end || parsed.ptr[0] != ',') return malformed("the shape is not (height, width)");
    parsed = std::from_chars(parsed.ptr + 2, end, size.width);
    if (parsed.ec != std::errc{} || size.isEmpty()) return malformed("the shape is not (height, width)");
    const std::size_t data_bytes = bytes->size() - 10 - header_size;
    if (data_bytes != size.area() * sizeof(float)) return malformed("the data does not fill the shape");
    FloatMap map(size);
    std::memcpy(map.values.data(), bytes->data() + 10 + header_size, data_bytes);
    return map;
}

} // namespace soundmask
