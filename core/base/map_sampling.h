#pragma once

#include "core/base/image.h"

namespace soundmask {

/// \p map made larger to \p size, bilinear between the centres of its values and constant beyond the outer ones. Equal
/// values stay exactly equal, as on the processors the published heat maps were made on. Sizes must not be empty.
FloatMap enlarged(const FloatMap& map, Size size);

/// What enlarged(\p map, \p size) has at (\p x, \p y).
float enlargedAt(const FloatMap& map, Size size, int x, int y);

} // namespace soundmask
