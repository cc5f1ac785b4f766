#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "core/base/ids.h"
#include "core/base/mask_rle.h"
#include "core/base/time.h"

namespace soundmask {

/// Where the masks of a layer came from.
enum class LayerOrigin { User, Model, GroundTruth };

/// Whether the object of a layer makes the sound in one second.
enum class SoundState { Unsure, Sounding, Silent, OffScreen };

using Rgb = std::array<std::uint8_t, 3>;

/// One object through the clip: a mask for each frame where it is known. Changed only by commands of the document.
struct MaskLayer {
    LayerId id;
    std::string name;
    std::string class_name;
    Rgb colour{0, 114, 178};
    double opacity = 0.5; ///< 0..1
    bool visible = true;
    bool locked = false;
    LayerOrigin origin = LayerOrigin::User;
    std::map<FrameIndex, MaskRle> masks;
    std::map<int, SoundState> sound_states; ///< key: second, 1-based; a missing one is Unsure

    bool operator==(const MaskLayer&) const = default;
};

} // namespace soundmask
