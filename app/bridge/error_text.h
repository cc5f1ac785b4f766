#pragma once

#include <QString>

#include "core/base/error.h"

namespace soundmask {

/// An error as people read it: what could not be done, why, and what to do about it.
struct ErrorText {
    QString title;  ///< one line without the reason: "clip.mp4 cannot be opened"
    QString remedy; ///< what the user can do; one or two sentences
    QString detail; ///< the core's own words, in English, for "Copy details"
};

/// \p error in the user's language.
ErrorText errorText(const Error& error);

/// A media warning in the user's language; its own English text when the code is not known here.
QString warningText(const Warning& warning);

} // namespace soundmask
