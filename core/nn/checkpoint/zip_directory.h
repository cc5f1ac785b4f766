#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace soundmask::nn {

/// A run of bytes in the file.
struct ByteRange {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

/// The records of a zip file in memory that hold their content as it is. Nothing is unpacked or written.
class ZipDirectory {
  public:
    /// Throws Fault for a damaged directory, a record outside the file, two records of one name.
    explicit ZipDirectory(std::span<const std::byte> bytes);

    bool contains(const std::string& name) const { return m_records.contains(name); }
    /// Where the content of record \p name is. Throws Fault if there is no such record or if it is compressed.
    ByteRange find(const std::string& name) const;
    /// The ROOT of the one record named "ROOT/\p name". Throws Fault if there is none, or more than one.
    std::string rootOf(std::string_view name) const;

  private:
    struct Record {
        ByteRange range;
        bool is_stored = false;
    };
    std::unordered_map<std::string, Record> m_records;
};

} // namespace soundmask::nn
