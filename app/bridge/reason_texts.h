#pragma once

#include <QString>

#include <span>
#include <string>

namespace soundmask {

/// The reason of a core error in the user's language; \p english itself where it is not listed, such as one that
/// carries numbers or names.
QString reasonText(const std::string& english);

/// The reasons that translators are given, in the core's own words.
std::span<const char* const> listedReasons();

} // namespace soundmask
