#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "core/nn/checkpoint/byte_reader.h"
#include "core/nn/checkpoint/containers.h"

namespace soundmask::nn {

namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kMaxHeader = 8 << 20;
constexpr int kMaxDepth = 3;

constexpr std::array<std::pair<std::string_view, DType>, 10> kDTypes{{
    {"BOOL", DType::Bool},
    {"U8", DType::UInt8},
    {"I8", DType::Int8},
    {"I16", DType::Int16},
    {"I32", DType::Int32},
    {"I64", DType::Int64},
    {"F16", DType::Float16},
    {"BF16", DType::BFloat16},
    {"F32", DType::Float32},
    {"F64", DType::Float64},
}};

/// Refuses what the JSON library would let pass: deep nesting and names that occur twice.
Json parseHeader(std::string_view text) {
    std::set<std::string> names;
    const auto check = [&](int depth, Json::parse_event_t event, Json& parsed) {
        const bool opens = event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start;
        if (opens && depth >= kMaxDepth) malformed("its header is nested too deep");
        if (event == Json::parse_event_t::key && depth == 1 && !names.insert(parsed.get<std::string>()).second) {
            malformed("its header names " + inQuotes(parsed.get<std::string>()) + " twice");
        }
        return true;
    };
    try {
        Json header = Json::parse(text.begin(), text.end(), check);
        if (!header.is_object()) malformed("its header is not a JSON object");
        return header;
    } catch (const Json::exception&) {
        malformed("its header is not JSON");
    }
}

std::vector<std::int64_t> naturals(const Json& entry, const char* name) {
    const auto found = entry.find(name);
    if (found == entry.end() || !found->is_array()) malformed("its " + std::string(name) + " is missing");
    std::vector<std::int64_t> numbers;
    for (const Json& number : *found) {
        if (!number.is_number_unsigned() || number.get<std::uint64_t>() > INT64_MAX) {
            malformed("its " + std::string(name) + " holds something that is not a natural number");
        }
        numbers.push_back(number.get<std::int64_t>());
    }
    return numbers;
}

struct Entry {
    std::string name;
    TensorView tensor;
    std::uint64_t begin;
    std::uint64_t end;
};

Entry readEntry(const std::string& name, const Json& entry, std::uint64_t data_offset,
                const std::shared_ptr<const FileBytes>& file) {
    if (!entry.is_object()) malformed("its description is not a JSON object");
    const auto dtype_entry = entry.find("dtype");
    if (dtype_entry == entry.end() || !dtype_entry->is_string()) malformed("its dtype is missing");
    const auto& dtype_name = dtype_entry->get_ref<const std::string&>();
    const auto dtype = std::ranges::find(kDTypes, dtype_name, &std::pair<std::string_view, DType>::first);
    if (dtype == kDTypes.end()) unsupported("its dtype " + inQuotes(dtype_name) + " is not supported");
    auto shape = naturals(entry, "shape");
    const auto offsets = naturals(entry, "data_offsets");
    const std::uint64_t data_bytes = file->bytes().size() - data_offset;
    if (offsets.size() != 2 || offsets[0] > offsets[1] || static_cast<std::uint64_t>(offsets[1]) > data_bytes) {
        malformed("its data_offsets lie outside the file");
    }
    const auto begin = static_cast<std::uint64_t>(offsets[0]);
    const auto end = static_cast<std::uint64_t>(offsets[1]);
    std::vector<std::int64_t> strides(shape.size());
    std::uint64_t bytes = sizeOf(dtype->second);
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        strides[axis] = static_cast<std::int64_t>(bytes / sizeOf(dtype->second));
        if (__builtin_mul_overflow(bytes, static_cast<std::uint64_t>(shape[axis]), &bytes)) {
            malformed("its shape " + shapeText(shape) + " is impossibly large");
        }
    }
    if (bytes != end - begin) {
        malformed("its shape " + shapeText(shape) + " does not fit its " + std::to_string(end - begin) + " bytes");
    }
    const Storage storage{dtype->second, data_offset + begin, (end - begin) / sizeOf(dtype->second)};
    return {name, viewOf(file, storage, 0, std::move(shape), std::move(strides)), begin, end};
}

} // namespace

bool isSafetensors(std::span<const std::byte> bytes) {
    return bytes.size() > 8 && bytes[8] == std::byte{'{'};
}

NamedTensors readSafetensors(const std::shared_ptr<const FileBytes>& file) {
    ByteReader reader(file->bytes());
    const auto header_bytes = reader.number<std::uint64_t>();
    if (header_bytes > reader.remaining()) malformed("its header is longer than the file: it is cut or damaged");
    if (header_bytes > kMaxHeader) malformed("its header is larger than 8 MiB");
    const Json header = parseHeader(reader.text(header_bytes));

    std::vector<Entry> entries;
    for (const auto& [name, entry] : header.items()) {
        if (name == "__metadata__") continue;
        try {
            entries.push_back(readEntry(name, entry, reader.position(), file));
        } catch (Fault& fault) {
            fault.reason = "at key " + inQuotes(name) + " " + fault.reason;
            throw;
        }
    }
    std::ranges::sort(entries, {}, [](const Entry& entry) { return std::pair(entry.begin, entry.end); });
    std::uint64_t covered = 0;
    NamedTensors tensors;
    for (Entry& entry : entries) {
        if (entry.begin != covered)
            malformed("at key " + inQuotes(entry.name) + " its data leaves a gap or overlaps other data");
        covered = entry.end;
        tensors.emplace_back(std::move(entry.name), std::move(entry.tensor));
    }
    if (covered != reader.remaining()) malformed("it has bytes that belong to no tensor, or is cut");
    return tensors;
}

} // namespace soundmask::nn
