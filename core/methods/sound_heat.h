#pragma once

#include "core/base/image.h"

namespace soundmask {

/// Turns the similarity of a sound with each place of a picture into heat. Pure functions.

/// Where heat comes from a similarity: the paper found that the places least like the sound are its source.
enum class HeatDirection { Forward, Reverse };

/// \p similarity stretched to 0..1, turned round for Reverse. A map without any difference, or with values that are
/// not finite, has no heat: zeros.
FloatMap heatOf(const FloatMap& similarity, HeatDirection direction);

} // namespace soundmask
