#include "core/nn/text/clip_tokenizer.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <zlib.h>

#include <array>
#include <memory>

#include "core/nn/text/text_cleaning.h"

namespace soundmask::nn {

namespace {

constexpr int kBytes = 256;
constexpr int kFirstPair = 2 * kBytes; ///< each byte has two tokens: inside a word and at its end
constexpr int kPairs = ClipTokenizer::kStart - kFirstPair;
constexpr std::string_view kWordEnd = "</w>";

/// The token of each byte: printable Latin-1 first, in its order, then the rest.
std::array<int, kBytes> byteTokens() {
    const auto is_printable = [](int b) { return (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE; };
    std::array<int, kBytes> tokens{};
    int next = 0;
    for (const bool printable : {true, false}) {
        for (int b = 0; b < kBytes; ++b)
            if (is_printable(b) == printable) tokens[static_cast<std::size_t>(b)] = next++;
    }
    return tokens;
}

/// How a byte is written in the vocabulary: printable ones as themselves, the others from U+0100 on.
std::string written(int byte, int token) {
    constexpr int kPrintable = 188;
    const UChar32 character = token < kPrintable ? byte : 0x100 + token - kPrintable;
    std::string text(U8_MAX_LENGTH, '\0');
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(text.data(), length, character);
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::uint64_t pairKey(int first, int second) {
    return static_cast<std::uint64_t>(first) << 32 | static_cast<std::uint32_t>(second);
}

Result<std::vector<std::string>> readLines(const std::filesystem::path& path) {
    constexpr std::size_t kMost = std::size_t{1} << 25; // the official one has 3 MB
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
    if (!file) return fail(ErrorCode::FileNotFound, path.string(), "the vocabulary cannot be opened");
    std::string text;
    std::array<char, 1 << 16> block{};
    int count = 0;
    while ((count = gzread(file.get(), block.data(), block.size())) > 0 && text.size() < kMost)
        text.append(block.data(), static_cast<std::size_t>(count));
    if (count != 0) return fail(ErrorCode::MalformedFile, path.string(), "the vocabulary cannot be read to its end");
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

enum class Kind { Letter, Number, Space, Other };

Kind kindOf(UChar32 character) {
    if (u_isUWhiteSpace(character)) return Kind::Space;
    const auto category = U_GET_GC_MASK(character);
    if (category & U_GC_L_MASK) return Kind::Letter;
    return category & U_GC_N_MASK ? Kind::Number : Kind::Other;
}

/// Reads the character at \p at and moves behind it.
UChar32 next(std::string_view text, std::size_t& at) {
    UChar32 character = 0;
    auto offset = static_cast<std::int32_t>(at);
    U8_NEXT_OR_FFFD(text.data(), offset, static_cast<std::int32_t>(text.size()), character);
    at = static_cast<std::size_t>(offset);
    return character;
}

/// Bytes of the English contraction that \p text begins with, 0 for none. Case does not count, so a long s is an s.
std::size_t contractionLength(std::string_view text) {
    if (!text.starts_with('\'')) return 0;
    std::string letters;
    std::size_t at = 1;
    for (int i = 0; i < 2 && at < text.size(); ++i) {
        const UChar32 folded = u_foldCase(next(text, at), U_FOLD_CASE_DEFAULT);
        letters += folded < 128 ? static_cast<char>(folded) : '?';
        for (const char* one : {"s", "t", "m", "d"})
            if (letters == one) return at;
        for (const char* two : {"re", "ve", "ll"})
            if (letters == two) return at;
    }
    return 0;
}

/// Bytes of the word \p text, which does not begin with a space, begins with.
std::size_t wordLength(std::string_view text) {
    if (const std::size_t contraction = contractionLength(text)) return contraction;
    std::size_t end = 0;
    const Kind kind = kindOf(next(text, end));
    if (kind == Kind::Number) return end;
    for (std::size_t at = end; at < text.size(); end = at)
        if (kindOf(next(text, at)) != kind) break;
    return end;
}

} // namespace

Result<ClipTokenizer> ClipTokenizer::open(const std::filesystem::path& vocabulary) {
    const auto lines = readLines(vocabulary);
    if (!lines) return fail(lines.error());
    const auto wrong = [&](std::size_t line) {
        return fail(ErrorCode::MalformedFile, vocabulary.string(),
                    "line " + std::to_string(line) + " is not a pair of known tokens; this is not CLIP's vocabulary");
    };
    std::unordered_map<std::string, int> known;
    const auto bytes = byteTokens();
    for (int b = 0; b < kBytes; ++b) {
        const int token = bytes[static_cast<std::size_t>(b)];
        const std::string text = written(b, token);
        known.emplace(text, token);
        known.emplace(text + std::string(kWordEnd), kBytes + token);
    }
    ClipTokenizer tokenizer;
    if (lines->size() < static_cast<std::size_t>(kPairs) + 1) return wrong(lines->size());
    for (std::size_t i = 1; i <= static_cast<std::size_t>(kPairs); ++i) { // the first line is a title
        const std::string& line = (*lines)[i];
        const std::size_t space = line.find(' ');
        if (space == line.npos) return wrong(i + 1);
        const std::string first = line.substr(0, space), second = line.substr(space + 1);
        const auto a = known.find(first), b = known.find(second);
        if (a == known.end() || b == known.end()) return wrong(i + 1);
        const int token = kFirstPair + static_cast<int>(i) - 1;
        tokenizer.m_pairs.emplace(pairKey(a->second, b->second), token);
        known.emplace(first + second, token);
    }
    return tokenizer;
}

std::vector<int> ClipTokenizer::encode(std::string_view utf8) const {
    const std::string cleaned = cleanedText(utf8);
    std::vector<int> tokens;
    for (std::string_view rest = cleaned; !rest.empty();) {
        std::size_t taken = 1;
        constexpr std::string_view start = "<|startoftext|>", end = "<|endoftext|>";
        if (rest.starts_with(start)) {
            tokens.push_back(kStart);
            taken = start.size();
        } else if (rest.starts_with(end)) {
            tokens.push_back(kEnd);
            taken = end.size();
        } else if (rest.front() != ' ') {
            taken = wordLength(rest);
            encodeWord(rest.substr(0, taken), tokens);
        }
        rest.remove_prefix(taken);
    }
    return tokens;
}

void ClipTokenizer::encodeWord(std::string_view bytes, std::vector<int>& out) const {
    static const auto of_byte = byteTokens();
    std::vector<int> tokens;
    for (const char byte : bytes)
        tokens.push_back(of_byte[static_cast<unsigned char>(byte)]);
    tokens.back() += kBytes;
    while (true) {
        // The earliest pair of the vocabulary, everywhere it occurs, from the left.
        int best = kStart;
        for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
            const auto pair = m_pairs.find(pairKey(tokens[i], tokens[i + 1]));
            if (pair != m_pairs.end()) best = std::min(best, pair->second);
        }
        if (best == kStart) break;
        std::vector<int> joined;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            const auto pair = i + 1 < tokens.size() ? m_pairs.find(pairKey(tokens[i], tokens[i + 1])) : m_pairs.end();
            const bool is_best = pair != m_pairs.end() && pair->second == best;
            joined.push_back(is_best ? best : tokens[i]);
            if (is_best) ++i;
        }
        tokens = std::move(joined);
    }
    out.insert(out.end(), tokens.begin(), tokens.end());
}

Result<std::vector<std::int64_t>> ClipTokenizer::tokens(std::string_view utf8, std::size_t length) const {
    const std::vector<int> text = encode(utf8);
    if (text.size() + 2 > length)
        return fail(ErrorCode::InvalidValue, std::string(utf8),
                    "the text has " + std::to_string(text.size()) + " tokens; " + std::to_string(length - 2) +
                        " are the most");
    std::vector<std::int64_t> tokens{kStart};
    tokens.insert(tokens.end(), text.begin(), text.end());
    tokens.push_back(kEnd);
    tokens.resize(length);
    return tokens;
}

} // namespace soundmask::nn
