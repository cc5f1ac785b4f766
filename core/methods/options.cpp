#include "core/methods/options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace soundmask {

namespace {

std::string join(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

template <typename Number>
std::optional<Number> parsed(std::string_view text) {
    Number value{};
    const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (status != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<bool> parsedBoolean(std::string_view text) {
    if (text == "on" || text == "true" || text == "1") return true;
    if (text == "off" || text == "false" || text == "0") return false;
    return std::nullopt;
}

std::string range(const ParameterInfo& parameter) {
    return writtenReal(parameter.minimum) + " to " + writtenReal(parameter.maximum);
}

/// The canonical text of \p value, or what is allowed instead.
tl::expected<std::string, std::string> canonical(const std::string& value, const ParameterInfo& parameter) {
    const auto inside = [&](double number) { return number >= parameter.minimum && number <= parameter.maximum; };
    switch (parameter.type) {
    case ParameterInfo::Type::Boolean:
        if (const auto on = parsedBoolean(value)) return *on ? "on" : "off";
        return tl::make_unexpected(std::string("on or off"));
    case ParameterInfo::Type::Integer:
        if (const auto number = parsed<int>(value); number && inside(*number)) return std::to_string(*number);
        return tl::make_unexpected("a whole number from " + range(parameter));
    case ParameterInfo::Type::Real:
        if (value == kAutomatic && parameter.default_value == kAutomatic) return value;
        if (const auto number = parsed<double>(value); number && std::isfinite(*number) && inside(*number))
            return writtenReal(*number);
        return tl::make_unexpected(
            (parameter.default_value == kAutomatic ? "auto or a number from " : "a number from ") + range(parameter));
    case ParameterInfo::Type::Choice:
        if (std::find(parameter.choices.begin(), parameter.choices.end(), value) != parameter.choices.end())
            return value;
        return tl::make_unexpected("one of " + join(parameter.choices));
    case ParameterInfo::Type::Text:
        return value;
    }
    return value;
}

} // namespace

std::string writtenReal(double value) {
    std::array<char, 32> buffer{};
    const auto [end, status] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), end};
}

bool ResolvedOptions::boolean(std::string_view key) const {
    return text(key) == "on";
}

int ResolvedOptions::integer(std::string_view key) const {
    return parsed<int>(text(key)).value();
}

double ResolvedOptions::real(std::string_view key) const {
    return parsed<double>(text(key)).value();
}

std::optional<double> ResolvedOptions::realOrAuto(std::string_view key) const {
    return text(key) == kAutomatic ? std::nullopt : std::optional(real(key));
}

const std::string& ResolvedOptions::text(std::string_view key) const {
    return m_values.at(std::string(key));
}

Result<ResolvedOptions> resolveOptions(const OptionMap& given, const std::vector<ParameterInfo>& parameters) {
    for (const auto& [key, value] : given) {
        const auto known = [&key = key](const ParameterInfo& parameter) { return parameter.key == key; };
        if (std::any_of(parameters.begin(), parameters.end(), known)) continue;
        std::vector<std::string> keys;
        for (const ParameterInfo& parameter : parameters)
            keys.push_back(parameter.key);
        return fail(ErrorCode::UnknownName, key,
                    keys.empty() ? "this method has no options" : "unknown option; this method knows " + join(keys));
    }
    ResolvedOptions resolved;
    for (const ParameterInfo& parameter : parameters) {
        const auto entry = given.find(parameter.key);
        const std::string& value = entry == given.end() ? parameter.default_value : entry->second;
        auto text = canonical(value, parameter);
        if (!text)
            return fail(ErrorCode::InvalidValue, parameter.key,
                        "\"" + value + "\" is not allowed" +
                            (parameter.restriction.empty() ? "" : " here, as " + parameter.restriction) + "; give " +
                            text.error());
        resolved.m_values.emplace(parameter.key, std::move(*text));
    }
    return resolved;
}

} // namespace soundmask
