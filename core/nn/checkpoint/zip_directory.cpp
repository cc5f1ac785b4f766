#include "core/nn/checkpoint/zip_directory.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <unzip.h>

#include "core/nn/checkpoint/fault.h"

namespace soundmask::nn {

namespace {

constexpr std::size_t kMaxRecords = 100'000;
constexpr std::size_t kMaxName = 1024;
constexpr unsigned long kEncrypted = 1;

/// Bytes in memory as minizip's file.
struct MemoryStream {
    std::span<const std::byte> bytes;
    std::uint64_t position = 0;
};

MemoryStream& streamOf(voidpf stream) {
    return *static_cast<MemoryStream*>(stream);
}

zlib_filefunc64_def memoryFunctions(MemoryStream& stream) {
    zlib_filefunc64_def functions{};
    functions.opaque = &stream;
    functions.zopen64_file = [](voidpf opaque, const void*, int) -> voidpf { return opaque; };
    functions.zread_file = [](voidpf, voidpf opened, void* out, uLong size) -> uLong {
        auto& from = streamOf(opened);
        const auto available = std::min<std::uint64_t>(size, from.bytes.size() - from.position);
        std::memcpy(out, from.bytes.data() + from.position, available);
        from.position += available;
        return static_cast<uLong>(available);
    };
    functions.zwrite_file = [](voidpf, voidpf, const void*, uLong) -> uLong { return 0; };
    functions.ztell64_file = [](voidpf, voidpf opened) -> ZPOS64_T { return streamOf(opened).position; };
    functions.zseek64_file = [](voidpf, voidpf opened, ZPOS64_T offset, int origin) -> long {
        auto& in = streamOf(opened);
        const std::uint64_t base = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                                   : origin == ZLIB_FILEFUNC_SEEK_CUR ? in.position
                                                                      : in.bytes.size();
        std::uint64_t target = 0;
        if (__builtin_add_overflow(base, offset, &target) || target > in.bytes.size()) return -1;
        in.position = target;
        return 0;
    };
    functions.zclose_file = [](voidpf, voidpf) -> int { return 0; };
    functions.zerror_file = [](voidpf, voidpf) -> int { return 0; };
    return functions;
}

/// A zip without a comment, as torch writes it, ends with the 22 bytes of its end record. minizip would also accept a
/// record that is cut or followed by something else.
bool endsWithDirectory(std::span<const std::byte> bytes) {
    constexpr std::size_t record_bytes = 22;
    constexpr std::string_view signature = "PK\5\6";
    return bytes.size() >= record_bytes &&
           std::memcmp(bytes.last(record_bytes).data(), signature.data(), signature.size()) == 0;
}

struct CloseZip {
    void operator()(void* file) const { unzClose(file); }
};

} // namespace

ZipDirectory::ZipDirectory(std::span<const std::byte> bytes) {
    if (!endsWithDirectory(bytes)) malformed("its end is missing: the file is cut or not downloaded completely");
    MemoryStream stream{bytes};
    auto functions = memoryFunctions(stream);
    const std::unique_ptr<void, CloseZip> zip(unzOpen2_64("", &functions));
    if (!zip) malformed("its zip directory is damaged");

    int status = unzGoToFirstFile(zip.get());
    for (; status == UNZ_OK; status = unzGoToNextFile(zip.get())) {
        if (m_records.size() == kMaxRecords) malformed("its zip directory has far too many records");
        unz_file_info64 info{};
        std::string name(kMaxName, '\0');
        if (unzGetCurrentFileInfo64(zip.get(), &info, name.data(), kMaxName, nullptr, 0, nullptr, 0) != UNZ_OK) {
            malformed("its zip directory is damaged");
        }
        if (info.size_filename >= kMaxName) malformed("its zip directory holds a name of over a thousand characters");
        name.resize(info.size_filename);

        Record record;
        record.is_stored = info.compression_method == 0 && !(info.flag & kEncrypted);
        if (record.is_stored) {
            if (info.compressed_size != info.uncompressed_size) {
                malformed("zip record " + inQuotes(name) + " contradicts itself about its size");
            }
            int method = 0;
            int level = 0;
            if (unzOpenCurrentFile2(zip.get(), &method, &level, 1) != UNZ_OK) {
                malformed("zip record " + inQuotes(name) + " is damaged");
            }
            record.range = {unzGetCurrentFileZStreamPos64(zip.get()), info.uncompressed_size};
            unzCloseCurrentFile(zip.get());
            if (record.range.offset > bytes.size() || record.range.size > bytes.size() - record.range.offset) {
                malformed("zip record " + inQuotes(name) + " reaches past the end of the file");
            }
        }
        if (!m_records.emplace(std::move(name), record).second) malformed("two zip records have the same name");
    }
    if (status != UNZ_END_OF_LIST_OF_FILE) malformed("its zip directory is damaged");
}

ByteRange ZipDirectory::find(const std::string& name) const {
    const auto found = m_records.find(name);
    if (found == m_records.end()) malformed("zip record " + inQuotes(name) + " is missing");
    if (!found->second.is_stored) {
        unsupported("zip record " + inQuotes(name) +
                    " is compressed or encrypted: unpack the file and save it again with torch.save");
    }
    return found->second.range;
}

std::string ZipDirectory::rootOf(std::string_view name) const {
    const std::string ending = "/" + std::string(name);
    std::string root;
    for (const auto& [path, record] : m_records) {
        if (!path.ends_with(ending) || path.find('/') + ending.size() != path.size()) continue;
        if (!root.empty()) malformed("it holds several records named " + inQuotes(name));
        root = path.substr(0, path.size() - ending.size());
    }
    if (root.empty()) malformed("it is a zip file but holds no record " + inQuotes(name) + ": not a checkpoint");
    return root;
}

} // namespace soundmask::nn
