#pragma once

#include "core/base/result.h"
#include "core/models/machine.h"
#include "core/models/model_catalogue.h"

namespace soundmask {

/// Whether the network of \p file fits into what is free on \p machine; yes where one of both is unknown.
/// Error: OutOfMemory, which names the model and says what it needs and what is free.
Result<void> requireMemory(const ModelFile& file, const Machine& machine);

} // namespace soundmask
