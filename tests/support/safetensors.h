#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace soundmask::test {

/// A small safetensors file as a whole: u64 header length, JSON header, little-endian data. Throws std::runtime_error
/// that names what is wrong, which fails the test.
class SafeTensors {
  public:
    explicit SafeTensors(const std::filesystem::path& path)
        : m_name(path.string()) {
        static_assert(std::endian::native == std::endian::little);
        std::ifstream stream(path, std::ios::binary);
        if (!stream) throw std::runtime_error(m_name + ": cannot open");
        m_bytes.assign(std::istreambuf_iterator<char>(stream), {});
        std::uint64_t header_size = 0;
        if (m_bytes.size() < sizeof header_size) throw std::runtime_error(m_name + ": too short");
        std::memcpy(&header_size, m_bytes.data(), sizeof header_size);
        if (header_size > m_bytes.size() - sizeof header_size) throw std::runtime_error(m_name + ": header cut short");
        m_data_begin = sizeof header_size + static_cast<std::size_t>(header_size);
        m_header = nlohmann::json::parse(m_bytes.begin() + sizeof header_size,
                                         m_bytes.begin() + static_cast<std::ptrdiff_t>(m_data_begin));
    }

    const nlohmann::json& header() const { return m_header; }
    std::vector<std::size_t> shape(const std::string& tensor) const { return entry(tensor).at("shape"); }
    std::vector<float> floats(const std::string& tensor) const { return values<float>(tensor, "F32"); }
    /// uint8 or bool.
    std::vector<std::uint8_t> bytes(const std::string& tensor) const {
        return values<std::uint8_t>(tensor, entry(tensor).at("dtype") == "BOOL" ? "BOOL" : "U8");
    }

  private:
    const nlohmann::json& entry(const std::string& tensor) const {
        if (!m_header.contains(tensor)) throw std::runtime_error(m_name + ": no tensor " + tensor);
        return m_header.at(tensor);
    }

    template <typename T>
    std::vector<T> values(const std::string& tensor, const char* dtype) const {
        const auto& described = entry(tensor);
        if (described.at("dtype") != dtype) throw std::runtime_error(m_name + ": " + tensor + " is not " + dtype);
        const std::size_t begin = described.at("data_offsets").at(0), end = described.at("data_offsets").at(1);
        if (begin > end || end > m_bytes.size() - m_data_begin || (end - begin) % sizeof(T) != 0)
            throw std::runtime_error(m_name + ": " + tensor + " lies outside the file");
        std::vector<T> out((end - begin) / sizeof(T));
        std::memcpy(out.data(), m_bytes.data() + m_data_begin + begin, end - begin);
        return out;
    }

    std::string m_name;
    std::string m_bytes;
    std::size_t m_data_begin = 0;
    nlohmann::json m_header;
};

} // namespace soundmask::test
