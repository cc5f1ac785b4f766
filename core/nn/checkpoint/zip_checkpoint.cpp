#include "core/nn/checkpoint/containers.h"
#include "core/nn/checkpoint/fault.h"
#include "core/nn/checkpoint/zip_directory.h"

namespace soundmask::nn {

bool isZip(std::span<const std::byte> bytes) {
    return bytes.size() >= 4 && bytes[0] == std::byte{'P'} && bytes[1] == std::byte{'K'} && bytes[2] == std::byte{3} &&
           bytes[3] == std::byte{4};
}

ZipContent readZipCheckpoint(const std::shared_ptr<const FileBytes>& file) {
    const auto bytes = file->bytes();
    const ZipDirectory directory(bytes);
    const std::string root = directory.rootOf("data.pkl") + "/";

    if (directory.contains(root + "byteorder")) {
        const ByteRange order = directory.find(root + "byteorder");
        const std::string_view text{reinterpret_cast<const char*>(bytes.data()) + order.offset, order.size};
        if (text != "little") unsupported("it was saved on a big-endian machine; save it again on a common one");
    }
    const bool is_script = directory.contains(root + "constants.pkl");
    const ByteRange pickle = directory.find(root + "data.pkl");
    const auto document = parsePickle(bytes.subspan(pickle.offset, pickle.size), torchGlobals(is_script));

    PersistentObjects objects;
    objects.storage = [&](const PickleValue& value) {
        const StorageId id = parseStorageId(document, value);
        const ByteRange record = directory.find(root + "data/" + std::string(id.key));
        const std::size_t element_bytes = sizeOf(id.dtype);
        if (record.size % element_bytes != 0 || record.size / element_bytes != id.count) {
            malformed("zip record " + inQuotes("data/" + std::string(id.key)) + " has " + std::to_string(record.size) +
                      " bytes, not " + std::to_string(id.count) + " elements of " + std::string(nameOf(id.dtype)));
        }
        return Storage{id.dtype, record.offset, id.count};
    };
    return {is_script ? readScriptModule(document, file, objects) : readStateDict(document, file, objects), is_script};
}

} // namespace soundmask::nn
