// Cleaning of texts, and the tokenizer on a vocabulary made here: CLIP's own is not ours to ship.
#include <doctest/doctest.h>
#include <zlib.h>

#include <fstream>

#include "core/nn/text/clip_tokenizer.h"
#include "core/nn/text/text_cleaning.h"
#include "tests/support/temporary_folder.h"

using namespace soundmask;
using nn::ClipTokenizer;

namespace {

constexpr int kPairs = 49406 - 512;
constexpr int kA = 'a' - '!', kC = 'c' - '!'; ///< tokens of letters inside a word
constexpr int kEnd = 256;                     ///< added to a letter at the end of one

/// "a b" and "ab c" at a word's end, then as many pairs of printable Latin-1 letters as a whole vocabulary has; those
/// of two letters a word could have come last.
std::string vocabularyText() {
    std::string text = "title\na b\nab c</w>\n";
    int lines = 2;
    const auto letter = [](int i) { // the 188 bytes that are written as themselves, as UTF-8
        const int code = i < 94 ? '!' + i : i < 106 ? 0xA1 + i - 94 : 0xAE + i - 106;
        if (code < 128) return std::string(1, static_cast<char>(code));
        return std::string{static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 63))};
    };
    for (const std::string end : {"</w>", ""})
        for (int first = 187; first >= 0; --first)
            for (int second = 187; second >= 0 && lines < kPairs; --second, ++lines)
                text += letter(first) + " " + letter(second) + end + "\n";
    return text;
}

} // namespace

TEST_CASE("texts are cleaned as CLIP's were") {
    CHECK(nn::cleanedText("  Two\twords\n") == "two words");
    CHECK(nn::cleanedText("&amp;lt; &eacute; &#233; &#x1F600; &nbsp;x") == "< é é 😀 x");
    CHECK(nn::cleanedText("a & b &unknown; &#0; &") == "a & b &unknown; &#0; &");
    CHECK(nn::cleanedText("ΟΔΟΣ") == "οδος");      // the last sigma has another form
    CHECK(nn::cleanedText("İ") == "i̇");            // two characters
    CHECK(nn::cleanedText("e\u0301") == "\u00e9"); // composed
    CHECK(nn::cleanedText(" \u3000 ").empty());
}

TEST_CASE("a file that is not CLIP's vocabulary is refused by name") {
    const test::TemporaryFolder folder;
    const auto missing = ClipTokenizer::open(folder.path() / "none.txt.gz");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::FileNotFound);
    std::ofstream(folder.path() / "short.txt") << "title\na b\n";
    const auto small = ClipTokenizer::open(folder.path() / "short.txt");
    REQUIRE_FALSE(small);
    CHECK(small.error().code == ErrorCode::MalformedFile);
    CHECK(small.error().toString().find("short.txt") != std::string::npos);
    std::string lines = "title\n";
    for (int i = 0; i < kPairs; ++i)
        lines += "nobody knows\n";
    std::ofstream(folder.path() / "foreign.txt") << lines;
    CHECK_FALSE(ClipTokenizer::open(folder.path() / "foreign.txt"));
}

TEST_CASE("the earliest pairs are joined first, words end where letters, digits and signs meet") {
    const test::TemporaryFolder folder;
    const auto plain = folder.path() / "vocabulary.txt", packed = folder.path() / "vocabulary.txt.gz";
    const std::string text = vocabularyText();
    std::ofstream(plain) << text;
    gzFile file = gzopen(packed.c_str(), "wb");
    gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
    gzclose(file);
    for (const auto& path : {plain, packed}) {
        const auto tokenizer = ClipTokenizer::open(path);
        REQUIRE_MESSAGE(tokenizer, tokenizer.error().toString());
        CHECK(tokenizer->encode("ABC") == std::vector<int>{513});
        CHECK(tokenizer->encode("a").front() == kA + kEnd);
        CHECK(tokenizer->encode("a c") == std::vector<int>{kA + kEnd, kC + kEnd});
        CHECK(tokenizer->encode("abc abc").size() == 2);
        CHECK(tokenizer->encode("12").size() == 2);  // every digit is a word
        CHECK(tokenizer->encode("a's").size() == 2); // a, 's
        CHECK(tokenizer->encode("<|endoftext|>").front() == ClipTokenizer::kEnd);
        CHECK(tokenizer->encode("").empty());
        const auto tokens = tokenizer->tokens("abc", 5);
        REQUIRE(tokens);
        CHECK(*tokens == std::vector<std::int64_t>{ClipTokenizer::kStart, 513, ClipTokenizer::kEnd, 0, 0});
        CHECK_FALSE(tokenizer->tokens("a c a c", 5));
    }
}
