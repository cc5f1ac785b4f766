#pragma once

#include <QString>

#include <string>

namespace soundmask {

/// The stable English key of an edit ("brush stroke") in the user's language, to follow "Undo" in a menu. A key nobody
/// has translated is shown as it is.
QString editTitle(const std::string& key);

} // namespace soundmask
