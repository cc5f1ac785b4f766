#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "core/nn/checkpoint/byte_reader.h"
#include "core/nn/checkpoint/containers.h"

namespace soundmask::nn {

namespace {

using Kind = PickleValue::Kind;

/// The first pickle: the integer 0x1950a86a20f9469cfc6c.
constexpr std::array<unsigned char, 15> kMagic{0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46,
                                               0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, '.'};
constexpr std::int64_t kProtocol = 1001;

/// The storages that a pickle speaks of, found by key; its data follows the pickle.
using StorageTable = std::unordered_map<std::string, Storage>;

StorageTable declaredStorages(const PickleDocument& document) {
    StorageTable table;
    for (const PickleValue& value : document.values) {
        if (value.kind != Kind::Persistent) continue;
        const StorageId id = parseStorageId(document, document.item(value, 0));
        const auto [entry, is_new] = table.emplace(id.key, Storage{id.dtype, 0, id.count});
        if (!is_new && (entry->second.dtype != id.dtype || entry->second.count != id.count)) {
            malformed("its pickle contradicts itself about storage " + inQuotes(id.key));
        }
    }
    return table;
}

/// Reads the data behind the pickles: for each key of the list a 64-bit element count and the elements.
void locateStorages(ByteReader& reader, const PickleDocument& keys, StorageTable& table) {
    if (keys.rootValue().kind != Kind::List) malformed("its list of storages is damaged");
    std::size_t located = 0;
    for (const PickleRef ref : keys.rootValue().items) {
        const PickleValue& key = keys.at(ref);
        const auto entry = key.kind == Kind::Text ? table.find(std::string(key.text)) : table.end();
        if (entry == table.end()) malformed("it holds a storage that its pickle does not speak of");
        Storage& storage = entry->second;
        if (storage.byte_offset != 0) malformed("storage " + inQuotes(key.text) + " is listed twice");
        if (reader.number<std::uint64_t>() != storage.count) {
            malformed("storage " + inQuotes(key.text) + " has another size than its pickle says");
        }
        storage.byte_offset = reader.position();
        if (storage.count > reader.remaining() / sizeOf(storage.dtype)) {
            malformed("the file ends too early: it is cut or damaged");
        }
        reader.take(storage.count * sizeOf(storage.dtype));
        ++located;
    }
    if (located != table.size()) malformed("some of its storages are missing");
}

} // namespace

bool isLegacy(std::span<const std::byte> bytes) {
    return bytes.size() >= kMagic.size() &&
           std::equal(kMagic.begin(), kMagic.end(), reinterpret_cast<const unsigned char*>(bytes.data()));
}

NamedTensors readLegacyCheckpoint(const std::shared_ptr<const FileBytes>& file) {
    ByteReader reader(file->bytes());
    reader.take(kMagic.size());
    const auto nextPickle = [&] {
        auto document = parsePickle(file->bytes().subspan(reader.position()), torchGlobals());
        reader.take(document.bytes_read);
        return document;
    };
    const auto protocol = nextPickle();
    if (protocol.rootValue().kind != Kind::Int || protocol.rootValue().integer != kProtocol) {
        unsupported("it follows an unknown version of the format");
    }
    const auto system = nextPickle();
    for (std::size_t i = 0; system.rootValue().kind == Kind::Dict && i + 1 < system.rootValue().items.size(); i += 2) {
        if (system.item(system.rootValue(), i).text == "little_endian" &&
            system.item(system.rootValue(), i + 1).integer == 0) {
            unsupported("it was saved on a big-endian machine; save it again on a common one");
        }
    }
    const auto document = nextPickle();
    const auto keys = nextPickle();
    StorageTable table = declaredStorages(document);
    locateStorages(reader, keys, table);

    PersistentObjects objects;
    objects.storage = [&](const PickleValue& value) {
        const StorageId id = parseStorageId(document, value);
        Storage storage = table.at(std::string(id.key));
        if (!id.view_key.empty()) {
            if (id.view_offset > storage.count || id.view_count > storage.count - id.view_offset) {
                malformed("a view reaches past the end of storage " + inQuotes(id.key));
            }
            storage.byte_offset += id.view_offset * sizeOf(storage.dtype);
            storage.count = id.view_count;
        }
        return storage;
    };
    return readStateDict(document, file, objects);
}

} // namespace soundmask::nn
