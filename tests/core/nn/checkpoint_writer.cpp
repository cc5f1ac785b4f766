#include "tests/core/nn/checkpoint_writer.h"

#include <cstdio>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <zip.h>
#include <zlib.h>

namespace soundmask::test {

namespace {

template <typename T>
std::string littleEndian(T value) {
    return {reinterpret_cast<const char*>(&value), sizeof(value)};
}

} // namespace

PickleWriter& PickleWriter::raw(std::string_view bytes) {
    m_bytes += bytes;
    return *this;
}

PickleWriter& PickleWriter::byte(int value) {
    m_bytes += static_cast<char>(value);
    return *this;
}

PickleWriter& PickleWriter::text(std::string_view value) {
    return raw("X").raw(littleEndian(static_cast<std::uint32_t>(value.size()))).raw(value);
}

PickleWriter& PickleWriter::oldText(std::string_view value) {
    return raw("U").byte(static_cast<int>(value.size())).raw(value);
}

PickleWriter& PickleWriter::shortText(std::string_view value) {
    return raw("\x8c").byte(static_cast<int>(value.size())).raw(value);
}

PickleWriter& PickleWriter::integer(std::int64_t value) {
    return raw("\x8a\x08").raw(littleEndian(value));
}

PickleWriter& PickleWriter::global(std::string_view module, std::string_view name) {
    return raw("c").raw(module).raw("\n").raw(name).raw("\n");
}

PickleWriter& PickleWriter::integers(const std::vector<std::int64_t>& values) {
    mark();
    for (const auto value : values)
        integer(value);
    return tuple();
}

PickleWriter& PickleWriter::orderedDict() {
    return global("collections", "OrderedDict").raw(")").reduce();
}

void appendTensor(PickleWriter& writer, const TensorEntry& entry, PersistentIds ids) {
    writer.global("torch._utils", "_rebuild_tensor_v2").mark();
    writer.mark().text("storage").global("torch", entry.storage_class).text(entry.storage_key).text("cuda:0");
    writer.integer(entry.storage_count);
    if (ids == PersistentIds::Legacy) writer.raw("N");
    writer.tuple().raw("Q");
    writer.integer(entry.offset).integers(entry.shape).integers(entry.strides).raw("\x89").orderedDict();
    writer.tuple().reduce();
}

std::string stateDictPickle(const std::vector<TensorEntry>& entries, PersistentIds ids) {
    PickleWriter writer;
    writer.orderedDict().mark();
    for (const auto& entry : entries) {
        writer.text(entry.key);
        appendTensor(writer, entry, ids);
    }
    // torch.save leaves the versions of the modules as state of the dictionary.
    writer.setItems().emptyDict().text("_metadata").emptyDict().raw("s").raw("b");
    return writer.stop();
}

void writeZip(const std::filesystem::path& path, const Records& records, bool deflate) {
    zipFile zip = zipOpen64(path.c_str(), APPEND_STATUS_CREATE);
    if (!zip) throw std::runtime_error("cannot write " + path.string());
    for (const auto& [name, content] : records) {
        const zip_fileinfo info{};
        zipOpenNewFileInZip64(zip, name.c_str(), &info, nullptr, 0, nullptr, 0, nullptr, deflate ? Z_DEFLATED : 0,
                              Z_DEFAULT_COMPRESSION, 0);
        zipWriteInFileInZip(zip, content.data(), static_cast<unsigned>(content.size()));
        zipCloseFileInZip(zip);
    }
    zipClose(zip, nullptr);
}

void writeTorchZip(const std::filesystem::path& path, const std::string& pickle, const Records& storages,
                   const Records& extra) {
    Records records{{"archive/data.pkl", pickle}};
    for (const auto& [name, content] : extra)
        records.emplace_back("archive/" + name, content);
    for (const auto& [key, content] : storages)
        records.emplace_back("archive/data/" + key, content);
    writeZip(path, records);
}

std::string legacyStream(const std::string& pickle, const Records& storages, std::size_t element_bytes) {
    const std::string magic("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15);
    PickleWriter protocol;
    protocol.integer(1001);
    PickleWriter system;
    system.emptyDict().mark().text("little_endian").raw("\x88").setItems();
    PickleWriter keys;
    keys.raw("](");
    for (const auto& [key, content] : storages)
        keys.text(key);
    keys.raw("e");
    std::string bytes = magic + protocol.stop() + system.stop() + pickle + keys.stop();
    for (const auto& [key, content] : storages)
        bytes += littleEndian<std::int64_t>(content.size() / element_bytes) + content;
    return bytes;
}

std::string tarArchive(const Records& members) {
    std::string bytes;
    for (const auto& [name, content] : members) {
        std::string header(512, '\0');
        header.replace(0, name.size(), name);
        char size[12];
        std::snprintf(size, sizeof(size), "%011zo", content.size());
        header.replace(124, 11, size, 11);
        header[156] = '0';
        header.replace(257, 5, "ustar");
        bytes += header + content + std::string((512 - content.size() % 512) % 512, '\0');
    }
    return bytes + std::string(1024, '\0');
}

std::string safetensors(std::string_view header, std::string_view data) {
    return littleEndian<std::uint64_t>(header.size()).append(header).append(data);
}

void writeBytes(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

} // namespace soundmask::test
