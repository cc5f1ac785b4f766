#include <charconv>
#include <map>
#include <string>
#include <unordered_map>

#include "core/nn/checkpoint/byte_reader.h"
#include "core/nn/checkpoint/containers.h"

namespace soundmask::nn {

namespace {

using Kind = PickleValue::Kind;

constexpr std::size_t kBlock = 512;
constexpr std::size_t kMagicOffset = 257;

/// The members of a tar file by name.
std::map<std::string, std::span<const std::byte>, std::less<>> tarMembers(std::span<const std::byte> bytes) {
    std::map<std::string, std::span<const std::byte>, std::less<>> members;
    ByteReader reader(bytes);
    while (reader.remaining() >= kBlock) {
        const std::string_view header = reader.text(kBlock);
        const std::string_view name = header.substr(0, header.substr(0, 100).find('\0'));
        if (header[0] == '\0') break;
        const std::string_view size_text = header.substr(124, 11);
        std::uint64_t size = 0;
        const auto parsed = std::from_chars(size_text.data(), size_text.data() + size_text.size(), size, 8);
        if (parsed.ec != std::errc() || parsed.ptr != size_text.data() + size_text.size()) {
            malformed("its tar member " + inQuotes(name) + " has no readable size");
        }
        const auto content = reader.take(size);
        reader.take(std::min<std::uint64_t>((kBlock - size % kBlock) % kBlock, reader.remaining()));
        const char type = header[156];
        if (type != '0' && type != '\0') continue; // folders and extended headers
        if (!members.emplace(name, content).second) malformed("it holds two tar members named " + inQuotes(name));
    }
    return members;
}

/// Keys are the addresses that objects had when they were saved: integers, in the main pickle written as text.
std::string keyOf(const PickleValue& value) {
    if (value.kind == Kind::Int) return std::to_string(value.integer);
    if (value.kind != Kind::Text) malformed("a storage or tensor has no name");
    return std::string(value.text);
}

std::uint64_t countPickle(ByteReader& reader, std::span<const std::byte> member) {
    constexpr std::uint64_t max_count = 100'000;
    const auto document = parsePickle(member.subspan(reader.position()), torchGlobals());
    reader.take(document.bytes_read);
    const std::uint64_t count = countOf(document.rootValue());
    if (count > max_count) malformed("it claims to hold far too many tensors");
    return count;
}

/// The next pickle, which has to be a tuple or list of \p size items.
PickleDocument tuplePickle(ByteReader& reader, std::span<const std::byte> member, std::size_t size) {
    auto document = parsePickle(member.subspan(reader.position()), torchGlobals());
    reader.take(document.bytes_read);
    const PickleValue& root = document.rootValue();
    if ((root.kind != Kind::Tuple && root.kind != Kind::List) || root.items.size() != size) {
        malformed("a description of a storage or tensor is damaged");
    }
    return document;
}

using StorageTable = std::unordered_map<std::string, Storage>;
using TensorTable = std::unordered_map<std::string, TensorView>;

/// `storages`: a pickled count; per storage a pickled (key, place, class), a 64-bit count and the elements; a pickled
/// list of views (key, key of the whole, offset, count).
StorageTable readStorages(std::span<const std::byte> member, std::uint64_t member_offset) {
    StorageTable table;
    ByteReader reader(member);
    const std::uint64_t storages = countPickle(reader, member);
    for (std::uint64_t i = 0; i < storages; ++i) {
        const auto document = tuplePickle(reader, member, 3);
        const PickleValue& root = document.rootValue();
        Storage storage{dtypeOfClass(document.item(root, 2))};
        storage.count = reader.number<std::uint64_t>();
        storage.byte_offset = member_offset + reader.position();
        if (storage.count > reader.remaining() / sizeOf(storage.dtype)) {
            malformed("the file ends too early: it is cut or damaged");
        }
        reader.take(storage.count * sizeOf(storage.dtype));
        table[keyOf(document.item(root, 0))] = storage;
    }
    const auto views = parsePickle(member.subspan(reader.position()), torchGlobals());
    if (views.rootValue().kind != Kind::List) malformed("its list of storage views is damaged");
    for (const PickleRef ref : views.rootValue().items) {
        const PickleValue& view = views.at(ref);
        if (view.kind != Kind::Tuple || view.items.size() != 4) malformed("its list of storage views is damaged");
        const auto whole = table.find(keyOf(views.item(view, 1)));
        const std::uint64_t offset = countOf(views.item(view, 2));
        const std::uint64_t count = countOf(views.item(view, 3));
        if (whole == table.end() || offset > whole->second.count || count > whole->second.count - offset) {
            malformed("a storage view reaches past its storage");
        }
        const Storage part{whole->second.dtype, whole->second.byte_offset + offset * sizeOf(whole->second.dtype),
                           count};
        table[keyOf(views.item(view, 0))] = part;
    }
    return table;
}

/// `tensors`: a pickled count; per tensor a pickled (key, key of its storage, class), then 32-bit rank, four unused
/// bytes, 64-bit sizes, strides and offset.
TensorTable readTensors(std::span<const std::byte> member, const StorageTable& storages,
                        const std::shared_ptr<const FileBytes>& file) {
    constexpr std::int32_t max_rank = 64;
    TensorTable table;
    ByteReader reader(member);
    const std::uint64_t tensors = countPickle(reader, member);
    for (std::uint64_t i = 0; i < tensors; ++i) {
        const auto document = tuplePickle(reader, member, 3);
        const auto storage = storages.find(keyOf(document.item(document.rootValue(), 1)));
        if (storage == storages.end()) malformed("a tensor's storage is missing");
        const auto rank = reader.number<std::int32_t>();
        if (rank < 0 || rank > max_rank) unsupported("a tensor has more than 64 axes");
        reader.take(4);
        const auto readNaturals = [&] {
            std::vector<std::int64_t> numbers(static_cast<std::size_t>(rank));
            for (auto& number : numbers) {
                number = reader.number<std::int64_t>();
                if (number < 0) malformed("a size or stride of a tensor is negative");
            }
            return numbers;
        };
        auto shape = readNaturals();
        auto strides = readNaturals();
        const auto offset = reader.number<std::uint64_t>();
        table[keyOf(document.item(document.rootValue(), 0))] =
            viewOf(file, storage->second, offset, std::move(shape), std::move(strides));
    }
    return table;
}

} // namespace

bool isTar(std::span<const std::byte> bytes) {
    constexpr std::string_view magic = "ustar";
    return bytes.size() >= kBlock &&
           std::string_view(reinterpret_cast<const char*>(bytes.data()) + kMagicOffset, magic.size()) == magic;
}

NamedTensors readTarCheckpoint(const std::shared_ptr<const FileBytes>& file) {
    const auto bytes = file->bytes();
    const auto members = tarMembers(bytes);
    const auto member = [&](std::string_view name) {
        const auto found = members.find(name);
        if (found == members.end()) malformed("its tar member " + inQuotes(name) + " is missing: not a checkpoint");
        return found->second;
    };
    const auto storage_bytes = member("storages");
    const auto storages = readStorages(storage_bytes, static_cast<std::uint64_t>(storage_bytes.data() - bytes.data()));
    const auto tensors = readTensors(member("tensors"), storages, file);
    const auto document = parsePickle(member("pickle"), torchGlobals());

    PersistentObjects objects;
    objects.tensor = [&](const PickleValue& id) {
        const auto found = tensors.find(keyOf(id));
        if (found == tensors.end()) malformed("its tensor is missing from the file");
        return found->second;
    };
    return readStateDict(document, file, objects);
}

} // namespace soundmask::nn
