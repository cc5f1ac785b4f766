#pragma once

#include <QString>

#include <string>

namespace soundmask {

/// A title, summary, limit or meaning of a method in the user's language; \p english itself when there is no
/// translation. The core's texts are English, so that the command line says the same everywhere.
QString methodText(const std::string& english);

/// What the value \p choice of the parameter \p key is called; the word itself where it is known by it.
QString choiceText(const std::string& key, const std::string& choice);

} // namespace soundmask
