#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace soundmask::test {

/// Composes a pickle opcode by opcode, valid or not.
class PickleWriter {
  public:
    explicit PickleWriter(int protocol = 2) { raw("\x80").byte(protocol); }

    PickleWriter& raw(std::string_view bytes);
    PickleWriter& byte(int value);
    PickleWriter& text(std::string_view value);      ///< BINUNICODE
    PickleWriter& oldText(std::string_view value);   ///< SHORT_BINSTRING, Python 2
    PickleWriter& shortText(std::string_view value); ///< SHORT_BINUNICODE, protocol 4
    PickleWriter& integer(std::int64_t value);       ///< LONG1 of 8 bytes
    PickleWriter& global(std::string_view module, std::string_view name);
    PickleWriter& mark() { return raw("("); }
    PickleWriter& tuple() { return raw("t"); }
    PickleWriter& integers(const std::vector<std::int64_t>& values); ///< a tuple of integers
    PickleWriter& emptyDict() { return raw("}"); }
    PickleWriter& orderedDict();
    PickleWriter& setItems() { return raw("u"); }
    PickleWriter& reduce() { return raw("R"); }
    /// The finished bytes.
    std::string stop() { return m_bytes + "."; }

    const std::string& bytes() const { return m_bytes; }

  private:
    std::string m_bytes;
};

/// A tensor as a pickle describes it; nothing here has to be true.
struct TensorEntry {
    std::string key;
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
    std::string storage_key = "0";
    std::int64_t storage_count = 0;
    std::int64_t offset = 0;
    std::string storage_class = "FloatStorage";
};

enum class PersistentIds { Zip, Legacy };

/// Appends torch._utils._rebuild_tensor_v2(...) for \p entry.
void appendTensor(PickleWriter& writer, const TensorEntry& entry, PersistentIds ids = PersistentIds::Zip);
/// An OrderedDict of \p entries.
std::string stateDictPickle(const std::vector<TensorEntry>& entries, PersistentIds ids = PersistentIds::Zip);

using Records = std::vector<std::pair<std::string, std::string>>; ///< name, content

/// A zip with \p records, uncompressed unless \p deflate.
void writeZip(const std::filesystem::path& path, const Records& records, bool deflate = false);
/// torch.save's zip: \p pickle as ROOT/data.pkl, \p storages as ROOT/data/KEY, \p extra as ROOT/NAME.
void writeTorchZip(const std::filesystem::path& path, const std::string& pickle, const Records& storages,
                   const Records& extra = {{"byteorder", "little"}});
/// torch.save's old stream. \p storages: key and raw elements, \p element_bytes each.
std::string legacyStream(const std::string& pickle, const Records& storages, std::size_t element_bytes = 4);
/// A tar file.
std::string tarArchive(const Records& members);
/// The bytes of numbers.
template <typename T>
std::string bytesOf(const std::vector<T>& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}
std::string safetensors(std::string_view header, std::string_view data);

void writeBytes(const std::filesystem::path& path, std::string_view bytes);

} // namespace soundmask::test
