#pragma once

#include <QString>

namespace soundmask {

struct Theme;

/// What a palette cannot say: flat controls of one height, quiet scroll bars, focus rings. Fusion draws the rest.
QString styleSheetOf(const Theme& theme);

} // namespace soundmask
