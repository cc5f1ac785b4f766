#pragma once

#include <optional>

/// Numbers that may be absent, as our JSON and CBOR documents have them: the number, or null. For .cpp files; \p Json
/// is any nlohmann::basic_json.
namespace soundmask {

template <typename Json>
Json numberOrNull(const std::optional<double>& number) {
    return number ? Json(*number) : Json(nullptr);
}

/// Throws a Json::exception where \p json is neither.
template <typename Json>
std::optional<double> optionalNumber(const Json& json) {
    return json.is_null() ? std::nullopt : std::optional(json.template get<double>());
}

} // namespace soundmask
