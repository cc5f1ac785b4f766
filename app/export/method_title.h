#pragma once

#include <QString>

#include <string>

namespace soundmask {

/// The title of the method that is called \p name, in the user's language; \p name itself when there is none.
QString methodTitle(const std::string& name);

} // namespace soundmask
