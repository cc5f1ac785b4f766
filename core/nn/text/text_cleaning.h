#pragma once

#include <string>
#include <string_view>

namespace soundmask::nn {

/// \p utf8 as CLIP's tokenizer wants it: HTML's numbers and the names of Latin-1 twice turned into what they stand for,
/// composed (NFC), runs of white space as one space, none at the ends, lower case with Unicode's rules for whole words
/// (final sigma, dotted I). What ftfy mends beyond that (wrong encodings, curly quotes, ligatures) is left as it is.
std::string cleanedText(std::string_view utf8);

} // namespace soundmask::nn
