#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "core/nn/checkpoint/fault.h"

namespace soundmask::nn {

static_assert(std::endian::native == std::endian::little, "checkpoints are little-endian and read in place");

/// Walks over bytes; every read past the end is a Fault.
class ByteReader {
  public:
    explicit ByteReader(std::span<const std::byte> bytes)
        : m_bytes(bytes) {}

    std::size_t position() const { return m_position; }
    std::size_t remaining() const { return m_bytes.size() - m_position; }

    std::span<const std::byte> take(std::uint64_t count) {
        if (count > remaining()) malformed("the file ends too early: it is cut or damaged");
        const auto result = m_bytes.subspan(m_position, count);
        m_position += count;
        return result;
    }

    std::string_view text(std::uint64_t count) {
        const auto bytes = take(count);
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }

    /// The characters before the next line feed, which is skipped.
    std::string_view line() {
        const std::string_view rest{reinterpret_cast<const char*>(m_bytes.data()) + m_position, remaining()};
        const auto end = rest.find('\n');
        if (end == std::string_view::npos) malformed("the file ends too early: it is cut or damaged");
        m_position += end + 1;
        return rest.substr(0, end);
    }

    template <typename T>
    T number() {
        T value;
        std::memcpy(&value, take(sizeof(T)).data(), sizeof(T));
        return value;
    }

  private:
    std::span<const std::byte> m_bytes;
    std::size_t m_position = 0;
};

} // namespace soundmask::nn
