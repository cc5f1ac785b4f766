#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace soundmask {

/// SHA-256 of bytes that come piece by piece. Source: FIPS 180-4, sections 5 and 6.2.
class Sha256 {
  public:
    void add(std::span<const std::byte> bytes);
    void add(std::string_view text);
    /// The digest of all that was added, 64 lower-case hex digits. Call once.
    std::string hexDigest();

  private:
    void addBlock(const std::uint8_t* block);

    std::array<std::uint32_t, 8> m_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, 64> m_block{};
    std::size_t m_in_block = 0;
    std::uint64_t m_total = 0;
};

} // namespace soundmask
