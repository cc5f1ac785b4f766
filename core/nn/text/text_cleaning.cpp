#include "core/nn/text/text_cleaning.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <optional>

namespace soundmask::nn {

namespace {

/// HTML's names for U+00A0 to U+00FF, in this order.
constexpr std::array<const char*, 96> kLatinNames{
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",   "ordf",
    "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",
    "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave",
    "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",
    "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",
    "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute",
    "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave",
    "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide",
    "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

/// What "&NAME;" stands for.
std::optional<UChar32> entity(const std::string& name) {
    if (name.starts_with("#")) {
        const bool is_hex = name.size() > 2 && (name[1] == 'x' || name[1] == 'X');
        const std::string digits = name.substr(is_hex ? 2 : 1);
        const char* const allowed = is_hex ? "0123456789abcdefABCDEF" : "0123456789";
        if (digits.empty() || digits.size() > 7 || digits.find_first_not_of(allowed) != digits.npos) return {};
        const long code = std::stol(digits, nullptr, is_hex ? 16 : 10);
        const bool is_character = code > 0 && code <= UCHAR_MAX_VALUE && !U_IS_SURROGATE(code);
        return is_character ? std::optional(static_cast<UChar32>(code)) : std::nullopt;
    }
    for (const auto& [known, character] :
         {std::pair{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}})
        if (name == known) return character;
    const auto latin = std::ranges::find(kLatinNames, name);
    return latin == kLatinNames.end() ? std::nullopt : std::optional<UChar32>(0xA0 + (latin - kLatinNames.begin()));
}

icu::UnicodeString withoutEntities(const icu::UnicodeString& text) {
    constexpr int kLongestName = 8;
    icu::UnicodeString plain;
    for (std::int32_t i = 0; i < text.length();) {
        const std::int32_t end = text[i] == u'&' ? text.indexOf(u';', i, kLongestName + 2) : -1;
        std::string name;
        if (end > i) text.tempSubStringBetween(i + 1, end).toUTF8String(name);
        if (const auto character = name.empty() ? std::nullopt : entity(name)) {
            plain.append(*character);
            i = end + 1;
        } else {
            plain.append(text[i++]);
        }
    }
    return plain;
}

icu::UnicodeString withSingleSpaces(const icu::UnicodeString& text) {
    icu::UnicodeString words;
    bool is_pending = false;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        const UChar32 character = text.char32At(i);
        if (u_isUWhiteSpace(character)) {
            is_pending = !words.isEmpty();
            continue;
        }
        if (is_pending) words.append(u' ');
        is_pending = false;
        words.append(character);
    }
    return words;
}

} // namespace

std::string cleanedText(std::string_view utf8) {
    icu::UnicodeString text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
    text = withoutEntities(withoutEntities(text));
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* composing = icu::Normalizer2::getNFCInstance(status);
    if (U_SUCCESS(status)) text = composing->normalize(text, status);
    std::string cleaned;
    withSingleSpaces(text).toLower(icu::Locale::getRoot()).toUTF8String(cleaned);
    return cleaned;
}

} // namespace soundmask::nn
