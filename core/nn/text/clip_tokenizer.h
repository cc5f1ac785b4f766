#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"

namespace soundmask::nn {

/// CLIP's byte pair encoding: text to numbers of a vocabulary of 49408. Immutable, any thread.
/// Source: Sennrich et al. 2016; clip/simple_tokenizer.py of AudioCLIP at 45327aa.
class ClipTokenizer {
  public:
    static constexpr int kStart = 49406, kEnd = 49407;

    /// \p vocabulary: bpe_simple_vocab_16e6.txt, plain or .gz, which gives the pairs in their order. Errors:
    /// FileNotFound, MalformedFile.
    static Result<ClipTokenizer> open(const std::filesystem::path& vocabulary);

    /// The numbers of \p utf8 after cleanedText(), without start and end.
    std::vector<int> encode(std::string_view utf8) const;

    /// Start, text, end, then zeros: \p length numbers. Error: InvalidValue for a text that is too long.
    Result<std::vector<std::int64_t>> tokens(std::string_view utf8, std::size_t length) const;

  private:
    void encodeWord(std::string_view bytes, std::vector<int>& out) const;

    /// Which token two neighbours become; the smaller its number, the earlier they are joined.
    std::unordered_map<std::uint64_t, int> m_pairs;
};

} // namespace soundmask::nn
