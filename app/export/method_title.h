#pragma once

#include <QString>

#include <string>

#include "core/project/prediction.h"

namespace soundmask {

/// The title of the method that is called \p name, in the user's language; \p name itself when there is none.
QString methodTitle(const std::string& name);

/// What \p method found, as people read it; test weights are named.
QString resultTitle(const std::string& method, bool has_test_weights);
QString resultTitle(const Prediction& prediction);

} // namespace soundmask
