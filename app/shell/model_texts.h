#pragma once

#include <QString>

#include "app/bridge/model_library.h"

namespace soundmask {

/// A title or purpose of the model catalogue in the user's language; \p english itself when there is no translation.
QString modelText(const std::string& english);

/// What state a file is in, in a few words: "Installed, verified", "Damaged".
QString stateText(const InstalledModel& model);
/// What is going on: "Downloading, 42 %".
QString workText(const ModelLibrary::Work& work);
/// What networks run on here, in two or three sentences.
QString machineText(const Machine& machine);
/// "loading 0.40 s, a picture 1.10 s, a click 0.05 s".
QString stepsText(const ModelTestReport& report);
/// "40.7 MB"; says so where nobody published it.
QString sizeText(std::optional<std::uint64_t> bytes);

} // namespace soundmask
